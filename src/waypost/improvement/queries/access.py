"""Which theories, and which of their parts, a viewer may read or edit. Views get every object from here.

Only the newest version of a theory is edited; earlier ones are read.
"""

from typing import TypeVar, cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from waypost.improvement.models import Link, LinkCitation, Statement, Theory
from waypost.people.permissions import Permission
from waypost.people.queries import within_branches
from waypost.people.viewers import Viewer
from waypost.programs.models import Program

READ = Permission.IMPROVEMENT_THEORY_READ
EDIT = Permission.IMPROVEMENT_THEORY_EDIT
#: Parts that can be taken out, by the noun that addresses and verbs use.
Removable = Link | Statement
RemovableT = TypeVar("RemovableT", bound=Removable)
REMOVABLE: dict[str, type[Removable]] = {"link": Link, "statement": Statement}
WITH_PROGRAM = ("theory__program__organization", "theory__program__activity__objective__plan__organization")


def programs(viewer: Viewer, permission: Permission = READ) -> QuerySet[Program]:
    """The programs for whose theories `viewer` holds `permission`."""
    found = Program.objects.filter(within_branches(viewer, permission, "organization"))
    return found.select_related("organization", "activity__objective__plan__organization")


def theories(viewer: Viewer) -> QuerySet[Theory]:
    """Every version that `viewer` may read, the newest first."""
    found = Theory.objects.filter(within_branches(viewer, READ, "program__organization"))
    return found.select_related("program__organization", "begun_by").order_by("-number")


def current_theory(program: Program) -> Theory | None:
    """The version of a program from `programs(viewer)` that is edited today; None before the first."""
    return (
        Theory.objects.filter(program=program)
        .select_related("program__organization", "begun_by")
        .order_by("-number")
        .first()
    )


def owner_of_theory(program: Program) -> str:
    """The name of whoever began that version; empty where nobody did."""
    versions = Theory.objects.filter(program=program).order_by("-number")
    return versions.values_list("begun_by__name", flat=True).first() or ""


def statements(viewer: Viewer) -> QuerySet[Statement]:
    """The statements that `viewer` may edit."""
    return _editable(viewer, Statement).filter(taken_out_at=None).select_related(*WITH_PROGRAM)


def links(viewer: Viewer) -> QuerySet[Link]:
    """The links that `viewer` may edit, between statements that stand."""
    stands = _editable(viewer, Link).filter(taken_out_at=None, cause__taken_out_at=None, effect__taken_out_at=None)
    return stands.select_related(*WITH_PROGRAM, "cause", "effect")


def citations(viewer: Viewer) -> QuerySet[LinkCitation]:
    """The citations on those links."""
    return LinkCitation.objects.filter(link__in=links(viewer)).select_related("link__theory__program", "item")


def removable(viewer: Viewer, kind: str, uid: str) -> Removable | None:
    """The part that `viewer` may take out or put back, taken out or not; None also for a kind that is none."""
    model = REMOVABLE.get(kind)
    if model is None:
        return None
    return _editable(viewer, model).filter(uid=uid).select_related("theory__program__organization").first()


def is_newest(prefix: str = "") -> Q:
    """A filter on rows whose theory (at `prefix`) has no later version."""
    program, number = OuterRef(f"{prefix}program"), OuterRef(f"{prefix}number")
    return Q(~Exists(Theory.objects.filter(program=program, number__gt=number)))


def _editable(viewer: Viewer, model: type[RemovableT]) -> QuerySet[RemovableT]:
    within = within_branches(viewer, EDIT, "theory__program__organization")
    return cast("QuerySet[RemovableT]", model.ever.filter(within, is_newest("theory__")).order_by())
