"""How the pages of a program's planning say money, hours and states: `{% load planning %}`."""

from decimal import Decimal

from django import template

from waypost.programs.outcomes import OutcomeState
from waypost.programs.rules import estimates
from waypost.programs.rules.estimates import Span

register = template.Library()

#: The tone of a pill, and its words.
STATES = {
    OutcomeState.MISSING: ("next", "Not yet"),
    OutcomeState.STARTED: ("go", "Started"),
    OutcomeState.IN_REVIEW: ("go", "In review"),
    OutcomeState.NEEDS_A_LOOK: ("late", "Needs a look"),
    OutcomeState.AGREED: ("done", "There"),
}


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
    return STATES[state][0]


@register.filter
def state_words(state: OutcomeState) -> str:
    return STATES[state][1]
