"""The seats of a committee as the rules look at them, and who has left."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from waypost.common import clock
from waypost.common.days import full_day
from waypost.governance.models import ActionItem, Committee, CommitteeMember, Decision, Ownership
from waypost.governance.rules.committees import SeatFacts, SeatState, departed_words, seat_state
from waypost.people.models import Organization
from waypost.plans.queries.leads import people_who_left, still_here


@dataclass(frozen=True)
class SeatLine:
    """A seat as a page shows it."""

    member: CommitteeMember
    facts: SeatFacts

    @property
    def departed(self) -> str:
        """What happened to a member who speaks no more; empty else."""
        ends_on = self.member.ends_on
        return departed_words(self.facts, ends_on, full_day(ends_on) if ends_on else "")


@dataclass(frozen=True)
class Departed:
    """Who is gone from a committee: by person and by the name that stands where there is no account."""

    people: frozenset[int]
    names: frozenset[str]

    def holds(self, owned: "ActionItem | Decision | Ownership") -> bool:
        """Whether whoever has it is gone, so that somebody else has to take it."""
        if owned.person_id is not None:
            return owned.person_id in self.people
        return bool(owned.name) and owned.name in self.names


def seat_lines(committee: Committee, today: date) -> tuple[SeatLine, ...]:
    """Every seat of a committee, in the order in which they were added; two queries."""
    seats = list(committee.members.select_related("person"))
    left = people_who_left(committee.organization, {seat.person_id for seat in seats})
    return tuple(SeatLine(seat, _facts(seat, today, has_left=seat.person_id in left)) for seat in seats)


def lines_by_committee(committees: Sequence[Committee]) -> dict[int, tuple[SeatLine, ...]]:
    """The same of several that were read with `members__person`, each on its own day; one query."""
    places: dict[int, list[Organization]] = {}
    for committee in committees:
        for seat in committee.members.all():
            if seat.person_id is not None:
                places.setdefault(seat.person_id, []).append(committee.organization)
    here = still_here(places)
    return {committee.pk: tuple(_lines(committee, here)) for committee in committees}


def _lines(committee: Committee, here: Collection[tuple[int, int]]) -> Iterable[SeatLine]:
    today = clock.today(committee.organization.timezone)
    for seat in committee.members.all():
        is_here = seat.person_id is None or (seat.person_id, committee.organization_id) in here
        yield SeatLine(seat, _facts(seat, today, has_left=not is_here))


def is_over(seat: CommitteeMember) -> bool:
    """Whether the term of a seat has ended, on the clocks of its organization."""
    return seat.ends_on is not None and seat.ends_on < clock.today(seat.committee.organization.timezone)


def is_sitting(seat: CommitteeMember) -> bool:
    """Whether its term holds today, on the same clocks."""
    return seat.starts_on <= clock.today(seat.committee.organization.timezone) and not is_over(seat)


def departed(lines: Iterable[SeatLine], also: Collection[int | None], organization: Organization) -> Departed:
    """Who is gone, of the members and of the people in `also`; who holds another seat today is still here."""
    seats = list(lines)
    here = {line.member.person_id for line in seats if line.facts.speaks}
    here_by_name = {line.facts.name for line in seats if line.facts.speaks}
    gone = [line for line in seats if line.facts.state in (SeatState.ENDED, SeatState.LEFT)]
    people = {line.member.person_id for line in gone} | people_who_left(organization, also)
    names = {line.facts.name for line in gone}
    known = frozenset(person for person in people - here if person is not None)
    return Departed(known, frozenset(names - here_by_name))


def _facts(seat: CommitteeMember, today: date, *, has_left: bool) -> SeatFacts:
    state = seat_state(
        is_named=bool(seat.said), has_left=has_left, starts_on=seat.starts_on, ends_on=seat.ends_on, today=today
    )
    return SeatFacts(seat.said, state, seat.level, seat.voice, tuple(seat.phases))
