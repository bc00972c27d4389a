"""What phases learn of a committee and of decisions (FR1, FR2)."""

from datetime import date

import pytest

from tests.builders import person
from tests.governance.committee_builders import Steered, build_steered, committee_at, decided, question_of, seat
from tests.plans.builders import activity_of, plan_at
from tests.programs.builders import program_at
from waypost.governance.actions.committees import record_agreement, set_up_committee
from waypost.governance.models import Committee, CommitteeMember, Decision
from waypost.governance.rules.committees import CommitteeKind, VoiceKind
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.objectives import add_objective
from waypost.plans.rules.fields import ObjectiveFields
from waypost.programs.models import Program
from waypost.programs.outcomes import OutcomeState, Standing, find

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered() -> Steered:
    return build_steered()


@pytest.fixture
def program(steered: Steered) -> Program:
    return program_of(steered)


def standing(key: str, viewer: Person, program: Program) -> Standing:
    outcome = find(key)
    assert outcome is not None
    return outcome.standing(viewer, program)


def test_no_committee_is_missing_and_one_without_charter_is_started(steered: Steered, program: Program) -> None:
    Committee.objects.all().delete()
    assert standing("governance.committee", steered.lead, program).state is OutcomeState.MISSING
    set_up_committee(
        by=steered.lead,
        organization=steered.tree.district,
        kind=CommitteeKind.STEERING,
        name="New",
        seats=[seat("Ana Ruiz")],
    )
    found = standing("governance.committee", steered.lead, program)
    assert (found.state, found.says) == (OutcomeState.STARTED, "New: its charter still to come.")


def test_a_committee_waits_for_agreement_and_is_then_agreed(steered: Steered, program: Program) -> None:
    found = standing("governance.committee", steered.lead, program)
    assert (found.state, found.url) == (OutcomeState.IN_REVIEW, f"/committees/{steered.committee.uid}/")
    charter = steered.committee.charters.get()
    record_agreement(by=steered.lead, charter=charter, members=steered.committee.members.all())
    assert standing("governance.committee", steered.lead, program).state is OutcomeState.AGREED


def test_missing_educators_need_a_look(steered: Steered, program: Program) -> None:
    CommitteeMember.objects.filter(name="Ana Ruiz").update(voice=VoiceKind.ASSOCIATION)
    found = standing("governance.committee", steered.lead, program)
    assert (found.state, found.says) == (
        OutcomeState.NEEDS_A_LOOK,
        "No classroom educator has a voice in any phase.",
    )


def test_who_may_not_open_the_committee_gets_no_address(steered: Steered, program: Program) -> None:
    staff = person("Marcus Bellamy", Role.STATE_STAFF, steered.tree.state)
    assert standing("governance.committee", staff, program).url == ""
    assert standing("governance.decisions", staff, program).url == "/decisions/"


def test_decisions_are_missing_started_agreed_and_due(steered: Steered, program: Program) -> None:
    committee_elsewhere = committee_at(steered.tree.other_district)
    decided(committee_elsewhere)
    states = [standing("governance.decisions", steered.lead, program).state]
    question_of(steered.committee)
    states.append(standing("governance.decisions", steered.lead, program).state)
    made = decided(steered.committee)
    states.append(standing("governance.decisions", steered.lead, program).state)
    Decision.objects.filter(pk=made.pk).update(review_on=date(2027, 1, 14))
    found = standing("governance.decisions", steered.lead, program)
    assert states == [OutcomeState.MISSING, OutcomeState.STARTED, OutcomeState.AGREED]
    assert (found.state, found.says) == (
        OutcomeState.NEEDS_A_LOOK,
        "1 decision, 1 open question. 1 decision due for review.",
    )


def program_of(steered: Steered) -> Program:
    plan = plan_at(steered.tree.district)
    objective = add_objective(by=steered.lead, plan=plan, fields=ObjectiveFields(text="Run a pilot"))
    return program_at(steered.tree.district, activity_of(objective, "Offer three micro-credentials", None))
