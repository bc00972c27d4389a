"""From an award back to the priority, from a plan forward, and where the thread breaks."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER
from tests.credentials.builders import build_award
from tests.insight.builders import Running, add_educators
from tests.insight.test_funnel import queries_of
from tests.plans.builders import activity_of, plan_at
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.models import Award
from waypost.insight.queries.thread import award_thread, award_to_follow, plan_thread
from waypost.insight.rules.steps import Step
from waypost.insight.rules.thread import NOT_ALIGNED, WITHDRAWN
from waypost.plans.actions.indicators import add_indicator
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.plans import add_alignment_row
from waypost.plans.rules.fields import AlignmentFields, IndicatorFields, ObjectiveFields
from waypost.programs.actions.programs import create_program

BUDGET = 24
NO_PROGRAM = "No program carries out any of its activities: nobody can enroll."


@pytest.fixture
def award(running: Running) -> Award:
    (dana,) = add_educators(running, running.tree.cedar, Step.INVITED)
    return build_award(running.offer, dana)


def knots(running: Running, award: Award) -> dict[str, list[str]]:
    found = award_to_follow(running.lead, award.uid)
    assert found is not None
    return {knot.kind: knot.breaks for knot in award_thread(running.lead, found)}


def test_the_thread_leads_from_the_award_to_the_priority(running: Running, award: Award, client: Client) -> None:
    assert list(knots(running, award)) == [
        "Credential",
        "Review",
        "Submission",
        "Enrollment",
        "Cohort",
        "Program",
        "Activity",
        "Objective",
        "Goal",
        "Priority",
    ]
    client.force_login(running.lead)
    page = client.get(reverse("insight_award_thread", args=[award.uid])).content.decode()
    offer = running.offer
    for name, uid in (("cohort", offer.cohort.uid), ("program", offer.program.uid)):
        assert f'href="{reverse(name, args=[uid])}"' in page
    assert reverse("plan_activity", args=[offer.program.activity.uid]) in page
    assert "Growth that educators trust" in page


def test_it_says_where_it_breaks_and_mends(running: Running, award: Award) -> None:
    plan = running.offer.program.activity.objective.plan
    before = knots(running, award)
    assert before["Enrollment"] == [NOT_ALIGNED]
    assert len(before["Objective"]) == 1
    assert before["Goal"] == ["No indicator yet: nobody can tell whether the goal comes closer."]
    fields = IndicatorFields(term="short", text="Earned", source_key="insight.educators_with_an_award")
    add_indicator(by=BUILDER, plan=plan, fields=fields)
    add_alignment_row(by=BUILDER, objective=plan.objectives.get(), fields=AlignmentFields(standard="Standard 3"))
    after = knots(running, award)
    assert (after["Objective"], after["Goal"]) == ([], [])


def test_a_withdrawn_award_breaks_the_thread(running: Running, award: Award) -> None:
    revoke_award(by=running.lead, award=award, reason="The evidence was somebody else's.")
    assert knots(running, award)["Credential"] == [WITHDRAWN]


def test_a_private_credential_is_named_but_not_linked(running: Running, award: Award, client: Client) -> None:
    client.force_login(running.lead)
    page = client.get(reverse("insight_award_thread", args=[award.uid])).content.decode()
    assert award.number in page
    assert f'href="{reverse("credential", args=[award.uid])}"' not in page


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_others_find_no_thread_of_an_award(running: Running, award: Award, client: Client, who: str) -> None:
    client.force_login(getattr(running, who))
    assert client.get(reverse("insight_award_thread", args=[award.uid])).status_code == 404


def test_a_plan_shows_what_it_led_to_and_where_nothing_followed(running: Running, award: Award) -> None:
    program = running.offer.program
    plan = program.activity.objective.plan
    other = add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text="Coach every school"))
    activity = activity_of(other, "Train coaches", None)
    first, second = plan_thread(running.lead, plan).objectives
    (served,) = first.activities[0].programs
    assert (served.program, served.everybody.count_of(Step.EARNED), served.breaks) == (program, 1, [])
    assert second.activities[0].programs == []
    assert second.breaks == ["Not aligned yet: no priority, standard or funding is named for it."]
    create_program(
        by=BUILDER,
        organization=running.tree.district,
        activity=activity,
        name="Coaches",
        purpose="",
        starts_on=program.starts_on,
        ends_on=program.ends_on,
    )
    second = plan_thread(running.lead, plan).objectives[1]
    assert second.breaks == ["Not aligned yet: no priority, standard or funding is named for it."]
    assert second.activities[0].programs[0].breaks == [
        "It offers no micro-credential yet.",
        "It has no cohort yet: nobody can enroll.",
    ]


def test_an_activity_without_a_program_stands_alone_and_breaks_nothing(running: Running, client: Client) -> None:
    plan = running.offer.program.activity.objective.plan
    activity_of(plan.objectives.get(), "Win three schools", None)
    (objective,) = plan_thread(running.lead, plan).objectives
    assert [activity.text for activity in objective.alone] == ["Win three schools"]
    assert [row.activity for row in objective.with_program] == [running.offer.program.activity]
    client.force_login(running.lead)
    page = client.get(reverse("insight_plan_thread", args=[plan.uid])).content.decode()
    assert page.count("Carried out without a program:") == 1
    assert "No program carries out" not in page


def test_a_plan_without_any_program_breaks_the_thread_once(running: Running) -> None:
    plan = plan_at(running.tree.juniper)
    without_activities = plan_thread(running.lead, plan).breaks
    objective = add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text="Coach every school"))
    activity_of(objective, "Train coaches", None)
    after = plan_thread(running.lead, plan).breaks
    assert NO_PROGRAM not in without_activities
    assert NO_PROGRAM in after


def test_a_committee_member_reads_the_plans_thread_without_small_groups(running: Running, award: Award) -> None:
    plan = running.offer.program.activity.objective.plan
    (block,) = plan_thread(running.member, plan).objectives
    (served,) = block.activities[0].programs
    assert {step.count for step in served.everybody.steps} == {None}


def test_more_activities_cost_no_more_queries(running: Running, award: Award, client: Client) -> None:
    plan = running.offer.program.activity.objective.plan
    client.force_login(running.lead)
    address = reverse("insight_plan_thread", args=[plan.uid])
    few = queries_of(client, address)
    for number in range(4):
        objective = add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text=f"Objective {number}"))
        activity_of(objective, "Activity", None)
    assert queries_of(client, address) == few
    assert few <= BUDGET
