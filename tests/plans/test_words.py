"""Findings read as sentences."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from waypost.plans import actions
from waypost.plans.queries.history import UNSEEN_VERBS
from waypost.plans.rules import words
from waypost.plans.rules.activities import ActivityFacts, ActivityStatus, Look, LookReason, Moved, compare

TODAY = date(2027, 1, 14)
TRAIN = ActivityFacts("a", "Train 12 assessors.", target_on=date(2027, 1, 8), leads=("Tom Becker",))


def test_a_look_says_what_and_how_long() -> None:
    assert words.look_title(Look(TRAIN, LookReason.PAST_DATE, 6)) == "Train 12 assessors is 6 days past its date"
    assert words.look_title(Look(TRAIN, LookReason.PAST_DATE, 1)) == "Train 12 assessors is 1 day past its date"
    assert words.look_title(Look(TRAIN, LookReason.NO_LEAD)) == "Train 12 assessors has no lead"
    assert words.look_note(Look(TRAIN, LookReason.NO_LEAD, 18), TODAY) == "It starts in 18 days."
    assert words.look_note(Look(TRAIN, LookReason.PAST_DATE, 6), TODAY) == "Tom Becker"


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (date(2027, 1, 22), date(2027, 1, 29), "Train 12 assessors ends 7 days later, January 29."),
        (date(2027, 1, 30), date(2027, 1, 29), "Train 12 assessors ends 1 day earlier, January 29."),
        (None, date(2028, 1, 29), "Train 12 assessors now has a date, January 29, 2028."),
        (date(2027, 1, 22), None, "Train 12 assessors no longer has a date."),
    ],
)
def test_a_moved_date_is_a_sentence(before: date | None, after: date | None, sentence: str) -> None:
    activity = ActivityFacts("a", "Train 12 assessors", target_on=after)
    assert words.moved(Moved(activity, before), TODAY) == sentence


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (date(2026, 12, 3), date(2026, 12, 8), "Train 12 assessors starts 5 days later, December 8, 2026."),
        (None, date(2026, 12, 8), "Train 12 assessors now starts on December 8, 2026."),
        (date(2026, 12, 3), None, "Train 12 assessors no longer has a start date."),
    ],
)
def test_a_start_that_moved_is_a_sentence(before: date | None, after: date | None, sentence: str) -> None:
    activity = ActivityFacts("a", "Train 12 assessors", start_on=after, target_on=TODAY)
    assert words.moved(Moved(activity, TODAY, before), TODAY) == sentence


def test_a_comparison_is_two_sentences() -> None:
    adopted = [TRAIN, ActivityFacts("b", "Report", target_on=date(2027, 6, 11))]
    now = [TRAIN, ActivityFacts("b", "Report", target_on=date(2027, 6, 18))]
    same, later = compare(adopted, adopted, TODAY), compare(adopted, now, TODAY)
    assert words.kept(same, 1) == "2 of 2 activities keep the dates of baseline 1."
    assert words.end_of_plan(same, TODAY) == "The plan still ends on June 11."
    assert words.end_of_plan(later, TODAY) == "The plan now ends on June 18, 7 days later."


def test_dates_name_the_year_only_where_the_month_could_mean_two() -> None:
    assert words.dates(date(2026, 11, 30), date(2027, 1, 29), "", TODAY) == "Nov 30 \u2013 Jan 29"
    assert words.dates(None, date(2016, 11, 2), "11/02/16", TODAY) == "Nov 2, 2016"
    assert words.dates(None, None, "Fall 2027", TODAY) == "Fall 2027"
    assert words.dates(None, None, "", TODAY) == "No date yet"


def test_a_pill_says_how_many_days_and_beyond_a_year_how_many_years() -> None:
    assert words.status(ActivityStatus.PAST_DATE, 6) == "6 days past date"
    assert words.status(ActivityStatus.PAST_DATE, 365) == "365 days past date"
    assert words.status(ActivityStatus.PAST_DATE, 3_725) == "10 years past date"
    assert words.status(ActivityStatus.IN_PROGRESS, 0) == "In progress"


def test_amounts_carry_their_unit_and_no_idle_zeros() -> None:
    assert words.amount(Decimal("33.3000"), "%") == "33.3%"
    assert words.amount(Decimal("1200.0000"), "schools") == "1,200 schools"
    assert words.amount(Decimal("1.0000"), "educators") == "1 educator"
    assert words.amount(None, "%") == ""


def test_every_change_of_a_plan_is_told_as_a_person_would_tell_it() -> None:
    sources = "".join(source.read_text() for source in Path(actions.__path__[0]).glob("*.py"))
    recorded = set(re.findall(r'verb="([^"]+)"', sources))
    from_above = {"add steps of model", "bring from committee"}  # upper packages write them into the trail
    from_below = {"cite", "take citation out"}  # the library writes them into the trail of an objective
    assert set(words.DONE) == (recorded | from_above | from_below) - set(UNSEEN_VERBS)


def test_a_change_of_long_ago_whose_verb_is_not_used_any_more_is_still_told() -> None:
    assert [words.done("record progress"), words.done("reorder goals")] == ["recorded progress", "reorder goals"]


def test_a_long_activity_is_cut_at_a_word() -> None:
    said = words.name("Attend " + "a very long working session " * 10)
    assert said == "Attend a very long working session a very long working session a very long working…"
