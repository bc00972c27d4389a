"""Indicators that the system feeds itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans import measures
from waypost.plans.actions.indicators import add_indicator, edit_indicator
from waypost.plans.actions.measurements import FedIndicator, record_fed_measurement, record_measurement
from waypost.plans.measures import Measure
from waypost.plans.models import Indicator, Measurement, Plan
from waypost.plans.queries.history import changes_of
from waypost.plans.queries.indicators import IndicatorLine, indicator_page
from waypost.plans.queries.pages import plan_page
from waypost.plans.rules.fields import IndicatorFields

pytestmark = pytest.mark.django_db
FED = IndicatorFields(term="long", text="Awards in the program", source_key="tests.awards")
values: list[Decimal | None] = []
asked: list[tuple[Plan, date]] = []


def newest_value(plan: Plan, as_of: date) -> Decimal | None:
    asked.append((plan, as_of))
    return values[-1]


AWARDS = Measure(
    "tests.awards",
    "Awards",
    "awards",
    newest_value,
    is_safe_to_show=lambda _plan: values[-1] != 3,
    rows_url=lambda plan: f"/rows/{plan.uid}",
)


@pytest.fixture(autouse=True)
def awards(monkeypatch: pytest.MonkeyPatch) -> None:
    """A measure whose value a test appends to `values`."""
    monkeypatch.setattr(measures, "_measures", {})
    measures.register(AWARDS)
    values[:], asked[:] = [Decimal(3)], []


@pytest.fixture
def fed(planned: Planned) -> Indicator:
    return add_indicator(by=BUILDER, plan=planned.plan, fields=FED)


def test_a_fed_indicator_shows_the_live_value_as_of_today(planned: Planned, fed: Indicator) -> None:
    line = next(line for line in plan_page(planned.lead, planned.plan).indicators if line.indicator == fed)
    assert (line.now, line.measured_on, line.measure) == (Decimal(3), date(2027, 1, 14), AWARDS)
    assert asked == [(planned.plan, date(2027, 1, 14))]


def test_one_measure_that_feeds_many_indicators_is_computed_once(planned: Planned, fed: Indicator) -> None:
    for _ in range(5):
        add_indicator(by=BUILDER, plan=planned.plan, fields=FED)
    plan_page(planned.lead, planned.plan)
    assert len(asked) == 1


def test_only_those_who_may_see_the_rows_get_their_address(planned: Planned, fed: Indicator) -> None:
    committee = person("Committee Member", Role.COMMITTEE_MEMBER, planned.tree.district)
    addresses = {}
    for viewer in (planned.lead, committee):
        lines = plan_page(viewer, planned.plan).indicators
        addresses[viewer.name] = [line.rows_url for line in lines if line.measure == AWARDS]
    assert addresses == {"Maya Okafor": [f"/rows/{planned.plan.uid}"], "Committee Member": [""]}


def test_who_may_not_see_the_rows_sees_no_number_that_points_to_somebody(planned: Planned, fed: Indicator) -> None:
    committee = person("Committee Member", Role.COMMITTEE_MEMBER, planned.tree.district)
    lines = {name: line_of(viewer, fed) for name, viewer in (("lead", planned.lead), ("committee", committee))}
    assert {name: (line.now, line.measured_on, line.is_left_out) for name, line in lines.items()} == {
        "lead": (Decimal(3), date(2027, 1, 14), False),
        "committee": (None, None, True),
    }
    values.append(Decimal(12))
    assert (line_of(committee, fed).now, line_of(committee, fed).is_left_out) == (Decimal(12), False)


def test_only_who_may_see_the_rows_sees_how_a_fed_number_moved(
    planned: Planned, fed: Indicator, client: Client
) -> None:
    committee = person("Committee Member", Role.COMMITTEE_MEMBER, planned.tree.district)
    values.append(Decimal(41))
    record_fed_measurement(by=BUILDER, indicator=fed)
    values.append(Decimal("42.75"))
    record_fed_measurement(by=BUILDER, indicator=fed)
    values.append(Decimal(50))
    pages = {}
    for viewer in (planned.lead, committee):
        client.force_login(viewer)
        addresses = (reverse("plan_indicator", args=[fed.uid]), reverse("plan_changes", args=[planned.plan.uid]))
        pages[viewer] = ["42.75" in client.get(address).content.decode() for address in addresses]
    assert (pages[planned.lead], pages[committee]) == ([True, True], [False, False])


def test_the_history_shows_what_moved_and_nothing_that_only_the_machine_reads(planned: Planned, fed: Indicator) -> None:
    record_fed_measurement(by=BUILDER, indicator=fed)
    values.append(Decimal(41))
    record_fed_measurement(by=BUILDER, indicator=fed)
    edit_indicator(by=BUILDER, indicator=fed, started_from=1, fields=replace(FED, source_key="", target=Decimal(60)))
    edited, measured = changes_of(planned.lead, planned.plan, None).changes[:2]
    assert measured.values == (("value", "3", "41"),)
    assert set(edited.values) == {("target", "nothing", "60"), ("measured", "Awards", "by hand")}


def test_a_number_that_waypost_measured_stays_hidden_once_it_is_measured_by_hand(
    planned: Planned, fed: Indicator
) -> None:
    committee = person("Committee Member", Role.COMMITTEE_MEMBER, planned.tree.district)
    record_fed_measurement(by=BUILDER, indicator=fed)
    edited = edit_indicator(by=BUILDER, indicator=fed, started_from=1, fields=replace(FED, source_key=""))
    assert (line_of(planned.lead, edited).now, line_of(committee, edited).now) == (Decimal(3), None)
    record_measurement(by=BUILDER, indicator=edited, value=Decimal(5), measured_on=date(2027, 1, 14))
    assert line_of(committee, edited).now == Decimal(5)


def line_of(viewer: Person, indicator: Indicator) -> IndicatorLine:
    return indicator_page(viewer, Indicator.objects.select_related("plan__organization").get(pk=indicator.pk)).line


def test_a_fed_measurement_is_kept_once_a_day_with_the_newest_value(fed: Indicator) -> None:
    record_fed_measurement(by=BUILDER, indicator=fed)
    values.append(Decimal(4))
    record_fed_measurement(by=BUILDER, indicator=fed)
    kept = Measurement.objects.get()
    assert (kept.value, kept.measured_on, kept.source_key) == (
        Decimal(4),
        date(2027, 1, 14),
        FED.source_key,
    )


def test_nothing_is_kept_while_there_is_nothing_to_count(fed: Indicator) -> None:
    values.append(None)
    assert record_fed_measurement(by=BUILDER, indicator=fed) is None
    assert not Measurement.objects.exists()


def test_nobody_writes_the_numbers_of_a_fed_indicator(planned: Planned, fed: Indicator) -> None:
    with pytest.raises(FedIndicator, match="Waypost measures this indicator itself"):
        record_measurement(by=planned.lead, indicator=fed, value=Decimal(9), measured_on=date(2027, 1, 14))
    assert not Measurement.objects.exists()


def test_an_indicator_measured_by_hand_shows_its_last_measurement(planned: Planned) -> None:
    for value, day in ((20, date(2027, 1, 10)), (15, date(2026, 10, 1))):
        record_measurement(by=planned.lead, indicator=planned.indicator, value=Decimal(value), measured_on=day)
    line = plan_page(planned.lead, planned.plan).indicators[0]
    assert (line.now, line.measured_on, line.measure) == (Decimal(20), date(2027, 1, 10), None)


def test_an_indicator_that_changes_its_term_goes_to_the_end_of_the_other(planned: Planned, fed: Indicator) -> None:
    moved = edit_indicator(by=planned.lead, indicator=fed, started_from=1, fields=replace(FED, term="short"))
    assert (moved.term, moved.position) == ("short", 2)
