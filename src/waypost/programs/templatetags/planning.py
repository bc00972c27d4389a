"""How the pages of a program's planning say money, hours and states: `{% load planning %}`."""

from decimal import Decimal

from django import template

from waypost.programs.rules import estimates
from waypost.programs.rules.estimates import Span
from waypost.programs.rules.outcome_states import STATE_LABELS, STATE_TONES, OutcomeState

register = template.Library()


@register.filter
def usd(amount: Decimal | None) -> str:
    """ "$1,200"; empty where nobody knows."""
    return "" if amount is None else estimates.dollars(amount)


@register.filter
def hours(amount: Decimal | None) -> str:
    """ "12.5"; empty where nobody said."""
    return "" if amount is None else estimates.hours(amount)


@register.filter
def money_span(span: Span | None) -> str:
    """ "$100 to $250"; empty where nobody knows."""
    return "" if span is None else estimates.money_words(span)


@register.filter
def hours_span(span: Span) -> str:
    """ "4 to 8 hours"."""
    return estimates.hours_words(span)


@register.filter
def figures(asked: estimates.Figures) -> str:
    """What a part asks for, in one line."""
    return estimates.figures_words(asked)


@register.filter
def state_tone(state: OutcomeState) -> str:
    return STATE_TONES[state]


@register.filter
def state_words(state: OutcomeState) -> str:
    return STATE_LABELS[state]
