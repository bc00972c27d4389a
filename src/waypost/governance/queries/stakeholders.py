"""The stakeholder map: who stands where, as table and as picture (FR2)."""

from dataclasses import dataclass

from django.db.models import Count, Q

from waypost.governance.models import Stakeholder
from waypost.governance.queries import reflection
from waypost.governance.rules.stakeholders import (
    Placed,
    StakeholderKind,
    StakeholderMap,
    missing_voice,
    stakeholder_map,
)
from waypost.governance.rules.standings import StakeholderCounts
from waypost.people.models import Organization
from waypost.people.viewers import Viewer

#: A picture of more is read by nobody; the table holds all.
MOST_DRAWN = 100


@dataclass(frozen=True)
class StakeholdersPage:
    """`rows` are numbered as in the picture; `missing` says whose voice is not there."""

    rows: tuple[tuple[int, Stakeholder], ...]
    drawing: StakeholderMap | None
    missing: str


def stakeholders_page(viewer: Viewer, organization: Organization) -> StakeholdersPage:
    """Everybody on the map of an organization."""
    found = list(reflection.stakeholders(viewer).filter(organization=organization))
    rows = tuple(enumerate(found, 1))
    drawn = [Placed(number, row.name, row.interest, row.influence) for number, row in rows[:MOST_DRAWN]]
    missing = missing_voice(sum(row.is_classroom for row in found), len(found))
    return StakeholdersPage(rows, stakeholder_map(drawn) if drawn else None, missing)


def stakeholder_counts(organization: Organization) -> StakeholderCounts:
    """How many of which kind; one query."""
    found = Stakeholder.objects.filter(organization=organization).aggregate(
        groups=Count("pk", filter=Q(kind=StakeholderKind.GROUP)),
        people=Count("pk", filter=Q(kind=StakeholderKind.PERSON)),
        classroom=Count("pk", filter=Q(is_classroom=True)),
        open=Count("pk", filter=Q(engagement="")),
    )
    return StakeholderCounts(**found)
