"""How steps read: `{% load insight %}`."""

from typing import Any

from django import template

from waypost.common.suppression import THRESHOLD
from waypost.insight.queries.rows import step_reached
from waypost.insight.rules.steps import STEP_LABELS, Step

register = template.Library()


@register.filter
def reached(row: dict[str, Any]) -> str:
    """The furthest step of a row, in words."""
    return step_reached(row)


@register.filter
def step_label(step: Step) -> str:
    return STEP_LABELS[step]


@register.simple_tag
def small_group() -> int:
    """Groups with fewer people than this are left out."""
    return THRESHOLD
