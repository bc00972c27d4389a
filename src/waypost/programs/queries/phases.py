"""Which cycles, phases, outcomes and questions a viewer may read or change. Views get every object from here."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import organizations, within_branches
from waypost.people.rules import roles_with
from waypost.people.viewers import Viewer
from waypost.programs.models import (
    Cycle,
    OutcomeAttachment,
    Phase,
    PhaseOutcome,
    PhaseQuestion,
    PhaseSet,
    Program,
)
from waypost.programs.queries.programs import MANAGE, READ, programs_alone
from waypost.programs.rules.phase_sets import SetWords, shipped_sets

PROGRAM = "phase__cycle__program__organization"
RowT = TypeVar("RowT", Phase, PhaseOutcome, PhaseQuestion, OutcomeAttachment)


def cycles(viewer: Viewer, permission: Permission = READ) -> QuerySet[Cycle]:
    """The cycles of the programs for which `viewer` holds `permission`."""
    found = Cycle.objects.filter(within_branches(viewer, permission, "program__organization"))
    return found.select_related("program__organization")


def phases(viewer: Viewer, permission: Permission = READ) -> QuerySet[Phase]:
    """The phases of those cycles; to change them, of the open ones."""
    found = Phase.objects.filter(within_branches(viewer, permission, "cycle__program__organization"))
    return _open(found, permission, "cycle").select_related("cycle__program__organization")


def outcomes(viewer: Viewer, permission: Permission = READ) -> QuerySet[PhaseOutcome]:
    """The outcomes of those phases, with those that were taken out."""
    found = PhaseOutcome.objects.filter(within_branches(viewer, permission, PROGRAM))
    return _open(found, permission, "phase__cycle").select_related("phase__cycle__program__organization", "owner")


def questions(viewer: Viewer, permission: Permission = READ) -> QuerySet[PhaseQuestion]:
    """The questions of those phases, with those that were taken out."""
    found = PhaseQuestion.objects.filter(within_branches(viewer, permission, PROGRAM))
    return _open(found, permission, "phase__cycle").select_related("phase__cycle__program__organization", "outcome")


def attachments(viewer: Viewer, permission: Permission = READ) -> QuerySet[OutcomeAttachment]:
    """What is attached to those outcomes; what was taken away only where `viewer` may put it back."""
    found = OutcomeAttachment.objects.filter(within_branches(viewer, permission, f"outcome__{PROGRAM}"))
    found = _open(found, permission, "outcome__phase__cycle")
    if permission == READ:
        may_put_back = within_branches(viewer, MANAGE, f"outcome__{PROGRAM}") & Q(outcome__phase__cycle__closed_at=None)
        found = found.filter(Q(taken_out_at=None) | may_put_back)
    return found.select_related("outcome__phase__cycle__program__organization")


def _open(found: QuerySet[RowT], permission: Permission, cycle: str) -> QuerySet[RowT]:
    """A closed cycle is read and not changed."""
    return found if permission == READ else found.filter(**{f"{cycle}__closed_at": None})


def open_cycle(program: Program) -> Cycle | None:
    """The cycle that the program is in; None where it follows no phases yet."""
    return program.cycles.filter(closed_at=None).first()


def programs_with_phases(viewer: Viewer) -> QuerySet[Program]:
    """The programs in reach that follow phases, those of the highest organization first, then the newest."""
    found = programs_alone(viewer).filter(Exists(Cycle.objects.filter(program=OuterRef("pk"), closed_at=None)))
    return found.order_by("organization__depth", "-starts_on", "name")


def programs_in_phases(viewer: Viewer) -> list[Program]:
    """The same, each with its open cycle and the phases that it is in, in a fixed number of queries."""
    now = Phase.objects.filter(stays__left_on=None, stays__isnull=False).order_by("position")
    opened = Cycle.objects.filter(closed_at=None).prefetch_related(Prefetch("phases", now))
    return list(programs_with_phases(viewer).prefetch_related(Prefetch("cycles", opened)))


def phase_sets(viewer: Viewer, permission: Permission = READ) -> QuerySet[PhaseSet]:
    """The sets that organizations of `viewer` made."""
    found = PhaseSet.objects.filter(within_branches(viewer, permission, "organization"))
    return found.select_related("organization").order_by("organization__path", "name")


def organizations_with_sets(viewer: Viewer) -> QuerySet[Organization]:
    """Where `viewer` may make a set."""
    return organizations(viewer, MANAGE)


def sets_to_follow(organization: Organization) -> dict[str, SetWords]:
    """What a program of `organization` may follow: the shipped sets, and those made there or above, by key or uid."""
    above = PhaseSet.objects.filter(organization__path__in=organization.paths_from_the_top)
    return {**shipped_sets(), **{made.uid: made.words for made in above.order_by("organization__path", "name")}}


def sets_to_copy(viewer: Viewer) -> dict[str, SetWords]:
    """What a set of one's own can begin from: the shipped sets and those that `viewer` may read, by key or uid."""
    return {**shipped_sets(), **{made.uid: made.words for made in phase_sets(viewer)}}


def people_who_may_edit(organization: Organization) -> QuerySet[Person]:
    """Whoever may change the phases of this organization's programs, by name: they may own outcomes."""
    held = Q(
        role_assignments__ended_at=None,
        role_assignments__role__in=roles_with(MANAGE),
        role_assignments__organization__path__in=organization.paths_from_the_top,
    )
    return Person.objects.filter(held, is_active=True).distinct().order_by("name", "pk")
