"""How a plan's findings read and where its timeline stands: `{% load plans %}`."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse

from waypost.common.days import full_day
from waypost.plans.models import DateProposal
from waypost.plans.queries.activities import ActivityLine
from waypost.plans.queries.comparing import ComparisonPage
from waypost.plans.queries.pages import ComparisonBlock
from waypost.plans.queries.standing import PlanStanding
from waypost.plans.rules import indicators_words, words
from waypost.plans.rules.activities import ActivityStatus, Look, Moved
from waypost.plans.rules.comparison import FrozenPart, PartChange
from waypost.plans.rules.guidance import Guide, guides
from waypost.plans.rules.imports_further import background, further_tables
from waypost.plans.rules.indicators import Aim, IndicatorStatus
from waypost.plans.rules.kinds import Direction
from waypost.plans.rules.looks import WAYS
from waypost.plans.rules.smart.facts import Finding
from waypost.plans.rules.voices import Gap, advice, finding
from waypost.ui.charts import Scale, TimelineRow, Tone, scale_around, timeline_row

register = template.Library()
register.filter("background", background)
register.filter("further_tables", further_tables)

TONES = {
    ActivityStatus.DONE: Tone.DONE,
    ActivityStatus.PAST_DATE: Tone.LATE,
    ActivityStatus.BLOCKED: Tone.LATE,
    ActivityStatus.AT_RISK: Tone.LATE,
    ActivityStatus.IN_PROGRESS: Tone.GO,
    ActivityStatus.NOT_STARTED: Tone.NEXT,
}
#: Icons of states that share their color with another one.
ICONS = {ActivityStatus.BLOCKED: "stop", ActivityStatus.AT_RISK: "info"}
INDICATOR_TONES = {
    IndicatorStatus.NOT_MEASURED: Tone.NEXT,
    IndicatorStatus.NO_TARGET: Tone.NEXT,
    IndicatorStatus.REACHED: Tone.DONE,
    IndicatorStatus.ON_ITS_WAY: Tone.GO,
    IndicatorStatus.NOT_YET: Tone.GO,
    IndicatorStatus.NEEDS_A_LOOK: Tone.LATE,
}
#: A date further away than this is a slip of the pen; it stands at the edge of the timeline.
FURTHEST_YEARS = 30


@register.filter
def tone(line: ActivityLine) -> Tone:
    """Color and icon of an activity's pill."""
    return TONES[line.status]


@register.filter
def status_icon(line: ActivityLine) -> str:
    """Icon of an activity's pill; empty where that of its tone says it."""
    return ICONS.get(line.status, "")


@register.filter
def tone_of(status: IndicatorStatus) -> Tone:
    """Of an indicator's pill and its bar."""
    return INDICATOR_TONES[status]


@register.filter
def status_words(line: ActivityLine) -> str:
    return words.status(line.status, line.days_past_date)


@register.filter
def planned_dates(line: ActivityLine, today: date) -> str:
    return words.dates(line.activity.start_on, line.activity.target_on, line.activity.target_text, today)


@register.filter
def look_title(look: Look) -> str:
    return words.look_title(look)


@register.filter
def look_note(look: Look, today: date) -> str:
    return words.look_note(look, today)


@register.filter
def look_url(look: Look) -> str:
    """Where it is settled."""
    return reverse(WAYS[look.reason][0], args=[look.activity.uid])


@register.filter
def look_button(look: Look) -> str:
    return WAYS[look.reason][1]


@register.filter
def danger_words(line: ActivityLine, today: date) -> str:
    """Why it is blocked or at risk; empty where it is neither."""
    return words.in_danger(line.facts, today)


@register.filter
def proposal_title(proposal: DateProposal, today: date) -> str:
    return words.proposed(proposal.by.name if proposal.by else "", proposal.activity.text, proposal.proposed_on, today)


@register.filter
def moved_words(change: Moved, today: date) -> str:
    return words.moved(change, today)


@register.filter
def kept_words(block: ComparisonBlock) -> str:
    return words.kept(block.comparison, block.baseline.number)


@register.filter
def end_words(block: ComparisonBlock, today: date) -> str:
    return words.end_of_plan(block.comparison, today)


@register.filter
def named(text: str) -> str:
    """What a part is called where only its name stands."""
    return words.name(text)


@register.filter
def counted(counts: Counter[ActivityStatus]) -> str:
    """ "50: 12 done, 3 past date"; empty where there is none."""
    said = [f"{counts[status]} {status.value}" for status in ActivityStatus if counts[status]]
    return f"{counts.total()}: {', '.join(said)}" if said else ""


@register.filter
def plain_day(when: date | None, today: date) -> str:
    """ "January 29", with the year where it is another one; empty for no date."""
    return words.day(when, today) if when else ""


@register.filter
def kept_day(iso: str | None) -> str:
    """A date as a baseline keeps it: "January 29, 2027"; empty for none."""
    return full_day(date.fromisoformat(iso)) if iso else ""


@register.filter
def kept_target(indicator: Mapping[str, Any]) -> str:
    """A target as a baseline keeps it: "at most 10 weekdays"; one of long ago names no direction."""
    lower, upper = (indicator.get(name) for name in ("target_from", "target"))
    aim = Aim(
        Direction(indicator.get("direction") or Direction.MORE),
        Decimal(lower) if lower else None,
        Decimal(upper) if upper else None,
    )
    return indicators_words.target(aim, indicator["unit"])


@register.filter
def amount(value: Decimal | None, unit: str) -> str:
    return words.amount(value, unit)


@register.filter
def of_uid(by_uid: dict[str, Any], uid: str) -> Any:
    """What a mapping holds for a public id."""
    return by_uid.get(uid)


@register.filter
def comparison_words(page: ComparisonPage) -> str:
    until = f"baseline {page.after.number}" if page.after else "today"
    return words.comparison(page.comparison, page.before.number, page.before_on, until)


@register.filter
def shift_words(change: PartChange) -> str:
    """ "7 days later", "Starts 5 days earlier"; empty where there are no two dates to count from."""
    if change.days_later:
        return words.shift(change.days_later)
    return f"Starts {words.shift(change.starts_days_later)}" if change.starts_days_later else ""


@register.filter
def gap_finding(gap: Gap) -> str:
    """Which voice is missing where."""
    return finding(gap)


@register.filter
def gap_advice(gap: Gap) -> str:
    """What to do about it."""
    return advice(gap)


@register.simple_tag
def moved_scale(page: ComparisonPage) -> Scale | None:
    """Whole months around all dates that moved; None while none of them is a target date."""
    parts = [part for line in page.moved for part in (line.change.before, line.change.after)]
    days = [day for part in parts for day in _span(part) if abs(day.year - page.today.year) <= FURTHEST_YEARS]
    return scale_around(days) if days else None


@register.simple_tag
def moved_row(change: PartChange, scale: Scale, today: date) -> TimelineRow | None:
    """Where the part stood and stands on the scale; None without a target date."""
    target, old = change.after.day("target_on"), change.before.day("target_on")
    if target is None:
        return None
    baseline = (change.before.day("start_on"), old) if old else None
    return timeline_row(
        scale, start=change.after.day("start_on"), target=target, today=today, tone=Tone.NEXT, baseline=baseline
    )


def _span(part: FrozenPart) -> list[date]:
    return [day for day in (part.day("start_on"), part.day("target_on")) if day is not None]


@register.filter
def guides_of(keys: str | tuple[str, ...]) -> list[Guide]:
    """The help for one section, or for several."""
    return [guides()[key] for key in ((keys,) if isinstance(keys, str) else keys)]


@register.filter
def there_words(findings: tuple[Finding, ...]) -> str:
    """ "3 of the five are in these words."."""
    return words.letters_there(sum(finding.is_there for finding in findings))


@register.simple_tag
def plan_scale(page: PlanStanding) -> Scale | None:
    """Whole months around all dates of the plan and its baseline; None while there is no date."""
    days = [day for day in page.days if abs(day.year - page.today.year) <= FURTHEST_YEARS]
    return scale_around(days) if days else None


@register.simple_tag
def activity_row(line: ActivityLine, scale: Scale, today: date) -> TimelineRow | None:
    """Where the activity stands on the scale, a milestone as a moment; None without a target date."""
    activity, adopted = line.activity, line.adopted
    if activity.target_on is None:
        return None
    return timeline_row(
        scale,
        start=None if activity.is_milestone else activity.start_on,
        target=activity.target_on,
        today=today,
        tone=_bar_tone(line),
        done_percent=activity.progress,
        baseline=(adopted.start_on, adopted.target_on) if adopted and adopted.target_on else None,
    )


def _bar_tone(line: ActivityLine) -> Tone:
    """What is in danger keeps the bar of work that goes on, or lies ahead: the key says so; its pill says the rest."""
    if line.status in ICONS:
        return Tone.GO if line.activity.progress else Tone.NEXT
    return TONES[line.status]
