"""What somebody may not see survives their edit: links to draft plans, and to what was taken out or is not offered."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.catalog.builders import sample_draft
from tests.governance.reflecting import Looking, build_looking, cause_of, element_at, initiative_at, why
from tests.plans.builders import activity_of, plan_at
from tests.two_editors import opened
from waypost.governance.actions.gaps import edit_element
from waypost.governance.actions.initiatives import edit_cause
from waypost.governance.actions.owners import OwnershipFields, name_owner
from waypost.governance.actions.reflection import take_out
from waypost.governance.models import Cause, Ownership, TalentElement
from waypost.governance.rules.gaps import GapFields
from waypost.people.rules import Role
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.removal import put_back
from waypost.plans.actions.removal import take_out as take_out_of_plan
from waypost.plans.models import Activity, Objective
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = pytest.mark.django_db
SECRET = "Close two schools"


@pytest.fixture
def looking() -> Looking:
    return build_looking()


@pytest.fixture
def hidden(looking: Looking) -> Objective:
    """An objective of a plan that nobody adopted: committee members do not see it."""
    return add_objective(by=BUILDER, plan=plan_at(looking.tree.district), fields=ObjectiveFields(text=SECRET))


@pytest.fixture
def activity(hidden: Objective) -> Activity:
    return activity_of(hidden, "Tell nobody yet", None)


@pytest.fixture
def cause(looking: Looking, hidden: Objective, activity: Activity) -> Cause:
    made = cause_of(initiative_at(looking.tree.district), is_root=True)
    fields = why(made.text, is_root=True)
    return edit_cause(
        by=looking.lead, cause=made, started_from=1, below=None, fields=fields, objective=hidden, activity=activity
    )


def edit(client: Client, address: str, typed: Mapping[str, Any]) -> int:
    return client.post(address, {**opened(client, address), **typed}).status_code


def test_a_member_who_edits_a_cause_keeps_its_link_to_a_draft_plan(
    looking: Looking, cause: Cause, hidden: Objective, activity: Activity, client: Client
) -> None:
    client.force_login(looking.member)
    address = reverse("reflect_cause_edit", args=[cause.uid])
    page = client.get(address).content.decode()
    assert "As it is: an objective that you do not see" in page
    for secret in (SECRET, hidden.uid, "Tell nobody yet", activity.uid):
        assert secret not in page
    assert edit(client, address, {"text": "Too few days"}) == 302
    cause.refresh_from_db()
    assert (cause.text, cause.objective, cause.activity, cause.is_root) == ("Too few days", hidden, activity, True)


def test_who_sees_it_chooses_it_by_name_and_may_take_it_away(
    looking: Looking, cause: Cause, hidden: Objective, activity: Activity, client: Client
) -> None:
    client.force_login(looking.lead)
    address = reverse("reflect_cause_edit", args=[cause.uid])
    sent = opened(client, address)
    assert (sent["objective"], sent["activity"]) == (hidden.uid, activity.uid)
    assert "As it is" not in client.get(address).content.decode()
    assert edit(client, address, {"objective": ""}) == 302
    cause.refresh_from_db()
    assert (cause.objective, cause.activity) == (None, activity)


def test_a_member_may_choose_something_else_in_its_place(looking: Looking, cause: Cause, client: Client) -> None:
    client.force_login(looking.member)
    address = reverse("reflect_cause_edit", args=[cause.uid])
    assert edit(client, address, {"objective": "", "activity": ""}) == 302
    cause.refresh_from_db()
    assert (cause.objective, cause.activity) == (None, None)


def test_what_a_lead_chose_meanwhile_stands_though_the_member_does_not_see_it(
    looking: Looking, cause: Cause, hidden: Objective, activity: Activity, client: Client
) -> None:
    client.force_login(looking.member)
    address = reverse("reflect_cause_edit", args=[cause.uid])
    before = opened(client, address)
    other = add_objective(by=BUILDER, plan=hidden.plan, fields=ObjectiveFields(text="Another secret"))
    fields = why(cause.text, is_root=True)
    edit_cause(by=looking.lead, cause=cause, started_from=2, below=None, fields=fields, objective=other)
    response = client.post(address, {**before, "text": "Too few days"})
    assert response.status_code == 302
    cause.refresh_from_db()
    assert (cause.text, cause.objective, cause.activity) == ("Too few days", other, None)


def test_nobody_links_what_they_do_not_see_by_its_uid(looking: Looking, hidden: Objective, client: Client) -> None:
    plain = cause_of(initiative_at(looking.tree.district))
    client.force_login(looking.member)
    address = reverse("reflect_cause_edit", args=[plain.uid])
    assert edit(client, address, {"objective": hidden.uid}) == 422
    assert edit(client, address, {"objective": "as-it-is"}) == 302
    add = reverse("reflect_cause_add", args=[plain.initiative.uid])
    typed = {"text": "New", "kind": "time", "objective": "as-it-is"}
    assert client.post(add, typed).status_code == 422
    plain.refresh_from_db()
    assert plain.objective is None


def test_a_cause_below_one_that_was_taken_out_stays_there(looking: Looking, client: Client) -> None:
    tried = initiative_at(looking.tree.district)
    above = cause_of(tried)
    below = cause_of(tried, "Days were planned too early", above)
    take_out(by=looking.lead, part=above)
    client.force_login(looking.member)
    assert edit(client, reverse("reflect_cause_edit", args=[below.uid]), {"text": "Too early"}) == 302
    below.refresh_from_db()
    assert (below.text, below.parent_id) == ("Too early", above.pk)


def test_a_member_who_scores_an_element_keeps_where_it_leads(
    looking: Looking, hidden: Objective, client: Client
) -> None:
    made = element_at(looking.tree.district)
    unpublished = sample_draft(looking.tree.district).micro_credential
    fields = GapFields(made.name, made.now, made.wanted, measure_key="a measure of long ago")
    edit_element(
        by=BUILDER, element=made, started_from=1, fields=fields, objective=hidden, micro_credential=unpublished
    )
    client.force_login(looking.member)
    address = reverse("reflect_gap_edit", args=[made.uid])
    page = client.get(address).content.decode()
    assert "As it is: an objective that you do not see" in page
    assert "As it is: one that is not in the catalog" in page
    assert SECRET not in page
    assert edit(client, address, {"now_words": "One lane"}) == 302
    stands = TalentElement.objects.get()
    assert (stands.now_words, stands.objective, stands.micro_credential) == ("One lane", hidden, unpublished)
    assert stands.measure_key == "a measure of long ago"


def test_an_objective_that_is_out_of_its_plan_for_a_while_is_still_owned(
    looking: Looking, hidden: Objective, client: Client
) -> None:
    owned = OwnershipFields("Human Resources", "Ana Whitfield", objective=hidden)
    made = name_owner(by=BUILDER, organization=looking.tree.district, fields=owned)
    take_out_of_plan(by=looking.lead, part=hidden)
    client.force_login(looking.lead)
    assert edit(client, reverse("committee_owner_edit", args=[made.uid]), {"department": "People"}) == 302
    put_back(by=looking.lead, part=Objective.ever.get(pk=hidden.pk))
    assert [(row.department, row.objective) for row in Ownership.objects.all()] == [("People", hidden)]


def test_a_lead_of_another_branch_opens_none_of_these_forms(looking: Looking, cause: Cause, client: Client) -> None:
    others = person("Far Member", Role.COMMITTEE_MEMBER, looking.tree.other_district)
    for who in (looking.stranger, others):
        client.force_login(who)
        address = reverse("reflect_cause_edit", args=[cause.uid])
        assert client.post(address, {"text": "Mine", "kind": "time", "version": "2"}).status_code == 404
    cause.refresh_from_db()
    assert cause.version == 2
