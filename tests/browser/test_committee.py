"""J6: agenda, meeting, decision, activity, visible on the plan and in the log; on a phone without scripts, in a wide
window, and by keyboard."""

import re

import pytest

from tests.browser.conftest import PageAt
from tests.browser.keyboard import Keyboard
from tests.browser.reader import Reader
from tests.browser.tools import assert_accessible, assert_no_sideways_scroll, sign_in
from tests.builders import BUILDER
from tests.governance.committee_builders import Steered, build_steered, question_of
from tests.plans.builders import plan_at
from waypost.governance.models import Decision, Meeting
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.objectives import add_objective
from waypost.plans.models import Activity, Plan
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COMMITTEE = "Steering committee"
QUESTION = "Do we pay for time or for awards?"
DECISION = "Two release days for each award, from spring on."
MINUTES = "Time is what stops people, not money."
ACTION = "Agree on a shared list of substitutes"
ORIGIN = re.compile("^Came from the meeting of the Steering committee on January 14, 2027")


@pytest.fixture
def steered(transactional_db: None) -> Steered:
    """A committee with an open question, and an adopted plan with one objective."""
    steered = build_steered()
    plan = plan_at(steered.tree.district)
    add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text="Run a pilot"))
    adopt_plan(by=BUILDER, plan=plan, number=1)
    question_of(steered.committee, QUESTION)
    return steered


@pytest.mark.parametrize(("width", "javascript"), [(390, False), (1280, True)])
def test_from_agenda_to_activity(page_at: PageAt, steered: Steered, width: int, javascript: bool) -> None:
    lead = Reader(page_at(width, javascript=javascript))
    lead.signs_in(steered.lead, "/committees/")
    meet(lead)
    decide(lead)
    hand_to_the_plan(lead)
    say_what_it_changed(lead, Plan.objects.get())
    lead.opens(f"/plans/{Plan.objects.get().uid}/")
    lead.sees(ACTION)
    lead.sees(DECISION)
    lead.opens("/decisions/?words=release+days")
    lead.sees(QUESTION)
    lead.sees(DECISION)
    assert_no_sideways_scroll(lead.page)
    assert (Decision.objects.get().decision, Activity.objects.get().text) == (DECISION, ACTION)


def meet(lead: Reader) -> None:
    """The open question stands on the draft; an item of one's own joins it and goes to the top."""
    lead.follow(COMMITTEE)
    lead.sees(QUESTION)
    lead.press("Plan a meeting", role="link")
    lead.fill(re.compile("^Date"), "2027-01-14")
    lead.fill(re.compile("^Time"), "08:00")
    lead.fill("Agenda: items of your own", "How is the fall cohort doing?")
    lead.press("Plan the meeting")
    lead.sees("2. How is the fall cohort doing?")
    lead.press(re.compile("^Up.*item 2"))
    lead.sees("1. How is the fall cohort doing?")
    lead.press(re.compile("^Write minutes.*item 2"), role="link")
    lead.fill("Minutes", MINUTES)
    lead.press("Save the minutes")
    lead.sees(MINUTES)
    lead.press("Note who came", role="link")
    lead.choose("Ana Ruiz")
    lead.press("Save")


def decide(lead: Reader) -> None:
    lead.press(re.compile("^Record a decision.*item 2"), role="link")
    lead.page.get_by_label("Decision", exact=True).fill(DECISION)
    lead.fill(re.compile("^Reason"), "Time is what educators asked for.")
    lead.press("Record the decision")
    lead.sees(DECISION)


def hand_to_the_plan(lead: Reader) -> None:
    lead.press(re.compile("^Add an action.*item 2"), role="link")
    lead.fill(re.compile("^What"), ACTION)
    lead.fill(re.compile("^Who"), "Luis Ferrer")
    lead.fill("Until", "2027-03-01")
    lead.press("Add the action")
    lead.press(re.compile("^Take it into the plan"), role="link")
    lead.page.get_by_label("Objective of the plan").select_option(index=1)
    lead.press("Make it an activity")
    lead.sees(ORIGIN)


def say_what_it_changed(lead: Reader, plan: Plan) -> None:
    lead.follow(ORIGIN)
    lead.follow(DECISION)
    lead.press("Say what it changed", role="link")
    lead.choose(plan.title)
    lead.press("Save")
    lead.sees(plan.title)


@pytest.mark.parametrize("width", [1280, 390])
def test_from_agenda_to_activity_by_keyboard(page_at: PageAt, steered: Steered, width: int) -> None:
    page = page_at(width)
    sign_in(page, steered.member)
    page.goto(f"/committees/{steered.committee.uid}/")
    member = Keyboard(page, [])
    plan_by_keyboard(member)
    decide_by_keyboard(member)
    sign_in(page, steered.lead)
    page.goto(f"/meetings/{Meeting.objects.get().uid}/")
    member.go("link", "Take it into the plan")
    member.reach_control(page.get_by_label("Objective of the plan"))
    member.press("ArrowDown")
    member.go("button", "Make it an activity")
    page.get_by_text(ORIGIN).first.wait_for()
    assert_accessible(page)
    assert member.faults == []


def plan_by_keyboard(member: Keyboard) -> None:
    member.go("link", "Plan a meeting")
    member.reach_control(member.page.get_by_label("Date", exact=True))
    member.type("01142027")
    member.reach_control(member.page.get_by_label("Time", exact=True))
    member.type("0800AM")
    assert_accessible(member.page)
    member.go("button", "Plan the meeting")
    assert [item.title for item in Meeting.objects.get().items.all()] == [QUESTION]


def decide_by_keyboard(member: Keyboard) -> None:
    member.go("link", "Record a decision")
    member.reach_control(member.page.get_by_label("Decision", exact=True))
    member.type(DECISION)
    member.reach_control(member.page.get_by_label("Reason", exact=True))
    member.type("Time is what educators asked for.")
    member.go("button", "Record the decision")
    member.go("link", "Add an action")
    member.reach_control(member.page.get_by_label("What", exact=True))
    member.type(ACTION)
    member.go("button", "Add the action")
    assert_accessible(member.page)
    assert Decision.objects.get().decision == DECISION
