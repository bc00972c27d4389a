"""The chain from a goal to outcomes, as rules, as a picture and as a page."""

from datetime import date
from itertools import pairwise

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.urls import reverse

from tests.plans.builders import Planned, activity_of
from waypost.plans.logic_drawing import NO_ACTION, NO_BENCHMARK, NO_OUTCOME, logic_drawing
from waypost.plans.rules.logic_model import Action, Benchmark, LogicModel, Strand
from waypost.plans.rules.words import logic_model as in_words

WHOLE = LogicModel(
    goal="One in three educators grows",
    benchmarks=(Benchmark("i1", "Schools that began training", "40% by June 30, 2027"),),
    strands=(Strand("o1", 1, "Run a pilot", (Action("a1", "Train 12 assessors", "12 trained"),), ("A pilot report",)),),
)
BROKEN = LogicModel(
    goal="One in three educators grows",
    benchmarks=(Benchmark("i1", "Schools that began training", has_source=False),),
    strands=(Strand("o1", 1, "Run a pilot"), Strand("o2", 2, "Pay for growth", (Action("a1", "Draft a policy"),))),
)


def drawn(model: LogicModel) -> list[str]:
    return [box.words.text for box in logic_drawing(model).boxes if box.words.is_gap]


def test_a_whole_chain_has_no_gap() -> None:
    assert (WHOLE.break_count, drawn(WHOLE)) == (0, [])
    assert in_words(WHOLE) == "1 benchmark, 1 strategy and 1 action: the chain is whole."


def test_every_broken_link_is_told_and_drawn() -> None:
    said = [*BROKEN.benchmarks[0].breaks, *(s for strand in BROKEN.strands for s in strand.breaks)]
    assert [sentence.split(":")[0] for sentence in said] == [
        "It has no target yet",
        "Nobody knows yet where its numbers come from",
        "Nothing carries it out yet",
        "It ends without an outcome",
        "It ends without an outcome",
    ]
    assert BROKEN.strands[1].actions[0].breaks == ("It leads to nothing yet: name its product or result.",)
    assert (BROKEN.break_count, NO_ACTION in drawn(BROKEN), NO_OUTCOME in drawn(BROKEN)) == (6, True, True)
    assert in_words(BROKEN) == "1 benchmark, 2 strategies and 1 action. 6 things are missing."


def test_an_empty_plan_says_what_to_begin_with() -> None:
    empty = LogicModel("", (), ())
    assert [sentence.split(":")[0] for sentence in empty.breaks] == [
        "There is no goal yet",
        "No benchmark says how you will know",
        "No strategy leads to the goal yet",
    ]
    assert NO_BENCHMARK in drawn(empty)


def test_no_two_boxes_of_a_column_touch() -> None:
    many = tuple(Action(f"a{n}", f"Activity {n} " * 5, f"Result {n} " * 9) for n in range(5))
    strands = tuple(
        Strand(f"o{n}", n, "Objective " * n, tuple(Action(f"{n}{a.uid}", a.text, a.outcome) for a in many), ("Report",))
        for n in range(1, 9)
    )
    boxes = sorted(logic_drawing(LogicModel("Goal", (), strands)).boxes, key=lambda box: (box.x, box.y))
    pairs = [(above, below) for above, below in pairwise(boxes) if above.x == below.x]
    assert [pair for pair in pairs if pair[0].y + pair[0].words.height >= pair[1].y] == []


def test_an_objective_with_many_activities_shows_the_first_and_counts_the_others() -> None:
    actions = tuple(Action(f"a{n}", f"Activity {n}", "Done") for n in range(50))
    boxes = logic_drawing(LogicModel("Goal", (), (Strand("o1", 1, "Objective", actions),))).boxes
    assert [box.words.text for box in boxes if "more" in box.words.text] == ["and 44 more"]


@pytest.mark.django_db
def test_the_page_shows_the_chain_and_what_is_missing(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    page = client.get(reverse("plan_logic_model", args=[planned.plan.uid])).content.decode()
    assert "1 benchmark, 1 strategy and 1 action. 2 things are missing." in page
    assert "Leads to: 12 trained" in page
    assert "It has no target yet: say how much, by when." in page


@pytest.mark.django_db
@pytest.mark.parametrize(("suffix", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_picture_is_a_file_too(planned: Planned, client: Client, suffix: str, begins: bytes) -> None:
    activity_of(planned.objective, "Hold a <kick-off> & more", date(2027, 2, 1))
    client.force_login(planned.lead)
    answer = client.get(reverse("plan_logic_model_file", args=[planned.plan.uid, suffix]))
    assert answer.content.lstrip()[: len(begins)] == begins
    assert answer["Content-Disposition"] == f'attachment; filename="logic-model.{suffix}"'


@pytest.mark.django_db
def test_the_file_is_well_formed_and_carries_its_colors(planned: Planned, client: Client) -> None:
    activity_of(planned.objective, "Hold a <kick-off> & more", date(2027, 2, 1))
    client.force_login(planned.lead)
    svg = ElementTree.fromstring(client.get(reverse("plan_logic_model_file", args=[planned.plan.uid, "svg"])).content)
    boxes = svg.findall("{http://www.w3.org/2000/svg}rect")
    assert [box.get("fill") for box in boxes].count("#fdecd2") == 1
    assert "Hold a <kick-off>" in [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
