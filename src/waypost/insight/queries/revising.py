"""Resubmission: heard back, asked for more, sent again, earned after revising; whole and by group (IN1)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef

from waypost.assessment.models import Review, Score
from waypost.catalog.rules import Level
from waypost.common import clock
from waypost.common.limits import UNDO_WINDOW
from waypost.insight.queries.groups import BY_COHORT, BY_CREDENTIAL, BY_SCHOOL, Counts, Grouping, counted
from waypost.insight.queries.serving import members_serving
from waypost.insight.queries.steps import enrollments_with_steps, flag, members_with_steps
from waypost.insight.rules.revising import Revised, RevisedLine, Turn, lines_for_leads, lines_for_others
from waypost.insight.rules.steps import Step
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans.models import Plan
from waypost.programs.models import CohortMember, Program
from waypost.submissions.models import Submission

ROWS = Permission.INSIGHT_ROWS_READ
FIRST_ATTEMPT = 1


def _flag(turn: Turn) -> str:
    return f"came_to_{turn.value}"


FLAGS = [flag(Step.SUBMITTED), flag(Step.EARNED), *map(_flag, Turn)]

BY_PROGRAM = Grouping("Program", "program", F("cohort__program__uid"), F("cohort__program__name"))


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
    by_work = enrollments_with_steps(members).annotate(**_turns("enrollment"))
    people = counted(by_member, "person", FLAGS, BY_SCHOOL, BY_COHORT)
    works = counted(by_work, "member__person", FLAGS, BY_CREDENTIAL)
    everybody = _revised(program.name, people.everybody)
    breakdowns = [
        RevisedBreakdown(label, lines(everybody, [_revised(group.name, group.people) for group in groups])[1])
        for label, groups in (people.tables | works.tables).items()
        if groups
    ]
    return Revising(lines(everybody, [])[0], tuple(breakdowns), everybody.turns[0] > 0)


def _revised(name: str, people: Counts) -> Revised:
    turns = tuple(people[_flag(turn)] for turn in Turn)
    return Revised(name, people[flag(Step.SUBMITTED)], turns, people[flag(Step.EARNED)])


def revised_of_plan(plan: Plan, until: datetime | None = None) -> tuple[Revised, list[Revised]]:
    """Everybody in programs that serve `plan`, and the people of each program."""
    members = members_with_steps(members_serving(plan), until).annotate(**_turns("enrollment__member", until))
    people = counted(members, "person", FLAGS, BY_PROGRAM)
    programs = [_revised(group.name, group.people) for group in people.tables[BY_PROGRAM.label]]
    return _revised(plan.title, people.everybody), programs


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
