"""When a measurement is due and who is asked; numbers put right and taken back (PL2)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned
from tests.plans.test_indicators import WEEKDAYS, browser_of
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.actions.people import end_role, grant_role
from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.indicators import add_indicator
from waypost.plans.actions.measurements import (
    ReasonMissing,
    correct_measurement,
    record_measurement,
    take_back_measurement,
)
from waypost.plans.models import Indicator, Measurement
from waypost.plans.queries.history import changes_of
from waypost.plans.queries.indicators import indicator_page
from waypost.plans.queries.measuring import measurements_due, owners

pytestmark = pytest.mark.django_db


@pytest.fixture
def principal(planned: Planned) -> Person:
    return person("Pat Principal", Role.PRINCIPAL, planned.tree.cedar)


@pytest.fixture
def owned(planned: Planned, principal: Person) -> Indicator:
    """Measured each month since September 8, by a principal who may not read the district's plan; today is Jan 14."""
    fields = replace(WEEKDAYS, frequency="Every month", owner_id=principal.pk)
    made = add_indicator(by=BUILDER, plan=planned.plan, fields=fields)
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    return made


def measured(indicator: Indicator, day: date, value: int = 12) -> Measurement:
    return record_measurement(by=BUILDER, indicator=indicator, value=Decimal(value), measured_on=day)


def test_a_due_measurement_stands_on_the_plan_and_asks_its_owner_at_home(
    planned: Planned, principal: Person, owned: Indicator
) -> None:
    measured(owned, date(2026, 12, 10))
    plan = browser_of(planned.lead).get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert "A measurement is due: Weekdays to feedback" in plan
    assert "Due on January 10, by Pat Principal." in plan
    home = browser_of(principal).get(reverse("home")).content.decode()
    assert "Measure: Weekdays to feedback" in home
    assert reverse("plan_indicator_measure", args=[owned.uid]) in home


def test_a_lead_who_owns_it_reads_it_among_what_is_next_and_nobody_else_does(planned: Planned) -> None:
    fields = replace(WEEKDAYS, frequency="Every month", owner_id=planned.lead.pk)
    add_indicator(by=BUILDER, plan=planned.plan, fields=fields)
    teammate = person("Team Mate", Role.PROGRAM_LEAD, planned.tree.district)
    shown = [
        "Measure: Weekdays to feedback" in browser_of(who).get(reverse("home")).content.decode()
        for who in (planned.lead, teammate, planned.stranger)
    ]
    assert shown == [True, False, False]


def test_once_measured_nothing_is_due(principal: Person, owned: Indicator) -> None:
    assert [due.due_on for due in measurements_due(principal)] == [date(2026, 10, 8)]
    measured(owned, date(2026, 12, 14))
    assert [due.due_on for due in measurements_due(principal)] == [date(2027, 1, 14)]
    kept = measured(owned, date(2026, 12, 15))
    assert measurements_due(principal) == []
    take_back_measurement(by=BUILDER, measurement=kept, started_from=1, reason="Wrong school.")
    assert [due.due_on for due in measurements_due(principal)] == [date(2027, 1, 14)]


def test_what_waits_is_found_in_one_query(planned: Planned, principal: Person, owned: Indicator) -> None:
    for _ in range(4):
        add_indicator(
            by=BUILDER, plan=planned.plan, fields=replace(WEEKDAYS, frequency="weekly", owner_id=principal.pk)
        )
    measurements_due(principal)
    with CaptureQueriesContext(connection) as captured:
        assert len(measurements_due(principal)) == 5
    assert len(captured) <= 2


def test_the_owner_adds_the_number_and_comes_back_home(principal: Person, owned: Indicator) -> None:
    client = browser_of(principal)
    address = reverse("plan_indicator_measure", args=[owned.uid])
    form = client.get(address).content.decode()
    assert reverse("plan", args=[owned.plan.uid]) not in form
    answer = client.post(address, {"value": "11", "measured_on": "2027-01-14", "note": ""})
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    kept = Measurement.objects.get()
    assert (kept.value, kept.recorded_by) == (Decimal(11), principal)


def test_the_form_says_what_is_counted_and_what_came_before(planned: Planned, owned: Indicator) -> None:
    address = reverse("plan_indicator_measure", args=[owned.uid])
    client = browser_of(planned.lead)
    assert "In weekdays.\n" in client.get(address).content.decode().replace("</", "\n</")
    measured(owned, date(2027, 1, 8))
    assert "In weekdays. Last: 12 weekdays on January 8." in client.get(address).content.decode()


def test_an_owner_reaches_nothing_of_a_draft_or_of_somebody_elses(planned: Planned, principal: Person) -> None:
    draft = add_indicator(by=BUILDER, plan=planned.plan, fields=replace(WEEKDAYS, owner_id=principal.pk))
    address = reverse("plan_indicator_measure", args=[draft.uid])
    assert browser_of(principal).get(address).status_code == 404
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    other = person("Another Principal", Role.PRINCIPAL, planned.tree.cedar)
    answers = [browser_of(who).get(address).status_code for who in (principal, other, planned.stranger)]
    assert answers == [200, 404, 404]


def test_an_owner_who_left_neither_writes_numbers_down_nor_is_asked(principal: Person, owned: Indicator) -> None:
    address = reverse("plan_indicator_measure", args=[owned.uid])
    assert (browser_of(principal).get(address).status_code, owners()) == (200, {principal.pk})
    end_role(by=BUILDER, assignment=current_roles(principal).get(), why="Moved away.")
    answers = [browser_of(principal).get(address), browser_of(principal).post(address, {"value": "11"})]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert (owners(), measurements_due(principal), Measurement.objects.count()) == (set(), [], 0)


def test_an_owner_who_works_in_another_district_by_now_has_left(
    planned: Planned, principal: Person, owned: Indicator
) -> None:
    end_role(by=BUILDER, assignment=current_roles(principal).get(), why="Moved away.")
    grant_role(by=BUILDER, person=principal, role=Role.PROGRAM_LEAD, organization=planned.tree.other_district)
    address = reverse("plan_indicator_measure", args=[owned.uid])
    assert (browser_of(principal).get(address).status_code, owners()) == (404, set())


@pytest.mark.parametrize(("frequency", "is_hinted"), [("when we can", True), ("Every month", False), ("", False)])
def test_words_that_no_rule_reads_get_a_hint(planned: Planned, frequency: str, is_hinted: bool) -> None:
    made = add_indicator(by=BUILDER, plan=planned.plan, fields=replace(WEEKDAYS, frequency=frequency))
    page = browser_of(planned.lead).get(reverse("plan_indicator", args=[made.uid])).content.decode()
    assert ("Waypost can&#x27;t tell from these words" in page or "can't tell from these words" in page) is is_hinted


def test_a_number_is_put_right_with_a_reason_and_the_history_keeps_both(planned: Planned, owned: Indicator) -> None:
    kept = measured(owned, date(2027, 1, 8))
    client = browser_of(planned.lead)
    address = reverse("plan_measurement_correct", args=[kept.uid])
    typed = {"value": "14", "measured_on": "2027-01-08", "note": "", "version": "1"}
    assert client.post(address, {**typed, "reason": ""}).status_code == 422
    assert client.post(address, {**typed, "reason": "Two were counted twice."}).status_code == 302
    assert indicator_page(planned.lead, owned).line.now == 14
    newest = changes_of(planned.lead, planned.plan, None).changes[0]
    assert (newest.done, newest.values, newest.why) == (
        "corrected a measurement",
        (("value", "12", "14"),),
        "Two were counted twice.",
    )


def test_a_number_that_is_taken_back_stays_in_the_history_only(planned: Planned, owned: Indicator) -> None:
    kept = measured(owned, date(2027, 1, 8))
    client = browser_of(planned.lead)
    address = reverse("plan_measurement_take_back", args=[kept.uid])
    assert "12 weekdays on January 8" in client.get(address).content.decode()
    assert client.post(address, {"reason": "It was another school.", "version": "1"}).status_code == 302
    line = indicator_page(planned.lead, owned).line
    assert (line.now, line.measurements) == (None, ())
    done = [(change.done, change.why) for change in changes_of(planned.lead, planned.plan, None).changes[:2]]
    assert done == [("took a measurement back", "It was another school."), ("measured", "")]
    assert client.get(address).status_code == 404


def test_two_people_who_put_one_number_right_lose_neither(planned: Planned, owned: Indicator) -> None:
    kept = measured(owned, date(2027, 1, 8))
    take_back_measurement(by=BUILDER, measurement=kept, started_from=1, reason="Wrong school.")
    entries = AuditEntry.objects.count()
    with pytest.raises(EditConflict):
        correct_measurement(
            by=planned.lead,
            measurement=kept,
            started_from=1,
            value=Decimal(3),
            measured_on=date(2027, 1, 8),
            reason="Typed wrong.",
        )
    with pytest.raises(ReasonMissing):
        take_back_measurement(by=planned.lead, measurement=kept, started_from=2, reason=" ")
    assert AuditEntry.objects.count() == entries


def test_an_owner_who_does_not_edit_puts_nothing_right(principal: Person, owned: Indicator, client: Client) -> None:
    kept = measured(owned, date(2027, 1, 8))
    client.force_login(principal)
    names = ("plan_measurement_correct", "plan_measurement_take_back")
    assert [client.get(reverse(name, args=[kept.uid])).status_code for name in names] == [404, 404]
