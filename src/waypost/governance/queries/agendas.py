"""The next agenda, drafted from what is left open (FR2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from waypost.common import clock
from waypost.common.days import day_in, full_day
from waypost.governance.models import ActionItem, AgendaItem, Committee, Decision, Meeting
from waypost.governance.models.meetings import LONGEST_TITLE
from waypost.governance.queries.meetings import open_actions
from waypost.governance.rules.decisions import DecisionState, decision_state
from waypost.governance.rules.meetings import OpenQuestion
from waypost.governance.rules.words import cut

#: So many of a kind are drafted; the others wait on their own pages.
MOST_OF_A_KIND = 15


@dataclass(frozen=True)
class DraftedItem:
    """What an agenda item about an open question holds."""

    question: OpenQuestion
    decision: Decision | None = None
    action: ActionItem | None = None


def drafted_agenda(committee: Committee) -> tuple[DraftedItem, ...]:
    """Open and due decisions, actions not done, what the last meeting did not reach; not what is planned already."""
    today = clock.today(committee.organization.timezone)
    return agenda_from(committee, open_or_due(committee, today), open_actions(committee))


def agenda_from(
    committee: Committee, waiting: Sequence[tuple[Decision, DecisionState]], actions: Sequence[ActionItem]
) -> tuple[DraftedItem, ...]:
    """The same from what was read already."""
    ahead = AgendaItem.objects.filter(meeting__committee=committee, meeting__starts_at__gt=clock.now())
    planned = list(ahead.filter(meeting__closed_at=None).only("decision_id", "action_id", "title"))
    decisions = {item.decision_id for item in planned}
    taken, titles = {item.action_id for item in planned}, {item.title for item in planned}
    questions = [_from_decision(decision, state) for decision, state in waiting if decision.pk not in decisions]
    todo = [_from_action(action) for action in actions if action.pk not in taken]
    once = {found.question.title: found for found in _not_reached(committee)}
    unreached = [found for title, found in once.items() if title not in titles]
    return (*questions[:MOST_OF_A_KIND], *todo[:MOST_OF_A_KIND], *unreached[:MOST_OF_A_KIND])


def open_or_due(committee: Committee, today: date) -> list[tuple[Decision, DecisionState]]:
    """Decisions that the committee has to talk about, the longest open first."""
    found = (
        committee.decisions.filter(superseded_by=None, closed_at=None)
        .select_related("person")
        .order_by("asked_on", "pk")
    )
    waiting = found.filter(decided_on=None) | found.filter(review_on__lte=today)
    return [(decision, _state(decision, today)) for decision in waiting]


def _from_decision(decision: Decision, state: DecisionState) -> DraftedItem:
    is_due = state is DecisionState.DUE and decision.review_on is not None
    since = full_day(decision.review_on if is_due and decision.review_on else decision.asked_on)
    why = f"Due for review since {since}" if is_due else f"Open since {since}"
    return DraftedItem(OpenQuestion(f"decision:{decision.uid}", short(decision.question), why), decision=decision)


def _from_action(action: ActionItem) -> DraftedItem:
    until = f", by {full_day(action.due_on)}" if action.due_on else ""
    why = f"Not done yet: {action.said or 'nobody named'}{until}"
    return DraftedItem(OpenQuestion(f"action:{action.uid}", short(action.text), why), action=action)


def _not_reached(committee: Committee) -> Iterable[DraftedItem]:
    """Items of the last meeting without a word about them, and those of one that was canceled since."""
    held = committee.meetings.filter(closed_at=None, starts_at__lte=clock.now())
    last = held.order_by("-starts_at", "-pk").first()
    canceled = committee.meetings.filter(closed_at__isnull=False).order_by("-starts_at", "-pk").first()
    if last is not None and last.attendance_taken_at is not None:
        yield from _left_over(last, "Not reached on")
    if canceled is not None and (last is None or canceled.starts_at > last.starts_at):
        yield from _left_over(canceled, "From the meeting that was canceled, of")


def _left_over(meeting: Meeting, why: str) -> Iterable[DraftedItem]:
    day = full_day(day_in(meeting.starts_at, meeting.committee.organization.timezone))
    for item in meeting.items.filter(minutes="", decision=None, action=None, actions=None).only("uid", "title"):
        yield DraftedItem(OpenQuestion(f"item:{item.uid}", item.title, f"{why} {day}"))


def _state(decision: Decision, today: date) -> DecisionState:
    return decision_state(
        decided_on=decision.decided_on,
        review_on=decision.review_on,
        is_superseded=False,
        is_withdrawn=False,
        today=today,
    )


def short(text: str, at_most: int = LONGEST_TITLE) -> str:
    """The text as one line, cut where it is longer than the title of an agenda item may be, or than `at_most`."""
    return cut(text, at_most)
