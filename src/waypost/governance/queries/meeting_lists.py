"""The meetings of a committee: what its own page shows of them, and the list of all."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from waypost.common import clock
from waypost.governance.models import AgendaItem, Committee, Meeting
from waypost.governance.queries.meetings import state_of_meeting
from waypost.governance.rules.meetings import MeetingState

#: So many meetings ahead, and as many that were held, stand on the page of their committee.
IN_SIGHT = 12
MEETINGS_ON_A_PAGE = 25


@dataclass(frozen=True)
class MeetingsInSight:
    """Those ahead with the next one first, those held with the newest first; each with the titles of its agenda."""

    ahead: list[Meeting]
    held: list[Meeting]


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in the list of all, at one instant."""

    meeting: Meeting
    state: MeetingState


@dataclass(frozen=True)
class MeetingList:
    """One page of a committee's meetings, the newest first."""

    page: Page[Meeting]
    lines: tuple[MeetingLine, ...]


def meetings_in_sight(committee: Committee, now: datetime) -> MeetingsInSight:
    """Three queries, whatever the number of meetings."""
    meetings = Meeting.objects.filter(committee=committee, closed_at=None)
    ahead = list(meetings.filter(starts_at__gt=now).order_by("starts_at", "pk")[:IN_SIGHT])
    held = list(meetings.filter(starts_at__lte=now).order_by("-starts_at", "-pk")[:IN_SIGHT])
    prefetch_related_objects([*ahead, *held], _titles())
    return MeetingsInSight(ahead, held)


def meeting_list(committee: Committee, page_number: str | None) -> MeetingList:
    """One page of all that were planned; a number out of range gives the nearest page."""
    found = Meeting.objects.filter(committee=committee).order_by("-starts_at", "-pk").prefetch_related(_titles())
    page = Paginator(found, MEETINGS_ON_A_PAGE).get_page(page_number)
    now = clock.now()
    return MeetingList(page, tuple(MeetingLine(each, state_of_meeting(each, now)) for each in page))


def _titles() -> "Prefetch[str, QuerySet[AgendaItem], str]":
    """The agenda without its minutes, which may be long."""
    return Prefetch("items", AgendaItem.objects.only("meeting_id", "position", "title"))
