"""A plan beside its baselines, in the browser."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.plans.builders import Planned, activity_of
from waypost.common.models import AuditEntry
from waypost.plans.actions.activities import redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.objectives import edit_objective
from waypost.plans.actions.removal import take_out
from waypost.plans.models import Activity
from waypost.plans.queries.comparing import comparison_page
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = pytest.mark.django_db


@pytest.fixture
def adopted(planned: Planned, client: Client) -> Planned:
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    client.force_login(planned.lead)
    return planned


def move(planned: Planned, when: date, reason: str) -> None:
    activity = Activity.objects.get(pk=planned.activity.pk)
    redate_activity(by=planned.lead, activity=activity, started_from=activity.version, target_on=when, reason=reason)


def shown(client: Client, planned: Planned, **choice: str) -> str:
    return client.get(reverse("plan_compare", args=[planned.plan.uid]), choice).content.decode()


def test_a_slip_is_said_in_days_with_who_and_why(adopted: Planned, client: Client) -> None:
    move(adopted, date(2027, 1, 29), "Snow days")
    page = shown(client, adopted)
    assert "1 part has other dates. 3 parts stayed the same." in page
    assert "January 8, 2027 → January 29, 2027" in page
    assert "21 days later" in page
    assert "Snow days" in page
    assert "Maya Okafor, " in page
    assert "wp-c-ghost" in page


def test_what_was_added_dropped_and_reworded_is_listed(adopted: Planned, client: Client) -> None:
    edit_objective(by=adopted.lead, objective=adopted.objective, started_from=1, fields=ObjectiveFields(text="Pay"))
    activity_of(adopted.objective, "Hold a kick-off", date(2027, 2, 1))
    take_out(by=adopted.lead, part=adopted.activity, reason="The state does it")
    page = shown(client, adopted)
    assert "1 part says something else, 1 part was added, 1 part was taken out." in page
    assert "Run a pilot with 7 to 12 schools → Pay" in page
    assert "Hold a kick-off" in page
    assert "The state does it" in page


def test_two_baselines_stand_beside_each_other_whichever_way_round_they_are_asked_for(adopted: Planned) -> None:
    move(adopted, date(2027, 1, 29), "Snow days")
    adopt_plan(by=adopted.lead, plan=adopted.plan, number=2)
    pages = [comparison_page(adopted.plan, *choice) for choice in (("1", "2"), ("2", "1"))]
    said = [(p.before.number, str(p.after), [line.reason for line in p.moved]) for p in pages if p]
    assert [(before, after, [why and why.why for why in reasons]) for before, after, reasons in said] == [
        (1, "Baseline 2", ["Snow days"])
    ] * 2


def test_what_names_no_baseline_compares_the_last_one_with_today(adopted: Planned) -> None:
    page = comparison_page(adopted.plan, "7", "soon")
    assert page is not None
    assert (page.before.number, page.after) == (1, None)


def test_a_plan_that_nobody_adopted_says_what_will_be_here(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    assert "once it has been adopted" in shown(client, planned)


def test_taking_out_asks_why_keeps_what_was_typed_and_can_be_undone_at_once(adopted: Planned, client: Client) -> None:
    address = reverse("plan_take_out", args=["activity", adopted.activity.uid])
    assert client.post(address, {"reason": ""}).status_code == 422
    page = client.post(address, {"reason": "The state does it"}, follow=True).content.decode()
    assert "you took it out" in page
    entry = AuditEntry.objects.get(verb="take out")
    again = client.post(reverse("plan_undo", args=[adopted.plan.uid, entry.pk]), follow=True).content.decode()
    assert "Undone." in again
    assert Activity.objects.get() == adopted.activity


def test_what_was_taken_out_is_listed_and_put_back(adopted: Planned, client: Client) -> None:
    take_out(by=adopted.lead, part=adopted.activity, reason="The state does it")
    listed = client.get(reverse("plan_taken_out", args=[adopted.plan.uid])).content.decode()
    assert "Activity, taken out by Maya Okafor" in listed
    client.post(reverse("plan_put_back", args=["activity", adopted.activity.uid]))
    assert "Nothing was taken out" in client.get(reverse("plan_taken_out", args=[adopted.plan.uid])).content.decode()


def test_a_stranger_changes_nothing(adopted: Planned, client: Client) -> None:
    client.force_login(adopted.stranger)
    entry = AuditEntry.objects.get(verb="add activity")
    for address in (
        reverse("plan_take_out", args=["activity", adopted.activity.uid]),
        reverse("plan_put_back", args=["activity", adopted.activity.uid]),
        reverse("plan_undo", args=[adopted.plan.uid, entry.pk]),
    ):
        assert client.post(address, {"reason": "No"}).status_code == 404
    assert Activity.objects.get().version == 1


def test_a_change_of_another_plan_is_not_undone_here(adopted: Planned, client: Client) -> None:
    elsewhere = AuditEntry.objects.exclude(subject_label__startswith="plans.").latest("pk")
    assert client.post(reverse("plan_undo", args=[adopted.plan.uid, elsewhere.pk])).status_code == 404


def test_the_history_of_one_part_stands_alone(adopted: Planned, client: Client) -> None:
    move(adopted, date(2027, 1, 29), "Snow days")
    address = reverse("plan_changes", args=[adopted.plan.uid])
    page = client.get(address, {"of": adopted.activity.uid}).content.decode()
    assert "Changes of one part" in page
    assert ("Snow days" in page, "Added an objective" in page) == (True, False)
