"""Indicators with direction, range, owner and source; a target moves with a reason (PL2, PL7)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned, plan_at
from waypost.people.actions.people import end_role
from waypost.people.models import Person, RoleAssignment
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.imports import import_plan
from waypost.plans.actions.indicators import ForeignActivity, TargetReasonMissing, add_indicator, edit_indicator
from waypost.plans.actions.measurements import record_measurement
from waypost.plans.actions.removal import take_out
from waypost.plans.models import Indicator, TargetChange
from waypost.plans.queries.history import changes_of
from waypost.plans.queries.indicators import IndicatorLine, indicator_page
from waypost.plans.queries.measuring import activities_in, people_to_own
from waypost.plans.rules.fields import IndicatorFields
from waypost.plans.rules.indicators import IndicatorStatus
from waypost.plans.rules.kinds import Direction
from waypost.standards.implementation_plan.document import MeasureRow, PlanDocument, Term

pytestmark = pytest.mark.django_db
WEEKDAYS = IndicatorFields(
    term="short",
    text="Weekdays to feedback",
    unit="weekdays",
    direction=Direction.LESS.value,
    baseline=Decimal(20),
    target=Decimal(10),
    due_on=date(2027, 6, 30),
    data_source="Evidence reviews",
)
TYPED = {
    "term": "short",
    "text": "Weekdays to feedback",
    "unit": "weekdays",
    "direction": "less is better",
    "baseline": "20",
    "target_from": "",
    "target": "10",
    "due_on": "2027-06-30",
    "frequency": "",
    "data_source": "Evidence reviews",
    "source_key": "",
    "built_by": "",
    "owner": "",
}


def browser_of(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def lead(planned: Planned) -> Client:
    return browser_of(planned.lead)


@pytest.fixture
def indicator(planned: Planned) -> Indicator:
    return add_indicator(by=BUILDER, plan=planned.plan, fields=WEEKDAYS)


def line_of(planned: Planned, indicator: Indicator) -> IndicatorLine:
    return indicator_page(planned.lead, Indicator.objects.get(pk=indicator.pk)).line


def post(lead: Client, indicator: Indicator, **typed: str) -> int:
    address = reverse("plan_indicator_edit", args=[indicator.uid])
    return lead.post(address, {**TYPED, "version": str(indicator.version), **typed}).status_code


def test_a_number_that_falls_is_on_its_way_and_reaches_its_target_from_above(
    planned: Planned, indicator: Indicator
) -> None:
    found = []
    for value, day in ((17, 4), (10, 10)):
        record_measurement(by=planned.lead, indicator=indicator, value=Decimal(value), measured_on=date(2027, 1, day))
        found.append((line_of(planned, indicator).status, line_of(planned, indicator).target))
    assert found == [
        (IndicatorStatus.ON_ITS_WAY, "at most 10 weekdays"),
        (IndicatorStatus.REACHED, "at most 10 weekdays"),
    ]
    assert line_of(planned, indicator).good == (Decimal(0), Decimal(10))


def test_a_lead_writes_a_range_with_owner_and_builder_and_reads_them(planned: Planned, lead: Client) -> None:
    typed = {
        **TYPED,
        "direction": "within a range",
        "target_from": "12",
        "target": "18",
        "data_source": "",
        "owner": planned.lead.uid,
        "built_by": planned.activity.uid,
    }
    lead.post(reverse("plan_indicator_add", args=[planned.plan.uid]), typed)
    made = Indicator.objects.get(owner=planned.lead)
    page = lead.get(reverse("plan_indicator", args=[made.uid])).content.decode()
    for words in ("Within a range", "12 to 18 weekdays", "Maya Okafor", "Train 12 assessors"):
        assert words in page
    activity = lead.get(reverse("plan_activity", args=[planned.activity.uid])).content.decode()
    assert "Builds the source of" in activity
    assert reverse("plan_indicator", args=[made.uid]) in activity


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"target_from": "5"}, "Only a range has a lower end"),
        ({"direction": "within a range", "target_from": ""}, "A range has two ends: write this one too."),
        ({"direction": "within a range", "target_from": "11"}, "The lower end lies above the upper one"),
        ({"direction": "sideways"}, "Select a valid choice"),
        ({"target": "ten"}, "Write a number, such as 12 or 12.5."),
        ({"owner": "nobody"}, "Select a valid choice"),
    ],
)
def test_what_does_not_fit_gives_one_sentence_and_saves_nothing(
    planned: Planned, lead: Client, typed: dict[str, str], sentence: str
) -> None:
    count = Indicator.objects.count()
    answer = lead.post(reverse("plan_indicator_add", args=[planned.plan.uid]), {**TYPED, **typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Indicator.objects.count() == count


def test_a_target_moves_with_its_reason_which_the_page_and_the_history_show(
    planned: Planned, lead: Client, indicator: Indicator
) -> None:
    reason = "The board wants a faster answer."
    assert post(lead, indicator, target="8", reason=reason) == 302
    page = lead.get(reverse("plan_indicator", args=[indicator.uid])).content.decode()
    assert "10 weekdays → 8 weekdays" in page
    assert reason in page
    newest = changes_of(planned.lead, planned.plan, None).changes[0]
    assert (newest.values, newest.why) == ((("target", "10", "8"),), reason)


@pytest.mark.parametrize("typed", [{"target": "8"}, {"target": ""}, {"due_on": "2027-09-01"}, {"due_on": ""}])
def test_a_target_or_due_date_that_held_something_asks_why(
    lead: Client, indicator: Indicator, typed: dict[str, str]
) -> None:
    address = reverse("plan_indicator_edit", args=[indicator.uid])
    answer = lead.post(address, {**TYPED, "version": "1", "reason": " ", **typed})
    assert answer.status_code == 422
    assert "Write why the target or due date changes" in answer.content.decode()
    assert (Indicator.objects.get(pk=indicator.pk).version, TargetChange.objects.count()) == (1, 0)


def test_turning_a_target_into_a_range_asks_why(planned: Planned, indicator: Indicator) -> None:
    ranged = replace(WEEKDAYS, direction=Direction.RANGE.value, target_from=Decimal(5))
    with pytest.raises(TargetReasonMissing):
        edit_indicator(by=planned.lead, indicator=indicator, started_from=1, fields=ranged)
    edit_indicator(by=planned.lead, indicator=indicator, started_from=1, fields=ranged, reason="Too fast is shallow.")
    change = TargetChange.objects.get()
    assert (change.before["target_from"], change.after["target_from"], change.by) == (None, "5", planned.lead)


def test_the_first_target_and_other_words_need_no_reason(planned: Planned) -> None:
    bare = replace(WEEKDAYS, target=None, due_on=None)
    made = add_indicator(by=BUILDER, plan=planned.plan, fields=bare)
    edit_indicator(by=planned.lead, indicator=made, started_from=1, fields=WEEKDAYS)
    edit_indicator(by=planned.lead, indicator=made, started_from=2, fields=replace(WEEKDAYS, unit="days"))
    assert (TargetChange.objects.count(), Indicator.objects.get(pk=made.pk).unit) == (0, "days")


def test_an_owner_works_in_the_branch_and_a_teacher_or_a_stranger_is_not_asked(planned: Planned) -> None:
    principal = person("Pat Principal", Role.PRINCIPAL, planned.tree.cedar)
    person("Ed Educator", Role.EDUCATOR, planned.tree.cedar)
    staff = person("State Staff", Role.STATE_STAFF, planned.tree.state)
    found = set(people_to_own(planned.plan))
    assert found == {planned.lead, principal}
    of_school = set(people_to_own(plan_at(planned.tree.cedar)))
    assert (of_school, staff in of_school) == ({planned.lead, principal}, False)


def test_an_owner_who_left_is_pointed_out_and_stays_until_another_is_chosen(planned: Planned, lead: Client) -> None:
    principal = person("Pat Principal", Role.PRINCIPAL, planned.tree.cedar)
    owned = add_indicator(by=BUILDER, plan=planned.plan, fields=replace(WEEKDAYS, owner_id=principal.pk))
    assert line_of(planned, owned).looks == ()
    end_role(by=BUILDER, assignment=RoleAssignment.objects.get(person=principal), why="Moved away.")
    plan_page = lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert "Pat Principal no longer holds a role here: Weekdays to feedback" in plan_page
    assert post(lead, owned, owner=principal.uid, unit="days") == 302
    assert Indicator.objects.get(pk=owned.pk).owner == principal


def test_a_source_that_is_missing_is_pointed_out_until_it_is_named_or_built(planned: Planned, lead: Client) -> None:
    bare = add_indicator(by=BUILDER, plan=planned.plan, fields=replace(WEEKDAYS, data_source=""))
    pages = [reverse("plan", args=[planned.plan.uid]), reverse("plan_indicator", args=[bare.uid])]
    sentence = "Say where the number comes from, or which activity builds the source."
    assert [sentence in lead.get(page).content.decode() for page in pages] == [True, True]
    built = replace(WEEKDAYS, data_source="", built_by_id=planned.activity.pk)
    edit_indicator(by=BUILDER, indicator=bare, started_from=1, fields=built)
    assert line_of(planned, bare).looks == ()


def test_an_activity_of_another_plan_builds_nothing_here(planned: Planned) -> None:
    other = plan_at(planned.tree.district)
    with pytest.raises(ForeignActivity):
        add_indicator(by=BUILDER, plan=other, fields=replace(WEEKDAYS, built_by_id=planned.activity.pk))
    assert other.indicators.count() == 0


def test_an_activity_of_an_objective_that_was_taken_out_builds_nothing(planned: Planned, lead: Client) -> None:
    built = replace(WEEKDAYS, data_source="", built_by_id=planned.activity.pk)
    made = add_indicator(by=BUILDER, plan=planned.plan, fields=built)
    assert list(activities_in(planned.plan)) == [planned.activity]
    take_out(by=BUILDER, part=planned.objective)
    assert line_of(planned, made).builder is None
    assert list(activities_in(planned.plan)) == []
    with pytest.raises(ForeignActivity):
        add_indicator(by=BUILDER, plan=planned.plan, fields=built)


def test_the_baseline_and_the_history_keep_owner_and_builder(planned: Planned, indicator: Indicator) -> None:
    linked = replace(WEEKDAYS, owner_id=planned.lead.pk, built_by_id=planned.activity.pk)
    edit_indicator(by=planned.lead, indicator=indicator, started_from=1, fields=linked)
    newest = changes_of(planned.lead, planned.plan, None).changes[0]
    assert set(newest.values) == {
        ("built by", "nothing", "Train 12 assessors"),
        ("owner", "nothing", "Maya Okafor"),
    }
    kept = adopt_plan(by=planned.lead, plan=planned.plan, number=1).snapshot["indicators"]
    page = browser_of(planned.lead).get(reverse("plan_baseline", args=[planned.plan.uid, 1])).content.decode()
    assert "(target at most 10 weekdays, by June 30, 2027)" in page
    frozen = next(row for row in kept if row["uid"] == indicator.uid)
    assert (frozen["owner"], frozen["built_by"], frozen["direction"]) == (
        "Maya Okafor",
        planned.activity.uid,
        "less is better",
    )


def test_a_file_that_names_a_lower_target_asks_for_less(planned: Planned) -> None:
    rows = tuple(
        MeasureRow(Term.SHORT, text, baseline=Decimal(15), target=Decimal(target))
        for text, target in (("Days", 10), ("Schools", 20))
    )
    made = import_plan(by=BUILDER, organization=planned.tree.district, document=PlanDocument(goal="G", measures=rows))
    directions = dict(made.indicators.values_list("text", "direction"))
    assert directions == {"Days": "less is better", "Schools": "more is better"}
