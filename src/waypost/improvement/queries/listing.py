"""The theories of one's programs, each in a line, and how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, Q

from waypost.common import clock
from waypost.improvement.models import Link, LinkFinding, Statement
from waypost.improvement.queries import access
from waypost.improvement.queries.access import is_newest
from waypost.improvement.rules.kinds import COLUMN_LABELS, COLUMNS
from waypost.improvement.rules.standing import TheoryFacts
from waypost.people.permissions import Permission
from waypost.people.viewers import Viewer
from waypost.programs.models import Program
from waypost.programs.queries.programs import IS_PLANNED, programs_alone


@dataclass(frozen=True)
class TheoryLine:
    """A program with how far its theory of action is; `number` is 0 before the first version."""

    program: Program
    number: int
    facts: TheoryFacts


def theory_list(viewer: Viewer) -> list[TheoryLine]:
    """One line for each program, in three queries."""
    programs = list(access.programs(viewer).annotate(newest=Max("theories__number")).order_by("-starts_on", "name"))
    facts = facts_of(programs)
    return [TheoryLine(program, program.newest or 0, facts[program.pk]) for program in programs]


def programs_by_belief(viewer: Viewer, permission: Permission, most: int) -> list[tuple[Program, bool]]:
    """Up to `most` programs for which `viewer` holds `permission`, in one query; none where there is none at all.

    Each with whether its theory is to be written: it is planned, and no link of it is locked. Those come first.
    """
    found = programs_alone(viewer, permission).annotate(waits=IS_PLANNED & ~_has_a_locked_link())
    return [(program, program.waits) for program in found.order_by("-waits", "starts_on", "pk")[:most]]


def _has_a_locked_link() -> Exists:
    """By a person, by its data or by its date, which is read on the clocks of UTC here."""
    is_locked = Q(locked_at__isnull=False) | Q(value_seen_at__isnull=False) | Q(reads_on__lte=clock.today("UTC"))
    stands = Q(cause__taken_out_at=None, effect__taken_out_at=None)
    return Exists(Link.objects.filter(is_newest("theory__"), is_locked, stands, theory__program=OuterRef("pk")))


def facts_of(programs: Sequence[Program]) -> dict[int, TheoryFacts]:
    """How far the newest theory of each program is; two queries, whatever there is. No measure is computed."""
    newest = is_newest("theory__")
    statements = Statement.objects.filter(newest, theory__program__in=programs).order_by()
    written: dict[int, list[str]] = {program.pk: [] for program in programs}
    for program_id, column in statements.values_list("theory__program_id", "column"):
        written[program_id].append(column)
    stands = Link.objects.filter(newest, cause__taken_out_at=None, effect__taken_out_at=None)
    found = Exists(LinkFinding.objects.filter(link=OuterRef("pk")))
    links: dict[int, list[Link]] = {program.pk: [] for program in programs}
    of_program = stands.filter(theory__program__in=programs).annotate(is_found=found, program=F("theory__program"))
    for link in of_program:
        links[link.program].append(link)
    return {program.pk: _facts(written[program.pk], links[program.pk], _today(program)) for program in programs}


def _today(program: Program) -> date:
    return clock.today(program.organization.timezone)


def _facts(columns: list[str], links: list[Link], today: date) -> TheoryFacts:
    due = [link for link in links if link.reads_on is not None and link.reads_on <= today]
    return TheoryFacts(
        statements=len(columns),
        links=len(links),
        complete=sum(not link.fields.missing for link in links),
        locked=sum(bool(link.locked_at or link.value_seen_at or link in due) for link in links),
        unread=sum(not _is_read(link) for link in due),
        silent=tuple(COLUMN_LABELS[column] for column in COLUMNS if column not in columns),
    )


def _is_read(link: Link) -> bool:
    """A measure is read where it once had a value; all else by somebody's finding."""
    return link.value_seen_at is not None if link.fields.is_measured else bool(getattr(link, "is_found", False))
