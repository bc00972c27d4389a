"""Asking schools to try a program first, and writing down what each said; for whom a program is (FR3)."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Organization
from waypost.people.rules import Role
from waypost.plans.rules.kinds import SchoolLevel
from waypost.programs.actions.planning_edits import lock_program, save_changes, single_of, write_single
from waypost.programs.models import Audience, PilotRange, PilotSite, Program, SchoolProfile
from waypost.programs.rules.pilots import Commitment, check_commitment


class EmptyRange(ValueError):
    """The maximum lies below the minimum."""


@transaction.atomic
def set_pilot_range(*, by: Actor, program: Program, started_from: int, minimum: int, maximum: int) -> PilotRange:
    """Say how few and how many schools try the program first. Raises EditConflict and EmptyRange."""
    if maximum < minimum:
        raise EmptyRange("The maximum is below the minimum: change one of the two.")
    return write_single(
        by=by,
        verb="set pilot range",
        model=PilotRange,
        program=program,
        started_from=started_from,
        values={"minimum": minimum, "maximum": maximum},
    )


@transaction.atomic
def ask_sites(*, by: Actor, program: Program, schools: Iterable[Organization]) -> list[PilotSite]:
    """List schools as asked; one that is there stays as it is."""
    lock_program(program)
    there = set(program.pilot_sites.values_list("organization_id", flat=True))
    asked = []
    for school in schools:
        if school.pk not in there:
            site = PilotSite.objects.create(program=program, organization=school)
            audit.record(by=by, verb="ask pilot site", on=site, after={"school": school.slug, "program": program.uid})
            asked.append(site)
    return asked


@transaction.atomic
def record_commitment(
    *,
    by: Actor,
    site: PilotSite,
    started_from: int,
    commitment: Commitment,
    said_by: str,
    said_on: date | None,
    text: str,
) -> PilotSite:
    """Write down what a school said; its history keeps what it said before.

    Raises EditConflict and UnsaidCommitment.
    """
    check_commitment(commitment, said_by, said_on, text)
    current = PilotSite.objects.select_for_update().get(pk=site.pk)
    check_version(current, started_from)
    values = {"commitment": commitment.value, "said_by": said_by, "said_on": said_on, "text": text}
    save_changes(by=by, verb="record commitment", current=current, values=values)
    return current


@transaction.atomic
def describe_audience(
    *,
    by: Actor,
    program: Program,
    started_from: int,
    roles: Sequence[Role],
    places: Sequence[Organization],
    levels: Sequence[SchoolLevel],
    department: str,
    reason: str,
) -> Audience:
    """Say whom the program is for; empty places, levels and department mean all. Raises EditConflict."""
    lock_program(program)
    current = single_of(Audience, program)
    check_version(current, started_from)
    before = sorted(place.slug for place in current.places.all()) if current.pk else []
    after = sorted(place.slug for place in places)
    values = {
        "roles": [role.value for role in roles],
        "levels": [level.value for level in levels],
        "department": department,
        "reason": reason,
    }
    changed = save_changes(by=by, verb="describe audience", current=current, values=values)
    if before != after:
        current.places.set(places)
        if not changed:
            current.version += 1
            current.save(update_fields=["version"])
        audit.record(by=by, verb="describe audience", on=current, before={"places": before}, after={"places": after})
    return current


@transaction.atomic
def say_level(*, by: Actor, schools: Sequence[Organization], level: SchoolLevel | None) -> None:
    """Say of which level these schools are; None takes it back."""
    found = {profile.organization_id: profile for profile in SchoolProfile.objects.filter(organization__in=schools)}
    for school in schools:
        profile = found.get(school.pk) or SchoolProfile(organization=school, version=0)
        if level is None:
            _forget_level(by, profile)
        else:
            save_changes(by=by, verb="say school level", current=profile, values={"level": level.value})


def _forget_level(by: Actor, profile: SchoolProfile) -> None:
    if profile.pk:
        audit.record(by=by, verb="take back school level", on=profile, before={"level": profile.level})
        profile.delete()
