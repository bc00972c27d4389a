"""Owner, teammate and stranger before a plan."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned
from waypost.common.actors import Public
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.plans import add_alignment_row
from waypost.plans.models import Activity, Baseline
from waypost.plans.queries import access
from waypost.plans.rules.fields import AlignmentFields

pytestmark = pytest.mark.django_db


def browser_of(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


def test_a_lead_a_teammate_and_a_stranger_see_their_own_districts_plans(planned: Planned) -> None:
    teammate = person("Second Lead", Role.PROGRAM_LEAD, planned.tree.district)
    school_lead = person("School Lead", Role.PROGRAM_LEAD, planned.tree.cedar)
    reach = {
        viewer.name: list(access.plans(viewer)) for viewer in (planned.lead, teammate, planned.stranger, school_lead)
    }
    assert reach == {
        "Maya Okafor": [planned.plan],
        "Second Lead": [planned.plan],
        "Other Lead": [],
        "School Lead": [],
    }


def test_the_public_sees_no_part_of_any_plan(planned: Planned) -> None:
    reads = (access.plans, access.objectives, access.activities, access.indicators, access.alignment_rows)
    assert [list(read(Public())) for read in reads] == [[]] * 5


@pytest.mark.parametrize("role", [Role.COMMITTEE_MEMBER, Role.STATE_STAFF])
def test_committee_and_state_read_and_change_nothing(planned: Planned, role: Role) -> None:
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    at = planned.tree.state if role is Role.STATE_STAFF else planned.tree.district
    client = browser_of(person("Reader", role, at))
    page = client.get(reverse("plan", args=[planned.plan.uid]))
    assert page.status_code == 200
    for words in ("Set a new date", "Edit plan", "Add activity", "Adopt this plan"):
        assert words not in page.content.decode()
    typed = {"version": 1, "target_on": "2027-01-29", "reason": "Snow days"}
    assert client.post(reverse("plan_activity_date", args=[planned.activity.uid]), typed).status_code == 404
    assert client.post(reverse("plan_adopt", args=[planned.plan.uid]), {"number": 1}).status_code == 404
    assert Activity.objects.get(pk=planned.activity.pk).version == 1
    assert Baseline.objects.count() == 1


@pytest.mark.parametrize("role", [Role.COMMITTEE_MEMBER, Role.STATE_STAFF])
def test_a_draft_is_seen_only_by_who_may_edit_it_until_it_is_adopted(planned: Planned, role: Role) -> None:
    addresses = [
        reverse("plan", args=[planned.plan.uid]),
        reverse("plan_changes", args=[planned.plan.uid]),
        reverse("plan_activity", args=[planned.activity.uid]),
        reverse("plan_indicator", args=[planned.indicator.uid]),
        reverse("insight_plan_thread", args=[planned.plan.uid]),
    ]
    at = planned.tree.state if role is Role.STATE_STAFF else planned.tree.district
    reader, lead = browser_of(person("Reader", role, at)), browser_of(planned.lead)
    assert [lead.get(address).status_code for address in addresses] == [200] * 5
    assert [reader.get(address).status_code for address in addresses] == [404] * 5
    assert planned.plan.title not in reader.get(reverse("plans")).content.decode()
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    assert [reader.get(address).status_code for address in addresses] == [200] * 5
    assert planned.plan.title in reader.get(reverse("plans")).content.decode()


def test_no_part_of_a_draft_is_reached_by_those_who_only_read(planned: Planned) -> None:
    add_alignment_row(by=BUILDER, objective=planned.objective, fields=AlignmentFields(standard="Standard 3"))
    reader = person("Reader", Role.COMMITTEE_MEMBER, planned.tree.district)
    reads = (access.plans, access.objectives, access.activities, access.indicators, access.alignment_rows)
    assert [read(reader).count() for read in reads] == [0] * 5
    assert [read(planned.lead).count() for read in reads] == [1] * 5
    assert not access.may_read(reader, planned.plan)
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    adopt_plan(by=planned.lead, plan=planned.plan, number=2)
    assert [read(reader).count() for read in reads] == [1] * 5


def test_a_stranger_gets_404_and_nothing_changes(planned: Planned) -> None:
    client = browser_of(planned.stranger)
    typed = {"version": 1, "target_on": "2027-01-29", "reason": "Snow days", "progress": 100, "text": "Mine now"}
    for name in ("plan_activity_date", "plan_activity_edit", "plan_activity_progress"):
        assert client.post(reverse(name, args=[planned.activity.uid]), typed).status_code == 404
    assert client.get(reverse("plan", args=[planned.plan.uid])).status_code == 404
    assert Activity.objects.get(pk=planned.activity.pk).version == 1
