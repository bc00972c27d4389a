"""What can be said about an activity, a plan and its baseline from dates alone. No database, no web."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActivityStatus(StrEnum):
    """Where an activity stands; derived, never stored."""

    DONE = "done"
    PAST_DATE = "past date"
    IN_PROGRESS = "in progress"
    NOT_STARTED = "not started"


@dataclass(frozen=True)
class ActivityFacts:
    """One activity as the rules see it. `progress` is a share in percent."""

    uid: str
    text: str
    start_on: date | None = None
    target_on: date | None = None
    progress: int = 0
    completed_on: date | None = None
    leads: tuple[str, ...] = ()


def activity_status(activity: ActivityFacts, today: date) -> ActivityStatus:
    """Done comes first, then past date: work that has begun is past its date all the same."""
    if activity.completed_on is not None:
        return ActivityStatus.DONE
    if activity.target_on is not None and activity.target_on < today:
        return ActivityStatus.PAST_DATE
    has_begun = activity.start_on is not None and activity.start_on <= today
    return ActivityStatus.IN_PROGRESS if has_begun or activity.progress else ActivityStatus.NOT_STARTED


def days_past_date(activity: ActivityFacts, today: date) -> int:
    """How many days its target date lies back; 0 where the activity is not past its date."""
    if activity.target_on is None or activity_status(activity, today) is not ActivityStatus.PAST_DATE:
        return 0
    return (today - activity.target_on).days


class LookReason(StrEnum):
    """Why an activity needs a look (PL7: visible without asking)."""

    PAST_DATE = "past date"
    NO_LEAD = "no lead"
    NO_DATE = "no date"


#: A year: a date that lies back further comes from an earlier plan; it waits behind what is new.
LONG_PAST_DAYS = 365


@dataclass(frozen=True)
class Look:
    """`days` past the date, or until the start (None where no start is set or it has passed)."""

    activity: ActivityFacts
    reason: LookReason
    days: int | None = None

    @property
    def is_long_past(self) -> bool:
        return self.reason is LookReason.PAST_DATE and is_long_past(self.days or 0)


def needs_a_look(activities: Iterable[ActivityFacts], today: date) -> tuple[Look, ...]:
    """Longest past date first, then those without a lead by their start, then those without a date.

    Dates of an earlier plan come last: nothing about them is new.
    """
    unfinished = [activity for activity in activities if activity.completed_on is None]
    late = [Look(a, LookReason.PAST_DATE, days) for a in unfinished if (days := days_past_date(a, today))]
    leaderless = [Look(a, LookReason.NO_LEAD, _days_until(a.start_on, today)) for a in unfinished if not a.leads]
    dateless = [Look(a, LookReason.NO_DATE, _days_until(a.start_on, today)) for a in unfinished if a.target_on is None]
    late.sort(key=lambda look: look.days or 0, reverse=True)
    leaderless.sort(key=lambda look: look.activity.start_on or date.max)
    newly_late = [look for look in late if not look.is_long_past]
    return (*newly_late, *leaderless, *dateless, *(look for look in late if look.is_long_past))


def is_long_past(days: int) -> bool:
    """Whether a date that many days ago comes from an earlier plan."""
    return days > LONG_PAST_DAYS


def _days_until(day: date | None, today: date) -> int | None:
    return (day - today).days if day is not None and day > today else None


def share_done(activities: Sequence[ActivityFacts]) -> int | None:
    """The mean progress in whole percent, rounded down so that only finished work reads 100; None of none."""
    return sum(activity.progress for activity in activities) // len(activities) if activities else None


@dataclass(frozen=True)
class Moved:
    """A target date that differs from the adopted one; `days` is positive where it is later, None without both."""

    activity: ActivityFacts
    before: date | None

    @property
    def days(self) -> int | None:
        after = self.activity.target_on
        return (after - self.before).days if after is not None and self.before is not None else None


@dataclass(frozen=True)
class Comparison:
    """The plan of today beside an adopted one.

    Every adopted activity stands in exactly one of `kept`, `moved`, `past_date` and `removed`.
    """

    kept: tuple[ActivityFacts, ...]
    moved: tuple[Moved, ...]
    past_date: tuple[ActivityFacts, ...]
    removed: tuple[ActivityFacts, ...]
    added: tuple[ActivityFacts, ...]
    ended_on: date | None
    ends_on: date | None

    @property
    def adopted_count(self) -> int:
        return len(self.kept) + len(self.moved) + len(self.past_date) + len(self.removed)


def compare(adopted: Iterable[ActivityFacts], current: Iterable[ActivityFacts], today: date) -> Comparison:
    """What moved, what is past an unchanged date, what was added and removed since the plan was adopted."""
    before = {activity.uid: activity for activity in adopted}
    now = {activity.uid: activity for activity in current}
    both = [(activity, before[uid]) for uid, activity in now.items() if uid in before]
    same_date = [activity for activity, old in both if activity.target_on == old.target_on]
    past_date = tuple(activity for activity in same_date if days_past_date(activity, today))
    return Comparison(
        kept=tuple(activity for activity in same_date if activity not in past_date),
        moved=tuple(Moved(a, old.target_on) for a, old in both if a.target_on != old.target_on),
        past_date=past_date,
        removed=tuple(activity for uid, activity in before.items() if uid not in now),
        added=tuple(activity for uid, activity in now.items() if uid not in before),
        ended_on=_last_date(before.values()),
        ends_on=_last_date(now.values()),
    )


def _last_date(activities: Iterable[ActivityFacts]) -> date | None:
    return max((a.target_on for a in activities if a.target_on is not None), default=None)
