"""Taking from the plan above, its offers, and who took what, in the browser (PL9)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, organization, person
from tests.plans.builders import Planned, activity_of, plan_at
from tests.plans.taking import Taken, adopt, build_taken, take
from tests.plans.test_page_budgets import queries_of
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.people.rules import OrganizationKind, Role
from waypost.plans.actions.activities import record_progress, redate_activity
from waypost.plans.actions.objectives import add_objective
from waypost.plans.models import Activity, Plan
from waypost.plans.queries.offers import open_offers
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(planned: Planned) -> Taken:
    return build_taken(planned)


def browser_of(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def slip(taken: Taken) -> str:
    """The district moves the date of an activity that the school took; the address of the offer."""
    redate_activity(
        by=BUILDER, activity=taken.planned.activity, started_from=1, target_on=date(2027, 2, 1), reason="Snow days"
    )
    adopt(taken.planned.plan)
    return reverse("plan_offer", args=[taken.plan.uid, taken.planned.activity.uid])


def decisions(taken: Taken) -> list[str]:
    found = AuditEntry.objects.filter(verb__in=("take offer", "decline offer"), actor=taken.school_lead.audit_id)
    return list(found.order_by("pk").values_list("verb", flat=True))


def test_a_school_lead_takes_parts_of_the_districts_plan_without_a_script(taken: Taken) -> None:
    client = browser_of(taken.school_lead)
    address = reverse("plan_take", args=[taken.planned.plan.uid])
    assert address in text_of(client, reverse("plans"))
    page = client.get(address)
    form = page.context["form"]
    assert "Objective 2. Write a policy" in page.content.decode()
    typed = {field.name: field.value() or "" for field in form} | {"organization": "cedar-elementary", "months": "12"}
    chosen = [taken.planned.objective.uid, taken.second.uid]
    answer = client.post(address, {**typed, "title": "Our plan", "parts": chosen})
    plan = Plan.objects.get(title="Our plan")
    assert answer["Location"] == reverse("plan", args=[plan.uid])
    (activity,) = Activity.objects.filter(objective__plan=plan)
    assert (activity.text, activity.target_on, plan.organization) == (
        "Score the pilot",
        date(2028, 3, 1),
        taken.planned.tree.cedar,
    )


def test_nothing_chosen_is_said_in_one_sentence_and_what_was_typed_stays(taken: Taken) -> None:
    client = browser_of(taken.school_lead)
    address = reverse("plan_take", args=[taken.planned.plan.uid])
    typed = {field.name: field.value() or "" for field in client.get(address).context["form"]}
    answer = client.post(address, {**typed, "organization": "cedar-elementary", "title": "Our plan", "parts": []})
    assert (answer.status_code, Plan.objects.filter(title="Our plan").exists()) == (422, False)
    assert "Choose at least one objective." in answer.content.decode()
    assert "Our plan" in answer.content.decode()


def test_the_page_shows_what_was_adopted_and_not_the_draft_since(taken: Taken) -> None:
    activity_of(taken.planned.objective, "Not adopted yet", date(2027, 5, 1))
    shown = text_of(browser_of(taken.school_lead), reverse("plan_take", args=[taken.planned.plan.uid]))
    assert ("Train 12 assessors" in shown, "Not adopted yet" in shown) == (True, False)


def test_the_page_names_roles_and_organizations_and_no_person_of_the_plan_above(taken: Taken) -> None:
    taken.second.leads.filter(text="Ana").update(text="Northgate College", kind="organization")
    taken.second.leads.filter(text="Tom Becker").update(text="Assessor lead: Tom Becker", kind="role")
    adopt(taken.planned.plan)
    shown = text_of(browser_of(taken.school_lead), reverse("plan_take", args=[taken.planned.plan.uid]))
    assert ("Northgate College; Assessor lead" in shown, "Tom Becker" in shown) == (True, False)


def test_a_plan_that_is_no_longer_above_shows_nothing_of_itself(taken: Taken) -> None:
    address = reverse("plan_take_more", args=[taken.plan.uid])
    Plan.objects.filter(pk=taken.plan.pk).update(organization=taken.planned.tree.other_school)
    lead = person("Lead There", Role.PROGRAM_LEAD, taken.planned.tree.other_school)
    assert browser_of(lead).get(address).status_code == 404


def test_folded_plans_say_where_an_objective_came_from_and_who_took_it(
    taken: Taken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waypost.plans.queries.pages.MOST_LISTED", 0)
    here = text_of(browser_of(taken.school_lead), reverse("plan", args=[taken.plan.uid]))
    there = text_of(browser_of(taken.planned.lead), reverse("plan", args=[taken.planned.plan.uid]))
    assert "From: objective 1 of the plan of Cedar Valley" in here
    assert "Taken into 1 plan" in there
    assert f"?of={taken.planned.objective.uid}" in there


def test_who_may_take(taken: Taken) -> None:
    draft = plan_at(taken.planned.tree.district)
    people = [
        taken.school_lead,
        person("Second Lead", Role.PROGRAM_LEAD, taken.planned.tree.cedar),
        person("Principal", Role.PRINCIPAL, taken.planned.tree.cedar),
        person("Reader", Role.COMMITTEE_MEMBER, taken.planned.tree.district),
        taken.planned.stranger,
    ]
    plans = (taken.planned.plan, draft)
    found = [
        [browser_of(one).get(reverse("plan_take", args=[plan.uid])).status_code for plan in plans] for one in people
    ]
    assert found == [[200, 404], [200, 404], [404, 404], [404, 404], [404, 404]]


def test_a_plan_above_stays_closed_to_whoever_takes_from_it(taken: Taken) -> None:
    client = browser_of(taken.school_lead)
    assert client.get(reverse("plan", args=[taken.planned.plan.uid])).status_code == 404
    shown = text_of(client, reverse("plan", args=[taken.plan.uid]))
    assert "From: objective 1 of the plan of Cedar Valley" in shown
    assert taken.planned.activity.uid not in shown


def test_the_district_sees_who_took_it_beside_its_own_progress(taken: Taken) -> None:
    record_progress(by=BUILDER, activity=taken.activity, started_from=1, progress=50)
    client = browser_of(taken.planned.lead)
    shown = text_of(client, reverse("plan", args=[taken.planned.plan.uid]))
    assert shown.count("Taken into 1 plan, 50% done") == 1
    assert shown.count("Taken into 1 plan, 25% done") == 2
    of_activity = f"{reverse('plan_taken_by', args=[taken.planned.plan.uid])}?of={taken.planned.activity.uid}"
    assert of_activity in shown
    page = text_of(client, of_activity)
    assert "Who took Train 12 assessors" in page
    assert "Taken into 1 plan, 50% done. Your own work here: 0% done." in page
    assert "Cedar Elementary" in page
    assert "Taken into 1 plan" in text_of(client, reverse("plan_activity", args=[taken.planned.activity.uid]))
    assert "Taken into 1 plan" in text_of(client, reverse("plan_objective", args=[taken.planned.objective.uid]))


def test_an_offer_stands_where_the_plan_needs_a_look_for_who_may_edit_it(taken: Taken) -> None:
    adopt(taken.plan)
    address = slip(taken)
    reader = person("Reader", Role.COMMITTEE_MEMBER, taken.planned.tree.cedar)
    shown = [text_of(browser_of(one), reverse("plan", args=[taken.plan.uid])) for one in (taken.school_lead, reader)]
    assert [address in page for page in shown] == [True, False]


def test_an_offer_is_taken_as_chosen(taken: Taken) -> None:
    address = slip(taken)
    client = browser_of(taken.school_lead)
    shown = text_of(client, address)
    for words in ("January 8, 2027", "February 1, 2027", "Why: Snow days", "Target date"):
        assert words in shown
    answer = client.post(address, {"shown": 2, "version": 1, "values": ["target_on"]})
    assert answer["Location"] == reverse("plan_offers", args=[taken.plan.uid])
    assert (taken.activity.target_on, decisions(taken)) == (date(2027, 2, 1), ["take offer"])
    assert "Undo" in text_of(client, reverse("plan", args=[taken.plan.uid]))
    assert "Nothing is offered now." in text_of(client, answer["Location"])


def test_one_button_takes_all_of_it(taken: Taken) -> None:
    address = slip(taken)
    browser_of(taken.school_lead).post(address, {"shown": 2, "version": 1, "all": "yes"})
    assert (taken.activity.target_on, decisions(taken)) == (date(2027, 2, 1), ["take offer"])


def test_what_was_changed_here_too_is_not_chosen_until_somebody_chooses_it(taken: Taken) -> None:
    redate_activity(by=BUILDER, activity=taken.activity, started_from=1, target_on=date(2027, 1, 20), reason="Ours")
    page = browser_of(taken.school_lead).get(slip(taken))
    assert "You changed it here, so yours is kept." in page.content.decode()
    assert page.context["form"]["values"].value() == []


def test_declining_needs_a_reason_and_leaves_the_plan_as_it_is(taken: Taken) -> None:
    address = slip(taken)
    client = browser_of(taken.school_lead)
    assert client.post(address, {"shown": 2, "reason": " "}).status_code == 422
    assert decisions(taken) == []
    client.post(address, {"shown": 2, "reason": "Our school trains earlier."})
    assert (taken.activity.target_on, decisions(taken)) == (date(2027, 1, 8), ["decline offer"])
    history = text_of(client, reverse("plan_changes", args=[taken.plan.uid]))
    assert "declined a change of the plan above" in history.lower()
    assert "Our school trains earlier." in history


@pytest.mark.parametrize("typed", [{"version": 1}, {"version": 1, "values": ["leads"]}])
def test_nothing_chosen_shows_the_offer_again(taken: Taken, typed: dict[str, object]) -> None:
    answer = browser_of(taken.school_lead).post(slip(taken), {"shown": 2, **typed})
    assert (answer.status_code, decisions(taken)) == (422, [])


def test_a_decided_offer_and_an_old_page_lead_to_the_list(taken: Taken) -> None:
    address = slip(taken)
    client = browser_of(taken.school_lead)
    listed = reverse("plan_offers", args=[taken.plan.uid])
    answers = [client.post(address, {"shown": 1, "version": 1, "all": "yes"})]
    answers.append(client.post(address, {"shown": 2, "version": 0, "all": "yes"}))
    client.post(address, {"shown": 2, "version": 1, "all": "yes"})
    answers.append(client.get(address))
    assert [answer["Location"] for answer in answers] == [listed, address, listed]
    assert decisions(taken) == ["take offer"]


def test_a_new_activity_there_is_added_with_one_button(taken: Taken) -> None:
    new = activity_of(taken.planned.objective, "Tell the families", date(2027, 2, 1))
    adopt(taken.planned.plan)
    address = reverse("plan_offer", args=[taken.plan.uid, new.uid])
    client = browser_of(taken.school_lead)
    assert "Add it here" in text_of(client, address)
    client.post(address, {"shown": 2, "version": 0})
    assert taken.objective.activities.filter(text="Tell the families").exists()


def test_only_editors_of_the_lower_plan_decide(taken: Taken) -> None:
    address = slip(taken)
    people = [
        person("Second Lead", Role.PROGRAM_LEAD, taken.planned.tree.cedar),
        taken.planned.lead,
        person("Juniper Lead", Role.PROGRAM_LEAD, taken.planned.tree.juniper),
        person("Reader", Role.COMMITTEE_MEMBER, taken.planned.tree.cedar),
        taken.planned.stranger,
    ]
    found = [
        (
            browser_of(one).get(address).status_code,
            browser_of(one).post(address, {"shown": 2, "reason": ""}).status_code,
        )
        for one in people
    ]
    assert found == [(200, 422), (200, 422), (404, 404), (404, 404), (404, 404)]
    assert len(open_offers(taken.extraction)) == 1


def test_a_plan_that_was_taken_from_nowhere_has_no_offers(taken: Taken) -> None:
    client = browser_of(taken.planned.lead)
    assert client.get(reverse("plan_offers", args=[taken.planned.plan.uid])).status_code == 404
    assert "Written here" not in text_of(client, reverse("plan", args=[taken.planned.plan.uid]))


def test_a_page_asks_no_more_with_20_plans_that_took_it(taken: Taken, client: Client) -> None:
    client.force_login(taken.planned.lead)
    addresses = [reverse(name, args=[taken.planned.plan.uid]) for name in ("plan", "plan_taken_by", "plan_take")]
    few = [queries_of(client, address) for address in addresses]
    baseline = taken.planned.plan.baselines.get()
    for _ in range(19):
        take(baseline, taken.planned.tree.juniper, [taken.planned.objective])
    assert [queries_of(client, address) for address in addresses] == few
    assert few <= [27, 12, 12]


def test_the_list_of_offers_asks_no_more_for_many_than_for_one(taken: Taken, client: Client) -> None:
    client.force_login(taken.school_lead)
    offer = slip(taken)
    addresses = [reverse("plan_offers", args=[taken.plan.uid]), offer, reverse("plan", args=[taken.plan.uid])]
    few = [queries_of(client, address) for address in addresses]
    for number in range(8):
        activity_of(taken.planned.objective, f"Tell family {number}", date(2027, 2, 1))
    adopt(taken.planned.plan)
    assert [queries_of(client, address) for address in addresses] == few
    assert few <= [10, 12, 32]


def test_a_state_asks_no_more_for_many_districts_than_for_few(planned: Planned, client: Client) -> None:
    tree = planned.tree
    states = plan_at(tree.state)
    objectives = [add_objective(by=BUILDER, plan=states, fields=ObjectiveFields(text="Grow")) for _ in range(3)]
    for objective in objectives:
        activity_of(objective, "Fund it", date(2027, 5, 1))
    baseline = adopt(states)
    client.force_login(person("State Lead", Role.PROGRAM_LEAD, tree.state))
    addresses = [reverse(name, args=[states.uid]) for name in ("plan", "plan_taken_by")]
    addresses.append(f"{addresses[1]}?of={objectives[0].uid}")
    take(baseline, tree.district, objectives)
    few = [queries_of(client, address) for address in addresses]
    for number in range(12):
        district = organization(OrganizationKind.DISTRICT, f"District {number}", tree.state)
        record_progress(
            by=BUILDER,
            activity=take(baseline, district, objectives).objectives.all()[0].activities.get(),
            started_from=1,
            progress=number,
        )
    assert [queries_of(client, address) for address in addresses] == few
    assert "Taken into 13 plans" in text_of(client, addresses[1])


def test_more_is_taken_into_the_same_plan(taken: Taken) -> None:
    client = browser_of(taken.school_lead)
    address = reverse("plan_take_more", args=[taken.plan.uid])
    assert address in text_of(client, reverse("plan_offers", args=[taken.plan.uid]))
    page = client.get(address)
    assert page.context["form"]["parts"].value() == [taken.planned.plan.objectives.get(number=2).activities.get().uid]
    assert client.post(address, {"baseline": 1, "parts": []}).status_code == 422
    policy = taken.planned.plan.objectives.get(number=2)
    assert client.post(address, {"baseline": 1, "parts": [policy.activities.get().uid]}).status_code == 422
    answer = client.post(address, {"baseline": 1, "parts": [policy.uid, policy.activities.get().uid]})
    assert answer["Location"] == reverse("plan", args=[taken.plan.uid])
    assert [one.text for one in taken.plan.objectives.all()][1:] == ["Write a policy"]
    assert "Everything that was adopted there stands in this plan" in text_of(client, address)
