"""What a timeline says in words: everything that its picture shows. Pure."""

from collections.abc import Sequence
from datetime import date

from waypost.plans.rules.activities import ActivityFacts, ActivityStatus
from waypost.plans.rules.risks import Needed
from waypost.plans.rules.steps import Step
from waypost.plans.rules.words import count_of, dates, day, name, shift, short_day


def needs(needed: Sequence[Needed], today: date) -> str:
    """ "“Train 12 assessors” (done); “Draft a policy” (ends on March 5)"; empty where it needs nothing."""
    return "; ".join(f"“{name(other.text)}” ({_when(other, today)})" for other in needed)


def _when(other: Needed, today: date) -> str:
    if other.is_done:
        return "done"
    if other.target_on is None:
        return "no date yet"
    verb = "was to end on" if other.target_on < today else "ends on"
    return f"{verb} {day(other.target_on, today)}"


def since(step: Step, adopted: ActivityFacts | None, number: int, today: date) -> str:
    """Where it stood in baseline `number`; empty where its dates are the same."""
    if adopted is None:
        return f"Added since baseline {number}"
    now = step.facts
    if (adopted.start_on, adopted.target_on) == (now.start_on, now.target_on):
        return ""
    was = f"Was {dates(adopted.start_on, adopted.target_on, '', today)}"
    if adopted.target_on and now.target_on and adopted.target_on != now.target_on:
        return f"{was}: ends {shift((now.target_on - adopted.target_on).days)}"
    return was


def timeline(steps: Sequence[Step], groups: int, begins_on: date | None, ends_on: date | None) -> str:
    """ "12 activities in 3 groups, from September 2026 to June 2027: 4 done, 1 past date."."""
    counted = count_of(len(steps), "activity", "activities")
    said = f"{counted} in {count_of(groups, 'group')}"
    if begins_on and ends_on:
        first, last = f"{begins_on:%B %Y}", f"{ends_on:%B %Y}"
        said += f", in {first}" if first == last else f", from {first} to {last}"
    states = {status: sum(step.status is status for step in steps) for status in ActivityStatus}
    told = ", ".join(f"{number} {status.value}" for status, number in states.items() if number)
    return f"{said}: {told}." if told else f"{said}."


def no_school(first_on: date, last_on: date, called: str, today: date) -> str:
    """ "Fall break, Nov 25 to Nov 27", with a dash."""
    first, last = short_day(first_on, today), short_day(last_on, today)
    return f"{called}, {first}" if first == last else f"{called}, {first} \u2013 {last}"
