"""Which voices a plan lacks, by rules that anybody can read."""

from itertools import chain

import pytest

from waypost.plans.rules.kinds import SchoolLevel, Stage, Voice
from waypost.plans.rules.voices import Gap, Missing, Speaker, advice, finding, gaps, levels_count_in

LEVELS = tuple(SchoolLevel)


def everywhere(*voices: Voice, levels: tuple[SchoolLevel, ...] = LEVELS) -> list[Speaker]:
    """Each voice at each stage, and one row for each level."""
    rows = chain.from_iterable([Speaker(stage, voice) for voice in voices] for stage in Stage)
    return [*rows, *(Speaker(Stage.MONITOR, voices[0], level) for level in levels)]


def test_a_plan_in_which_all_speak_lacks_nobody() -> None:
    assert gaps(everywhere(Voice.CLASSROOM_EDUCATORS, Voice.DISTRICT_LEADERS), with_levels=True) == ()


def test_a_plan_that_names_nobody_lacks_everybody_and_is_asked_for_no_level_yet() -> None:
    assert gaps([], with_levels=True) == (Gap(Missing.EVERYBODY, stages=tuple(Stage)),)


@pytest.mark.parametrize(
    ("voices", "missing"),
    [
        ((), Missing.EVERYBODY),
        ((Voice.DISTRICT_LEADERS,), Missing.ALL_BUT_LEADERS),
        ((Voice.SCHOOL_LEADERS, Voice.DISTRICT_LEADERS), Missing.ALL_BUT_LEADERS),
        ((Voice.SCHOOL_LEADERS, Voice.FAMILIES), Missing.EDUCATORS),
        ((Voice.COACHES,), Missing.EDUCATORS),
    ],
)
def test_each_stage_stands_in_one_gap(voices: tuple[Voice, ...], missing: Missing) -> None:
    rows = [row for row in everywhere(Voice.CLASSROOM_EDUCATORS, levels=()) if row.stage != Stage.EVALUATE]
    rows += [Speaker(Stage.EVALUATE, voice) for voice in voices]
    assert gaps(rows, with_levels=False) == (Gap(missing, stages=(Stage.EVALUATE,)),)


def test_a_level_that_no_row_is_about_is_named_only_above_a_school() -> None:
    rows = everywhere(Voice.CLASSROOM_EDUCATORS, levels=(SchoolLevel.MIDDLE,))
    unnamed = (SchoolLevel.ELEMENTARY, SchoolLevel.HIGH)
    assert gaps(rows, with_levels=True) == (Gap(Missing.LEVELS, levels=unnamed),)
    assert gaps(rows, with_levels=False) == ()


def test_levels_count_above_schools() -> None:
    kinds = ("state", "district", "association", "school", "department")
    assert [levels_count_in(kind) for kind in kinds] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        (Gap(Missing.EVERYBODY, stages=(Stage.MONITOR,)), "Nobody is named yet where work is monitored."),
        (
            Gap(Missing.ALL_BUT_LEADERS, stages=(Stage.INITIATE, Stage.MONITOR, Stage.EVALUATE)),
            "Only leaders have a voice where work is initiated, where work is monitored and where work is evaluated.",
        ),
        (Gap(Missing.EDUCATORS, stages=(Stage.COMMUNICATE,)), "Classroom educators are not named where news goes out."),
        (
            Gap(Missing.LEVELS, levels=(SchoolLevel.ELEMENTARY, SchoolLevel.HIGH)),
            "No row is about elementary schools and high schools.",
        ),
    ],
)
def test_a_gap_is_said_in_a_sentence_with_what_to_do(gap: Gap, sentence: str) -> None:
    assert finding(gap) == sentence
    assert advice(gap).endswith(".")
