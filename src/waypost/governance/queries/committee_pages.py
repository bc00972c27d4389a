"""What the pages of committees show, in a fixed number of queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F

from waypost.common import clock
from waypost.governance.models import Charter, Committee, Meeting, Ownership
from waypost.governance.queries.agendas import DraftedItem, agenda_from, open_or_due
from waypost.governance.queries.committees import MANAGE, MEET, committees, newest_charter, ownerships
from waypost.governance.queries.decisions import DecisionLine
from waypost.governance.queries.meeting_lists import MeetingsInSight, meetings_in_sight
from waypost.governance.queries.meetings import ActionLine, action_lines, dropped_actions, open_actions
from waypost.governance.queries.seat_access import MemberLine, may_let_in, member_lines, sits_or_will
from waypost.governance.queries.seat_holders import people_meant
from waypost.governance.queries.seats import SeatLine, departed, lines_by_committee, seat_lines
from waypost.governance.queries.spoken_phases import phases_of, phases_to_speak_in
from waypost.governance.rules.committees import MissingVoice, PhaseNames, SeatState, missing_voices
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import may, organizations
from waypost.people.viewers import Viewer
from waypost.plans.queries.leads import still_here


@dataclass(frozen=True)
class OpenDecision:
    """An open or due question; `needs_owner` where nobody prepares it any more."""

    line: DecisionLine
    needs_owner: bool


@dataclass(frozen=True)
class CommitteePage:
    """A committee as its page shows it to one viewer on one day. One that ended is read, not changed."""

    committee: Committee
    may_end: bool
    may_manage: bool
    may_edit: bool
    edits_plans: bool
    charter: Charter | None
    seats: tuple[SeatLine, ...]
    phases: PhaseNames
    members: tuple[MemberLine, ...]
    may_let_in: bool
    may_invite: bool
    meetings: MeetingsInSight
    actions: tuple[ActionLine, ...]
    dropped: tuple[ActionLine, ...]
    decisions: tuple[OpenDecision, ...]
    draft: tuple[DraftedItem, ...]
    viewer: Viewer

    @property
    def missing(self) -> tuple[MissingVoice, ...]:
        return () if self.committee.closed_at else missing_voices((line.facts for line in self.seats), self.phases)

    @property
    def open_seats(self) -> tuple[SeatLine, ...]:
        return tuple(line for line in self.seats if line.facts.state is SeatState.OPEN)

    @property
    def departed(self) -> tuple[SeatLine, ...]:
        return tuple(line for line in self.seats if line.departed)

    @property
    def outside(self) -> tuple[MemberLine, ...]:
        """Members who have an account and cannot open this page."""
        return tuple(line for line in self.members if line.cannot_open)

    @property
    def by_name(self) -> tuple[MemberLine, ...]:
        """Members who sit by name alone while somebody of that name has an account."""
        return tuple(line for line in self.members if line.may_be)

    @property
    def still_in(self) -> tuple[MemberLine, ...]:
        """Members whose term is over and who come in all the same."""
        return tuple(line for line in self.members if line.still_in)

    @property
    def agreed(self) -> frozenset[int]:
        """Keys of the members who agreed to the charter that holds."""
        return frozenset(found.member_id for found in self.charter.agreements.all()) if self.charter else frozenset()

    @property
    def still_to_agree(self) -> tuple[SeatLine, ...]:
        """Members who sit and did not agree yet; empty without a charter."""
        sitting = (line for line in self.seats if line.facts.speaks)
        return tuple(line for line in sitting if line.member.pk not in self.agreed) if self.charter else ()

    @property
    def waits_for_viewer(self) -> bool:
        """Whether the charter waits for the agreement of the viewer, who sits here."""
        mine = isinstance(self.viewer, Person) and self.committee.closed_at is None
        return mine and any(line.member.person == self.viewer for line in self.still_to_agree)

    @property
    def to_invite(self) -> frozenset[int]:
        """Keys of seats whose bare names nobody with an account answers to, where the viewer may invite them."""
        bare = (row.line for row in self.members if row.line.member.person_id is None and not row.may_be)
        return frozenset(line.member.pk for line in bare if self.may_invite and sits_or_will(line))


@dataclass(frozen=True)
class OwnerLine:
    """Who owns something; `is_gone` where they work here no more."""

    ownership: Ownership
    is_gone: bool
    has_ended: bool


@dataclass(frozen=True)
class ListedCommittee:
    """A committee in the list, with what is missing and when it meets next."""

    committee: Committee
    seats: tuple[SeatLine, ...]
    phases: PhaseNames
    next_meeting: Meeting | None

    @property
    def missing(self) -> tuple[MissingVoice, ...]:
        return () if self.committee.closed_at else missing_voices((line.facts for line in self.seats), self.phases)

    @property
    def sitting_count(self) -> int:
        return sum(line.facts.speaks for line in self.seats)

    @property
    def open_count(self) -> int:
        return sum(line.facts.state is SeatState.OPEN for line in self.seats)


def committee_page(viewer: Viewer, committee: Committee) -> CommitteePage:
    """All of a committee from `committees(viewer)`."""
    organization = committee.organization
    today = clock.today(organization.timezone)
    seats = seat_lines(committee, today)
    phases = phases_of(organization)
    works, manages = committee.closed_at is None, may(viewer, MANAGE, organization)
    actions, waiting = open_actions(committee), open_or_due(committee, today)
    owners = {found.person_id for found in actions} | {decision.person_id for decision, _ in waiting}
    gone = departed(seats, owners, organization)
    meant = people_meant(committee, (line.member for line in seats)) if works and manages else {}
    return CommitteePage(
        committee=committee,
        may_end=manages,
        may_manage=works and manages,
        may_edit=works and may(viewer, MEET, organization),
        edits_plans=may(viewer, Permission.PLANS_PLAN_EDIT, organization),
        charter=newest_charter(committee),
        seats=seats,
        phases=phases,
        members=member_lines(viewer, committee, seats, phases, meant),
        may_let_in=may_let_in(viewer, organization),
        may_invite=works and manages and may(viewer, Permission.PEOPLE_PERSON_INVITE, organization),
        meetings=meetings_in_sight(committee, clock.now()),
        actions=action_lines(actions, gone, today),
        dropped=action_lines(dropped_actions(committee), gone, today),
        decisions=tuple(
            OpenDecision(DecisionLine(found, state), found.decided_on is None and (not found.said or gone.holds(found)))
            for found, state in waiting
        ),
        draft=agenda_from(committee, waiting, actions),
        viewer=viewer,
    )


def listed_committees(viewer: Viewer) -> list[ListedCommittee]:
    """The committees that `viewer` may read; a fixed number of queries."""
    working_first = (F("closed_at").asc(nulls_first=True), "organization__path", "name")
    found = list(committees(viewer).prefetch_related("members__person").order_by(*working_first))
    soonest = _next_meetings(found)
    seats = lines_by_committee(found)
    phases = phases_to_speak_in({committee.organization for committee in found})
    return [ListedCommittee(each, seats[each.pk], phases[each.organization_id], soonest.get(each.pk)) for each in found]


def owner_lines(viewer: Viewer) -> tuple[OwnerLine, ...]:
    """Who owns what in standing departments; those that ended stand last."""
    found = list(ownerships(viewer))
    here = still_here(_places(found))
    lines = [_owner_line(line, here) for line in found]
    return tuple(sorted(lines, key=lambda line: line.has_ended))


def _owner_line(line: Ownership, here: Collection[tuple[int, int]]) -> OwnerLine:
    today = clock.today(line.organization.timezone)
    is_gone = line.person_id is not None and (line.person_id, line.organization_id) not in here
    return OwnerLine(line, is_gone, line.ended_on is not None and line.ended_on < today)


def _places(found: Sequence[Ownership]) -> dict[int, list[Organization]]:
    """Where each person owns something."""
    places: dict[int, list[Organization]] = {}
    for line in found:
        if line.person_id is not None:
            places.setdefault(line.person_id, []).append(line.organization)
    return places


def _next_meetings(found: list[Committee]) -> dict[int, Meeting]:
    ahead = Meeting.objects.filter(committee__in=found, closed_at=None, starts_at__gt=clock.now()).order_by(
        "-starts_at"
    )
    return {meeting.committee_id: meeting for meeting in ahead}


def may_set_up(viewer: Viewer) -> bool:
    """Whether `viewer` may set up a committee somewhere."""
    return organizations(viewer, Permission.GOVERNANCE_COMMITTEE_MANAGE).exists()
