"""The first program of an organization: nobody has to know that a plan comes first."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, District, build_district, person
from tests.catalog.builders import sample_published
from tests.plans.builders import plan_at
from waypost.people.actions.people import grant_role
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.objectives import add_objective
from waypost.plans.models import Activity, Goal, Objective, Plan
from waypost.plans.rules.fields import ObjectiveFields
from waypost.programs.models import Program

pytestmark = pytest.mark.django_db

WORDS = {
    "name": "Feedback that moves learning",
    "purpose": "",
    "starts_on": "2027-01-11",
    "ends_on": "2027-06-30",
    "priority_area": "Instruction",
    "goal": "By June 2028, 60 percent of our teachers earn a micro-credential.",
    "objective": "By May 2027, 40 teachers give feedback every week.",
    "step": "Open a pilot cohort in two schools.",
}


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def maya(tree: District) -> Person:
    return person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)


@pytest.fixture
def lead(maya: Person) -> Client:
    browser = Client()
    browser.force_login(maya)
    return browser


def start(lead: Client, tree: District, **changed: object) -> Any:
    return lead.post(reverse("program_new"), {**WORDS, "organization": tree.district.pk, **changed})


def test_without_a_plan_the_form_asks_for_its_first_lines_and_for_nothing_to_choose(lead: Client) -> None:
    shown = lead.get(reverse("program_new")).content.decode()
    assert all(f'name="{name}"' in shown for name in WORDS)
    assert 'name="activity"' not in shown
    assert "No plan has an activity yet: these lines begin one." in shown


def test_each_first_line_has_an_example_and_questions_say_where_they_are_answered(lead: Client) -> None:
    shown = lead.get(reverse("program_new")).content.decode()
    for example in ("Teachers who stay.", "nine of ten new teachers", "40 teachers earn", "Open a pilot cohort."):
        assert example in shown
    assert "planning page asks these questions once it is started, and keeps the answers" in shown
    assert "Which weeks of the year leave educators room" not in shown


def test_a_first_program_writes_the_plan_that_it_carries_out(lead: Client, tree: District) -> None:
    answer = start(lead, tree)
    program = Program.objects.get()
    activity = program.activity
    plan = activity.objective.plan
    assert answer.headers["Location"] == reverse("program", args=[program.uid])
    assert (plan.title, plan.organization) == ("Plan for Feedback that moves learning", tree.district)
    assert [plan.goal.priority_area.title, plan.goal.text] == [WORDS["priority_area"], WORDS["goal"]]
    assert [activity.objective.text, activity.text] == [WORDS["objective"], WORDS["step"]]
    assert [activity.start_on, activity.target_on] == [date(2027, 1, 11), date(2027, 6, 30)]


def test_a_plan_without_objectives_gets_its_first_one(lead: Client, tree: District) -> None:
    plan = plan_at(tree.district)
    assert 'name="goal"' not in lead.get(reverse("program_new")).content.decode()
    start(lead, tree, plan=plan.pk)
    objective = Program.objects.get().activity.objective
    assert (objective.plan, objective.text, Plan.objects.count()) == (plan, WORDS["objective"], 1)


def test_an_objective_without_activities_gets_its_first_one(lead: Client, tree: District) -> None:
    found = add_objective(by=BUILDER, plan=plan_at(tree.district), fields=ObjectiveFields(text="Run a pilot"))
    shown = lead.get(reverse("program_new")).content.decode()
    assert "Objective 1: Run a pilot" in shown
    start(lead, tree, objective=found.pk)
    activity = Program.objects.get().activity
    assert (activity.objective, activity.text, Objective.objects.count()) == (found, WORDS["step"], 1)


def test_a_first_program_with_dates_the_wrong_way_round_leaves_no_half_of_a_plan(lead: Client, tree: District) -> None:
    answer = start(lead, tree, ends_on="2027-01-10")
    assert answer.status_code == 422
    assert str(WORDS["objective"]) in answer.content.decode()
    assert not Plan.objects.exists()
    assert not Goal.objects.exists()


def test_a_plan_of_the_district_is_not_begun_for_the_state(lead: Client, tree: District) -> None:
    plan = plan_at(tree.district)
    answer = start(lead, tree, plan=plan.pk, organization=tree.state.pk)
    assert answer.status_code == 422
    assert not Activity.objects.exists()


def test_a_first_program_belongs_where_its_plan_does(tree: District) -> None:
    owner = person("Ana Lead", Role.PROGRAM_LEAD, tree.state)
    browser = Client()
    browser.force_login(owner)
    answer = start(browser, tree, plan=plan_at(tree.other_district).pk)
    assert "The plan belongs to Stony Brook: choose that organization, or one below it." in answer.content.decode()
    assert not Activity.objects.exists()
    assert not Program.objects.exists()


def test_a_program_without_anything_to_offer_says_what_comes_first_and_leads_there(
    lead: Client, maya: Person, tree: District
) -> None:
    start(lead, tree)
    address = reverse("program", args=[Program.objects.get().uid])
    shown = lead.get(address).content.decode()
    assert 'name="micro_credential"' not in shown
    assert "Nothing is published that this program could offer." in shown
    assert "nobody here holds that role yet: ask your administrator to give it." in shown
    grant_role(by=BUILDER, person=maya, role=Role.CATALOG_EDITOR, organization=tree.district)
    assert f'href="{reverse("catalog_new")}">Write the first one' in lead.get(address).content.decode()
    sample_published(tree.district)
    assert 'name="micro_credential"' in lead.get(address).content.decode()
