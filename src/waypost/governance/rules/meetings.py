"""Meetings: when they are, what a next agenda holds, and where an action stands (FR2). Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

#: Items on one agenda; what does not fit waits for the next meeting.
MOST_ITEMS = 40


class MeetingState(StrEnum):
    """A meeting is ahead until its hour has come, unless somebody canceled it."""

    AHEAD = "ahead"
    HELD = "held"
    CANCELED = "canceled"


class ActionState(StrEnum):
    """What became of something that a meeting gave to somebody."""

    OPEN = "open"
    DONE = "done"
    IN_PLAN = "in the plan"
    DROPPED = "dropped"


@dataclass(frozen=True)
class MeetingFields:
    """What people type about a meeting; `on` and `at` are read on the clocks of the organization."""

    on: date
    at: time
    place: str = ""
    link: str = ""
    guests: str = ""


@dataclass(frozen=True)
class ActionFields:
    """Who does what until when; `who` is a name or the email address of somebody with a role here, or empty."""

    text: str
    who: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class OpenQuestion:
    """Something that is still open, as the next agenda would hold it; `key` names its row, such as "decision:UID"."""

    key: str
    title: str
    why: str


def instant_of(fields: MeetingFields, timezone: str) -> datetime:
    """The instant at which the organization's clocks show that day and time."""
    return datetime.combine(fields.on, fields.at, ZoneInfo(timezone))


def meeting_state(starts_at: datetime, now: datetime, *, is_canceled: bool) -> MeetingState:
    if is_canceled:
        return MeetingState.CANCELED
    return MeetingState.HELD if starts_at <= now else MeetingState.AHEAD


def action_state(*, done_on: date | None, is_in_plan: bool, is_dropped: bool) -> ActionState:
    """The plan keeps track of what it took over, also where the committee ticked it off."""
    if is_in_plan:
        return ActionState.IN_PLAN
    if is_dropped:
        return ActionState.DROPPED
    return ActionState.DONE if done_on is not None else ActionState.OPEN


def one_a_line(text: str) -> tuple[str, ...]:
    """What stands on each line, without empty ones and repetitions."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
