"""Objectives in full: products, background, order, their page, and help with their words."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned, activity_of
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.objectives import (
    add_objective,
    edit_objective,
    move_objective_down,
    move_objective_up,
)
from waypost.plans.actions.plans import add_alignment_row
from waypost.plans.models import Indicator, Objective, Plan
from waypost.plans.rules.fields import AlignmentFields, ObjectiveFields

pytestmark = pytest.mark.django_db
FULL = ObjectiveFields(
    text="Run a pilot with 7 schools by June 2028",
    products=("A report", "A policy"),
    strategy_type="Pilot with coaching",
    source="A neighboring district",
    evidence_base="A study in 14 districts",
    evidence_tier="tier 2: moderate",
    policy_change=True,
    policy_change_note="Policy 4.31",
)
TYPED = {
    "text": FULL.text,
    "products": "A report\r\n\r\n A policy ",
    "strategy_type": FULL.strategy_type,
    "source": FULL.source,
    "evidence_base": FULL.evidence_base,
    "evidence_tier": FULL.evidence_tier,
    "policy_change": "yes",
    "policy_change_note": FULL.policy_change_note,
}


@pytest.fixture
def lead(planned: Planned, client: Client) -> Client:
    client.force_login(planned.lead)
    return client


def page_of(client: Client, objective: Objective) -> str:
    return client.get(reverse("plan_objective", args=[objective.uid])).content.decode()


def numbers(plan: Plan) -> list[tuple[int, str]]:
    return list(plan.objectives.values_list("number", "text"))


def test_every_field_is_typed_kept_shown_and_offered_again(planned: Planned, lead: Client) -> None:
    lead.post(reverse("plan_objective_add", args=[planned.plan.uid]), TYPED)
    objective = Objective.objects.get(number=2)
    assert [product.text for product in objective.products.all()] == ["A report", "A policy"]
    page = page_of(lead, objective)
    shown = [*(text for name, text in TYPED.items() if name not in {"products", "policy_change", "evidence_tier"})]
    assert [text for text in (*shown, "A report", "A policy", "Tier 2: moderate") if text not in page] == []
    form = lead.get(reverse("plan_objective_edit", args=[objective.uid])).context["form"]
    assert {name: form[name].value() for name in TYPED} == {**TYPED, "products": "A report\nA policy"}


def test_the_plan_shows_products_type_and_tier(planned: Planned, lead: Client) -> None:
    edit_objective(by=BUILDER, objective=planned.objective, started_from=1, fields=FULL)
    page = lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    for words in ("Comes out of it: A report; A policy", "Type of strategy: Pilot with coaching", "(Tier 2: moderate)"):
        assert words in page


def test_an_edit_of_products_alone_is_one_change_with_both_lists(planned: Planned, lead: Client) -> None:
    edit_objective(by=BUILDER, objective=planned.objective, started_from=1, fields=FULL)
    fewer = ObjectiveFields(**{**vars(FULL), "products": ("A policy",)})
    edit_objective(by=planned.lead, objective=planned.objective, started_from=2, fields=fewer)
    row = AuditEntry.objects.filter(verb="edit objective").last()
    assert row is not None
    assert (row.before, row.after) == ({"products": ["A report", "A policy"]}, {"products": ["A policy"]})
    history = lead.get(reverse("plan_changes", args=[planned.plan.uid])).content.decode()
    assert "A report; A policy → A policy" in history
    assert "nothing → yes" in history


def test_a_baseline_keeps_the_products(planned: Planned, lead: Client) -> None:
    edit_objective(by=BUILDER, objective=planned.objective, started_from=1, fields=FULL)
    baseline = adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    assert baseline.snapshot["objectives"][0]["products"] == ["A report", "A policy"]
    address = reverse("plan_baseline", args=[planned.plan.uid, 1])
    assert "Comes out of it: A report; A policy" in lead.get(address).content.decode()


def test_objectives_trade_places_and_keep_the_numbers_of_the_file(planned: Planned) -> None:
    Objective.objects.filter(pk=planned.objective.pk).update(number=3)
    second = add_objective(by=BUILDER, plan=planned.plan, fields=ObjectiveFields(text="Second"))
    Objective.objects.filter(pk=second.pk).update(number=7)
    move_objective_up(by=planned.lead, objective=second, shown_number=7)
    assert numbers(planned.plan) == [(3, "Second"), (7, planned.objective.text)]
    entry = AuditEntry.objects.get(verb="move objective")
    assert (entry.before, entry.after) == ({"number": 7}, {"number": 3})
    move_objective_down(by=planned.lead, objective=second, shown_number=3)
    assert numbers(planned.plan) == [(3, planned.objective.text), (7, "Second")]


def test_the_first_does_not_move_up_nor_the_last_down(planned: Planned) -> None:
    second = add_objective(by=BUILDER, plan=planned.plan, fields=ObjectiveFields(text="Second"))
    move_objective_up(by=planned.lead, objective=planned.objective, shown_number=1)
    move_objective_down(by=planned.lead, objective=second, shown_number=2)
    assert numbers(planned.plan) == [(1, planned.objective.text), (2, "Second")]
    assert not AuditEntry.objects.filter(verb="move objective").exists()


def test_a_second_click_on_an_old_page_moves_nothing_more(planned: Planned, lead: Client) -> None:
    for text in ("Second", "Third"):
        add_objective(by=BUILDER, plan=planned.plan, fields=ObjectiveFields(text=text))
    third = Objective.objects.get(text="Third")
    address = reverse("plan_objective_move", args=[third.uid])
    for _ in range(2):
        lead.post(address, {"direction": "up", "number": "3"})
    lead.post(address, {"direction": "sideways", "number": "2"})
    assert [text for _, text in numbers(planned.plan)] == [planned.objective.text, "Third", "Second"]


def test_the_number_of_an_objective_that_was_taken_out_is_not_given_again(planned: Planned) -> None:
    second = add_objective(by=BUILDER, plan=planned.plan, fields=ObjectiveFields(text="Second"))
    Objective.objects.filter(pk=second.pk).update(taken_out_at="2027-01-14T09:00Z")
    third = add_objective(by=BUILDER, plan=planned.plan, fields=ObjectiveFields(text="Third"))
    assert third.number == 3
    move_objective_up(by=BUILDER, objective=third, shown_number=3)
    assert numbers(planned.plan) == [(1, "Third"), (3, planned.objective.text)]


def test_check_shows_help_saves_nothing_and_keeps_what_was_typed(planned: Planned, lead: Client) -> None:
    address = reverse("plan_objective_edit", args=[planned.objective.uid])
    entries = AuditEntry.objects.count()
    typed = {**TYPED, "version": "1", "text": "Train 12 coaches by June 2024", "check": "1"}
    answer = lead.post(address, typed)
    page = answer.content.decode()
    assert (answer.status_code, AuditEntry.objects.count()) == (200, entries)
    assert "“by June 2024” is over. Choose a date that lies ahead." in page
    assert "A neighboring district" in page
    assert 'name="version" value="1"' in page
    assert lead.post(address, {**typed, "check": ""} | {"version": "1"}).status_code == 200


def test_saving_never_waits_for_the_five(planned: Planned, lead: Client) -> None:
    address = reverse("plan_objective_add", args=[planned.plan.uid])
    assert lead.post(address, {"text": "Improve."}).status_code == 302
    assert Objective.objects.get(number=2).text == "Improve."


def test_a_new_form_has_no_findings_until_there_are_words(planned: Planned, lead: Client) -> None:
    address = reverse("plan_objective_add", args=[planned.plan.uid])
    assert lead.get(address).context["findings"] == ()
    assert len(lead.post(address, {"text": "Improve.", "check": "1"}).context["findings"]) == 5


def test_indicators_activities_and_products_of_the_plan_help(planned: Planned, lead: Client) -> None:
    Indicator.objects.filter(pk=planned.indicator.pk).update(
        text="Schools that run a pilot", baseline=Decimal(0), target=Decimal(7)
    )
    fields = ObjectiveFields(text="Schools run the pilot.", products=("A report",))
    edit_objective(by=BUILDER, objective=planned.objective, started_from=1, fields=fields)
    page = page_of(lead, planned.objective)
    for words in (
        "“A report” (Products)",
        "“Schools that run a pilot” (Indicators)",
        "its last activity ends on January 8",
    ):
        assert words in page


def test_only_who_may_edit_sees_help_and_buttons(planned: Planned, client: Client) -> None:
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    pages = {}
    for role in (Role.PROGRAM_LEAD, Role.COMMITTEE_MEMBER):
        client.force_login(person(f"Reader {role}", role, planned.tree.district))
        pages[role] = page_of(client, planned.objective)
    shown = {
        role: [words in page for words in ("Help with the words", "Move up", "Edit")] for role, page in pages.items()
    }
    assert shown == {Role.PROGRAM_LEAD: [True] * 3, Role.COMMITTEE_MEMBER: [False] * 3}


def test_a_stranger_reads_moves_and_edits_nothing(planned: Planned, client: Client) -> None:
    add_objective(by=BUILDER, plan=planned.plan, fields=ObjectiveFields(text="Second"))
    client.force_login(planned.stranger)
    uid = planned.objective.uid
    answers = [
        client.get(reverse("plan_objective", args=[uid])),
        client.post(reverse("plan_objective_move", args=[uid]), {"direction": "down", "number": "1"}),
        client.post(reverse("plan_objective_edit", args=[uid]), {**TYPED, "version": "1"}),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert numbers(planned.plan)[0] == (1, planned.objective.text)


def test_the_page_of_an_objective_asks_no_more_for_more_rows(planned: Planned, lead: Client) -> None:
    def queries() -> int:
        page_of(lead, planned.objective)
        with CaptureQueriesContext(connection) as captured:
            page_of(lead, planned.objective)
        return len(captured)

    add_alignment_row(by=BUILDER, objective=planned.objective, fields=AlignmentFields(standard="Standard 3"))
    few = queries()
    for number in range(12):
        activity_of(planned.objective, f"Step {number}", date(2027, 5, 1), "Ana", "Tom")
        add_alignment_row(by=BUILDER, objective=planned.objective, fields=AlignmentFields(standard="Standard 3"))
    edit_objective(by=BUILDER, objective=planned.objective, started_from=1, fields=FULL)
    assert queries() == few
    assert few <= 24


def test_the_help_beside_the_forms_is_folded(planned: Planned, lead: Client) -> None:
    titles = {
        "plan_edit": ["How to name and date a plan", "How to set a goal"],
        "plan_objective_add": ["How to write an objective", "What to say about the strategy"],
        "plan_indicator_add": ["How to choose an indicator"],
        "plan_activity_add": ["How to write an activity"],
    }
    for name, wanted in titles.items():
        page = lead.get(reverse(name, args=[planned.plan.uid])).content.decode()
        assert [title for title in wanted if f"<summary>{title}</summary>" not in page] == []
        assert page.count('<details class="wp-more') == len(wanted)
        assert "<details open" not in page
