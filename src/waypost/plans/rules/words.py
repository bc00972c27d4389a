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
    activity_status,
    is_long_past,
)
from waypost.plans.rules.comparison import PlanComparison
from waypost.plans.rules.leads import NOBODY
from waypost.plans.rules.logic_model import LogicModel
from waypost.plans.rules.risks import still_open

LONGEST_NAME = 90
FIVE = 5
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
    "add involvement": "added who takes part",
    "add objective": "added an objective",
    "add priority area": "added a priority area",
    "add procedure": "wrote how work goes on",
    "add steps of model": "added the steps of an implementation model",
    "add team": "added a team",
    "adopt plan": "adopted the plan",
    "begin from template": "took over the samples of a template",
    "copy plan": "copied it from another plan",
    "correct measurement": "corrected a measurement",
    "bring from committee": "brought it from a committee",
    "choose team": "chose the team",
    "cite": "cited research",
    "take citation out": "took out research that was cited",
    "create plan": "began the plan",
    "decline offer": "declined a change of the plan above",
    "edit activity": "changed the activity",
    "edit alignment": "changed the alignment",
    "edit columns": "changed the columns of the matrix",
    "edit goal": "reworded the goal",
    "edit indicator": "changed the indicator",
    "edit involvement": "changed who takes part",
    "edit objective": "changed the objective",
    "edit plan": "changed the plan",
    "edit priority area": "reworded the priority area",
    "edit procedure": "changed how work goes on",
    "edit team": "changed the team",
    "import plan": "imported the plan from a file",
    "keep date": "kept the date",
    "move date": "moved the date",
    "move objective": "moved the objective",
    "propose date": "proposed a new date",
    "put back": "put it back",
    "record measurement": "measured",
    "record progress": "recorded progress",
    "take date": "took the proposed date",
    "take from plan": "took parts of the plan above",
    "take offer": "took a change of the plan above",
    "take out": "took it out",
    "undo change": "undid a change",
    "set what it needs": "changed what it needs",
    "take back measurement": "took a measurement back",
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
    return {
        LookReason.PAST_DATE: f"{said} is {span_of(look.days or 0)} past its date",
        LookReason.BLOCKED: f"{said} waits for {name(look.about)}",
        LookReason.AT_RISK: f"{said} is at risk",
        LookReason.OPEN_ROLE: f"{look.about}: {NOBODY}",
        LookReason.LEAD_LEFT: f"{look.about} has left and still leads {said}",
    }.get(look.reason, f"{said} has {look.reason.value}")


def looks_title(reason: LookReason, number: int) -> str:
    """ "3 activities have no lead", for several of one kind."""
    said = {
        LookReason.PAST_DATE: "are past date",
        LookReason.BLOCKED: "wait for something else",
        LookReason.AT_RISK: "are at risk",
        LookReason.OPEN_ROLE: "are led by a role without a name",
        LookReason.LEAD_LEFT: "are led by somebody who left",
    }.get(reason, f"have {reason.value}")
    return f"{number} activities {said}"


def look_note(look: Look, today: date) -> str:
    """What else helps to decide; may be empty."""
    if look.reason is LookReason.PAST_DATE:
        return ", ".join(look.activity.leads) or "No lead yet"
    if look.reason in (LookReason.BLOCKED, LookReason.AT_RISK):
        return in_danger(look.activity, today)
    whose = f"{name(look.activity.text)}. " if look.reason is LookReason.OPEN_ROLE else ""
    if look.days is not None:
        return f"{whose}It starts in {count_of(look.days, 'day')}."
    target_on = look.activity.target_on
    return f"{whose}It ends on {day(target_on, today)}." if target_on else whose.strip()


def in_danger(activity: ActivityFacts, today: date) -> str:
    """Why an activity is blocked or at risk, in one sentence; empty where it is neither."""
    value = activity_status(activity, today)
    if value is ActivityStatus.BLOCKED and activity.begins_on:
        waits_for = still_open(activity.needs)[0]
        return f"It was to begin on {day(activity.begins_on, today)}, and “{name(waits_for.text)}” is not done yet."
    if value is not ActivityStatus.AT_RISK:
        return ""
    late = next(iter(activity.holds_up(today)), None)
    if late is None or late.target_on is None:
        return f"{activity.progress}% is done, and {activity.time_passed(today)}% of its time has passed."
    if late.target_on < today:
        return f"“{name(late.text)}” has to be done first and is past its date."
    return f"“{name(late.text)}” has to be done first and ends on {day(late.target_on, today)}, too late for this one."


def proposed(who: str, text: str, on: date, today: date) -> str:
    """ "Tom Becker proposes February 1 for Train 12 assessors"; `who` is empty for somebody who left."""
    return f"{who or 'The lead'} proposes {day(on, today)} for {name(text)}"


def kept(comparison: Comparison, number: int) -> str:
    """ "8 of 12 activities keep the dates of baseline 1."."""
    whole = count_of(comparison.adopted_count, "activity", "activities")
    verb = "keeps" if comparison.adopted_count == 1 else "keep"
    return f"{comparison.same_date_count} of {whole} {verb} the dates of baseline {number}."


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
    if change.keeps_its_end:
        return _start_moved(change, today)
    said, after = name(change.activity.text), change.activity.target_on
    if after is None:
        return f"{said} no longer has a date."
    if change.days is None:
        return f"{said} now has a date, {day(after, today)}."
    return f"{said} ends {shift(change.days)}, {day(after, today)}."


def _start_moved(change: Moved, today: date) -> str:
    said, after = name(change.activity.text), change.activity.start_on
    if after is None:
        return f"{said} no longer has a start date."
    if change.days_to_start is None:
        return f"{said} now starts on {day(after, today)}."
    return f"{said} starts {shift(change.days_to_start)}, {day(after, today)}."


def logic_model(model: LogicModel) -> str:
    """ "1 goal, 2 benchmarks, 3 strategies and 12 actions. 2 links are missing."."""
    actions = sum(len(strand.actions) for strand in model.strands)
    counted = (
        f"{count_of(len(model.benchmarks), 'benchmark')}, {count_of(len(model.strands), 'strategy', 'strategies')} "
        f"and {count_of(actions, 'action')}"
    )
    if not model.break_count:
        return f"{counted}: the chain is whole."
    verb = "is" if model.break_count == 1 else "are"
    return f"{counted}. {count_of(model.break_count, 'thing')} {verb} missing."


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


def letters_there(count: int) -> str:
    """How many of specific, measurable, achievable, realistic and time-bound the words show."""
    if count == FIVE:
        return "All five are there, as far as words show it."
    verb = "is" if count == 1 else "are"
    return f"{count or 'None'} of the five {verb} there, as far as words show it."


def amount(value: Decimal | None, unit: str) -> str:
    """ "33.3%", "7 schools", "1 school", or an empty text for no number."""
    if value is None:
        return ""
    unit = ONE_OF.get(unit, unit) if value == 1 else unit
    number = f"{value:,.4f}".rstrip("0").rstrip(".")
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".rstrip()
