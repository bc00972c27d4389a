"""What a meeting gives somebody to do becomes an activity of the plan, once, and says where it came from (FR2)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.governance.committee_builders import Steered, build_steered, item_of
from tests.plans.builders import plan_at
from waypost.common import clock
from waypost.common.conflicts import EditConflict
from waypost.governance.actions.action_items import (
    InPlanAlready,
    OtherBranch,
    change_action,
    give_action,
    reopen_action,
    take_into_plan,
    tick_off,
)
from waypost.governance.models import ActionItem
from waypost.governance.queries.meetings import open_actions, state_of
from waypost.governance.rules.meetings import ActionFields, ActionState
from waypost.people.models import Organization
from waypost.people.rules import Role
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.removal import take_out
from waypost.plans.models import Activity, Objective
from waypost.plans.queries.history import changes_of
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = pytest.mark.django_db

FIELDS = ActionFields("Ask the association for two names", "Luis Ferrer", date(2027, 2, 1))
ORIGIN = "From the meeting of the Steering committee on January 12, 2027"


@pytest.fixture
def steered() -> Steered:
    return build_steered()


@pytest.fixture
def action(steered: Steered) -> ActionItem:
    item = item_of(steered.committee)
    return give_action(by=steered.member, committee=steered.committee, item=item, fields=FIELDS)


def objective_at(organization: Organization) -> Objective:
    return add_objective(by=BUILDER, plan=plan_at(organization), fields=ObjectiveFields(text="Run a pilot"))


def test_an_action_has_somebody_and_a_day(steered: Steered, action: ActionItem) -> None:
    assert (action.person, action.due_on) == (steered.member, date(2027, 2, 1))
    fields = ActionFields("Ask for three names", "Somebody Else")
    change_action(by=steered.lead, action=action, started_from=1, fields=fields)
    with pytest.raises(EditConflict):
        change_action(by=steered.lead, action=action, started_from=1, fields=FIELDS)
    action.refresh_from_db()
    assert (action.said, action.person, action.due_on) == ("Somebody Else", None, None)


def test_an_action_is_ticked_off_and_opened_again(steered: Steered, action: ActionItem) -> None:
    tick_off(by=steered.member, action=action, done_on=date(2027, 1, 14))
    done = tick_off(by=steered.member, action=action, done_on=date(2027, 1, 20))
    assert (done.done_on, done.version, open_actions(steered.committee)) == (date(2027, 1, 14), 2, [])
    reopen_action(by=steered.member, action=action)
    assert open_actions(steered.committee) == [action]


def test_an_action_becomes_an_activity_once_with_its_lead_and_its_origin(steered: Steered, action: ActionItem) -> None:
    objective = objective_at(steered.tree.district)
    made = take_into_plan(by=steered.lead, action=action, objective=objective)
    assert (made.text, made.target_on) == (FIELDS.text, date(2027, 2, 1))
    assert [lead.person for lead in made.leads.all()] == [steered.member]
    told = {(change.done, change.why) for change in changes_of(steered.lead, objective.plan, None).changes}
    assert ("brought it from a committee", ORIGIN) in told
    with pytest.raises(InPlanAlready):
        take_into_plan(by=steered.lead, action=action, objective=objective)
    with pytest.raises(InPlanAlready):
        tick_off(by=steered.lead, action=action, done_on=date(2027, 1, 14))
    assert Activity.objects.count() == 1


def test_its_page_and_the_plans_history_say_where_an_activity_came_from(
    steered: Steered, action: ActionItem, client: Client
) -> None:
    made = take_into_plan(by=steered.lead, action=action, objective=objective_at(steered.tree.district))
    client.force_login(steered.lead)
    page = client.get(reverse("plan_activity", args=[made.uid])).content.decode()
    assert "Came from the meeting of the Steering committee on January 12, 2027" in page
    assert action.meeting is not None
    assert reverse("meeting", args=[action.meeting.uid]) in page
    history = client.get(reverse("plan_changes", args=[made.objective.plan.uid])).content.decode()
    assert ORIGIN in history


def test_an_activity_that_was_taken_out_leaves_the_action_open(steered: Steered, action: ActionItem) -> None:
    objective = objective_at(steered.tree.district)
    made = take_into_plan(by=steered.lead, action=action, objective=objective)
    take_out(by=steered.lead, part=made, reason="Not this year")
    assert state_of(ActionItem.objects.get()) is ActionState.OPEN
    again = take_into_plan(by=steered.lead, action=action, objective=objective)
    assert ActionItem.objects.get().activity == again


def test_a_plan_of_another_branch_takes_nothing(steered: Steered, action: ActionItem) -> None:
    with pytest.raises(OtherBranch):
        take_into_plan(by=steered.lead, action=action, objective=objective_at(steered.tree.other_district))
    assert Activity.objects.count() == 0


def test_a_lead_takes_it_into_the_plan_and_a_member_cannot(
    steered: Steered, action: ActionItem, client: Client
) -> None:
    objective = objective_at(steered.tree.district)
    address = reverse("committee_action_plan", args=[action.uid])
    typed = {"objective": objective.uid, "target_on": "2027-02-01"}
    client.force_login(steered.member)
    assert client.post(address, typed).status_code == 404
    client.force_login(steered.lead)
    response = client.post(address, typed)
    made = Activity.objects.get()
    assert response["Location"] == reverse("plan_activity", args=[made.uid])
    again = client.post(address, typed)
    assert again.status_code == 422
    assert "This is an activity of the plan by now" in again.content.decode()


def test_an_unclear_name_gives_one_sentence(steered: Steered, client: Client) -> None:
    twin = person("Luis Ferrer Jr", Role.COACH, steered.tree.cedar)
    type(twin).objects.filter(pk=twin.pk).update(name="Luis Ferrer")
    item = item_of(steered.committee)
    client.force_login(steered.lead)
    typed = {"text": "Call", "who": "Luis Ferrer", "due_on": ""}
    response = client.post(reverse("agenda_item_act", args=[item.uid]), typed)
    assert response.status_code == 422
    assert "2 people are called Luis Ferrer" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("agenda_item_act", "Choose January 14, 2027 or a later day."),
        ("committee_action_add", "Choose January 14, 2027"),
    ],
)
def test_a_new_action_lies_ahead(steered: Steered, client: Client, name: str, sentence: str) -> None:
    item = item_of(steered.committee)
    item.meeting.starts_at = clock.now()
    item.meeting.save()
    uid = item.uid if name == "agenda_item_act" else steered.committee.uid
    client.force_login(steered.lead)
    typed = {"text": "Call", "who": "", "due_on": "2020-01-31"}
    response = client.post(reverse(name, args=[uid]), typed)
    assert (response.status_code, sentence in response.content.decode()) == (422, True)
    assert not ActionItem.objects.exists()
