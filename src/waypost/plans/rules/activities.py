"""What can be said about an activity, a plan and its baseline from dates, progress and what waits for what. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from waypost.plans.rules.risks import Needed, is_behind, still_open, time_passed, too_late

#: What pages call an activity that a file brought in without words.
NAMELESS = "Activity without words"


class ActivityStatus(StrEnum):
    """Where an activity stands; derived, never stored."""

    DONE = "done"
    PAST_DATE = "past date"
    BLOCKED = "blocked"
    AT_RISK = "at risk"
    IN_PROGRESS = "in progress"
    NOT_STARTED = "not started"


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One activity as the rules see it. `progress` is a share in percent.

    `open_roles` lead it without anybody's name, `gone` are the names of leads who have left. `is_reminded`: one of
    its leads is a person whom Waypost writes to.
    """

    uid: str
    text: str
    start_on: date | None = None
    target_on: date | None = None
    progress: int = 0
    completed_on: date | None = None
    leads: tuple[str, ...] = ()
    is_milestone: bool = False
    begun_on: date | None = None
    needs: tuple[Needed, ...] = ()
    open_roles: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    is_reminded: bool = False

    @property
    def begins_on(self) -> date | None:
        """The day on which what it needs has to be done; a milestone is a moment."""
        return self.target_on if self.is_milestone else self.start_on

    def time_passed(self, today: date) -> int | None:
        """In percent; None where that says nothing yet."""
        return None if self.is_milestone else time_passed(self.start_on, self.target_on, today)

    def holds_up(self, today: date) -> tuple[Needed, ...]:
        """What ends too late for it to begin in time."""
        return too_late(self.needs, self.begins_on or self.target_on, today)


def activity_status(activity: ActivityFacts, today: date) -> ActivityStatus:
    """Done comes first, then past date: work that has begun is past its date all the same."""
    if activity.completed_on is not None:
        return ActivityStatus.DONE
    if _is_over(activity.target_on, today):
        return ActivityStatus.PAST_DATE
    if _is_here(activity.begins_on, today) and still_open(activity.needs):
        return ActivityStatus.BLOCKED
    if activity.holds_up(today) or is_behind(activity.progress, activity.time_passed(today)):
        return ActivityStatus.AT_RISK
    has_begun = _is_here(activity.begun_on, today) or _is_here(activity.begins_on, today) or bool(activity.progress)
    return ActivityStatus.IN_PROGRESS if has_begun else ActivityStatus.NOT_STARTED


def _is_over(day: date | None, today: date) -> bool:
    return day is not None and day < today


def _is_here(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def days_past_date(activity: ActivityFacts, today: date) -> int:
    """How many days its target date lies back; 0 where the activity is not past its date."""
    if activity.target_on is None or activity_status(activity, today) is not ActivityStatus.PAST_DATE:
        return 0
    return (today - activity.target_on).days


class LookReason(StrEnum):
    """Why an activity needs a look (PL7: visible without asking)."""

    PAST_DATE = "past date"
    BLOCKED = "blocked"
    AT_RISK = "at risk"
    NO_LEAD = "no lead"
    OPEN_ROLE = "a role without a name"
    LEAD_LEFT = "a lead who left"
    NO_DATE = "no date"


#: A year: a date that lies back further comes from an earlier plan; it waits behind what is new.
LONG_PAST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Look:
    """`days` past the date, or until the start (None where no start is set or it has passed).

    `about` names the role, the person who left, or what it waits for.
    """

    activity: ActivityFacts
    reason: LookReason
    days: int | None = None
    about: str = ""

    @property
    def is_long_past(self) -> bool:
        return self.reason is LookReason.PAST_DATE and is_long_past(self.days or 0)


def needs_a_look(activities: Iterable[ActivityFacts], today: date) -> tuple[Look, ...]:
    """Longest past date first, then blocked, at risk, without a lead or a name for one, and without a date.

    Dates of an earlier plan come last: nothing about them is new.
    """
    unfinished = [activity for activity in activities if activity.completed_on is None]
    late = [Look(a, LookReason.PAST_DATE, days) for a in unfinished if (days := days_past_date(a, today))]
    late.sort(key=lambda look: look.days or 0, reverse=True)
    newly_late = [look for look in late if not look.is_long_past]
    dateless = [Look(a, LookReason.NO_DATE, _days_until(a.start_on, today)) for a in unfinished if a.target_on is None]
    ahead = (*_in_danger(unfinished, today), *_without_a_name(unfinished, today), *dateless)
    return (*newly_late, *ahead, *(look for look in late if look.is_long_past))


def _in_danger(unfinished: Sequence[ActivityFacts], today: date) -> list[Look]:
    """What is blocked, then what is at risk, each by the day on which it was to begin."""
    by_start = sorted(unfinished, key=lambda activity: activity.begins_on or date.max)
    found = [(activity, activity_status(activity, today)) for activity in by_start]
    blocked = [
        Look(activity, LookReason.BLOCKED, about=still_open(activity.needs)[0].text)
        for activity, status in found
        if status is ActivityStatus.BLOCKED
    ]
    at_risk = [Look(activity, LookReason.AT_RISK) for activity, status in found if status is ActivityStatus.AT_RISK]
    return [*blocked, *at_risk]


def _without_a_name(unfinished: Sequence[ActivityFacts], today: date) -> list[Look]:
    """By their start: what nobody leads, then roles that nobody holds, then leads who left."""
    by_start = sorted(unfinished, key=lambda activity: activity.start_on or date.max)
    ahead = [(activity, _days_until(activity.start_on, today)) for activity in by_start]
    leaderless = [Look(a, LookReason.NO_LEAD, days) for a, days in ahead if not a.leads]
    roles = [Look(a, LookReason.OPEN_ROLE, days, role) for a, days in ahead for role in a.open_roles]
    gone = [Look(a, LookReason.LEAD_LEFT, days, name) for a, days in ahead for name in a.gone]
    return [*leaderless, *roles, *gone]


def is_long_past(days: int) -> bool:
    """Whether a date that many days ago comes from an earlier plan."""
    return days > LONG_PAST_DAYS


def _days_until(day: date | None, today: date) -> int | None:
    return (day - today).days if day is not None and day > today else None


def share_done(activities: Sequence[ActivityFacts]) -> int | None:
    """The mean progress in whole percent, rounded down so that only finished work reads 100; None of none."""
    return sum(activity.progress for activity in activities) // len(activities) if activities else None


@dataclass(frozen=True, slots=True)
class Moved:
    """A target or start date that differs from the adopted one, `before` and `started_before`.

    `days` is positive where the target is later, `days_to_start` where the start is; None without both dates.
    """

    activity: ActivityFacts
    before: date | None
    started_before: date | None = None

    @property
    def days(self) -> int | None:
        return _days_between(self.before, self.activity.target_on)

    @property
    def days_to_start(self) -> int | None:
        return _days_between(self.started_before, self.activity.start_on)

    @property
    def keeps_its_end(self) -> bool:
        """Whether only the start is another one."""
        return self.activity.target_on == self.before


def _days_between(before: date | None, after: date | None) -> int | None:
    return (after - before).days if before is not None and after is not None else None


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
    def same_date_count(self) -> int:
        """How many have the dates that were adopted, be they past."""
        return len(self.kept) + len(self.past_date)

    @property
    def adopted_count(self) -> int:
        return len(self.kept) + len(self.moved) + len(self.past_date) + len(self.removed)


def compare(adopted: Iterable[ActivityFacts], current: Iterable[ActivityFacts], today: date) -> Comparison:
    """What moved, what is past an unchanged date, what was added and removed since the plan was adopted."""
    before = {activity.uid: activity for activity in adopted}
    now = {activity.uid: activity for activity in current}
    both = [(activity, before[uid]) for uid, activity in now.items() if uid in before]
    same_date = [activity for activity, old in both if _dates(activity) == _dates(old)]
    past_date = tuple(activity for activity in same_date if days_past_date(activity, today))
    past = {activity.uid for activity in past_date}
    return Comparison(
        kept=tuple(activity for activity in same_date if activity.uid not in past),
        moved=tuple(Moved(a, old.target_on, old.start_on) for a, old in both if _dates(a) != _dates(old)),
        past_date=past_date,
        removed=tuple(activity for uid, activity in before.items() if uid not in now),
        added=tuple(activity for uid, activity in now.items() if uid not in before),
        ended_on=_last_date(before.values()),
        ends_on=_last_date(now.values()),
    )


def _dates(activity: ActivityFacts) -> tuple[date | None, date | None]:
    return activity.start_on, activity.target_on


def _last_date(activities: Iterable[ActivityFacts]) -> date | None:
    return max((a.target_on for a in activities if a.target_on is not None), default=None)
