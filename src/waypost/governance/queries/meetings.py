"""Which meetings, agenda items and actions a viewer may read or change; what one meeting's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from waypost.common import clock
from waypost.common.days import day_in
from waypost.governance.models import ActionItem, AgendaItem, Committee, Meeting
from waypost.governance.queries.committees import MEET, READ
from waypost.governance.queries.decisions import is_due
from waypost.governance.queries.seats import Departed, SeatLine, departed, seat_lines
from waypost.governance.rules.committees import SeatState
from waypost.governance.rules.meetings import ActionState, MeetingState, action_state, meeting_state
from waypost.people.permissions import Permission
from waypost.people.queries import may, within_branches
from waypost.people.viewers import Viewer

#: So many dropped actions stand on the page of their committee, to be taken up again.
DROPPED_IN_SIGHT = 5


@dataclass(frozen=True)
class ActionLine:
    """An action as a page shows it; `needs_owner` where nobody has it, or whoever had it is gone."""

    action: ActionItem
    state: ActionState
    days_past_date: int
    needs_owner: bool


@dataclass(frozen=True)
class AgendaLine:
    """An agenda item with the actions that came out of it."""

    item: AgendaItem
    actions: tuple[ActionLine, ...]
    is_first: bool
    is_last: bool

    @property
    def may_decide(self) -> bool:
        """Whether no decision stands under it yet, or one that is due for another look."""
        decision = self.item.decision
        if decision is None or decision.decided_on is None:
            return decision is None or decision.closed_at is None
        return is_due(decision)


@dataclass(frozen=True)
class MeetingPage:
    """One meeting on one day. `seats` are those who may be there; `came` the keys of those who were."""

    meeting: Meeting
    state: MeetingState
    may_cancel: bool
    lines: tuple[AgendaLine, ...]
    edits_plans: bool
    seats: tuple[SeatLine, ...]
    came: frozenset[int]
    day_has_come: bool

    @property
    def may_edit(self) -> bool:
        """What was canceled is taken up again before anybody writes in it."""
        return self.may_cancel and self.state is not MeetingState.CANCELED

    @property
    def present(self) -> tuple[SeatLine, ...]:
        return tuple(line for line in self.seats if line.member.pk in self.came)

    @property
    def absent(self) -> tuple[SeatLine, ...]:
        """Members of that day who did not come, without those who work here no more."""
        return tuple(line for line in self.expected if line.member.pk not in self.came)

    @property
    def expected(self) -> tuple[SeatLine, ...]:
        """Members of that day, without those who work here no more."""
        day = day_of(self.meeting)
        return tuple(line for line in self.seats if is_expected(line, day))

    @property
    def is_waited_for(self) -> bool:
        """Whether it is ahead, and nobody noted yet who came."""
        return self.state is MeetingState.AHEAD and self.meeting.attendance_taken_at is None


def meetings(viewer: Viewer, permission: Permission = READ) -> QuerySet[Meeting]:
    """The meetings of the committees for which `viewer` holds `permission`, the newest first."""
    reach = within_branches(viewer, permission, "committee__organization")
    return Meeting.objects.filter(reach).select_related("committee__organization").order_by("-starts_at", "-pk")


def items(viewer: Viewer) -> QuerySet[AgendaItem]:
    """The agenda items that `viewer` may change; those too that were removed while somebody writes under them."""
    reach = within_branches(viewer, MEET, "meeting__committee__organization")
    found = AgendaItem.ever.filter(reach).select_related("meeting__committee__organization", "decision", "action")
    return found.select_related("decision__person")


def action_items(viewer: Viewer, permission: Permission = MEET) -> QuerySet[ActionItem]:
    """The actions of the committees for which `viewer` holds `permission`."""
    reach = within_branches(viewer, permission, "committee__organization")
    return with_facts(ActionItem.objects.filter(reach))


def with_facts(found: QuerySet[ActionItem]) -> QuerySet[ActionItem]:
    """With all that a line about each reads, without the minutes of where it began."""
    read = ("committee__organization", "person", "meeting", "agenda_item", "activity__objective__plan")
    return found.select_related(*read).defer("agenda_item__minutes")


def open_actions(committee: Committee) -> list[ActionItem]:
    """What is neither done nor in the plan, what is due first on top."""
    return list(still_to_do(with_facts(ActionItem.objects.filter(committee=committee))))


def dropped_actions(committee: Committee) -> list[ActionItem]:
    """What was dropped last, the newest first."""
    found = with_facts(ActionItem.objects.filter(committee=committee, closed_at__isnull=False))
    return list(found.order_by("-closed_at", "-pk")[:DROPPED_IN_SIGHT])


def still_to_do(found: QuerySet[ActionItem]) -> QuerySet[ActionItem]:
    """Those that are neither done, dropped nor in the plan (`state_of` says the same of one), due first on top."""
    is_not_in_plan = Q(activity=None) | Q(activity__taken_out_at__isnull=False)
    return found.filter(is_not_in_plan, done_on=None, closed_at=None).order_by(F("due_on").asc(nulls_last=True), "pk")


def state_of_meeting(meeting: Meeting, now: datetime) -> MeetingState:
    return meeting_state(meeting.starts_at, now, is_canceled=meeting.closed_at is not None)


def state_of(action: ActionItem) -> ActionState:
    """An activity that was taken out of its plan is no longer there."""
    is_in_plan = action.activity is not None and action.activity.taken_out_at is None
    is_dropped = action.closed_at is not None
    return action_state(done_on=action.done_on, is_in_plan=is_in_plan, is_dropped=is_dropped)


def action_lines(actions: Sequence[ActionItem], gone: Departed, today: date) -> tuple[ActionLine, ...]:
    """Lines of actions that were read `with_facts`."""
    return tuple(_action_line(action, gone, today) for action in actions)


def meeting_page(viewer: Viewer, meeting: Meeting) -> MeetingPage:
    """All of a meeting from `meetings(viewer)`, in a fixed number of queries."""
    committee = meeting.committee
    today = clock.today(committee.organization.timezone)
    seats = seat_lines(committee, today)
    actions = list(with_facts(ActionItem.objects.filter(meeting=meeting)).order_by("pk"))
    gone = departed(seats, {action.person_id for action in actions}, committee.organization)
    lines = action_lines(actions, gone, today)
    found = list(meeting.items.select_related("decision__committee__organization", "action__activity"))
    return MeetingPage(
        meeting=meeting,
        state=state_of_meeting(meeting, clock.now()),
        may_cancel=may(viewer, MEET, committee.organization),
        lines=_agenda(found, lines),
        edits_plans=may(viewer, Permission.PLANS_PLAN_EDIT, committee.organization),
        seats=seats,
        came=came_to(meeting),
        day_has_come=day_of(meeting) <= today,
    )


def _agenda(found: list[AgendaItem], lines: tuple[ActionLine, ...]) -> tuple[AgendaLine, ...]:
    last = len(found) - 1
    by_item = {item.pk: tuple(line for line in lines if line.action.agenda_item_id == item.pk) for item in found}
    return tuple(AgendaLine(item, by_item[item.pk], not place, place == last) for place, item in enumerate(found))


def seats_on(meeting: Meeting) -> tuple[SeatLine, ...]:
    """Who sat in the committee on the day of the meeting, and who is noted as having come, wherever they work now."""
    day = day_of(meeting)
    came = came_to(meeting)
    lines = seat_lines(meeting.committee, day)
    return tuple(line for line in lines if line.member.pk in came or is_expected(line, day))


def day_of(meeting: Meeting) -> date:
    """On the clocks of its organization."""
    return day_in(meeting.starts_at, meeting.committee.organization.timezone)


def came_to(meeting: Meeting) -> frozenset[int]:
    """Keys of the members who are noted as having come."""
    return frozenset(meeting.attendances.values_list("member_id", flat=True))


def is_expected(line: SeatLine, day: date) -> bool:
    """Whether somebody holds the seat, works here, and had a term that held that day."""
    member = line.member
    is_somebody = line.facts.state not in (SeatState.OPEN, SeatState.LEFT)
    return is_somebody and member.starts_on <= day and (member.ends_on is None or member.ends_on >= day)


def _action_line(action: ActionItem, gone: Departed, today: date) -> ActionLine:
    state = state_of(action)
    is_open = state is ActionState.OPEN
    past = (today - action.due_on).days if is_open and action.due_on is not None else 0
    return ActionLine(action, state, max(0, past), is_open and (not action.said or gone.holds(action)))
