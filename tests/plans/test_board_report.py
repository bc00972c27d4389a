"""The board report: one page that says where a plan stands."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned, activity_of
from tests.plans.crowded import crowded_plan
from waypost.people.rules import Role
from waypost.plans import measures
from waypost.plans.actions.activities import redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.indicators import add_indicator
from waypost.plans.actions.measurements import record_measurement
from waypost.plans.measures import Measure
from waypost.plans.models import Activity, Indicator, Measurement
from waypost.plans.queries.board_report import LEFT_OUT, BoardReport, board_report
from waypost.plans.rules import board_report as rules
from waypost.plans.rules.board_report import ReportPart
from waypost.plans.rules.fields import IndicatorFields

pytestmark = pytest.mark.django_db
COUNTED = Measure(
    key="tests.earned",
    label="Educators who earned",
    unit="educators",
    compute=lambda _plan, _day: Decimal(4),
    is_safe_to_show=lambda _plan: False,
    rows_url=lambda _plan: "/rows/",
)


@pytest.fixture
def moved(planned: Planned) -> Planned:
    """Adopted, then one date moved."""
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    redate_activity(
        by=BUILDER, activity=planned.activity, started_from=1, target_on=date(2027, 1, 22), reason="Two snow days"
    )
    return planned


def part(report: BoardReport, heading: str) -> ReportPart:
    return next(each for each in report.parts if each.heading == heading)


def test_the_report_says_where_the_plan_stands(moved: Planned) -> None:
    activity_of(moved.objective, "Score the first work", date(2027, 1, 8), "Priya Shah")
    report = board_report(moved.lead, moved.plan)
    assert report.stands == (
        "As of January 14, 2027. 0% of the work of 2 activities done. Adopted on January 14, 2027 as baseline 1."
    )
    assert [(line.text, line.number) for line in part(report, "Objectives").lines] == [
        ("1. Run a pilot with 7 to 12 schools", "0% done")
    ]
    assert [(line.text, line.number) for line in part(report, "Next dates").lines] == [("Train 12 assessors", "Jan 22")]
    (change,) = part(report, "Moved since adoption, and why").lines
    assert (change.text, change.number, change.note) == (
        "Train 12 assessors",
        "14 days later, Jan 22",
        "“Two snow days”",
    )
    look = part(report, "What needs a look").lines[0]
    assert (look.text, look.number, look.note) == ("Score the first work", "6 days past date", "")


def test_what_needs_a_look_names_nobody(moved: Planned) -> None:
    Activity.objects.update(target_on=date(2027, 1, 8))
    Indicator.objects.update(frequency="every month", owner=moved.lead)
    record_measurement(by=BUILDER, indicator=moved.indicator, value=Decimal(5), measured_on=date(2026, 11, 2))
    looks = part(board_report(moved.lead, moved.plan), "What needs a look").lines
    assert [(line.number, line.note) for line in looks][:2] == [
        ("6 days past date", ""),
        ("measurement due", "Due on December 2, 2026."),
    ]
    assert moved.lead.name not in str(looks)


def test_a_draft_has_nothing_to_compare_with(planned: Planned) -> None:
    report = board_report(planned.lead, planned.plan)
    assert report.stands.endswith("Not adopted yet.")
    assert part(report, "Moved since adoption, and why").empty == "Nothing to compare with before the plan is adopted."


def test_an_indicator_goes_from_its_baseline_over_now_to_its_target(moved: Planned) -> None:
    Indicator.objects.update(baseline=5, target=60, due_on=date(2027, 6, 30))
    for number, day in ((8, 4), (12, 11)):
        record_measurement(by=BUILDER, indicator=moved.indicator, value=Decimal(number), measured_on=date(2027, 1, day))
    (row,) = board_report(moved.lead, moved.plan).indicators
    assert (row.baseline, row.now, row.target, row.values) == ("5%", "12%", "60% by Jun 30", (8.0, 12.0))
    assert row.trend_says == "from 8 to 12 in 2 numbers"
    assert row.now_url == reverse("plan_indicator", args=[moved.indicator.uid]) + "#measurements"


def test_a_number_about_too_few_people_is_left_out_also_for_who_may_see_the_rows(
    moved: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(measures._measures, COUNTED.key, COUNTED)
    fields = IndicatorFields(term="short", text="Educators who earn", source_key=COUNTED.key)
    fed = add_indicator(by=BUILDER, plan=moved.plan, fields=fields)
    for day in (4, 11):
        Measurement.objects.create(indicator=fed, value=day, measured_on=date(2027, 1, day), source_key=COUNTED.key)
    for reader in (moved.lead, person("Casey Member", Role.COMMITTEE_MEMBER, moved.tree.district)):
        plan = type(moved.plan).objects.get(pk=moved.plan.pk)
        row = board_report(reader, plan).indicators[1]
        assert (row.now, row.status, row.values) == (LEFT_OUT, "", ())
    monkeypatch.setitem(measures._measures, COUNTED.key, replace(COUNTED, is_safe_to_show=lambda _plan: True))
    row = board_report(moved.lead, type(moved.plan).objects.get(pk=moved.plan.pk)).indicators[1]
    assert (row.now, row.now_url, row.values) == ("4", "/rows/", ())


def test_what_does_not_fit_is_counted_and_has_its_place(moved: Planned, client: Client) -> None:
    plan = crowded_plan(moved.tree.district)
    report = board_report(moved.lead, plan)
    assert len(report.indicators) == rules.MOST_INDICATORS
    assert report.more_indicators == 12 - rules.MOST_INDICATORS
    objectives = part(report, "Objectives")
    assert (len(objectives.lines), objectives.more_says) == (rules.MOST_OBJECTIVES, "and 6 more")
    client.force_login(moved.lead)
    page = client.get(reverse("plan_board_report", args=[plan.uid])).content.decode()
    for each in report.parts:
        assert f'href="{each.url.replace("&", "&amp;")}">{each.more_says}' in page


def test_the_pdf_is_one_tagged_letter_page_however_much_there_is(moved: Planned, client: Client) -> None:
    plan = crowded_plan(moved.tree.district)
    Activity.objects.filter(pk=moved.activity.pk).update(text="Train → 12 学习 <b> \x0b\U0001f600")
    client.force_login(moved.lead)
    for one in (plan, moved.plan):
        pdf = client.get(reverse("plan_board_report_pdf", args=[one.uid])).content
        assert re.findall(rb"/Count (\d+)", pdf)[0] == b"1"
        assert re.search(rb"/MediaBox ?\[0 0 612 792\]", pdf)
        assert b"/StructTreeRoot" in pdf


def test_words_are_left_out_at_a_space_and_an_endless_word_is_cut() -> None:
    assert rules.short("one two three", 9) == "one two…"
    assert rules.short("  one\n two ", 9) == "one two"
    assert rules.short("a" * 20, 9) == "a" * 8 + "…"
