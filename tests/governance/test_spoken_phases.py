"""The phases in which members speak are those of the programs that a committee steers (FR1, BP3)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.governance.committee_builders import FALL, Steered, build_steered, committee_at
from tests.plans.builders import activity_of, plan_at
from tests.programs.builders import program_at
from tests.programs.phased import following, following_five
from waypost.governance.models import CommitteeMember
from waypost.governance.queries.committee_pages import committee_page, listed_committees
from waypost.governance.queries.outcomes import committee_standing
from waypost.governance.queries.spoken_phases import phases_of
from waypost.governance.rules.committees import USUAL_PHASES, phases_said
from waypost.plans.actions.objectives import add_objective
from waypost.plans.rules.fields import ObjectiveFields
from waypost.programs.models import Program
from waypost.programs.rules.phase_sets import shipped_sets

pytestmark = pytest.mark.django_db
SIX = next(words for words in shipped_sets().values() if len(words.phases) == 6)
NAMES = ["Explore", "Plan", "Prepare", "Implement", "Support", "Reset"]


@pytest.fixture
def steered() -> Steered:
    return build_steered()


@pytest.fixture
def program(steered: Steered) -> Program:
    plan = plan_at(steered.tree.district)
    objective = add_objective(by=steered.lead, plan=plan, fields=ObjectiveFields(text="Run a pilot"))
    return program_at(steered.tree.district, activity_of(objective, "Enroll a cohort", None))


def test_the_usual_phases_stand_where_no_program_says_its_own(steered: Steered, program: Program) -> None:
    assert phases_of(steered.tree.district) == USUAL_PHASES
    following_five(steered.lead, program)
    assert phases_of(steered.tree.district) == USUAL_PHASES


def test_a_program_on_six_phases_says_who_speaks_in_each(steered: Steered, program: Program, client: Client) -> None:
    following(steered.lead, program, SIX)
    assert list(phases_of(steered.tree.district).values()) == NAMES
    assert phases_of(steered.tree.other_district) == USUAL_PHASES
    client.force_login(steered.lead)
    address = reverse("committee_seat_add", args=[steered.committee.uid])
    page = client.get(address).content.decode()
    assert [name for name in NAMES if f'value="{name.lower()}"' in page] == NAMES
    typed = {"who": "Tom Becker", "part": "", "voice": "classroom educator", "level": "school", "starts_on": str(FALL)}
    client.post(address, {**typed, "phases": ["explore", "implement", "support"]})
    assert CommitteeMember.objects.get(name="Tom Becker").phases == ["explore", "implement", "support"]
    page = client.get(reverse("committee", args=[steered.committee.uid])).content.decode()
    assert "No classroom educator has a voice in the phase “Reset”." in page
    assert "Explore, Implement, Support" in page


def test_what_a_seat_kept_of_earlier_phases_stays_readable_and_can_be_kept(
    steered: Steered, program: Program, client: Client
) -> None:
    following(steered.lead, program, SIX)
    ana = steered.committee.members.get(name="Ana Ruiz")
    lines = committee_page(steered.lead, steered.committee).members
    assert lines[0].phases == "Plan, Prepare, Launch, Run and support, Sustain"
    client.force_login(steered.lead)
    address = reverse("committee_seat_edit", args=[ana.uid])
    assert 'value="run and support"' in client.get(address).content.decode()
    typed = {"part": "", "voice": "classroom educator", "level": "school", "starts_on": str(FALL), "version": "1"}
    client.post(address, {**typed, "phases": ["explore", "sustain"]})
    ana.refresh_from_db()
    assert ana.phases == ["explore", "sustain"]


def test_each_listed_committee_and_the_phase_look_at_its_own_programs(steered: Steered, program: Program) -> None:
    elsewhere = committee_at(steered.tree.other_district)
    following(steered.lead, program, SIX)
    (line,) = listed_committees(steered.lead)
    says = "No classroom educator has a voice in the phases “Explore”, “Implement”, “Support” and “Reset”."
    assert [line.missing[0].says, committee_standing(steered.lead, program).says] == [says, says]
    (other,) = listed_committees(steered.stranger)
    assert (other.committee, other.missing) == (elsewhere, ())


def test_all_phases_are_said_in_one_word() -> None:
    every = ("sustain", "plan", "prepare", "launch", "run and support", "older")
    assert phases_said(every, USUAL_PHASES) == "All phases"
    assert phases_said(("plan", "older"), USUAL_PHASES) == "Plan, Older"
