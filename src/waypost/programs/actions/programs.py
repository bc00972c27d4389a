"""Starting programs and choosing what they offer."""

from datetime import date

from django.db import transaction

from waypost.catalog.models import MicroCredential
from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Organization
from waypost.plans.models import Activity
from waypost.programs.models import Program, ProgramCredential
from waypost.programs.rules.periods import Period, check_cohort_dates


class MisplacedProgram(ValueError):
    """The program would serve a plan of another branch."""


@transaction.atomic
def create_program(
    *,
    by: Actor,
    organization: Organization,
    activity: Activity,
    name: str,
    purpose: str,
    starts_on: date,
    ends_on: date,
) -> Program:
    """Start a program that serves `activity`.

    Raises MisdatedPeriod, or MisplacedProgram where the plan belongs to another branch.
    """
    Period(starts_on, ends_on)
    owner = activity.objective.plan.organization
    if not organization.path.startswith(owner.path):
        raise MisplacedProgram(f"The plan belongs to {owner}: choose that organization, or one below it.")
    values = {"name": name, "purpose": purpose, "starts_on": starts_on, "ends_on": ends_on}
    program = Program.objects.create(organization=organization, activity=activity, **values)
    audit.record(by=by, verb="create program", on=program, after={**values, "activity": activity.uid})
    return program


@transaction.atomic
def edit_program(
    *, by: Actor, program: Program, started_from: int, name: str, purpose: str, starts_on: date, ends_on: date
) -> Program:
    """Change the program's words and dates. Raises EditConflict, MisdatedPeriod."""
    current = Program.objects.select_for_update().get(pk=program.pk)
    check_version(current, started_from)
    period = Period(starts_on, ends_on)
    for cohort in current.cohorts.all():
        check_cohort_dates(Period(cohort.starts_on, cohort.ends_on), period)
    before = {"name": current.name, "purpose": current.purpose, "dates": [current.starts_on, current.ends_on]}
    current.name, current.purpose, current.starts_on, current.ends_on = name, purpose, starts_on, ends_on
    current.version += 1
    current.save()
    after = {"name": name, "purpose": purpose, "dates": [starts_on, ends_on]}
    audit.record(by=by, verb="edit program", on=current, before=before, after=after)
    return current


@transaction.atomic
def curate_credential(
    *, by: Actor, program: Program, micro_credential: MicroCredential, reason: str
) -> ProgramCredential:
    """Offer a micro-credential in the program, or offer it again; curating it twice changes nothing."""
    curated, is_new = ProgramCredential.objects.get_or_create(
        program=program, micro_credential=micro_credential, defaults={"reason": reason}
    )
    if is_new or curated.withdrawn_at:
        curated.withdrawn_at, curated.reason = None, reason
        curated.save(update_fields=["withdrawn_at", "reason"])
        audit.record(
            by=by, verb="curate credential", on=curated, after={"slug": micro_credential.slug, "reason": reason}
        )
    return curated


@transaction.atomic
def withdraw_credential(*, by: Actor, curated: ProgramCredential) -> None:
    """Stop offering it to educators who have not begun; work that began goes on."""
    curated.withdrawn_at = clock.now()
    curated.save(update_fields=["withdrawn_at"])
    audit.record(by=by, verb="withdraw credential", on=curated, after={"withdrawn_at": curated.withdrawn_at})
