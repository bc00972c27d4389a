"""Where the words of a fishbone and of a map stand: none over another, however many there are (FR2)."""

from decimal import Decimal
from itertools import combinations, pairwise

import pytest

from waypost.governance.rules.fishbone import LINE, Bone, Fishbone, fishbone
from waypost.governance.rules.gaps import Dumbbell, dumbbell, gap, is_large
from waypost.governance.rules.initiatives import CauseKind
from waypost.governance.rules.stakeholders import LINE as ROW
from waypost.governance.rules.stakeholders import Placed, missing_voice, stakeholder_map

LONG = "Examples of evidence did not come from the subjects that these teachers teach every day of the week"


def bones(kinds: int, causes: int) -> list[Bone]:
    rows = tuple((place % 6, LONG if place % 2 else "Short", place % 3 == 0) for place in range(causes))
    return [Bone(kind.value, rows) for kind in list(CauseKind)[:kinds]]


def overlaps(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def boxes(drawn: Fishbone) -> list[tuple[int, int, int, int]]:
    effect = (drawn.spine_end, drawn.effect_top, drawn.width, drawn.effect_top + drawn.effect_height)
    return [rib.box for bone in drawn.bones for rib in bone.ribs] + [effect]


@pytest.mark.parametrize(("kinds", "causes"), [(1, 1), (2, 3), (3, 1), (6, 10), (5, 12)])
def test_no_words_overlap_and_all_lie_inside_the_picture(kinds: int, causes: int) -> None:
    drawn = fishbone(LONG, bones(kinds, causes))
    assert not any(overlaps(one, other) for one, other in combinations(boxes(drawn), 2))
    assert all(
        left >= 0 and top >= 0 and right <= drawn.width and bottom <= drawn.height
        for left, top, right, bottom in boxes(drawn)
    )
    assert all(LINE <= bone.title_y <= drawn.height for bone in drawn.bones)


def test_bones_stand_above_and_below_the_spine_in_turn_and_end_on_it() -> None:
    drawn = fishbone("Few finished", bones(3, 2))
    assert [bone.y1 < drawn.spine_y for bone in drawn.bones] == [True, False, True]
    assert {bone.y2 for bone in drawn.bones} == {drawn.spine_y}
    assert [bone.x2 for bone in drawn.bones] == [306, 306, 606]


def test_every_line_of_a_cause_ends_at_its_bone() -> None:
    for bone in fishbone("Few finished", bones(4, 5)).bones:
        assert all(rib.x1 < rib.x2 and bone.x1 <= rib.x2 <= bone.x2 for rib in bone.ribs)


def test_long_words_are_cut_with_a_sign() -> None:
    (bone,) = fishbone(LONG * 9, [Bone("time", ((0, LONG * 3, True),))]).bones
    assert [len(rib.lines) for rib in bone.ribs] == [3]
    assert bone.ribs[0].lines[-1][1].endswith("…")


def test_a_word_without_spaces_fits_too() -> None:
    drawn = fishbone("x" * 400, [Bone("time", ((5, "y" * 300, False),))])
    assert max(len(text) for _, text in drawn.effect) <= 24
    assert not any(overlaps(one, other) for one, other in combinations(boxes(drawn), 2))


def test_a_map_gives_each_name_a_line_of_its_own_inside_its_field() -> None:
    people = [Placed(number, f"Group {number} with a long name of many words", 4, 4) for number in range(1, 13)]
    drawn = stakeholder_map([*people, Placed(13, "z" * 80, 1, 1)])
    places = [(label.x, label.y) for label in drawn.labels]
    assert len(set(places)) == len(drawn.labels) == 26
    ours = sorted(y for x, y in places if x > drawn.middle_x)
    assert min(below - above for above, below in pairwise(ours)) == ROW
    assert drawn.rows[0] < ours[0]
    assert ours[-1] < drawn.rows[1]
    assert max(len(label.text) for label in drawn.labels) <= 24


def test_interest_grows_to_the_right_and_influence_upward() -> None:
    drawn = stakeholder_map([Placed(1, "Low", 1, 1), Placed(2, "High", 4, 4)])
    low, high = drawn.labels
    assert (low.text, high.text) == ("1 Low", "2 High")
    assert low.x < drawn.middle_x < high.x
    assert high.y < drawn.middle_y < low.y


@pytest.mark.parametrize(("classroom", "everybody", "says"), [(0, 0, False), (0, 3, True), (1, 3, False)])
def test_missing_classroom_educators_are_pointed_out(classroom: int, everybody: int, *, says: bool) -> None:
    assert bool(missing_voice(classroom, everybody)) is says


def test_a_gap_is_what_is_wanted_less_what_is() -> None:
    assert gap(Decimal("1.4"), Decimal("3.3")) == Decimal("1.9")
    assert gap(None, Decimal("3.3")) is None
    assert [is_large(size) for size in (None, Decimal("1.4"), Decimal("1.5"))] == [False, False, True]
    assert dumbbell(Decimal("1.0"), Decimal("4.0")) == Dumbbell(0.0, 100.0)
    assert dumbbell(Decimal("2.5"), None) is None
    assert dumbbell(Decimal("4.0"), Decimal("2.5")) == Dumbbell(100.0, 50.0)
