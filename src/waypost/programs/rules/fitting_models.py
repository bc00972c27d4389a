"""Where the parts of a model do not fit each other, the people who are there, or the goals (LA4). Pure.

Each rule is one function and gives sentences; a page shows the rules too, so that nobody has to guess.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from waypost.programs.rules.estimates import (
    GOAL_LABELS,
    Estimate,
    Goal,
    Mode,
    Part,
    PartKind,
    Span,
    dollars,
    hours,
    money_words,
)


@dataclass(frozen=True)
class Limits:
    """What there is; None where nobody has said. Hours of `educator_hours` are those of one educator."""

    staff_hours: Decimal | None = None
    educator_hours: Decimal | None = None
    money: Decimal | None = None


#: The rules in words, in the order in which they are looked at.
RULES = (
    "Every model needs at least one support, one location and one currency.",
    "A support that people meet for fits where a chosen location offers the same way to meet.",
    "Hours and money that the model asks for fit into those that you have, at the high end too.",
    "What staff hours cost counts as money, once you say what an hour costs.",
    "Every part helps with at least one of the goals, and every goal is helped by at least one part.",
)


def looks(parts: Sequence[Part], made: Estimate, limits: Limits, goals: frozenset[Goal]) -> tuple[str, ...]:
    """What needs a look, one sentence each; nothing where all fits."""
    return (
        *_missing_kinds(parts),
        *_unmet(parts),
        *shortages(made, limits),
        *_goals(parts, goals),
    )


def shortages(made: Estimate, limits: Limits) -> tuple[str, ...]:
    """Where hours or money may not suffice: other limits settle it, or another model."""
    return (
        *_beyond("staff hours", made.staff_hours, limits.staff_hours),
        *_beyond("hours of each educator", made.educator_hours, limits.educator_hours),
        *_beyond_money(made.together, limits.money),
    )


def _missing_kinds(parts: Sequence[Part]) -> tuple[str, ...]:
    there = {part.kind for part in parts}
    return tuple(f"No {kind.value} is chosen yet." for kind in PartKind if kind not in there)


def _unmet(parts: Sequence[Part]) -> tuple[str, ...]:
    """A support that needs people to meet where no chosen location lets them."""
    places = [part for part in parts if part.kind is PartKind.LOCATION]
    offered: frozenset[Mode] = frozenset().union(*(place.modes for place in places))
    if not places:
        return ()
    return tuple(
        f"{part.name} needs people to meet {_either(part.modes)}; the chosen locations do not offer that. "
        "Add a location, or choose another support."
        for part in parts
        if part.kind is PartKind.SUPPORT and part.modes and not part.modes & offered
    )


def _either(modes: frozenset[Mode]) -> str:
    return " or ".join(sorted(mode.value for mode in modes))


def _beyond(what: str, asked: Span, there: Decimal | None) -> tuple[str, ...]:
    if there is None or asked.high <= there:
        return ()
    if asked.low > there:
        return (f"It asks for at least {hours(asked.low)} {what}, and you have {hours(there)}.",)
    return (f"It may ask for up to {hours(asked.high)} {what}, and you have {hours(there)}.",)


def _beyond_money(asked: Span, there: Decimal | None) -> tuple[str, ...]:
    if there is None or asked.high <= there:
        return ()
    surely = asked.low > there
    says = "costs" if surely else "may cost more than you have:"
    return (f"It {says} {money_words(asked)}, and you have {dollars(there)}.",)


def _goals(parts: Sequence[Part], goals: frozenset[Goal]) -> tuple[str, ...]:
    if not goals:
        return ("No goal is chosen, so nobody can tell whether the parts fit it.",)
    idle = tuple(
        f"{part.name} helps with none of the chosen goals: say why it is needed, or leave it out."
        for part in parts
        if not part.serves & goals
    )
    helped: frozenset[Goal] = frozenset().union(*(part.serves for part in parts))
    alone = tuple(
        f"Nothing chosen helps with this goal yet: {GOAL_LABELS[goal].lower()}."
        for goal in Goal
        if goal in goals - helped
    )
    return (*idle, *alone)
