"""Asking schools to try a program first, and writing down what each said; for whom a program is (FR3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Organization
from waypost.people.rules import Role
from waypost.plans.rules.kinds import SchoolLevel
from waypost.programs.actions.planning_edits import lock_program, put_back_part, save_changes, single_of, write_single
from waypost.programs.models import Audience, PilotRange, PilotSite, Program, SchoolProfile
from waypost.programs.rules.pilots import Commitment, check_commitment


class EmptyRange(ValueError):
    """The maximum lies below the minimum."""


class LevelsMoved(ValueError):
    """Somebody else said of what level a school is. The message says what stands by now."""


@dataclass(frozen=True)
class SaidLevel:
    """Of which level a school is, and what stood `before` when somebody said so; None is not said."""

    school: Organization
    before: SchoolLevel | None
    level: SchoolLevel | None


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
    """List schools as asked; one that is there stays as it is, and one that was taken out comes back."""
    lock_program(program)
    there = {site.organization_id: site for site in PilotSite.ever.filter(program=program)}
    asked = []
    for school in schools:
        if school.pk in there:
            put_back_part(by=by, part=there[school.pk])
        else:
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
    current = PilotSite.ever.select_for_update().get(pk=site.pk)
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
def say_levels(*, by: Actor, said: Sequence[SaidLevel]) -> None:
    """Say of which level schools are; None takes it back. All of it is written, or nothing.

    Raises LevelsMoved where somebody else said another level since `before`.
    """
    schools = Organization.objects.select_for_update().filter(pk__in=[each.school.pk for each in said])
    locked = [school.pk for school in schools.order_by("pk")]
    found = {profile.organization_id: profile for profile in SchoolProfile.objects.filter(organization__in=locked)}
    _check_nobody_said_otherwise(said, found)
    for each in said:
        profile = found.get(each.school.pk) or SchoolProfile(organization=each.school, version=0)
        if each.level is None:
            _forget_level(by, profile)
        else:
            save_changes(by=by, verb="say school level", current=profile, values={"level": each.level.value})


def _check_nobody_said_otherwise(said: Sequence[SaidLevel], found: Mapping[int, SchoolProfile]) -> None:
    moved = []
    for each in said:
        stands = SchoolLevel(found[each.school.pk].level) if each.school.pk in found else None
        if stands not in {each.before, each.level}:
            moved.append(f"{each.school.name}, {stands.value if stands else 'taken back'}")
    if moved:
        raise LevelsMoved(f"Somebody else said meanwhile: {'; '.join(moved)}. Look again, then save what you want.")


def _forget_level(by: Actor, profile: SchoolProfile) -> None:
    if profile.pk:
        audit.record(by=by, verb="take back school level", on=profile, before={"level": profile.level})
        profile.delete()
