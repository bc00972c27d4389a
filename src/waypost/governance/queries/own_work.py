"""What stands first for a committee member and a lead: open decisions, the next agenda, and their own actions."""

from dataclasses import dataclass

from waypost.common import clock
from waypost.governance.models import ActionItem, AgendaItem, Committee, Meeting
from waypost.governance.queries.agreeing import charters_to_agree
from waypost.governance.queries.committees import MANAGE, working
from waypost.governance.queries.decisions import DecisionLine, DecisionSearch, decision_lines, search_decisions
from waypost.governance.queries.meetings import action_items, meetings, still_to_do
from waypost.governance.rules.decisions import DecisionState
from waypost.people.models import Person
from waypost.people.queries import holds

IN_SIGHT = 4


@dataclass(frozen=True)
class CommitteeInSight:
    """`committee` is the first that they read, None where there is none; `next_meeting` the one that comes first.

    `to_agree` are those where they sit and have not agreed to the charter yet.
    """

    committee: Committee | None
    decisions: tuple[DecisionLine, ...]
    next_meeting: Meeting | None
    agenda: list[AgendaItem]
    actions: list[ActionItem]
    may_set_up: bool
    to_agree: list[Committee]


def committee_in_sight(person: Person) -> CommitteeInSight:
    """A fixed number of queries; one where there is no committee."""
    committee = working(person).order_by("organization__depth", "pk").first()
    if committee is None:
        return CommitteeInSight(None, (), None, [], [], holds(person, MANAGE), [])
    upcoming = meetings(person).filter(closed_at=None, starts_at__gt=clock.now()).order_by("starts_at").first()
    searched = search_decisions(person, DecisionSearch(state=DecisionState.OPEN)).order_by("asked_on", "pk")
    open_ones = searched.select_related(None).select_related("committee__organization", "person")
    mine = action_items(person).filter(person=person)
    own = still_to_do(mine).select_related(None).select_related("committee__organization", "activity")
    return CommitteeInSight(
        committee,
        decision_lines(open_ones[:IN_SIGHT]),
        upcoming,
        list(upcoming.items.all()) if upcoming else [],
        list(own[:IN_SIGHT]),
        holds(person, MANAGE),
        charters_to_agree(person),
    )
