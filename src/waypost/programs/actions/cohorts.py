"""Opening cohorts and inviting educators to them."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import RoleAssignment
from waypost.programs.models import Cohort, CohortMember, Program
from waypost.programs.rules.periods import Period, check_cohort_dates


class NameTaken(ValueError):
    """Another cohort of the program has this name."""


@transaction.atomic
def open_cohort(*, by: Actor, program: Program, name: str, starts_on: date, ends_on: date) -> Cohort:
    """Add a cohort. Raises MisdatedPeriod where its dates leave those of the program, NameTaken."""
    program = Program.objects.select_for_update().get(pk=program.pk)
    check_cohort_dates(Period(starts_on, ends_on), Period(program.starts_on, program.ends_on))
    _check_name_is_free(program, name)
    values = {"name": name, "starts_on": starts_on, "ends_on": ends_on}
    cohort = Cohort.objects.create(program=program, **values)
    audit.record(by=by, verb="open cohort", on=cohort, after=values)
    return cohort


@transaction.atomic
def edit_cohort(*, by: Actor, cohort: Cohort, started_from: int, name: str, starts_on: date, ends_on: date) -> Cohort:
    """Change a cohort's name and dates. Raises EditConflict, MisdatedPeriod, NameTaken."""
    program = Program.objects.select_for_update().get(pk=cohort.program_id)
    current = Cohort.objects.select_for_update().get(pk=cohort.pk)
    check_version(current, started_from)
    check_cohort_dates(Period(starts_on, ends_on), Period(program.starts_on, program.ends_on))
    if name != current.name:
        _check_name_is_free(program, name)
    before = {"name": current.name, "starts_on": current.starts_on, "ends_on": current.ends_on}
    current.name, current.starts_on, current.ends_on = name, starts_on, ends_on
    current.version += 1
    current.save()
    after = {"name": name, "starts_on": starts_on, "ends_on": ends_on}
    audit.record(by=by, verb="edit cohort", on=current, before=before, after=after)
    return current


def _check_name_is_free(program: Program, name: str) -> None:
    """`program` is locked, so that of two who choose one name the second is told."""
    if program.cohorts.filter(name=name).exists():
        raise NameTaken(f"{program.name} already has a cohort called {name}: choose another name.")


@transaction.atomic
def invite_to_cohort(*, by: Actor, cohort: Cohort, educators: Iterable[RoleAssignment]) -> list[CohortMember]:
    """Invite each educator from the school of their role; who is in already stays as they are, who left is back."""
    invited = []
    for educator in educators:
        member, is_new = CohortMember.objects.get_or_create(
            cohort=cohort, person=educator.person, defaults={"organization": educator.organization}
        )
        if not is_new and member.left_at is None:
            continue
        member.left_at, member.organization = None, educator.organization
        member.save(update_fields=["left_at", "organization"])
        audit.record(by=by, verb="invite to cohort", on=member, after={"person": educator.person.uid})
        invited.append(member)
    return invited


@transaction.atomic
def leave_cohort(*, by: Actor, member: CohortMember, why: str) -> None:
    """Take somebody out of a cohort; what they sent and earned stays."""
    member.left_at = clock.now()
    member.save(update_fields=["left_at"])
    audit.record(by=by, verb="leave cohort", on=member, after={"left_at": member.left_at}, why=why)
