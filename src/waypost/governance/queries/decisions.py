"""The log of decisions: who may read which, searched by words, year and state (FR2).

State staff read what was decided; what is still open stays between the committee and its leads.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Max, Min, Q, QuerySet

from waypost.common import clock
from waypost.governance.models import Decision
from waypost.governance.queries.committees import MEET
from waypost.governance.rules.decisions import TONES, DecisionState, decision_state
from waypost.people.permissions import Permission
from waypost.people.queries import NOTHING, within_branches
from waypost.people.viewers import Viewer

READ = Permission.GOVERNANCE_DECISION_READ
DECISIONS_ON_A_PAGE = 25
#: Words of a search that are looked for; what follows narrows nothing.
MOST_WORDS = 8
SEARCHED = ("question", "decision", "reason", "options")


@dataclass(frozen=True)
class DecisionSearch:
    """What somebody looks for; empty fields narrow nothing."""

    words: str = ""
    year: int | None = None
    state: DecisionState | None = None


@dataclass(frozen=True)
class DecisionLine:
    """A decision as a list shows it on one day."""

    decision: Decision
    state: DecisionState

    @property
    def tone(self) -> str:
        return TONES[self.state]


@dataclass(frozen=True)
class LogPage:
    """One page of the log."""

    page: Page[Decision]
    lines: tuple[DecisionLine, ...]


def decisions(viewer: Viewer, permission: Permission = READ) -> QuerySet[Decision]:
    """What `viewer` may read, or change where `permission` says so; the newest first."""
    at = "committee__organization"
    is_seen = Q(decided_on__isnull=False) | within_branches(viewer, MEET, at)
    found = Decision.objects.filter(within_branches(viewer, permission, at), is_seen)
    return found.select_related("committee__organization", "person", "superseded_by").order_by("-asked_on", "-pk")


def decision_log(viewer: Viewer, search: DecisionSearch, page_number: str | None) -> LogPage:
    """One page of what matches; a number out of range gives the nearest page."""
    page = Paginator(search_decisions(viewer, search), DECISIONS_ON_A_PAGE).get_page(page_number)
    return LogPage(page, decision_lines(page))


def search_decisions(viewer: Viewer, search: DecisionSearch) -> QuerySet[Decision]:
    """Those that hold every word, of this year and in this state."""
    found = holding(decisions(viewer), search.words)
    if search.year is not None:
        found = found.filter(asked_on__gte=date(search.year, 1, 1), asked_on__lte=date(search.year, 12, 31))
    return found.filter(_in_state(found, search.state)) if search.state is not None else found


def holding(found: QuerySet[Decision], words: str) -> QuerySet[Decision]:
    """Those that hold every word."""
    for word in words.split()[:MOST_WORDS]:
        found = found.filter(_holds(word))
    return found


def decision_lines(found: Iterable[Decision]) -> tuple[DecisionLine, ...]:
    """Lines of decisions from `decisions(viewer)`."""
    return tuple(DecisionLine(decision, state_of(decision)) for decision in found)


def state_of(decision: Decision) -> DecisionState:
    """Where it stands on the calendar of its organization."""
    return decision_state(
        decided_on=decision.decided_on,
        review_on=decision.review_on,
        is_superseded=decision.superseded_by_id is not None,
        is_withdrawn=decision.closed_at is not None,
        today=clock.today(decision.committee.organization.timezone),
    )


def is_due(decision: Decision) -> bool:
    """Whether its review date has come."""
    return state_of(decision) is DecisionState.DUE


def years_of(viewer: Viewer) -> list[int]:
    """From the year of the newest entry to that of the oldest; none where there is no entry."""
    days = decisions(viewer).order_by().aggregate(first=Min("asked_on"), last=Max("asked_on"))
    return list(range(days["last"].year, days["first"].year - 1, -1)) if days["first"] else []


def replaceable(viewer: Viewer, decision: Decision | None, organization_id: int) -> QuerySet[Decision]:
    """The decisions of an organization that stand, which a newer one can replace."""
    found = decisions(viewer, MEET).filter(committee__organization_id=organization_id, decided_on__isnull=False)
    standing = found.filter(superseded_by=None)
    return standing.exclude(pk=decision.pk) if decision else standing


def _holds(word: str) -> Q:
    either = NOTHING
    for field in SEARCHED:
        either |= Q(**{f"{field}__icontains": word})
    return either


def _in_state(found: QuerySet[Decision], state: DecisionState) -> Q:
    stands = Q(superseded_by=None)
    if state is DecisionState.SUPERSEDED:
        return ~stands
    if state is DecisionState.OPEN:
        return stands & Q(decided_on=None, closed_at=None)
    if state is DecisionState.WITHDRAWN:
        return Q(decided_on=None, closed_at__isnull=False)
    zones = found.order_by().values_list("committee__organization__timezone", flat=True).distinct()
    is_due = NOTHING
    for zone in list(zones):
        is_due |= Q(committee__organization__timezone=zone, review_on__lte=clock.today(zone))
    decided = stands & Q(decided_on__isnull=False)
    return decided & is_due if state is DecisionState.DUE else decided & ~is_due
