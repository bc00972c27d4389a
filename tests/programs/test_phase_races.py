"""Work on an outcome in the moment in which its cycle ends: it is either carried, or kept out with one sentence."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import attached, following, outcome
from tests.races import waiting_for
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.outcomes import add_outcome
from waypost.programs.actions.phases import CycleClosed
from waypost.programs.actions.questions import add_question
from waypost.programs.models import OutcomeAttachment, PhaseOutcome, PhaseQuestion
from waypost.programs.rules.phase_sets import OutcomeWords

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def programmed(transactional_db: None) -> Programmed:
    return build_programmed()


def charter_of(programmed: Programmed) -> PhaseOutcome:
    return outcome(following(programmed.lead, programmed.program), "Charter")


def ending(programmed: Programmed, charter: PhaseOutcome) -> str:
    return start_next_cycle(by=programmed.lead, cycle=charter.phase.cycle, began_on=date(2026, 11, 2)).set_name


def attaching(programmed: Programmed, charter: PhaseOutcome) -> str:
    return said(lambda: attached(programmed.lead, charter).note)


def adding(programmed: Programmed, charter: PhaseOutcome) -> str:
    words = OutcomeWords("Grants")
    return said(lambda: add_outcome(by=programmed.lead, phase=charter.phase, words=words).label)


def asking(programmed: Programmed, charter: PhaseOutcome) -> str:
    return said(lambda: add_question(by=programmed.lead, phase=charter.phase, text="Who pays?").text)


def said(call: Callable[[], str]) -> str:
    try:
        return call()
    except CycleClosed as refusal:
        return str(refusal)


def works_of(cycle_number: int) -> list[str]:
    """What was attached, added or asked by these tests in a cycle."""
    notes = OutcomeAttachment.objects.filter(outcome__phase__cycle__number=cycle_number).values_list("note", flat=True)
    added = PhaseOutcome.objects.filter(phase__cycle__number=cycle_number, label="Grants")
    asked = PhaseQuestion.objects.filter(phase__cycle__number=cycle_number, text="Who pays?")
    return [*notes, *added.values_list("label", flat=True), *asked.values_list("text", flat=True)]


@pytest.mark.parametrize("work", [attaching, adding, asking])
def test_what_begins_while_a_cycle_ends_does_not_land_in_it(
    programmed: Programmed, work: Callable[[Programmed, PhaseOutcome], str]
) -> None:
    charter = charter_of(programmed)
    answer = waiting_for(partial(ending, programmed, charter), partial(work, programmed, charter))
    assert answer == "Cycle 1 is over: cycle 2 began."
    assert (works_of(1), works_of(2)) == ([], [])


@pytest.mark.parametrize(
    ("work", "left"),
    [(attaching, "Signed in our shared drive"), (adding, "Grants"), (asking, "Who pays?")],
)
def test_what_was_begun_before_a_cycle_ends_is_carried_into_the_next(
    programmed: Programmed, work: Callable[[Programmed, PhaseOutcome], str], left: str
) -> None:
    charter = charter_of(programmed)
    waiting_for(partial(work, programmed, charter), partial(ending, programmed, charter))
    assert (works_of(1), works_of(2)) == ([left], [left])
