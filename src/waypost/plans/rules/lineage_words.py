"""Where a line came from, what is offered, and how far others are, as people read it. Pure."""

from waypost.plans.rules.comparison import FrozenPart, PartKind
from waypost.plans.rules.lineage import RollUp
from waypost.plans.rules.offers import OfferKind
from waypost.plans.rules.words import count_of, name

#: Of a line that was written where it stands.
OWN = "Written here"


def origin(number: int, organization: str, *, is_plan_there: bool, is_part_there: bool) -> str:
    """ "From: objective 2 of the plan of Cedar Valley"."""
    said = f"From: objective {number} of the plan of {organization}"
    if not is_plan_there:
        return f"{said}, no longer there"
    return said if is_part_there else f"{said}, taken out there"


def taken_from(title: str, organization: str, *, is_plan_there: bool) -> str:
    """ "Implementation plan, the plan of Cedar Valley"."""
    said = f"{title}, the plan of {organization}"
    return said if is_plan_there else f"{said}, no longer there"


def rolled_up(found: RollUp) -> str:
    """ "Taken into 4 plans, 2 done, 55% on average"."""
    if found.plan_count == 1:
        return f"Taken into 1 plan, {'done' if found.done_count else f'{found.progress}% done'}"
    return f"Taken into {count_of(found.plan_count, 'plan')}, {found.done_count} done, {found.progress}% on average"


def offered(kind: OfferKind, part: FrozenPart) -> str:
    """ "Changed there: Train 12 assessors"."""
    said = f"Objective {part.values['number']}" if part.kind is PartKind.OBJECTIVE else name(part.title)
    return f"{kind.value.capitalize()}: {said}"


def told(number: int, organization: str) -> str:
    """ "A change in the plan of Cedar Valley is offered", or how many."""
    if number == 1:
        return f"A change in the plan of {organization} is offered"
    return f"{number} changes in the plan of {organization} are offered"


def reason_of_change(organization: str, number: int, why: str) -> str:
    """What stands beside a date that moved with the plan above; `why` is its reason there, or empty."""
    said = f"Changed in the plan of {organization} (baseline {number})"
    return f"{said}: {why}" if why else said


def reason_of_removal(organization: str, number: int, why: str) -> str:
    """The same where a part was taken out."""
    said = f"Taken out of the plan of {organization} (baseline {number})"
    return f"{said}: {why}" if why else said
