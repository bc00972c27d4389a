"""What a plan is offered when the plan above changes."""

from typing import Any

import pytest

from waypost.plans.rules.comparison import FrozenPart, parts_of
from waypost.plans.rules.lineage import RollUp, as_taken, base_of, branches_of, mean_progress, roll_up
from waypost.plans.rules.offers import Known, ThreeValues, left_branches, offers, three_ways


def activity(uid: str, **values: Any) -> dict[str, Any]:
    planned = {"uid": uid, "text": f"Activity {uid}", "start_on": "2027-01-04", "target_on": "2027-01-08"}
    return planned | {"anticipated_number": "12.0000", "resources": ["A room"], "progress": 0} | values


def plan(*activities: dict[str, Any], **objective: Any) -> dict[str, FrozenPart]:
    """The parts of a plan with the objective o, and one that nobody takes."""
    own = {"uid": "o", "number": 1, "text": "Run a pilot", "activities": list(activities)} | objective
    other = {"uid": "p", "number": 2, "text": "Write a policy", "activities": [activity("z")]}
    return parts_of({"title": "Plan", "goal": "Grow", "objectives": [own, other]})


def known_from(parts: dict[str, FrozenPart], *left: str) -> dict[str, Known]:
    """The objective o was taken with its activities, but for those that were left."""
    (branch, _) = branches_of(parts)
    found = {"o": Known(base_of(branch.objective), is_here=True, was_taken=True)}
    for part in branch.activities:
        is_taken = part.uid not in left
        found[part.uid] = Known(base_of(part) if is_taken else None, is_here=is_taken, was_taken=is_taken, under="o")
    return found


BEFORE = plan(activity("a"), activity("b"))
KNOWN = known_from(BEFORE)


def found_in(now: dict[str, FrozenPart], known: dict[str, Known] = KNOWN) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(offer.kind.value, offer.part.uid, offer.names) for offer in offers(known, now)]


def test_a_plan_above_that_stays_the_same_offers_nothing() -> None:
    assert found_in(BEFORE) == []


def test_how_far_the_work_is_there_is_not_offered() -> None:
    assert found_in(plan(activity("a", progress=80, begun_on="2027-01-05"), activity("b"))) == []


def test_who_leads_and_what_it_waits_for_is_not_offered() -> None:
    assert found_in(plan(activity("a", leads=["Ana"], needs=["b"], team="Mentors"), activity("b"))) == []


def test_what_is_kept_to_compare_with_names_nobody() -> None:
    parts = plan(activity("a", leads=["Ana"], lead_kinds=["person"], team="Mentors"))
    assert not {"leads", "lead_kinds", "team"} & set(base_of(parts["a"]))


def test_each_value_that_changed_is_offered_by_its_name() -> None:
    now = plan(activity("a", text="Train 14", target_on="2027-02-01"), activity("b"), products=["A report"])
    assert found_in(now) == [("changed there", "o", ("products",)), ("changed there", "a", ("text", "target_on"))]


def test_a_number_that_is_only_written_in_another_way_is_the_same() -> None:
    assert found_in(plan(activity("a", anticipated_number="12.00"), activity("b"))) == []


def test_what_a_baseline_of_long_ago_lacks_is_no_change() -> None:
    learned = activity("a", is_milestone=False, result_kind="", setback="", other_columns=[])
    assert found_in(plan(learned, activity("b"))) == []


def test_a_target_date_that_is_gone_there_is_not_offered() -> None:
    assert found_in(plan(activity("a", target_on=None), activity("b"))) == []


def test_a_start_date_that_is_gone_there_is() -> None:
    assert found_in(plan(activity("a", start_on=None), activity("b"))) == [("changed there", "a", ("start_on",))]


def test_an_activity_that_is_new_under_a_taken_objective_is_offered() -> None:
    assert found_in(plan(activity("a"), activity("b"), activity("c"))) == [("added there", "c", ())]


def test_one_that_is_new_under_an_objective_that_was_not_taken_is_not() -> None:
    known = {uid: one for uid, one in KNOWN.items() if uid != "o"}
    assert found_in(plan(activity("a"), activity("b"), activity("c")), known) == []


def test_one_that_is_new_under_an_objective_that_was_taken_out_here_is_not() -> None:
    known = KNOWN | {"o": Known(KNOWN["o"].base, is_here=False, was_taken=True)}
    assert found_in(plan(activity("a"), activity("b"), activity("c")), known) == []


def test_what_was_left_when_the_plan_was_taken_is_not_asked_about_again() -> None:
    now = plan(activity("a", text="Other words"), activity("b"))
    assert found_in(now, known_from(BEFORE, "a")) == []


def test_a_new_activity_that_was_declined_comes_back_once_it_changes() -> None:
    declined = KNOWN | {"c": Known(base_of(plan(activity("c"))["c"]), is_here=False, was_taken=False, under="o")}
    same, other = (plan(activity("a"), activity("b"), activity("c", **more)) for more in ({}, {"text": "Other"}))
    assert (found_in(same, declined), found_in(other, declined)) == ([], [("added there", "c", ())])


def test_what_was_taken_out_here_is_offered_nothing() -> None:
    gone = KNOWN | {"a": Known(KNOWN["a"].base, is_here=False, was_taken=True, under="o")}
    assert found_in(plan(activity("a", text="Other words"), activity("b")), gone) == []
    assert found_in(plan(activity("b")), gone) == []


def test_what_was_taken_out_there_is_offered_to_be_taken_out_here() -> None:
    assert found_in(plan(activity("b"))) == [("taken out there", "a", ())]


def test_an_objective_that_is_gone_there_speaks_for_its_activities() -> None:
    now = {uid: part for uid, part in BEFORE.items() if uid not in {"o", "a", "b"}}
    assert found_in(now) == [("taken out there", "o", ())]


def test_a_part_whose_going_was_declined_is_offered_again_when_it_comes_back_otherwise() -> None:
    kept = KNOWN | {"a": Known({}, is_here=True, was_taken=True, under="o")}
    assert found_in(plan(activity("b")), kept) == []
    (offer,) = offers(kept, plan(activity("a", text="Other words"), activity("b")))
    here = dict(BEFORE["a"].values)
    assert [value.name for value in three_ways(offer, {}, here, months=0)] == ["text"]


def values_of(here: dict[str, Any], months: int | None = 0, **there: Any) -> tuple[ThreeValues, ...]:
    (offer,) = offers(KNOWN, plan(activity("a", **there), activity("b")))
    return three_ways(offer, base_of(BEFORE["a"]), dict(BEFORE["a"].values) | here, months)


def test_a_value_that_nobody_changed_here_is_not_our_own() -> None:
    (value,) = values_of({}, text="Train 14")
    assert (value, value.is_own) == (
        ThreeValues("text", "Activity a", "Train 14", "Activity a", ("Activity a", "Train 14")),
        False,
    )


def test_a_value_that_was_changed_on_both_sides_is_our_own() -> None:
    (value,) = values_of({"text": "Train our 3"}, text="Train 14")
    assert (value.base, value.there, value.here, value.is_own) == ("Activity a", "Train 14", "Train our 3", True)


def test_a_value_that_reads_the_same_here_already_is_not_offered() -> None:
    assert values_of({"text": "Train 14"}, text="Train 14") == ()


def test_dates_there_stand_as_they_were_moved_here() -> None:
    (value,) = values_of({"start_on": "2027-03-04", "target_on": "2027-03-08"}, months=2, target_on="2027-01-29")
    assert (value.base, value.there, value.is_own) == ("2027-03-08", "2027-03-29", False)
    assert (value.said, value.is_moved) == (("2027-01-08", "2027-01-29"), True)


@pytest.mark.parametrize("here", [{"completed_on": "2027-01-07"}, {}])
def test_dates_are_not_offered_where_none_were_taken_or_the_work_is_done(here: dict[str, Any]) -> None:
    months = 0 if here else None
    assert values_of(here, months=months, target_on="2027-02-01", start_on=None) == ()


def test_words_instead_of_a_date_are_taken_only_with_dates_that_stay() -> None:
    values = {"start_on": None, "target_on": "2027-01-31", "target_text": "end of January"}
    assert as_taken(values, 0)["target_text"] == "end of January"
    assert as_taken(values, 1) == {"start_on": None, "target_on": "2027-02-28", "start_text": "", "target_text": ""}
    assert as_taken(values, None)["target_on"] is None


def test_activities_stand_under_their_objective() -> None:
    branches = branches_of(BEFORE)
    assert [(one.objective.uid, [part.uid for part in one.activities]) for one in branches] == [
        ("o", ["a", "b"]),
        ("p", ["z"]),
    ]


@pytest.mark.parametrize(
    ("progress", "summed_up"),
    [([], None), ([100], RollUp(1, 1, 100)), ([100, 99], RollUp(2, 1, 99)), ([0, 0, 50, 100], RollUp(4, 1, 37))],
)
def test_plans_that_took_a_part_are_summed_up(progress: list[int], summed_up: RollUp | None) -> None:
    assert roll_up(progress) == summed_up


def test_a_plan_without_activities_has_not_begun() -> None:
    assert (mean_progress(None, 0), mean_progress(199, 2), mean_progress(0, 3)) == (0, 99, 0)


def test_what_is_left_to_take_are_other_objectives_and_activities_that_were_not_taken() -> None:
    known = known_from(BEFORE, "b")
    left = left_branches(known, BEFORE)
    assert [(one.objective.uid, [part.uid for part in one.activities]) for one in left] == [("o", ["b"]), ("p", ["z"])]
    everything = known | {"b": known["a"], "p": known["o"], "z": known["a"]}
    assert left_branches(everything, BEFORE) == ()


def test_nothing_is_left_of_an_objective_that_was_taken_out_here() -> None:
    known = known_from(BEFORE, "b")
    gone = known | {"o": Known(known["o"].base, is_here=False, was_taken=True)}
    assert [one.objective.uid for one in left_branches(gone, BEFORE)] == ["p"]
