"""Sets of phases and states of outcomes, without a database."""

from datetime import date

import pytest

from waypost.programs.outcomes import find
from waypost.programs.rules.next_cycles import TakenOver, taken_over_words
from waypost.programs.rules.phase_sets import (
    MOST_PHASES,
    ElementGroup,
    LastPhase,
    OutcomeWords,
    PhaseWords,
    SetTooLarge,
    as_stored,
    changed,
    moved,
    phases_of,
    put_back,
    shipped_sets,
    with_phase,
    without_phase,
)
from waypost.programs.rules.phases import (
    Facts,
    MisdatedStay,
    NextStep,
    ShownState,
    Way,
    check_entered,
    check_left,
    found_state,
    hanging_words,
    next_step,
    progress,
    shown_state,
    some_of,
)


def facts(state: ShownState, has: str) -> Facts:
    """`has` names what is there: "page", "owner", "edit"."""
    words = has.split()
    return Facts(state, has_page="page" in words, has_owner="owner" in words, may_edit="edit" in words)


THREE = tuple(PhaseWords(key, key.title(), key.title()) for key in ("a", "b", "c"))


def keys(phases: tuple[PhaseWords, ...]) -> str:
    return "".join(phase.key for phase in phases if not phase.is_out)


def test_two_sets_come_with_waypost() -> None:
    names = {key: [phase.name for phase in words.phases] for key, words in shipped_sets().items()}
    assert names == {
        "five": [
            "Reflect and Prepare",
            "Plan",
            "Launch",
            "Implement, Monitor and Support",
            "Sustain and Innovate",
        ],
        "six": [
            "Exploration",
            "Planning",
            "Preparation",
            "Implementation",
            "Support and Tracking",
            "Reflection and Resetting",
        ],
    }


def test_every_shipped_phase_has_outcomes_with_hints_and_questions() -> None:
    phases = [phase for words in shipped_sets().values() for phase in words.phases]
    assert all(phase.outcomes and phase.questions and phase.purpose for phase in phases)
    assert all(outcome.hint for phase in phases for outcome in phase.outcomes)


def test_all_five_groups_run_through_the_shipped_sets() -> None:
    for words in shipped_sets().values():
        assert {outcome.group for phase in words.phases for outcome in phase.outcomes} == set(ElementGroup)


def test_a_set_comes_back_from_json_as_it_went() -> None:
    phases = shipped_sets()["five"].phases
    assert phases_of(as_stored(phases)) == phases


def test_phases_move_up_and_down_and_stay_at_the_ends() -> None:
    assert [keys(moved(THREE, key, step)) for key, step in (("b", 1), ("b", -1), ("a", -1), ("c", 1))] == [
        "acb",
        "bac",
        "abc",
        "abc",
    ]


def test_what_was_taken_out_comes_back_at_the_end() -> None:
    out = without_phase(THREE, "a")
    assert keys(out) == "bc"
    assert keys(put_back(out, "a")) == "bca"


def test_a_phase_that_is_out_does_not_count_as_a_neighbor() -> None:
    assert keys(moved(without_phase(THREE, "b"), "a", 1)) == "ca"


def test_the_last_phase_stays() -> None:
    with pytest.raises(LastPhase, match="add another one first"):
        without_phase(THREE[:1], "a")


def test_a_set_has_an_upper_bound() -> None:
    full = tuple(PhaseWords(str(number), "Phase", "Phase") for number in range(MOST_PHASES))
    with pytest.raises(SetTooLarge, match="at most 12 phases"):
        with_phase(full, THREE[0])
    with_phase(without_phase(full, "0"), THREE[0])


def test_other_words_change_one_phase_alone() -> None:
    outcome = OutcomeWords("A charter")
    found = changed(THREE, "b", name="Begin", outcomes=(outcome,))
    assert [phase.name for phase in found] == ["A", "Begin", "C"]
    assert found[1].outcomes == (outcome,)
    with pytest.raises(KeyError):
        changed(THREE, "z", name="Begin")


@pytest.mark.parametrize(
    ("registered", "attached", "shown"),
    [
        ("", [], ShownState.MISSING),
        ("", ["started"], ShownState.STARTED),
        ("", ["started", "in_review"], ShownState.IN_REVIEW),
        ("", ["agreed", "started"], ShownState.ELSEWHERE),
        ("missing", ["agreed"], ShownState.ELSEWHERE),
        ("started", ["agreed"], ShownState.ELSEWHERE),
        ("in_review", ["started"], ShownState.IN_REVIEW),
        ("agreed", ["agreed"], ShownState.AGREED),
        ("agreed", [], ShownState.AGREED),
        ("needs_a_look", ["agreed"], ShownState.NEEDS_A_LOOK),
        ("private", ["agreed"], ShownState.PRIVATE),
    ],
)
def test_a_state_is_worked_out_from_what_is_there(registered: str, attached: list[str], shown: ShownState) -> None:
    assert found_state(registered, attached) is shown


def test_what_was_waived_is_waived_whatever_is_there() -> None:
    assert shown_state(ShownState.AGREED, is_waived=True, looks_again=True) is ShownState.WAIVED


def test_what_a_cycle_left_asks_for_another_look_and_nothing_does_not() -> None:
    states = (ShownState.AGREED, ShownState.MISSING)
    shown = [shown_state(found, is_waived=False, looks_again=True) for found in states]
    assert shown == [ShownState.LOOK_AGAIN, ShownState.MISSING]


@pytest.mark.parametrize(
    ("given", "step"),
    [
        (facts(ShownState.AGREED, "page owner edit"), None),
        (facts(ShownState.ELSEWHERE, "owner edit"), None),
        (facts(ShownState.MISSING, "page edit"), NextStep("Begin it", Way.SOURCE)),
        (facts(ShownState.MISSING, "page"), None),
        (facts(ShownState.MISSING, "edit"), NextStep("Give it to somebody", Way.OWNER)),
        (facts(ShownState.MISSING, "owner edit"), NextStep("Attach what is there", Way.ATTACH)),
        (facts(ShownState.IN_REVIEW, "page owner"), NextStep("Read it", Way.SOURCE)),
        (facts(ShownState.LOOK_AGAIN, "page owner edit"), NextStep("Look again", Way.CONFIRM)),
        (facts(ShownState.LOOK_AGAIN, "page owner"), None),
        (facts(ShownState.WAIVED, "owner edit"), NextStep("Reopen", Way.REOPEN)),
        (facts(ShownState.PRIVATE, "edit"), None),
    ],
)
def test_the_next_step_is_the_most_useful_one(given: Facts, step: NextStep | None) -> None:
    assert next_step(given) == step


def test_a_ring_counts_what_is_in_place_without_what_was_waived() -> None:
    states = [ShownState.AGREED, ShownState.ELSEWHERE, ShownState.NEEDS_A_LOOK, ShownState.WAIVED]
    assert (str(progress(states)), progress(states).percent) == ("2 of 3 in place", 66)


def test_a_ring_is_full_only_where_all_is_in_place() -> None:
    assert str(progress([ShownState.AGREED, ShownState.WAIVED])) == "Complete"
    assert str(progress([ShownState.MISSING])) == "0 of 1 in place"
    assert str(progress([ShownState.STARTED])) == "0 of 1 in place"
    assert str(progress([ShownState.WAIVED])) == "Nothing expected"
    assert progress([]).percent == 0


def test_a_ring_is_never_full_while_something_is_private() -> None:
    found = progress([ShownState.AGREED, ShownState.AGREED, ShownState.PRIVATE])
    assert (str(found), found.percent) == ("2 of 2 in place, 1 private", 99)
    assert str(progress([ShownState.MISSING, ShownState.PRIVATE])) == "0 of 1 in place, 1 private"
    assert (str(progress([ShownState.PRIVATE])), progress([ShownState.PRIVATE]).percent) == ("Kept private", 0)


def test_what_is_private_is_waived_openly_and_asks_for_no_look() -> None:
    assert shown_state(ShownState.PRIVATE, is_waived=False, looks_again=True) is ShownState.PRIVATE
    assert shown_state(ShownState.PRIVATE, is_waived=True, looks_again=True) is ShownState.WAIVED


def test_what_is_private_is_taken_over_without_its_state() -> None:
    told = taken_over_words(TakenOver(2, ["Charter"], 1, ["Trust with leaders"]))
    assert told == (
        "Carried for another look: 2 outcomes.",
        "Missing or waived, and begun anew: Charter.",
        "Private, and taken over as those who keep it left it: Trust with leaders.",
        "Asked again: 1 question. Today's answers stay with this cycle.",
    )


def test_days_of_a_stay_fit_each_other() -> None:
    with pytest.raises(MisdatedStay, match="began on September 8, 2026"):
        check_entered(date(2026, 9, 7), date(2026, 9, 8))
    with pytest.raises(MisdatedStay, match="entered on September 8, 2026"):
        check_left(date(2026, 9, 7), date(2026, 9, 8))
    check_entered(date(2026, 9, 8), date(2026, 9, 8))
    check_left(date(2026, 9, 8), date(2026, 9, 8))


def test_a_long_list_of_names_is_cut() -> None:
    assert some_of(["Charter", "Lessons"]) == "Charter, Lessons"
    assert some_of(list("abcdefghi")) == "a, b, c, d, e, f, g, h and 1 other"


def test_what_hangs_on_an_outcome_is_said_before_it_leaves() -> None:
    assert hanging_words("", 0, 0) == ()
    assert hanging_words("Maya", 2, 1) == (
        "Maya has it.",
        "Attached to it, and kept with it: 2 pieces of work.",
        "Asked about it, and still open to read: 1 question.",
    )


def test_an_outcome_has_one_name_in_its_phase_and_on_its_own_page() -> None:
    named = {
        outcome.key: outcome.label
        for words in shipped_sets().values()
        for phase in words.phases
        for outcome in phase.outcomes
        if outcome.key
    }
    assert len(named) == 22
    assert {key: found.label for key in named if (found := find(key))} == named
