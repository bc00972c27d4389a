"""Resubmission: heard back, asked for more, sent again, earned after revising; whole and by group (IN1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable

from waypost.assessment.models import Review, Score
from waypost.catalog.rules import Level
from waypost.common import clock
from waypost.common.limits import UNDO_WINDOW
from waypost.insight.queries.serving import members_serving
from waypost.insight.queries.steps import enrollments_with_steps, members_with_steps, people_at
from waypost.insight.rules.revising import Revised, RevisedLine, Turn, lines_for_leads, lines_for_others
from waypost.insight.rules.steps import Step
from waypost.people.permissions import Permission
from waypost.people.queries import may, school_of
from waypost.people.viewers import Viewer
from waypost.plans.models import Plan
from waypost.programs.models import CohortMember, Program
from waypost.submissions.models import Submission

ROWS = Permission.INSIGHT_ROWS_READ
FIRST_ATTEMPT = 1


@dataclass(frozen=True)
class RevisedBreakdown:
    label: str
    lines: tuple[RevisedLine, ...]

    @property
    def is_left_out(self) -> bool:
        """Nothing of any group is shown."""
        return all(line.is_left_out for line in self.lines)


@dataclass(frozen=True)
class Revising:
    """`is_begun`: somebody heard back."""

    everybody: RevisedLine
    breakdowns: tuple[RevisedBreakdown, ...]
    is_begun: bool

    @property
    def is_suppressed(self) -> bool:
        lines = [self.everybody, *(line for breakdown in self.breakdowns for line in breakdown.lines)]
        return self.is_begun and any(line.is_suppressed for line in lines)


def revising(viewer: Viewer, program: Program) -> Revising:
    """Numbers only; `program` comes from `programs(viewer, NUMBERS)`."""
    lines = lines_for_leads if may(viewer, ROWS, program.organization) else lines_for_others
    members = CohortMember.objects.filter(cohort__program=program)
    by_member = members_with_steps(members).annotate(**_turns("enrollment__member"))
    works = enrollments_with_steps(members).annotate(**_turns("enrollment"))
    (everybody,) = _people(by_member, "person", F("cohort__program__uid"), "cohort__program__name") or [
        _nobody(program.name)
    ]
    tables = {
        "School": _people(by_member, "person", school_of("organization", "slug"), school_of("organization", "name")),
        "Cohort": _people(by_member, "person", F("cohort__uid"), "cohort__name", order="cohort__starts_on"),
        "Micro-credential": _people(works, "member__person", F("micro_credential__slug"), "version__title"),
    }
    breakdowns = [RevisedBreakdown(label, lines(everybody, groups)[1]) for label, groups in tables.items() if groups]
    return Revising(lines(everybody, [])[0], tuple(breakdowns), everybody.turns[0] > 0)


def _people(
    found: QuerySet[Any], person: str, by: Combinable, name: Combinable | str, *, order: str = ""
) -> list[Revised]:
    """Different people at each turn, for each value of `by`, as the funnel lists them: by `order`, then by `name`.

    Versions of one micro-credential can have several titles, and schools of a state one name.
    """
    counts = {step.value: people_at(person, step) for step in (Step.SUBMITTED, Step.EARNED)}
    counts |= {turn.value: Count(person, filter=Q(**{_flag(turn): True}), distinct=True) for turn in Turn}
    groups = found.values(group=by).annotate(called=Max(name), place=Max(order or name), **counts)
    rows = groups.order_by("place", "called", "group")
    return [
        Revised(row["called"], row[Step.SUBMITTED], tuple(row[turn] for turn in Turn), row[Step.EARNED]) for row in rows
    ]


def revised_of_plan(plan: Plan, until: datetime | None = None) -> tuple[Revised | None, list[Revised]]:
    """Everybody in programs that serve `plan`, None where nobody is, and the people of each program."""
    members = members_with_steps(members_serving(plan), until).annotate(**_turns("enrollment__member", until))
    whole = _people(members, "person", Value(plan.uid), Value(plan.title))
    programs = _people(members, "person", F("cohort__program__uid"), "cohort__program__name")
    return (whole[0] if programs else None), programs


def _turns(link: str, until: datetime | None = None) -> dict[str, Exists]:
    """Flags; `link` leads from a submission to the row that is asked about. Work that was put down does not count."""
    until = until or clock.now()
    kept = {link: OuterRef("pk"), "enrollment__withdrawn_at": None, "recalled_at": None}
    sent = Submission.objects.filter(**kept, sent_at__lte=until - UNDO_WINDOW)
    concluded = Review.objects.filter(submission=OuterRef("pk"), concluded_at__lte=until, released_at=None)
    open_scores = Score.objects.filter(review__submission=OuterRef("pk"), review__concluded_at__isnull=False)
    is_open = Exists(open_scores.exclude(level=Level.DEMONSTRATED))
    heard = sent.filter(Exists(concluded))
    again = sent.filter(attempt__gt=FIRST_ATTEMPT)
    flags = {
        Turn.HEARD: heard,
        Turn.ASKED: heard.filter(is_open),
        Turn.AGAIN: again,
        Turn.AFTER: again.filter(Exists(concluded), ~is_open),
    }
    return {_flag(turn): Exists(rows) for turn, rows in flags.items()}


def _flag(turn: Turn) -> str:
    return f"came_to_{turn.value}"


def _nobody(name: str) -> Revised:
    return Revised(name, 0, (0,) * len(Turn), 0)
