"""What the page of a plan, an activity, a program or a micro-credential says of decisions and meetings (FR2)."""

from django.urls import reverse

from waypost.common.days import day_in, full_day
from waypost.common.models import Record
from waypost.governance.models import LINKED, ActionItem, Decision
from waypost.governance.queries.agendas import short
from waypost.governance.queries.committees import READ as READ_COMMITTEES
from waypost.governance.queries.decisions import READ, decisions, state_of
from waypost.governance.rules.decisions import DecisionState
from waypost.people.mentions import Mention
from waypost.people.queries import holds, within_branches
from waypost.people.viewers import Viewer
from waypost.plans.models import Activity

LONGEST = 120


def mentions_in_decisions(viewer: Viewer, record: Record) -> list[Mention]:
    """The decisions that changed the object; one query, and none where `viewer` reads no decisions."""
    kind = next((kind for kind, model in LINKED.items() if isinstance(record, model)), None)
    if kind is None or not holds(viewer, READ):
        return []
    found = decisions(viewer).filter(**{f"links__{kind}": record})
    return [_mention(decision) for decision in found]


def mentions_in_meetings(viewer: Viewer, record: Record) -> list[Mention]:
    """The meeting in which an activity began as an action; one query for activities, none for all else."""
    if not isinstance(record, Activity) or not holds(viewer, READ_COMMITTEES):
        return []
    reach = within_branches(viewer, READ_COMMITTEES, "committee__organization")
    found = ActionItem.objects.filter(reach, activity=record).select_related("committee__organization", "meeting")
    return [_origin(action) for action in found]


def _mention(decision: Decision) -> Mention:
    state = state_of(decision)
    title = decision.decision or decision.question
    said = {
        DecisionState.OPEN: "Open question",
        DecisionState.SUPERSEDED: "Replaced by a newer decision",
        DecisionState.WITHDRAWN: "Withdrawn question",
    }.get(state)
    day = f"Decided on {full_day(decision.decided_on)}" if decision.decided_on else ""
    detail = ". ".join(part for part in (day, said, decision.committee.name) if part)
    return Mention(short(title, LONGEST), detail, reverse("decision", args=[decision.uid]))


def _origin(action: ActionItem) -> Mention:
    name = action.committee.name
    if action.meeting is None:
        return Mention(f"Began as an action of the {name}", "", reverse("committee", args=[action.committee.uid]))
    day = full_day(day_in(action.meeting.starts_at, action.committee.organization.timezone))
    title = f"Came from the meeting of the {name} on {day}"
    return Mention(title, "See what was said there", reverse("meeting", args=[action.meeting.uid]))
