"""Who is involved against the staff: typed numbers, and what lists of people say of the staff (FR3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from waypost.people.models import Organization, RoleAssignment
from waypost.people.queries import in_any_branch, may
from waypost.people.rules import ROLE_LABELS, OrganizationKind, Role
from waypost.people.viewers import Viewer
from waypost.programs.models import Program, Representation, SchoolProfile
from waypost.programs.queries.audiences import ROWS
from waypost.programs.queries.cohorts import schools_of
from waypost.programs.rules.representation import (
    Dimension,
    Group,
    Shares,
    gaps,
    shares,
    unknown,
    with_small_left_out,
)

Known = Mapping[str, int]


@dataclass(frozen=True)
class Comparison:
    """One dimension as the viewer may read it; `is_counted` while somebody wrote down who is involved."""

    dimension: Dimension
    groups: tuple[Group, ...]
    is_counted: bool
    is_left_out: bool
    unknown: tuple[str, ...]

    @property
    def shares(self) -> tuple[Shares, ...]:
        return shares(self.groups)

    @property
    def gaps(self) -> tuple[str, ...]:
        return gaps(self.groups)


def comparisons(viewer: Viewer, program: Program) -> tuple[Comparison, ...]:
    """One for each dimension; a fixed number of queries."""
    stored = {each.dimension: each for each in program.representations.all()}
    known = _known_staff(program)
    sees_rows = may(viewer, ROWS, program.organization)
    return tuple(_comparison(each, stored.get(each.value), known[each], sees_rows=sees_rows) for each in Dimension)


def _comparison(dimension: Dimension, stored: Representation | None, known: Known, *, sees_rows: bool) -> Comparison:
    rows = stored.rows if stored else []
    groups = tuple(Group(row["group"], row["involved"], _staff(row, known)) for row in rows)
    shown = groups if sees_rows else with_small_left_out(groups)
    return Comparison(dimension, shown, bool(stored), shown != groups, unknown(groups))


def _staff(row: Mapping[str, object], known: Known) -> int | None:
    typed = row["staff"]
    return typed if isinstance(typed, int) else known.get(str(row["group"]).strip().lower())


def stored_comparison(program: Program, dimension: Dimension) -> Representation:
    """What was typed, or an empty one with version 0."""
    found = program.representations.filter(dimension=dimension.value).first()
    return found or Representation(program=program, dimension=dimension.value, version=0)


def _known_staff(program: Program) -> dict[Dimension, Known]:
    """How many people lists of people say there are of each group, by its name in small letters."""
    held = RoleAssignment.objects.filter(
        in_any_branch([program.organization], "organization"), ended_at=None, person__is_active=True
    )
    people = Count("person", distinct=True)
    teaching = held.filter(role=Role.EDUCATOR)
    by_role = held.values_list("role").annotate(people).order_by()
    departments = teaching.filter(organization__kind=OrganizationKind.DEPARTMENT)
    by_subject = departments.values_list("organization__name").annotate(people).order_by()
    return {
        Dimension.ROLE: {ROLE_LABELS[Role(role)].lower(): count for role, count in by_role},
        Dimension.LEVEL: _by_level(program, teaching),
        Dimension.SUBJECT: {name.lower(): count for name, count in by_subject},
        Dimension.EXPERIENCE: {},
    }


def _by_level(program: Program, teaching: QuerySet[RoleAssignment]) -> Known:
    """Educators of the schools whose level is known, each once for a level."""
    at: dict[str, list[Organization]] = {}
    for profile in SchoolProfile.objects.filter(organization__in=schools_of(program)).select_related("organization"):
        at.setdefault(profile.level, []).append(profile.organization)
    counts = {
        level: Count("person", filter=in_any_branch(schools, "organization"), distinct=True)
        for level, schools in at.items()
    }
    return teaching.aggregate(**counts) if counts else {}
