"""Writes to committees, their seats and charters (FR2, BP3)."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.governance.actions.saving import check_works, lock, named, save
from waypost.governance.models import Charter, CharterAgreement, Committee, CommitteeMember
from waypost.governance.rules.committees import CharterFields, CommitteeKind, SeatFields
from waypost.people.acting import person_or_none
from waypost.people.models import Organization


class NameTaken(ValueError):
    """The organization has a committee of this name already."""


class TermEndsFirst(ValueError):
    """A term ends on its first day or later."""


class SeatHasHistory(ValueError):
    """Whoever came to a meeting or agreed to a charter stays on the record."""


class SeatIsTaken(ValueError):
    """Who holds a seat stays; a successor gets a seat of their own."""


@transaction.atomic
def set_up_committee(
    *,
    by: Actor,
    organization: Organization,
    kind: CommitteeKind,
    name: str,
    charter: CharterFields | None = None,
    seats: Iterable[SeatFields] = (),
) -> Committee:
    """Begin a committee, with a first charter and seats where they are known.

    Raises NameTaken, TermEndsFirst and UnclearPerson.
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    _check_name(organization, name, None)
    committee = Committee.objects.create(organization=organization, kind=kind.value, name=name)
    audit.record(by=by, verb="set up committee", on=committee, after={"kind": kind.value, "name": name})
    if charter is not None:
        write_charter(by=by, committee=committee, started_from=0, fields=charter)
    made = [_new_seat(committee, fields) for fields in seats]
    CommitteeMember.objects.bulk_create(made)
    audit.record_each(by=by, verb="add seat", changes=[(seat, _seat_words(seat)) for seat in made])
    return committee


@transaction.atomic
def rename_committee(
    *, by: Actor, committee: Committee, started_from: int, kind: CommitteeKind, name: str
) -> Committee:
    """Change name and kind. Raises EditConflict and NameTaken."""
    current = lock(committee, started_from)
    _check_name(current.organization, name, current)
    save(by=by, verb="rename committee", current=current, values={"kind": kind.value, "name": name})
    return current


@transaction.atomic
def add_seat(*, by: Actor, committee: Committee, fields: SeatFields) -> CommitteeMember:
    """Add a member, or an open seat where `who` is empty. Raises TermEndsFirst, UnclearPerson and HasEnded."""
    check_works(committee)
    seat = _new_seat(committee, fields)
    seat.save()
    audit.record(by=by, verb="add seat", on=seat, after=_seat_words(seat))
    return seat


@transaction.atomic
def edit_seat(*, by: Actor, seat: CommitteeMember, started_from: int, fields: SeatFields) -> CommitteeMember:
    """Change what a member speaks for and their term, and fill an open seat.

    Raises EditConflict, SeatIsTaken, TermEndsFirst and UnclearPerson.
    """
    current = lock(seat, started_from)
    if current.said and fields.who != current.said:
        raise SeatIsTaken("End this term, and add a seat for whoever comes next: so both keep their own name.")
    values = _seat_columns(current.committee, fields, current)
    save(by=by, verb="edit seat", current=current, values=values)
    return current


@transaction.atomic
def correct_name(*, by: Actor, seat: CommitteeMember, started_from: int, name: str) -> CommitteeMember:
    """Spell a name that was typed by hand as it should be. Raises EditConflict and SeatIsTaken."""
    current = lock(seat, started_from)
    if not current.name:
        raise SeatIsTaken("This name comes from an account: whoever it belongs to changes it there.")
    save(by=by, verb="correct name of member", current=current, values={"name": name})
    return current


@transaction.atomic
def remove_seat(*, by: Actor, seat: CommitteeMember) -> None:
    """Remove a seat that was added by mistake. Raises SeatHasHistory."""
    current = CommitteeMember.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    if current.attendances.exists() or current.agreements.exists():
        raise SeatHasHistory(
            f"{current.said} came to a meeting or agreed to the charter, and stays on the record: end the term instead."
        )
    audit.record(by=by, verb="remove seat", on=current, before=_seat_words(current))
    current.delete()


@transaction.atomic
def write_charter(*, by: Actor, committee: Committee, started_from: int, fields: CharterFields) -> Charter:
    """Write the next version of the charter; the earlier ones stay, with who agreed to them.

    `started_from` is the number of the version that was open, 0 for the first. Raises EditConflict.
    """
    Committee.objects.select_for_update().get(pk=committee.pk)
    newest = committee.charters.order_by("-number").first()
    if newest is not None and newest.number != started_from:
        raise EditConflict(newest)
    if newest is not None and asdict(fields) == {name: getattr(newest, name) for name in asdict(fields)}:
        return newest
    writer = person_or_none(by)
    number = newest.number + 1 if newest else 1
    charter = Charter.objects.create(committee=committee, number=number, written_by=writer, **asdict(fields))
    audit.record(by=by, verb="write charter", on=charter, after={"number": number, **asdict(fields)})
    return charter


@transaction.atomic
def record_agreement(*, by: Actor, charter: Charter, members: Iterable[CommitteeMember]) -> None:
    """Note that these members agreed to a version; who did before stays."""
    Committee.objects.select_for_update().get(pk=charter.committee_id)
    known = set(charter.agreements.values_list("member_id", flat=True))
    fresh = [member for member in members if member.pk not in known and member.committee_id == charter.committee_id]
    CharterAgreement.objects.bulk_create(CharterAgreement(charter=charter, member=member) for member in fresh)
    if fresh:
        names = [member.said for member in fresh]
        audit.record(by=by, verb="agree to charter", on=charter, after={"members": names})


def _check_name(organization: Organization, name: str, besides: Committee | None) -> None:
    others = organization.committees.filter(name__iexact=name)
    if (others.exclude(pk=besides.pk) if besides else others).exists():
        raise NameTaken(f"{organization.name} has a committee called {name} already: choose another name.")


def _new_seat(committee: Committee, fields: SeatFields) -> CommitteeMember:
    return CommitteeMember(committee=committee, **_seat_columns(committee, fields, None))


def _seat_columns(committee: Committee, fields: SeatFields, stored: CommitteeMember | None) -> dict[str, Any]:
    """Whoever holds the `stored` seat stays: a bare name too, also where somebody of that name has an account."""
    if fields.ends_on is not None and fields.ends_on < fields.starts_on:
        raise TermEndsFirst("A term ends on the day it begins or later: check both dates.")
    values = {name: value for name, value in asdict(fields).items() if name != "who"}
    holder = {} if stored is not None and stored.said else named(fields.who, committee.organization)
    return {**values, "phases": list(fields.phases), **holder}


def _seat_words(seat: CommitteeMember) -> dict[str, object]:
    term = {"starts_on": seat.starts_on, "ends_on": seat.ends_on}
    return {"committee": seat.committee.uid, "name": seat.said, "level": seat.level, "voice": seat.voice, **term}
