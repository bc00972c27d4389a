"""The page that says what a decision changed: chosen on top, near things first, found by words without a script."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER
from tests.catalog.builders import sample_published
from tests.governance.committee_builders import Steered, build_steered, decided
from tests.plans.builders import activity_of, plan_at
from waypost.governance.actions.decisions import set_links
from waypost.governance.models import Decision
from waypost.governance.queries.linkable import MOST_NEAR, keys_offered, offer, things_behind
from waypost.people.models import Organization
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.objectives import add_objective
from waypost.plans.models import Objective, Plan
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered() -> Steered:
    return build_steered()


@pytest.fixture
def made(steered: Steered) -> Decision:
    return decided(steered.committee)


def plan_of(at: Organization, *texts: str) -> tuple[Plan, list[Objective]]:
    plan = plan_at(at)
    found = [add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text=text)) for text in texts]
    adopt_plan(by=BUILDER, plan=plan, number=1)
    return plan, found


def titles(steered: Steered, decision: Decision, words: str = "", chosen: list[str] | None = None) -> list[str]:
    groups = offer(steered.member, decision, chosen, words).groups
    return [title for group in groups for _, title in group.things]


def test_what_lies_near_stands_first_and_words_find_what_lies_further(steered: Steered, made: Decision) -> None:
    plan_of(steered.tree.district, "Run a pilot")
    plan_of(steered.tree.cedar, "Pay for substitutes")
    plan_of(steered.tree.other_district, "Pay for a pilot elsewhere")
    near = titles(steered, made)
    assert ("1. Run a pilot" in near, "1. Pay for substitutes" in near) == (True, False)
    assert titles(steered, made, "pay SUBSTITUTES") == ["1. Pay for substitutes"]
    assert titles(steered, made, "pilot") == ["1. Run a pilot"]
    assert titles(steered, made, "nothing holds this") == []


def test_where_nothing_lies_near_the_rest_is_shown(steered: Steered, made: Decision) -> None:
    plan_of(steered.tree.cedar, "Pay for substitutes")
    assert "1. Pay for substitutes" in titles(steered, made)


def test_a_long_list_is_cut_and_says_that_there_is_more(steered: Steered, made: Decision) -> None:
    _, (objective,) = plan_of(steered.tree.district, "Run a pilot")
    for number in range(MOST_NEAR + 1):
        activity_of(objective, f"Step {number}", None)
    groups = {group.heading.partition(" of ")[0]: group for group in offer(steered.member, made).groups}
    assert (len(groups["Activities"].things), groups["Activities"].has_more) == (MOST_NEAR, True)
    assert groups["Objectives"].has_more is False
    assert titles(steered, made, f"Step {MOST_NEAR}") == [f"Step {MOST_NEAR}"]


def test_what_is_chosen_stands_on_top_and_in_no_group(steered: Steered, made: Decision) -> None:
    plan, (objective,) = plan_of(steered.tree.district, "Run a pilot")
    credential = sample_published(steered.tree.district).micro_credential
    set_links(by=steered.lead, decision=made, started_from=2, linked=[objective, credential])
    shown = offer(steered.member, made)
    assert [title.partition(":")[0] for _, title in shown.chosen] == ["Objective", "Micro-credential"]
    assert shown.chosen[0] == (f"objective:{objective.uid}", f"Objective: 1. Run a pilot ({plan.title})")
    assert shown.saved == shown.chosen
    assert "1. Run a pilot" not in titles(steered, made)
    assert "1. Run a pilot" in titles(steered, made, chosen=[])


def test_keys_of_what_one_may_not_name_name_nothing(steered: Steered, made: Decision) -> None:
    _, (elsewhere,) = plan_of(steered.tree.other_district, "Elsewhere")
    keys = [f"objective:{elsewhere.uid}", "objective:nothing", "person:1", "objective", ""]
    assert things_behind(steered.member, made, keys) == []
    assert offer(steered.member, made, keys).chosen == ()


def test_finding_saves_nothing_and_keeps_every_tick_until_all_is_saved(
    steered: Steered, made: Decision, client: Client
) -> None:
    _, (near,) = plan_of(steered.tree.district, "Run a pilot")
    _, (far,) = plan_of(steered.tree.cedar, "Pay for substitutes")
    client.force_login(steered.member)
    address = reverse("decision_links", args=[made.uid])
    first = client.get(address)
    base = dict(first.context["base"])
    ticked = {**base, "version": str(first.context["version"]), "linked": [f"objective:{near.uid}"]}
    found = client.post(address, {**ticked, "find": "1", "words": "substitutes"})
    page = found.content.decode()
    assert (found.status_code, made.links.count()) == (200, 0)
    assert "What holds “substitutes”, nearest first." in page
    assert f'value="objective:{near.uid}" class="wp-box" checked' in page
    assert f'value="objective:{far.uid}" class="wp-box">' in page
    again = {**ticked, "linked": [f"objective:{near.uid}", f"objective:{far.uid}"], "words": "substitutes"}
    assert client.post(address, again).status_code == 302
    assert {link.objective for link in made.links.all()} == {near, far}
    assert keys_offered(steered.member, made) == [f"objective:{near.uid}", f"objective:{far.uid}"]


def test_what_cannot_be_named_gets_a_sentence_and_keeps_the_rest(
    steered: Steered, made: Decision, client: Client
) -> None:
    _, (near,) = plan_of(steered.tree.district, "Run a pilot")
    client.force_login(steered.member)
    typed = {"linked": [f"objective:{near.uid}", "objective:other"], "version": "2"}
    response = client.post(reverse("decision_links", args=[made.uid]), typed)
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"linked"})
    assert f'value="objective:{near.uid}" class="wp-box" checked' in response.content.decode()
    assert made.links.count() == 0


def test_two_who_choose_at_once_see_both_by_name(steered: Steered, made: Decision, client: Client) -> None:
    _, (first, second) = plan_of(steered.tree.district, "Run a pilot", "Pay for time")
    client.force_login(steered.member)
    address = reverse("decision_links", args=[made.uid])
    opened = client.get(address)
    base = dict(opened.context["base"])
    set_links(by=steered.lead, decision=made, started_from=2, linked=[second])
    typed = {**base, "linked": [f"objective:{first.uid}"], "version": str(opened.context["version"])}
    response = client.post(address, typed)
    assert response.status_code == 409
    (texts,) = response.context["conflicts"]
    assert ("Run a pilot" in texts.mine, "Pay for time" in texts.theirs) == (True, True)


def test_many_objects_ask_no_more_than_few(steered: Steered, made: Decision, client: Client) -> None:
    _, (objective,) = plan_of(steered.tree.district, "Run a pilot")
    activity_of(objective, "Step", None)
    set_links(by=steered.lead, decision=made, started_from=2, linked=[objective])
    client.force_login(steered.member)
    address = reverse("decision_links", args=[made.uid])
    few = asked(client, address)
    for number in range(12):
        activity_of(objective, f"Step {number}", None)
    assert asked(client, address) == few


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
