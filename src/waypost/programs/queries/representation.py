"""Who is involved against the staff: typed numbers, committees, and what lists of people say of the staff (FR3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet

from waypost.people.models import RoleAssignment
from waypost.people.queries import in_any_branch, may
from waypost.people.rules import ROLE_LABELS, OrganizationKind, Role
from waypost.people.viewers import Viewer
from waypost.programs.involved import Involved, involved_in
from waypost.programs.models import Program, Representation, SchoolProfile
from waypost.programs.queries.audiences import ROWS
from waypost.programs.queries.cohorts import schools_of
from waypost.programs.rules.representation import (
    USUAL_GROUPS,
    Dimension,
    Group,
    Shares,
    few_left_out,
    gaps,
    shares,
    unknown,
    with_seated,
    with_small_left_out,
)

Known = Mapping[str, int]
#: Who is in each group, by its name in small letters: people by their key, or by name without an account.
Seated = Mapping[str, frozenset[int | str]]
#: The paths of schools whose level is known, each with that.
Levels = list[tuple[str, str]]


@dataclass(frozen=True)
class Comparison:
    """One dimension as the viewer may read it; `is_counted` while anybody is known to be involved, or was typed.

    `in_no_group` sit in a committee and are in no group of the table, None where that is left out.
    """

    dimension: Dimension
    groups: tuple[Group, ...]
    is_counted: bool
    is_left_out: bool
    unknown: tuple[str, ...]
    in_no_group: int | None = 0

    @property
    def shares(self) -> tuple[Shares, ...]:
        return shares(self.groups)

    @property
    def gaps(self) -> tuple[str, ...]:
        return gaps(self.groups)

    @property
    def has_seated(self) -> bool:
        """Whether it says how many of a group sit in committees."""
        return any(group.seated for group in self.groups)


def comparisons(viewer: Viewer, program: Program) -> tuple[Comparison, ...]:
    """One for each dimension; a fixed number of queries."""
    stored = {each.dimension: each for each in program.representations.all()}
    levels, people = _levels(program), involved_in(program)
    staff, seated = _known_staff(program, levels), _seated(program, people, levels)
    everybody = frozenset(each.who for each in people)
    sees_rows = may(viewer, ROWS, program.organization)
    found = (
        _counted(each, _rows(each, stored.get(each.value), seated[each]), staff[each], seated[each], everybody)
        for each in Dimension
    )
    return tuple(each if sees_rows else _without_few(each) for each in found)


def _rows(dimension: Dimension, stored: Representation | None, seated: Seated) -> list[Group]:
    """What was typed; else the usual groups and those of people in committees, where anybody of them is known."""
    if stored:
        return [Group(row["group"], row["involved"], row["staff"]) for row in stored.rows]
    if not any(seated.values()):
        return []
    usual = USUAL_GROUPS[dimension]
    others = [name for name in seated if dimension is Dimension.SUBJECT and name not in usual]
    return [Group(name, None, None) for name in (*usual, *others)]


def _counted(
    dimension: Dimension, rows: list[Group], staff: Known, seated: Seated, everybody: frozenset[int | str]
) -> Comparison:
    """With whoever sits in a committee, and with the staff of lists of people where nobody typed it."""
    named = [(group, seated.get(_small(group.name), frozenset())) for group in rows]
    groups = tuple(with_seated(replace(group, staff=_staff(group, staff)), len(people)) for group, people in named)
    placed = frozenset().union(*(people for _, people in named))
    return Comparison(
        dimension,
        groups,
        is_counted=bool(rows),
        is_left_out=False,
        unknown=unknown(groups),
        in_no_group=len(everybody - placed) if rows else 0,
    )


def _without_few(found: Comparison) -> Comparison:
    """As those read it who may not see the people."""
    shown, rest = with_small_left_out(found.groups), few_left_out(found.in_no_group or 0)
    is_left_out = shown != tuple(replace(group, seated=0) for group in found.groups)
    return replace(found, groups=shown, is_left_out=is_left_out, in_no_group=rest)


def _staff(group: Group, known: Known) -> int | None:
    return known.get(_small(group.name)) if group.staff is None else group.staff


def _small(name: str) -> str:
    return name.strip().lower()


def _seated(program: Program, people: Iterable[Involved], levels: Levels) -> dict[Dimension, Seated]:
    """Who of those in committees is in which group; of whoever has no account nobody knows more than their role."""
    found = list(people)
    roles: dict[str, set[int | str]] = {}
    for each in found:
        roles.setdefault(_small(each.role), set()).add(each.who)
    teaching = _teaching(program).filter(person__in={each.person_id for each in found if each.person_id})
    taught = list(teaching.values_list("organization__kind", "organization__name", "organization__path", "person"))
    subjects: dict[str, set[int | str]] = {}
    for kind, name, _, person in taught:
        if kind == OrganizationKind.DEPARTMENT:
            subjects.setdefault(name.lower(), set()).add(person)
    return {
        Dimension.ROLE: _frozen(roles),
        Dimension.LEVEL: _frozen(_by_level(levels, ((path, person) for _, _, path, person in taught))),
        Dimension.SUBJECT: _frozen(subjects),
        Dimension.EXPERIENCE: {},
    }


def _frozen(found: Mapping[str, Iterable[int | str]]) -> Seated:
    return {name: frozenset(people) for name, people in found.items()}


def stored_comparison(program: Program, dimension: Dimension) -> Representation:
    """What was typed, or an empty one with version 0."""
    found = program.representations.filter(dimension=dimension.value).first()
    return found or Representation(program=program, dimension=dimension.value, version=0)


def _known_staff(program: Program, levels: Levels) -> dict[Dimension, Known]:
    """How many people lists of people say there are of each group, by its name in small letters."""
    held = _held(program)
    people = Count("person", distinct=True)
    teaching = _teaching(program)
    by_role = held.values_list("role").annotate(people).order_by()
    departments = teaching.filter(organization__kind=OrganizationKind.DEPARTMENT)
    by_subject = departments.values_list("organization__name").annotate(people).order_by()
    by_place = teaching.values_list("organization__path", "person")
    return {
        Dimension.ROLE: {ROLE_LABELS[Role(role)].lower(): count for role, count in by_role},
        Dimension.LEVEL: {level: len(people) for level, people in _by_level(levels, by_place).items()},
        Dimension.SUBJECT: {name.lower(): count for name, count in by_subject},
        Dimension.EXPERIENCE: {},
    }


def _held(program: Program) -> QuerySet[RoleAssignment]:
    """The roles that people hold in the program's branch today."""
    branch = in_any_branch([program.organization], "organization")
    return RoleAssignment.objects.filter(branch, ended_at=None, person__is_active=True)


def _teaching(program: Program) -> QuerySet[RoleAssignment]:
    return _held(program).filter(role=Role.EDUCATOR)


def _levels(program: Program) -> Levels:
    profiles = SchoolProfile.objects.filter(organization__in=schools_of(program)).select_related("organization")
    return [(profile.organization.path, profile.level) for profile in profiles]


def _by_level(levels: Levels, teaching: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """Educators of the schools whose level is known, each once for a level."""
    found: dict[str, set[int]] = {level: set() for _, level in levels}
    for path, person in teaching:
        for school, level in levels:
            if path.startswith(school):
                found[level].add(person)
    return found
