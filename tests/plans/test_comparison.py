"""Two frozen forms of a plan beside each other."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from waypost.plans.rules.comparison import PartKind, compare_frozen, parts_of


def activity(uid: str, **values: Any) -> dict[str, Any]:
    return {
        "uid": uid,
        "text": f"Activity {uid}",
        "target_on": "2027-01-08",
        "progress": 0,
        "completed_on": None,
    } | values


def frozen(*activities: dict[str, Any], **values: Any) -> dict[str, Any]:
    objective = {"uid": "o1", "number": 1, "text": "Run a pilot", "activities": list(activities)}
    return {"title": "Plan", "goal": "Grow", "indicators": [], "objectives": [objective], "alignment": []} | values


def test_a_plan_that_nobody_changed_is_the_same() -> None:
    found = compare_frozen(frozen(activity("a")), frozen(activity("a")))
    assert (found.is_same, found.kept_count) == (True, 3)


def test_a_moved_date_is_counted_in_days() -> None:
    found = compare_frozen(frozen(activity("a")), frozen(activity("a", target_on="2027-01-29")))
    (change,) = found.moved
    assert (change.days_later, [value.name for value in change.values]) == (21, ["target_on"])
    assert (found.changed, found.added, found.dropped) == ((), (), ())


def test_a_start_that_moved_is_counted_beside_an_end_that_stayed() -> None:
    found = compare_frozen(frozen(activity("a", start_on="2027-01-02")), frozen(activity("a", start_on="2027-01-04")))
    (change,) = found.moved
    assert (change.days_later, change.starts_days_later) == (None, 2)


def test_a_date_that_is_gone_has_moved_by_no_number_of_days() -> None:
    (change,) = compare_frozen(frozen(activity("a")), frozen(activity("a", target_on=None))).moved
    assert change.days_later is None


def test_what_is_new_and_what_is_gone_stand_apart() -> None:
    found = compare_frozen(frozen(activity("a")), frozen(activity("b")))
    assert [part.title for part in found.added] == ["Activity b"]
    assert [(part.kind, part.title) for part in found.dropped] == [(PartKind.ACTIVITY, "Activity a")]


def test_the_words_of_a_file_for_a_date_are_not_told_beside_the_date() -> None:
    before, after = activity("a", target_text="1/8/27"), activity("a", target_on="2027-01-29", target_text="")
    (change,) = compare_frozen(frozen(before), frozen(after)).moved
    assert [value.name for value in change.values] == ["target_on"]


def test_what_an_activity_needs_is_told_by_its_words() -> None:
    before = frozen(activity("a", needs=[]), activity("b", needs=[]))
    (change,) = compare_frozen(before, frozen(activity("a", needs=["b"]), activity("b", needs=[]))).changed
    assert [(value.name, value.after) for value in change.values] == [("needs", ["Activity b"])]


def test_other_words_are_a_change_with_both_texts() -> None:
    (change,) = compare_frozen(frozen(activity("a")), frozen(activity("a", text="Train 15 assessors"))).changed
    (value,) = change.values
    assert (value.before, value.after) == ("Activity a", "Train 15 assessors")


def test_progress_is_no_change_of_the_plan_but_what_got_done_is_told() -> None:
    done = activity("a", progress=100, completed_on="2027-01-05")
    found = compare_frozen(frozen(activity("a")), frozen(done))
    assert (found.is_same, [part.uid for part in found.done_since]) == (True, ["a"])


def test_an_activity_that_went_to_another_objective_has_changed() -> None:
    before = frozen(activity("a"))
    after = frozen()
    after["objectives"].append({"uid": "o2", "number": 2, "text": "Pay", "activities": [activity("a")]})
    (change,) = compare_frozen(before, after).changed
    assert [(value.name, value.before, value.after) for value in change.values] == [("objective", 1, 2)]


def test_the_plans_own_words_are_a_part_too() -> None:
    (change,) = compare_frozen(frozen(), frozen(goal="Grow more")).changed
    assert (change.after.kind, change.after.title) == (PartKind.PLAN, "Plan")


def test_a_baseline_of_before_a_field_existed_says_nothing_about_it() -> None:
    assert compare_frozen(frozen(activity("a")), frozen(activity("a", is_milestone=False))).is_same


def test_a_contingency_of_one_text_is_read_as_its_two_parts() -> None:
    before = frozen(activity("a", contingency="Snow\nWorkaround: meet by video"))
    assert compare_frozen(before, frozen(activity("a", setback="Snow", workaround="meet by video"))).is_same


DAYS = st.sampled_from(["2027-01-08", "2027-02-05", None])


@given(
    before=st.dictionaries(st.sampled_from("abcdefgh"), DAYS), after=st.dictionaries(st.sampled_from("abcdefgh"), DAYS)
)
def test_every_part_stands_in_exactly_one_place(before: dict[str, str | None], after: dict[str, str | None]) -> None:
    old = frozen(*(activity(uid, target_on=day) for uid, day in before.items()))
    new = frozen(*(activity(uid, target_on=day) for uid, day in after.items()))
    found = compare_frozen(old, new)
    counted = len(found.moved) + len(found.changed) + len(found.added) + len(found.dropped) + found.kept_count
    assert counted == len(parts_of(old).keys() | parts_of(new).keys())
