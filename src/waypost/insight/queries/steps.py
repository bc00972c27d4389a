"""Who reached which step: the one definition that funnel, rows and measures share (IN1)."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from waypost.common import clock
from waypost.common.limits import UNDO_WINDOW
from waypost.credentials.models import Award
from waypost.insight.rules.steps import Step
from waypost.programs.models import CohortMember
from waypost.submissions.models import Draft, Enrollment, Evidence, Submission


def members_with_steps(members: QuerySet[CohortMember], until: datetime | None = None) -> QuerySet[CohortMember]:
    """Invitations with a flag `reached_…` for each step; those who left a cohort are not counted.

    `until` is the last instant that counts, now unless told.
    """
    until = until or clock.now()
    return _invited(members, until).annotate(**_flags(_of_members(until)))


def members_at(step: Step, members: QuerySet[CohortMember], until: datetime) -> QuerySet[CohortMember]:
    """Those of the same who reached `step`."""
    return _invited(members, until).filter(Q(_of_members(until)[step]))


def _invited(members: QuerySet[CohortMember], until: datetime) -> QuerySet[CohortMember]:
    return members.filter(left_at=None, invited_at__lte=until)


def _of_members(until: datetime) -> dict[Step, Any]:
    enrolled = Exists(Enrollment.objects.filter(member=OuterRef("pk"), withdrawn_at=None, created_at__lte=until))
    return {Step.INVITED: Value(value=True), Step.ENROLLED: enrolled} | _work("enrollment__member", until)


def enrollments_with_steps(members: QuerySet[CohortMember]) -> QuerySet[Enrollment]:
    """The same for each micro-credential that somebody works on; what was put down is not counted."""
    found = Enrollment.objects.filter(member__in=members.filter(left_at=None), withdrawn_at=None)
    return found.annotate(**_flags({Step.ENROLLED: Value(value=True)} | _work("enrollment", clock.now())))


def people_at(step: Step) -> Count:
    """How many different people reached `step`, for invitations that carry its flag."""
    return Count("person", filter=Q(**{flag(step): True}), distinct=True)


def flag(step: Step) -> str:
    return f"reached_{step.value}"


def _flags(conditions: dict[Step, Any]) -> dict[str, Any]:
    return {flag(step): condition for step, condition in conditions.items()}


def _work(link: str, until: datetime) -> dict[Step, Any]:
    """What the work itself shows; `link` leads from it to the row that is asked about.

    Work counts as submitted once it can no longer be taken back, and as earned while its award stands.
    """
    about = {link: OuterRef("pk"), "enrollment__withdrawn_at": None}
    sent = Exists(Submission.objects.filter(**about, recalled_at=None, sent_at__lte=until - UNDO_WINDOW))
    written = Exists(Draft.objects.filter(**about, created_at__lte=until).exclude(text=""))
    gathered = Exists(Evidence.objects.filter(**about, removed_at=None, created_at__lte=until))
    earned = Exists(Award.objects.filter(**about, revocation=None, issued_at__lte=until))
    return {Step.WORKING: written | gathered | sent, Step.SUBMITTED: sent, Step.EARNED: earned}
