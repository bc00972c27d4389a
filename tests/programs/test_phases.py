"""Following phases: sets, entering, leaving, going back, and the next cycle."""

from datetime import date

import pytest

from tests.builders import BUILDER, person
from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import SEPTEMBER, SMALL, attached, following, following_five, line, outcome, shown
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.programs.actions import phase_sets, phases
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.outcomes import confirm_outcome, edit_outcome, waive_outcome
from waypost.programs.actions.questions import answer_question
from waypost.programs.models import Cycle, OutcomeAttachment, Phase, PhaseSet
from waypost.programs.queries.phase_snapshots import left_open, snapshot_page
from waypost.programs.queries.phases import open_cycle, programs_with_phases, sets_to_follow
from waypost.programs.rules.phase_sets import LastPhase, OutcomeWords, shipped_sets
from waypost.programs.rules.phases import MisdatedStay, ShownState

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 5)
JUNE = date(2027, 6, 14)


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def cycle(programmed: Programmed) -> Cycle:
    return following(programmed.lead, programmed.program)


def phase(cycle: Cycle, place: int) -> Phase:
    return cycle.phases.get(position=place)


def now_in(programmed: Programmed, cycle: Cycle) -> list[str]:
    return [one.phase.name for one in shown(programmed.lead, cycle).current]


def test_a_program_begins_in_the_first_phase_with_the_words_of_the_set(programmed: Programmed) -> None:
    cycle = following_five(programmed.lead, programmed.program)
    page = shown(programmed.lead, cycle)
    assert [one.phase.name for one in page.phases] == [one.name for one in shipped_sets()["five"].phases]
    assert [len(one.outcomes) for one in page.phases] == [8, 12, 8, 8, 5]
    assert now_in(programmed, cycle) == ["Reflect and Prepare"]
    assert AuditEntry.objects.get(verb="follow phases").after == {
        "set": "Five phases: from reflecting to sustaining",
        "began_on": "2026-09-08",
    }


def test_a_program_begins_once(programmed: Programmed, cycle: Cycle) -> None:
    with pytest.raises(phases.FollowsPhases, match="follows phases already"):
        following(programmed.lead, programmed.program)
    assert Cycle.objects.count() == 1


def test_a_program_is_in_two_phases_at_once_and_goes_back(programmed: Programmed, cycle: Cycle) -> None:
    first, second = phase(cycle, 1), phase(cycle, 2)
    phases.enter_phase(by=programmed.lead, phase=second, on=OCTOBER, why="Two schools are ready.")
    assert now_in(programmed, cycle) == ["Begin well", "Keep going"]
    phases.leave_phase(by=programmed.lead, phase=first, on=OCTOBER)
    assert now_in(programmed, cycle) == ["Keep going"]
    phases.enter_phase(by=programmed.lead, phase=first, on=JUNE, why="New principals.")
    assert now_in(programmed, cycle) == ["Begin well", "Keep going"]
    stays = [(stay.entered_on, stay.left_on, stay.entered_why) for stay in first.stays.all()]
    assert stays == [(SEPTEMBER, OCTOBER, ""), (JUNE, None, "New principals.")]


def test_a_phase_is_entered_once_and_left_once(programmed: Programmed, cycle: Cycle) -> None:
    with pytest.raises(phases.InPhase, match="is in “Begin well” already"):
        phases.enter_phase(by=programmed.lead, phase=phase(cycle, 1), on=OCTOBER)
    with pytest.raises(phases.NotInPhase, match="is not in “Keep going” now"):
        phases.leave_phase(by=programmed.lead, phase=phase(cycle, 2), on=OCTOBER)


def test_days_that_do_not_fit_change_nothing(programmed: Programmed, cycle: Cycle) -> None:
    with pytest.raises(MisdatedStay):
        phases.enter_phase(by=programmed.lead, phase=phase(cycle, 2), on=date(2026, 9, 7))
    with pytest.raises(MisdatedStay):
        phases.leave_phase(by=programmed.lead, phase=phase(cycle, 1), on=date(2026, 9, 7))
    assert now_in(programmed, cycle) == ["Begin well"]


def test_the_next_cycle_begins_with_what_the_last_one_left(programmed: Programmed, cycle: Cycle) -> None:
    lead = programmed.lead
    charter = outcome(cycle, "Charter")
    edit_outcome(by=lead, outcome=charter, started_from=1, words=OutcomeWords("Charter"), owner=lead)
    attached(lead, charter)
    waive_outcome(by=lead, outcome=outcome(cycle, "Lessons"), why="One month was too short.")
    second = start_next_cycle(by=lead, cycle=cycle, began_on=JUNE, why="Nine more schools.")
    assert (second.number, open_cycle(programmed.program)) == (2, second)
    carried = line(lead, second, "Charter")
    assert (carried.state, carried.label, carried.who) == (
        ShownState.LOOK_AGAIN,
        "From cycle 1: look again",
        "Maya Okafor",
    )
    assert carried.says == "Signed in our shared drive."
    assert line(lead, second, "Lessons").state is ShownState.MISSING
    assert now_in(programmed, second) == ["Begin well"]


def test_what_was_carried_is_looked_at_until_somebody_confirms_or_changes_it(
    programmed: Programmed, cycle: Cycle
) -> None:
    lead = programmed.lead
    attached(lead, outcome(cycle, "Charter"))
    second = start_next_cycle(by=lead, cycle=cycle, began_on=JUNE)
    confirm_outcome(by=lead, outcome=outcome(second, "Curated catalog"))
    assert line(lead, second, "Curated catalog").state is ShownState.AGREED
    attached(lead, outcome(second, "Charter"))
    assert line(lead, second, "Charter").state is ShownState.ELSEWHERE
    assert OutcomeAttachment.objects.filter(outcome__phase__cycle=second).count() == 2


def test_a_closed_cycle_stays_readable_as_it_stood(programmed: Programmed, cycle: Cycle) -> None:
    lead = programmed.lead
    attached(lead, outcome(cycle, "Charter"))
    question = phase(cycle, 1).questions.get()
    answer_question(by=lead, question=question, started_from=1, text="Bus drivers.")
    waive_outcome(by=lead, outcome=outcome(cycle, "Lessons"), why="Too short.")
    start_next_cycle(by=lead, cycle=cycle, began_on=JUNE)
    cycle.refresh_from_db()
    first, _ = snapshot_page(lead, cycle)
    assert [(row["label"], row["state_label"]) for row in first["outcomes"]] == [
        ("Curated catalog", "In place"),
        ("Charter", "In place, done elsewhere"),
    ]
    assert first["questions"] == [{"text": "Whose voice is missing?", "answer": "Bus drivers.", "by": "Maya Okafor"}]
    assert first["stays"][0] | {"entered_why": ""} == {
        "entered_on": SEPTEMBER,
        "left_on": JUNE,
        "entered_why": "",
        "left_why": "Cycle 2 began.",
    }
    assert [(row["label"], row["waived_why"]) for row in left_open(lead, cycle).waived] == [("Lessons", "Too short.")]
    assert left_open(lead, cycle).missing == []


def test_what_a_source_told_the_lead_stays_with_those_who_may_edit(programmed: Programmed, cycle: Cycle) -> None:
    start_next_cycle(by=programmed.lead, cycle=cycle, began_on=JUNE)
    cycle.refresh_from_db()
    member = person("Luis Ferrer", Role.COMMITTEE_MEMBER, programmed.tree.district)
    told = [snapshot_page(viewer, cycle)[0]["outcomes"][0]["source"] for viewer in (programmed.lead, member)]
    assert told == ["1 micro-credential offered, 1 with the reason why.", ""]


def test_nobody_starts_two_cycles_at_once(programmed: Programmed, cycle: Cycle) -> None:
    start_next_cycle(by=programmed.lead, cycle=cycle, began_on=JUNE)
    with pytest.raises(phases.CycleClosed, match="Cycle 1 is over"):
        start_next_cycle(by=programmed.lead, cycle=cycle, began_on=JUNE)
    with pytest.raises(phases.CycleClosed):
        phases.enter_phase(by=programmed.lead, phase=phase(cycle, 2), on=JUNE)
    assert Cycle.objects.count() == 2


def test_programs_in_reach_stand_by_the_height_of_their_organization(programmed: Programmed, cycle: Cycle) -> None:
    stranger = person("Noor Haddad", Role.PROGRAM_LEAD, programmed.tree.other_district)
    assert list(programs_with_phases(programmed.lead)) == [programmed.program]
    assert list(programs_with_phases(stranger)) == []


def own_set(programmed: Programmed) -> PhaseSet:
    return phase_sets.make_phase_set(by=programmed.lead, organization=programmed.tree.district, name="Ours", like=SMALL)


def test_an_organization_makes_a_set_of_its_own_for_itself_and_those_below(programmed: Programmed) -> None:
    made = own_set(programmed)
    assert list(sets_to_follow(programmed.tree.district)) == ["five", "six", made.uid]
    assert list(sets_to_follow(programmed.tree.cedar)) == ["five", "six", made.uid]
    assert list(sets_to_follow(programmed.tree.other_district)) == ["five", "six"]


def test_names_order_outcomes_and_questions_of_a_set_can_be_changed(programmed: Programmed) -> None:
    made, lead = own_set(programmed), programmed.lead
    words = {"name": "Look around", "short_name": "Look", "outcomes": (OutcomeWords("Map"),), "questions": ("Who?",)}
    made = phase_sets.edit_phase(by=lead, phase_set=made, key="begin", started_from=1, **words)
    made = phase_sets.move_phase(by=lead, phase_set=made, key="begin", step=1)
    made = phase_sets.add_phase(by=lead, phase_set=made, started_from=3, name="Rest", short_name="Rest")
    made = phase_sets.rename_phase_set(by=lead, phase_set=made, started_from=4, name="Our way")
    assert [one.name for one in made.words.standing] == ["Keep going", "Look around", "Rest"]
    assert made.words.standing[1].outcomes == (OutcomeWords("Map"),)
    assert (made.name, made.version) == ("Our way", 5)


def test_a_phase_leaves_a_set_and_comes_back(programmed: Programmed) -> None:
    made, lead = own_set(programmed), programmed.lead
    made = phase_sets.take_phase_out(by=lead, phase_set=made, key="begin")
    with pytest.raises(LastPhase):
        phase_sets.take_phase_out(by=lead, phase_set=made, key="keep")
    assert [one.key for one in made.words.taken_out] == ["begin"]
    made = phase_sets.put_phase_back(by=lead, phase_set=made, key="begin")
    assert [one.key for one in made.words.standing] == ["keep", "begin"]


def test_two_who_change_a_set_at_once_lose_nothing(programmed: Programmed) -> None:
    made = own_set(programmed)
    phase_sets.rename_phase_set(by=programmed.lead, phase_set=made, started_from=1, name="First")
    with pytest.raises(EditConflict):
        phase_sets.edit_phase(by=BUILDER, phase_set=made, key="begin", started_from=1, name="Second")
    assert PhaseSet.objects.get().words.standing[0].name == "Begin well"


def test_a_set_has_a_name_of_its_own(programmed: Programmed) -> None:
    own_set(programmed)
    with pytest.raises(phase_sets.SetNameTaken, match="has a set with this name"):
        own_set(programmed)


def test_a_program_keeps_the_words_that_it_began_with(programmed: Programmed) -> None:
    made = own_set(programmed)
    cycle = following(programmed.lead, programmed.program, made.words)
    phase_sets.edit_phase(by=programmed.lead, phase_set=made, key="begin", started_from=1, name="Other")
    assert [one.name for one in cycle.phases.all()] == ["Begin well", "Keep going"]
