"""Choosing a micro-credential, planning it, and putting it down again (EA2)."""

from django.db import transaction

from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.common.days import full_day
from waypost.programs.models import CohortMember
from waypost.programs.queries.programs import curated
from waypost.programs.rules.periods import Period, Stage, stage
from waypost.submissions.actions.locks import locked
from waypost.submissions.models import Enrollment
from waypost.submissions.queries.standing import published_version, standing_of_work
from waypost.submissions.rules.states import EnrollmentState, may_write


class CannotEnroll(Exception):
    """The educator cannot begin this one here; the message says what to do."""


class CannotWithdraw(Exception):
    """The work cannot be put down now; the message says why."""


@transaction.atomic
def enroll(*, by: Actor, member: CohortMember, micro_credential: MicroCredential) -> Enrollment:
    """Begin a micro-credential on its published version; beginning it twice returns the first enrollment.

    Raises CannotEnroll before the first day of the cohort and after its last, or where the program does not offer it.
    """
    # The member's row is locked so that two clicks cannot both find nothing and begin twice.
    CohortMember.objects.select_for_update().get(pk=member.pk)
    begun = Enrollment.objects.filter(member=member, micro_credential=micro_credential, withdrawn_at=None).first()
    if begun:
        return begun
    version = _version_to_start_on(member, micro_credential)
    enrollment = Enrollment.objects.create(member=member, micro_credential=micro_credential, version=version)
    after = {"micro_credential": micro_credential.slug, "version": version.number, "cohort": member.cohort.uid}
    audit.record(by=by, verb="enroll", on=enrollment, after=after)
    return enrollment


def _version_to_start_on(member: CohortMember, micro_credential: MicroCredential) -> MicroCredentialVersion:
    cohort = member.cohort
    today = clock.today(cohort.program.organization.timezone)
    if member.left_at:
        raise CannotEnroll(f"You left {cohort.name}. Ask your program lead to invite you again.")
    now = stage(Period(cohort.starts_on, cohort.ends_on), today)
    if now is Stage.AHEAD:
        raise CannotEnroll(f"{cohort.name} begins on {full_day(cohort.starts_on)}. You can begin then.")
    if now is Stage.OVER:
        ended = full_day(cohort.ends_on)
        raise CannotEnroll(f"{cohort.name} ended on {ended}. Ask your program lead about the next one.")
    if not curated(cohort.program).filter(micro_credential=micro_credential).exists():
        raise CannotEnroll("Your program does not offer this one today. Choose one from its list.")
    version = published_version(micro_credential)
    if version is None:
        raise CannotEnroll("This micro-credential is not open to new educators today. Choose another from the list.")
    return version


@transaction.atomic
def plan_enrollment(
    *, by: Actor, enrollment: Enrollment, started_from: int, intention: str, is_growth_plan_pathway: bool
) -> Enrollment:
    """Write down the intention, and whether this is the pathway of the professional growth plan.

    `started_from` is the `plan_revision` that the writer saw. The same plan again changes nothing. Raises EditConflict.
    """
    current = locked(enrollment, by)
    after = {"intention": intention, "is_growth_plan_pathway": is_growth_plan_pathway}
    before = {name: getattr(current, name) for name in after}
    if before == after:
        return current
    if current.plan_revision != started_from:
        raise EditConflict(current)
    current.intention, current.is_growth_plan_pathway = intention, is_growth_plan_pathway
    current.plan_revision += 1
    current.save(update_fields=[*after, "plan_revision"])
    audit.record(by=by, verb="plan enrollment", on=current, before=before, after=after)
    return current


@transaction.atomic
def withdraw(*, by: Actor, enrollment: Enrollment, why: str) -> None:
    """Put a micro-credential down; drafts and evidence stay, and it can be begun anew. Twice changes nothing.

    Raises CannotWithdraw while the work is with an assessor, or once it is demonstrated.
    """
    current = locked(enrollment, by)
    state = standing_of_work(current).state
    if state is EnrollmentState.WITHDRAWN:
        return
    if not may_write(state):
        raise CannotWithdraw("What you sent is with an assessor or decided, so it stays. Wait for the feedback first.")
    current.withdrawn_at = clock.now()
    current.save(update_fields=["withdrawn_at"])
    audit.record(by=by, verb="withdraw", on=current, after={"withdrawn_at": current.withdrawn_at}, why=why)
