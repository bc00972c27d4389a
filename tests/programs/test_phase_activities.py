"""Activities of the plan carry their phase (FR3): chosen on the phase's page, shown there and on pages of the plan."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.plans.builders import activity_of, plan_at
from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import following
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.plans.actions.objectives import add_objective
from waypost.plans.models import Activity
from waypost.plans.rules.fields import ObjectiveFields
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.phase_activities import choose_activities
from waypost.programs.models import Cycle, Phase, PhaseActivity
from waypost.programs.queries.phase_activities import phases_of_activities

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def cycle(programmed: Programmed) -> Cycle:
    return following(programmed.lead, programmed.program)


@pytest.fixture
def lead(programmed: Programmed) -> Client:
    client = Client()
    client.force_login(programmed.lead)
    return client


def phase(cycle: Cycle, place: int) -> Phase:
    return cycle.phases.get(position=place)


def put(programmed: Programmed, where: Phase, *activities: Activity) -> None:
    stood = list(where.activities.values_list("activity__uid", flat=True))
    choose_activities(by=programmed.lead, phase=where, activities=activities, started_from=stood)


def names(programmed: Programmed, activity: Activity) -> list[str]:
    found = phases_of_activities(programmed.lead, activity.objective.plan)
    return [one.label for one in found.get(activity.uid, ())]


def test_an_activity_falls_in_one_phase_of_a_cycle(programmed: Programmed, cycle: Cycle) -> None:
    put(programmed, phase(cycle, 1), programmed.activity)
    put(programmed, phase(cycle, 2), programmed.activity)
    assert names(programmed, programmed.activity) == ["Keep going"]
    assert PhaseActivity.objects.count() == 1
    assert AuditEntry.objects.filter(verb="choose activities").count() == 2


def test_two_who_choose_at_once_lose_nothing(programmed: Programmed, cycle: Cycle) -> None:
    put(programmed, phase(cycle, 1), programmed.activity)
    with pytest.raises(EditConflict):
        choose_activities(by=programmed.lead, phase=phase(cycle, 1), activities=(), started_from=())
    assert names(programmed, programmed.activity) == ["Begin well"]


def test_the_next_cycle_keeps_where_activities_fall(programmed: Programmed, cycle: Cycle) -> None:
    put(programmed, phase(cycle, 2), programmed.activity)
    start_next_cycle(by=programmed.lead, cycle=cycle, began_on=date(2027, 1, 11))
    assert names(programmed, programmed.activity) == ["Keep going"]


def test_a_lead_ticks_activities_of_the_plan_and_reads_them_on_phase_activity_and_timeline(
    programmed: Programmed, cycle: Cycle, lead: Client
) -> None:
    first, activity = phase(cycle, 1), programmed.activity
    address = reverse("phase_activities", args=[first.uid])
    answer = lead.post(address, {"base-activities": "", "activities": [activity.uid]})
    assert answer.headers["Location"] == reverse("phase", args=[first.uid])
    assert reverse("plan_activity", args=[activity.uid]) in lead.get(answer.headers["Location"]).content.decode()
    page = lead.get(reverse("plan_activity", args=[activity.uid])).content.decode()
    assert f'href="{reverse("phase", args=[first.uid])}">Begin well</a>' in page
    timeline = reverse("plan_timeline", args=[activity.objective.plan.uid])
    assert "Begin well" in lead.get(timeline, {"group": "phase"}).content.decode()
    conflict = lead.post(address, {"base-activities": "another, taken out meanwhile", "activities": []})
    assert conflict.status_code == 409
    assert activity.text in conflict.content.decode()
    lead.post(address, {"base-activities": activity.uid, "activities": []})
    assert not PhaseActivity.objects.exists()


def test_an_activity_of_another_plan_is_no_choice(programmed: Programmed, cycle: Cycle, lead: Client) -> None:
    objective = add_objective(
        by=programmed.lead, plan=plan_at(programmed.tree.district), fields=ObjectiveFields(text="Another")
    )
    other = activity_of(objective, "Something else", date(2027, 1, 8))
    address = reverse("phase_activities", args=[phase(cycle, 1).uid])
    assert lead.post(address, {"base-activities": "", "activities": [other.uid]}).status_code == 422
    assert not PhaseActivity.objects.exists()
