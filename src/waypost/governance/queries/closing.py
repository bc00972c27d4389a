"""What a viewer may set aside, and why something can't be."""

from waypost.common import clock
from waypost.governance.models import ActionItem, Committee, Decision, Meeting
from waypost.governance.queries.committees import MANAGE, MEET, committees
from waypost.governance.queries.decisions import decisions
from waypost.governance.queries.meetings import action_items, meetings, state_of
from waypost.governance.rules.meetings import ActionState
from waypost.people.viewers import Viewer

Closed = ActionItem | Committee | Decision | Meeting


def closable(viewer: Viewer, kind: str, uid: str) -> Closed | None:
    """What `viewer` may set aside or take up again; None also for a kind that is none."""
    if kind == "meeting":
        return meetings(viewer, MEET).filter(uid=uid).first()
    if kind == "question":
        return decisions(viewer, MEET).filter(uid=uid).first()
    if kind == "action":
        return action_items(viewer).filter(uid=uid).first()
    return committees(viewer, MANAGE).filter(uid=uid).first() if kind == "committee" else None


def kind_of(thing: Closed) -> str:
    """The kind by which addresses name it."""
    kinds = {ActionItem: "action", Committee: "committee", Decision: "question", Meeting: "meeting"}
    return kinds[type(thing)]


def why_it_stays(thing: Closed) -> str:
    """One sentence where it can't be set aside; empty where it can."""
    if isinstance(thing, Meeting):
        return "Something was noted under this meeting, so it was held: it stays." if _was_held(thing) else ""
    if isinstance(thing, Decision):
        return "This was decided: record a newer decision that replaces it." if thing.decided_on else ""
    if isinstance(thing, ActionItem):
        is_open = state_of(thing) in (ActionState.OPEN, ActionState.DROPPED)
        return "" if is_open else "This is done, or in the plan by now: there is nothing to drop."
    ahead = thing.meetings.filter(closed_at=None, starts_at__gt=clock.now())
    return "A meeting is still planned: cancel it first." if ahead.exists() else ""


def _was_held(meeting: Meeting) -> bool:
    items = meeting.items.all()
    is_written = items.exclude(minutes="").exists() or meeting.actions.exists()
    # A decision may stand under an item since an earlier meeting, when it was due for another look here.
    return meeting.attendance_taken_at is not None or is_written
