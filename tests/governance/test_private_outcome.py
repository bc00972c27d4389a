"""Trust with leaders in the phases of a program: its leads know how far it is, nobody else is told a state (FR1)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import person
from tests.governance.reflecting import Looking, build_looking, conversation_with, leader_at
from tests.plans.builders import activity_of, plan_at
from tests.programs.builders import program_at
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.objectives import add_objective
from waypost.plans.rules.fields import ObjectiveFields
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.outcomes import waive_outcome
from waypost.programs.actions.phases import follow_phases
from waypost.programs.models import Cycle, PhaseOutcome
from waypost.programs.queries.next_cycles import same_phases, what_is_carried
from waypost.programs.queries.phase_lines import OutcomeLine, cycle_shown
from waypost.programs.queries.phase_snapshots import left_open, snapshot_page
from waypost.programs.queries.phases import cycles
from waypost.programs.rules.phase_sets import ElementGroup, OutcomeWords, PhaseWords, SetWords
from waypost.programs.rules.phases import ShownState

TRUST = OutcomeWords("Trust with leaders", "", ElementGroup.ENGAGEMENT, "governance.leaders")
WORDS = SetWords("Small", (PhaseWords("a", "Reflect", "Reflect", "", (TRUST, OutcomeWords("Charter"))),))
KEPT = "Kept by the program leads of the organization, and by nobody else."


@pytest.fixture
def looking(db: None) -> Looking:
    return build_looking()


@pytest.fixture
def cycle(looking: Looking) -> Cycle:
    objective = add_objective(
        by=looking.lead, plan=plan_at(looking.tree.district), fields=ObjectiveFields(text="Run a pilot")
    )
    program = program_at(looking.tree.district, activity_of(objective, "Offer it", None))
    return follow_phases(by=looking.lead, program=program, words=WORDS, began_on=program.starts_on)


def trust(viewer: Person, cycle: Cycle) -> OutcomeLine:
    (phase,) = cycle_shown(viewer, cycles(viewer).get(pk=cycle.pk)).phases
    return phase.outcomes[0]


def page_of(client: Client, viewer: Person, name: str, *args: object) -> str:
    client.force_login(viewer)
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_lead_knows_the_state_and_nobody_else_is_told_one(looking: Looking, cycle: Cycle) -> None:
    above = person("State Lead", Role.PROGRAM_LEAD, looking.tree.state)
    others = (looking.member, looking.state, above)
    assert trust(looking.lead, cycle).state is ShownState.MISSING
    assert {(trust(each, cycle).state, trust(each, cycle).says) for each in others} == {(ShownState.PRIVATE, KEPT)}
    conversation_with(leader_at(looking.tree.district))
    assert trust(looking.lead, cycle).state is ShownState.AGREED
    assert {(trust(each, cycle).state, trust(each, cycle).step) for each in others} == {(ShownState.PRIVATE, None)}
    assert list(cycles(looking.stranger)) == []


def test_pages_rings_and_counts_say_that_it_is_private(looking: Looking, cycle: Cycle, client: Client) -> None:
    conversation_with(leader_at(looking.tree.district))
    phase = cycle.phases.get()
    page = page_of(client, looking.member, "phase", phase.uid)
    assert "0 of 1 outcomes are in place. 1 outcome kept private." in page
    assert ("Kept private" in page, KEPT in page, "0 of 1 in place, 1 private" in page) == (True, True, True)
    assert "1 of 2 outcomes are in place." in page_of(client, looking.lead, "phase", phase.uid)
    overview = page_of(client, looking.member, "program_phases", cycle.program.uid)
    assert ("Charter" in overview, "Trust with leaders" in overview) == (True, False)
    outcome = page_of(client, looking.member, "phase_outcome", phase.outcomes.get(key=TRUST.key).uid)
    assert ("Kept private" in outcome, "Missing" in outcome) == (True, False)
    client.force_login(looking.stranger)
    assert client.get(reverse("phase", args=[phase.uid])).status_code == 404


def test_a_waived_one_is_waived_for_everybody(looking: Looking, cycle: Cycle) -> None:
    outcome = PhaseOutcome.objects.get(phase__cycle=cycle, key=TRUST.key)
    waive_outcome(by=looking.lead, outcome=outcome, why="A board does it.")
    assert trust(looking.member, cycle).state is ShownState.WAIVED


def test_a_closed_cycle_keeps_the_state_for_those_who_may_know_it(looking: Looking, cycle: Cycle) -> None:
    above = person("State Lead", Role.PROGRAM_LEAD, looking.tree.state)
    shown = cycle_shown(above, cycles(above).get(pk=cycle.pk))
    told = what_is_carried(shown, same_phases(shown))
    assert "Private, and taken over as those who keep it left it: Trust with leaders." in told
    second = start_next_cycle(by=above, cycle=cycle, began_on=cycle.began_on)
    cycle.refresh_from_db()
    rows = {each: snapshot_page(each, cycle)[0]["outcomes"][0] for each in (looking.lead, above, looking.member)}
    assert [row["state_label"] for row in rows.values()] == ["Missing", "Kept private", "Kept private"]
    assert [row["source"] for row in rows.values()] == ["No leader is listed yet.", "", ""]
    missing = [left_open(each, cycle).missing for each in rows]
    assert missing == [["Trust with leaders", "Charter"], ["Charter"], ["Charter"]]
    assert trust(looking.lead, second).state is ShownState.MISSING


def test_what_a_lead_above_carries_is_what_stood(looking: Looking, cycle: Cycle, client: Client) -> None:
    above = person("State Lead", Role.PROGRAM_LEAD, looking.tree.state)
    conversation_with(leader_at(looking.tree.district))
    second = start_next_cycle(by=above, cycle=cycle, began_on=cycle.began_on)
    assert trust(looking.lead, second).state is ShownState.LOOK_AGAIN
    page = page_of(client, above, "phase_outcome", trust(above, second).outcome.uid)
    assert ("Whether it still holds is kept private" in page, "Changed since" in page) == (True, False)
