"""A date that a lead proposed: seen where it matters, decided by who may edit the plan, once (PL8)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from tests.plans.reminding import Led, build_led, remind
from waypost.common.models import AuditEntry
from waypost.plans.actions.activities import ReasonMissing, record_progress, redate_activity
from waypost.plans.actions.proposals import ProposalDecided, keep_date, take_date
from waypost.plans.actions.reminders import answer_with_date
from waypost.plans.models import Activity, DateChange, DateProposal

pytestmark = pytest.mark.django_db
REASON = "Two assessors are ill."
TITLE = "Tom Becker proposes February 1 for Train 12 assessors"


@pytest.fixture
def led(db: None) -> Led:
    return build_led()


@pytest.fixture
def proposal(led: Led) -> DateProposal:
    return answer_with_date(reminder=remind(led), proposed_on=date(2027, 2, 1), reason=REASON)


def page_of(proposal: DateProposal) -> str:
    return reverse("plan_proposal", args=[proposal.uid])


def test_a_lead_sees_it_on_their_first_page_on_the_plan_and_on_the_activity(
    client: Client, led: Led, proposal: DateProposal
) -> None:
    client.force_login(led.maya)
    pages = [reverse("home"), reverse("plan", args=[led.plan.uid])]
    for page in pages:
        body = client.get(page).content.decode()
        assert (TITLE in body, REASON in body, page_of(proposal) in body) == (True, True, True)
    activity = client.get(reverse("plan_activity", args=[led.activity.uid])).content.decode()
    assert ("February 1, 2027" in activity, page_of(proposal) in activity) == (True, True)
    history = client.get(reverse("plan_changes", args=[led.plan.uid])).content.decode()
    assert ("Proposed a new date" in history, REASON in history) == (True, True)


def test_taking_the_date_moves_it_for_the_leads_reason(client: Client, led: Led, proposal: DateProposal) -> None:
    client.force_login(led.maya)
    assert client.post(page_of(proposal)).status_code == 302
    change = DateChange.objects.get()
    assert (change.after, change.reason, change.by) == (date(2027, 2, 1), REASON, led.maya)
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by) == ("taken", led.maya)
    body = client.get(reverse("plan_activity", args=[led.activity.uid])).content.decode()
    assert "Taken by Maya Okafor, January 14, 2027" in body
    assert TITLE not in client.get(reverse("plan", args=[led.plan.uid])).content.decode()


def test_keeping_the_date_needs_a_word_which_the_lead_reads(client: Client, led: Led, proposal: DateProposal) -> None:
    client.force_login(led.maya)
    assert client.post(page_of(proposal), {"word": " "}).status_code == 422
    assert DateProposal.objects.get().decided_at is None
    client.post(page_of(proposal), {"word": "The board meets on that day."})
    assert Activity.objects.get(pk=led.activity.pk).target_on == date(2027, 1, 8)
    assert "The board meets on that day." in client.get(page_of(proposal)).content.decode()
    assert AuditEntry.objects.get(verb="keep date").why == "The board meets on that day."


def test_it_is_decided_once(led: Led, proposal: DateProposal) -> None:
    take_date(by=led.maya, proposal=proposal)
    with pytest.raises(ProposalDecided):
        keep_date(by=led.maya, proposal=proposal, word="No")
    assert (DateChange.objects.count(), DateProposal.objects.get().decision) == (1, "taken")


def test_the_action_asks_for_the_word_too(led: Led, proposal: DateProposal) -> None:
    with pytest.raises(ReasonMissing):
        keep_date(by=led.maya, proposal=proposal, word=" ")


def test_a_date_that_stands_already_is_taken_without_a_change(led: Led, proposal: DateProposal) -> None:
    redate_activity(by=led.maya, activity=led.activity, started_from=1, target_on=proposal.proposed_on, reason="Snow")
    take_date(by=led.maya, proposal=proposal)
    assert (DateChange.objects.count(), DateProposal.objects.get().decision) == (1, "taken")


def test_where_the_activity_starts_later_by_now_the_page_says_so(
    client: Client, led: Led, proposal: DateProposal
) -> None:
    Activity.objects.update(start_on=date(2027, 3, 1))
    client.force_login(led.maya)
    body = client.post(page_of(proposal), follow=True).content.decode()
    assert ("The activity starts on March 1, 2027" in body, DateProposal.objects.get().decided_at) == (True, None)


def test_the_date_of_an_activity_that_is_done_is_not_moved(client: Client, led: Led, proposal: DateProposal) -> None:
    record_progress(by=led.tom, activity=led.activity, started_from=1, progress=100, completed_on=date(2027, 1, 14))
    client.force_login(led.maya)
    body = client.post(page_of(proposal), follow=True).content.decode()
    assert "This activity is done, so its date stays." in body
    assert (DateChange.objects.count(), DateProposal.objects.get().decided_at) == (0, None)


def test_a_proposed_day_that_has_passed_is_not_taken(
    client: Client, led: Led, proposal: DateProposal, frozen_clock: Traveller
) -> None:
    frozen_clock.move_to("2027-02-02 18:00:00+00:00", tick=False)
    client.force_login(led.maya)
    body = client.post(page_of(proposal), follow=True).content.decode()
    assert "The proposed day has passed" in body
    assert (DateChange.objects.count(), DateProposal.objects.get().decided_at) == (0, None)


def test_only_who_may_edit_the_plan_decides(client: Client, led: Led, proposal: DateProposal) -> None:
    for other in (led.tom, led.stranger):
        client.force_login(other)
        assert client.get(page_of(proposal)).status_code == 404
        assert client.post(page_of(proposal)).status_code == 404
    assert DateProposal.objects.get().decided_at is None
