"""Findings about a plan as sentences, and dates as people say them. Pure."""

from datetime import date
from decimal import Decimal

from waypost.common.days import full_day
from waypost.plans.rules.activities import (
    LONG_PAST_DAYS,
    ActivityFacts,
    ActivityStatus,
    Comparison,
    Look,
    LookReason,
    Moved,
    is_long_past,
)
from waypost.plans.rules.comparison import PlanComparison

LONGEST_NAME = 90
DASH = " \u2013 "
#: How a unit reads after 1: those that we name ourselves, and the usual ones that people type.
ONE_OF = {
    "awards": "award",
    "coaches": "coach",
    "credentials": "credential",
    "educators": "educator",
    "schools": "school",
    "teachers": "teacher",
}
#: What somebody did, after their name, for each verb of the audit trail that a plan's history shows.
DONE = {
    "add activity": "added an activity",
    "add alignment": "added an alignment",
    "add goal": "added a goal",
    "add indicator": "added an indicator",
    "add objective": "added an objective",
    "add priority area": "added a priority area",
    "adopt plan": "adopted the plan",
    "create plan": "began the plan",
    "edit activity": "changed the activity",
    "edit alignment": "changed the alignment",
    "edit indicator": "changed the indicator",
    "edit objective": "changed the objective",
    "edit plan": "changed the plan",
    "import plan": "imported the plan from a file",
    "keep date": "kept the date",
    "move date": "moved the date",
    "propose date": "proposed a new date",
    "put back": "put it back",
    "record measurement": "measured",
    "record progress": "recorded progress",
    "take date": "took the proposed date",
    "take out": "took it out",
    "undo change": "undid a change",
    "write progress note": "wrote a note",
}


def done(verb: str) -> str:
    """ "recorded progress"; a verb of long ago, which is used no more, as it stands in the trail."""
    return DONE.get(verb, verb)


def count_of(number: int, noun: str, plural: str = "") -> str:
    """ "1 day", "6 days", and with a `plural` of its own "6 activities"."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def span_of(days: int) -> str:
    """ "6 days"; beyond a year whole years: "10 years"."""
    return count_of(days // LONG_PAST_DAYS, "year") if is_long_past(days) else count_of(days, "day")


def day(when: date, today: date) -> str:
    """ "January 29", with the year where it is not this one."""
    return f"{when:%B} {when.day}" if when.year == today.year else full_day(when)


def short_day(when: date, today: date) -> str:
    """ "Jan 29", with the year where it is not this school year's or the next months'."""
    is_near = abs((when - today).days) <= 330  # within it, a month names one year only
    return f"{when:%b} {when.day}" if is_near else f"{when:%b} {when.day}, {when.year}"


def name(text: str) -> str:
    """The text of an activity short enough to stand in a sentence, without its full stop."""
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rsplit(" ", 1)[0] + "…"


def dates(start_on: date | None, target_on: date | None, target_text: str, today: date) -> str:
    """Both dates with a dash, one date alone, the words of a file that named no full date, or "No date yet"."""
    known = [short_day(when, today) for when in (start_on, target_on) if when is not None]
    if target_on is None:
        end = target_text or "no date yet"
        return f"{known[0]}{DASH}{end}" if known else end[0].upper() + end[1:]
    return DASH.join(known)


def status(value: ActivityStatus, days_past_date: int) -> str:
    """The words of the pill."""
    if value is ActivityStatus.PAST_DATE:
        return f"{span_of(days_past_date)} past date"
    return value.value.capitalize()


def look_title(look: Look) -> str:
    """ "Train 12 assessors is 6 days past its date"."""
    said = name(look.activity.text)
    if look.reason is LookReason.PAST_DATE:
        return f"{said} is {span_of(look.days or 0)} past its date"
    return f"{said} has {look.reason.value}"


def look_note(look: Look, today: date) -> str:
    """What else helps to decide; may be empty."""
    if look.reason is LookReason.PAST_DATE:
        return ", ".join(look.activity.leads) or "No lead yet"
    if look.days is not None:
        return f"It starts in {count_of(look.days, 'day')}."
    target_on = look.activity.target_on
    return f"It ends on {day(target_on, today)}." if target_on else ""


def proposed(who: str, text: str, on: date, today: date) -> str:
    """ "Tom Becker proposes February 1 for Train 12 assessors"; `who` is empty for somebody who left."""
    return f"{who or 'The lead'} proposes {day(on, today)} for {name(text)}"


def kept(comparison: Comparison, number: int) -> str:
    """ "8 of 12 activities keep the dates of baseline 1."."""
    whole = count_of(comparison.adopted_count, "activity", "activities")
    verb = "keeps" if comparison.adopted_count == 1 else "keep"
    return f"{len(comparison.kept)} of {whole} {verb} the dates of baseline {number}."


def end_of_plan(comparison: Comparison, today: date) -> str:
    """Where the last date went; empty while there is no date at all."""
    before, now = comparison.ended_on, comparison.ends_on
    if now is None:
        return ""
    if before == now:
        return f"The plan still ends on {day(now, today)}."
    if before is None:
        return f"The plan now ends on {day(now, today)}."
    return f"The plan now ends on {day(now, today)}, {shift((now - before).days)}."


def moved(change: Moved, today: date) -> str:
    """ "Introductory training ends 7 days later, January 29."."""
    said, after = name(change.activity.text), change.activity.target_on
    if after is None:
        return f"{said} no longer has a date."
    if change.days is None:
        return f"{said} now has a date, {day(after, today)}."
    return f"{said} ends {shift(change.days)}, {day(after, today)}."


def listed(activities: tuple[ActivityFacts, ...]) -> str:
    """Activities as one line: "Train 12 assessors. Draft salary-lane policy."."""
    return " ".join(f"{name(activity.text)}." for activity in activities)


def comparison(found: PlanComparison, number: int, on: date, until: str) -> str:
    """ "From baseline 1 (September 8, 2026) to today: 3 dates moved, 1 part was added. 12 parts stayed the same."."""
    start = f"From baseline {number} ({full_day(on)}) to {until}"
    if found.is_same:
        return f"{start}, nothing in the plan changed."
    said = (
        (len(found.moved), "part has other dates", "parts have other dates"),
        (len(found.changed), "part says something else", "parts say something else"),
        (len(found.added), "part was added", "parts were added"),
        (len(found.dropped), "part was taken out", "parts were taken out"),
    )
    counted = ", ".join(count_of(number, one, many) for number, one, many in said if number)
    return f"{start}: {counted}. {count_of(found.kept_count, 'part')} stayed the same."


def shift(days: int) -> str:
    return f"{count_of(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def amount(value: Decimal | None, unit: str) -> str:
    """ "33.3%", "7 schools", "1 school", or an empty text for no number."""
    if value is None:
        return ""
    unit = ONE_OF.get(unit, unit) if value == 1 else unit
    number = f"{value:,.4f}".rstrip("0").rstrip(".")
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".rstrip()
