"""Taking parts out of a plan and putting them back."""

from datetime import date

import pytest

from tests.builders import BUILDER
from tests.plans.builders import Planned, activity_of
from waypost.common.models import AuditEntry
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.plans import add_alignment_row
from waypost.plans.actions.removal import RemovalReasonMissing, put_back, take_out
from waypost.plans.models import Activity
from waypost.plans.queries import access
from waypost.plans.queries.listing import plan_list
from waypost.plans.queries.pages import plan_page
from waypost.plans.queries.removed import removed_parts
from waypost.plans.queries.snapshots import snapshot_of
from waypost.plans.rules.fields import AlignmentFields, ObjectiveFields

pytestmark = pytest.mark.django_db


def test_an_activity_that_is_taken_out_is_nowhere_in_the_plan(planned: Planned) -> None:
    take_out(by=planned.lead, part=planned.activity)
    assert not plan_page(planned.lead, planned.plan).lines
    assert not access.activities(planned.lead).exists()
    assert [(row.activity_count, row.past_date_count) for row in plan_list(planned.lead)] == [(0, 0)]
    assert snapshot_of(planned.plan)["objectives"][0]["activities"] == []


def test_what_was_taken_out_comes_back_where_it_stood(planned: Planned) -> None:
    second = activity_of(planned.objective, "Hold a kick-off", date(2027, 2, 1))
    take_out(by=planned.lead, part=planned.activity)
    put_back(by=planned.lead, part=planned.activity)
    lines = plan_page(planned.lead, planned.plan).lines
    assert [line.activity for line in lines] == [planned.activity, second]


def test_an_objective_takes_its_activities_and_alignment_with_it_and_brings_them_back(planned: Planned) -> None:
    add_alignment_row(by=BUILDER, objective=planned.objective, fields=AlignmentFields(standard="Standard 3"))
    take_out(by=planned.lead, part=planned.objective)
    page = plan_page(planned.lead, planned.plan)
    assert (page.objectives, list(page.plan.alignment_rows.all())) == ((), [])
    assert not access.activities(planned.lead).exists()
    assert not access.alignment_rows(planned.lead).exists()
    put_back(by=planned.lead, part=planned.objective)
    assert access.activities(planned.lead).get() == planned.activity


def test_a_new_part_never_takes_the_place_of_one_that_was_taken_out(planned: Planned) -> None:
    take_out(by=planned.lead, part=planned.activity)
    take_out(by=planned.lead, part=planned.objective)
    fresh = add_objective(by=planned.lead, plan=planned.plan, fields=ObjectiveFields(text="Pay for growth"))
    put_back(by=planned.lead, part=planned.objective)
    later = activity_of(planned.objective, "Hold a kick-off", date(2027, 2, 1))
    put_back(by=planned.lead, part=planned.activity)
    assert (fresh.number, later.position) == (2, 2)


def test_an_adopted_plan_loses_nothing_without_a_reason(planned: Planned) -> None:
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    with pytest.raises(RemovalReasonMissing, match="one sentence is enough"):
        take_out(by=planned.lead, part=planned.activity, reason=" ")
    assert Activity.objects.get() == planned.activity
    take_out(by=planned.lead, part=planned.activity, reason="The state does it")
    (part,) = removed_parts(planned.plan)
    assert (part.kind, part.text, part.who, part.why) == (
        "activity",
        "Train 12 assessors",
        "Maya Okafor",
        "The state does it",
    )


def test_twice_is_once(planned: Planned) -> None:
    for _ in range(2):
        take_out(by=planned.lead, part=planned.activity)
    for _ in range(2):
        put_back(by=planned.lead, part=planned.activity)
    verbs = AuditEntry.objects.filter(subject_uid=planned.activity.uid).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["add activity", "take out", "put back"]
