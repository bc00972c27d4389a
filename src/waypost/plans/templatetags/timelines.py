"""How the rows of a timeline read: `{% load timelines %}`."""

from datetime import date

from django import template

from waypost.notices.rules.calendars import Off
from waypost.plans.queries.timeline import Timeline
from waypost.plans.rules import timeline_words, words
from waypost.plans.rules.steps import Step
from waypost.plans.templatetags.plans import ICONS, TONES
from waypost.ui.charts import Tone

register = template.Library()


@register.filter
def step_tone(step: Step) -> Tone:
    """Color and icon of its pill."""
    return TONES[step.status]


@register.filter
def step_icon(step: Step) -> str:
    return ICONS.get(step.status, "")


@register.filter
def step_status(step: Step) -> str:
    return words.status(step.status, step.days_past_date)


@register.filter
def step_dates(step: Step, today: date) -> str:
    return words.dates(step.facts.start_on, step.facts.target_on, step.target_text, today)


@register.filter
def step_needs(step: Step, today: date) -> str:
    return timeline_words.needs(step.facts.needs, today)


@register.filter
def step_since(step: Step, timeline: Timeline) -> str:
    """Where it stood in the baseline; empty without one."""
    if timeline.baseline is None:
        return ""
    adopted = timeline.adopted.get(step.facts.uid)
    return timeline_words.since(step, adopted, timeline.baseline.number, timeline.today)


@register.filter
def no_school(off: Off, today: date) -> str:
    return timeline_words.no_school(off.first_on, off.last_on, off.name, today)
