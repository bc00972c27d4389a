"""What an educator sees first: current work, what is demonstrated, and what was put down."""

from dataclasses import dataclass
from datetime import date

from waypost.catalog.models import MicroCredentialVersion
from waypost.common import clock
from waypost.common.limits import UNDO_WINDOW, minutes_left
from waypost.people.models import Person
from waypost.programs.models import Cohort
from waypost.submissions.models import Submission
from waypost.submissions.queries.outline import outlines
from waypost.submissions.queries.parts import Outline
from waypost.submissions.queries.standing import own_enrollments, standings
from waypost.submissions.rules.states import (
    STATE_LABELS,
    EnrollmentState,
    Step,
    may_recall,
    may_write,
    steps,
    waits_for_reply,
)
from waypost.submissions.rules.turnaround import Waiting, waiting


@dataclass(frozen=True)
class Work:
    """One enrollment as its pages show it."""

    outline: Outline
    today: date

    @property
    def state(self) -> EnrollmentState:
        return self.outline.standing.state

    @property
    def state_label(self) -> str:
        return STATE_LABELS[self.state]

    @property
    def version(self) -> MicroCredentialVersion:
        return self.outline.enrollment.version

    @property
    def cohort(self) -> Cohort:
        return self.outline.enrollment.member.cohort

    @property
    def zone(self) -> str:
        return self.cohort.program.organization.timezone

    @property
    def submission(self) -> Submission | None:
        return self.outline.standing.submission

    @property
    def steps(self) -> list[Step]:
        return steps(self.state, has_plan=bool(self.outline.enrollment.intention))

    @property
    def is_writable(self) -> bool:
        return may_write(self.state)

    @property
    def is_recallable(self) -> bool:
        return may_recall(self.state)

    @property
    def is_revising(self) -> bool:
        return self.state is EnrollmentState.REVISING

    @property
    def is_demonstrated(self) -> bool:
        return self.state is EnrollmentState.DEMONSTRATED

    @property
    def is_withdrawn(self) -> bool:
        return self.state is EnrollmentState.WITHDRAWN

    @property
    def waiting(self) -> Waiting | None:
        """How long it waits and until when, None where nothing waits for a reply."""
        if self.submission is None or not waits_for_reply(self.state):
            return None
        return waiting(self.submission.sent_at, clock.now(), self.zone)

    @property
    def days_left(self) -> int:
        """Days until the cohort ends; negative once that date is past."""
        return (self.cohort.ends_on - self.today).days

    @property
    def days_past(self) -> int:
        return -self.days_left

    @property
    def undo_minutes(self) -> int:
        """Whole minutes in which the last submission can still be taken back, rounded up."""
        if self.submission is None:
            return 0
        return minutes_left(self.submission.sent_at + UNDO_WINDOW, clock.now())


@dataclass(frozen=True)
class Learning:
    """The work of one educator: what goes on, what is demonstrated."""

    current: list[Work]
    demonstrated: list[Work]


def learning(person: Person) -> Learning:
    """Everything that `person` did not put down, the oldest first; eight queries and those of the reviews."""
    found = outlines(standings(own_enrollments(person).filter(withdrawn_at=None).order_by("created_at", "pk")))
    works = [work_of(outline) for outline in found]
    return Learning(
        current=[work for work in works if not work.is_demonstrated],
        demonstrated=[work for work in works if work.is_demonstrated],
    )


def work_of(outline: Outline) -> Work:
    """`outline` on the date that the program's calendar shows today."""
    zone = outline.enrollment.member.cohort.program.organization.timezone
    return Work(outline, clock.today(zone))
