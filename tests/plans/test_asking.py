"""Owners are asked in the digest for numbers that are due."""

from datetime import date
from decimal import Decimal

import pytest

from tests.plans.builders import Planned
from waypost.notices.digests import Morning
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.asking import MeasurementsDue
from waypost.plans.actions.indicators import edit_indicator
from waypost.plans.actions.measurements import record_measurement
from waypost.plans.rules.fields import IndicatorFields
from waypost.plans.rules.indicators_rhythm import falls_in_a_week

TODAY = date(2027, 1, 14)  # the day on which the clock of the tests stands
MORNING = Morning(day=TODAY, since=date(2026, 12, 1))


@pytest.fixture
def owned(planned: Planned) -> Planned:
    """The plan began on September 8: its monthly number came due on October 8."""
    fields = IndicatorFields(
        term="short", text="Schools that began training", frequency="Monthly", owner_id=planned.lead.pk
    )
    edit_indicator(by=planned.lead, indicator=planned.indicator, started_from=1, fields=fields)
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    return planned


@pytest.mark.django_db
def test_an_owner_is_asked_with_one_link(owned: Planned) -> None:
    source = MeasurementsDue()
    assert source.people() == {owned.lead.pk}
    assert source.people_with_news({owned.lead.pk: MORNING}) == {owned.lead.pk}
    (item,) = source.items(owned.lead, TODAY)
    assert (item.sentence, item.note[:17]) == ("Schools that began training", "Due on October 8,")
    assert item.links[0].path == f"/plans/indicators/{owned.indicator.uid}/measure/"


@pytest.mark.django_db
def test_whoever_measured_is_not_asked(owned: Planned) -> None:
    record_measurement(by=owned.lead, indicator=owned.indicator, value=Decimal(3), measured_on=TODAY)
    source = MeasurementsDue()
    assert (source.people_with_news({owned.lead.pk: MORNING}), list(source.items(owned.lead, TODAY))) == (set(), [])


@pytest.mark.django_db
def test_an_owner_who_left_is_not_asked(owned: Planned) -> None:
    owned.lead.is_active = False
    owned.lead.save(update_fields=["is_active"])
    assert MeasurementsDue().people_with_news({owned.lead.pk: MORNING}) == set()


@pytest.mark.parametrize(
    ("since", "until", "falls"),
    [
        (date(2027, 1, 4), date(2027, 1, 5), True),  # on the day
        (date(2027, 1, 5), date(2027, 1, 11), False),
        (date(2027, 1, 11), date(2027, 1, 12), True),  # a week later
        (date(2027, 1, 1), date(2027, 1, 4), False),
        (date(2026, 12, 20), date(2027, 1, 20), True),
    ],
)
def test_a_due_number_is_asked_for_on_its_day_and_each_week_after(since: date, until: date, falls: bool) -> None:
    assert falls_in_a_week(date(2027, 1, 5), since, until) is falls
