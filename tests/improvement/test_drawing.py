"""The picture of a theory: no box over another, no line over a box, and every number to be read."""

import re
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.improvement.rules.drawing import NUMBER, SLIM, WIDE, Box, Drawing, Line, drawing
from waypost.improvement.rules.kinds import COLUMNS, Column
from waypost.improvement.rules.layers import Arrow, Node, Passage, crossings, layers_of

PROTOTYPE_NODES = [
    *(
        Node(key, Column.DO.value, text)
        for key, text in ((1, "train people"), (2, "give a coach"), (3, "make awards count"))
    ),
    *(Node(key, Column.EDUCATORS.value, text) for key, text in ((4, "gather evidence"), (5, "revise"))),
    *(Node(key, Column.RESULT.value, text) for key, text in ((6, "more lessons"), (7, "students show"))),
]
PROTOTYPE_PAIRS = [(1, 4), (2, 4), (2, 5), (3, 5), (4, 6), (5, 6), (6, 7)]


def arrows_of(pairs: list[tuple[int, int]]) -> list[Arrow]:
    return [Arrow(number, cause, effect, "not yet known") for number, (cause, effect) in enumerate(pairs, 1)]


@st.composite
def theories(draw: st.DrawFn) -> tuple[list[Node], list[Arrow]]:
    """Up to 40 statements in any columns, with links that lead to the right or onward in their column."""
    columns = draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=40))
    texts = st.text("abc def", min_size=1, max_size=120)
    nodes = [Node(key, column.value, draw(texts)) for key, column in enumerate(columns)]
    order = {node.key: (COLUMNS.index(Column(node.column)), node.key) for node in nodes}
    allowed = [(one.key, two.key) for one, two in combinations(nodes, 2) if order[one.key] < order[two.key]]
    allowed += [(two.key, one.key) for one, two in combinations(nodes, 2) if order[two.key] < order[one.key]]
    pairs = draw(st.lists(st.sampled_from(allowed), max_size=45, unique=True)) if allowed else []
    return nodes, arrows_of(pairs)


def points_of(line: Line) -> list[tuple[float, float]]:
    """Points along the drawn path: its curves, sampled, and its straight parts."""
    numbers = [float(found) for found in re.findall(r"-?\d+\.\d", line.path)]
    commands = re.findall(r"[MLC]", line.path)
    at, points = 0, []
    here = (0.0, 0.0)
    for command in commands:
        count = 6 if command == "C" else 2
        taken, at = numbers[at : at + count], at + count
        if command == "C":
            points += [_bezier(here, taken, step / 20) for step in range(21)]
        else:
            points.append((taken[0], taken[1]))
        here = (taken[-2], taken[-1])
    return points


def _bezier(start: tuple[float, float], to: list[float], share: float) -> tuple[float, float]:
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    xs, ys = (start[0], *to[0::2]), (start[1], *to[1::2])
    return sum(w * x for w, x in zip(weights, xs, strict=True)), sum(w * y for w, y in zip(weights, ys, strict=True))


def is_inside(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    return box.x + 1 < x < box.x + box.width - 1 and box.y + 1 < y < box.y + box.height - 1


def overlap(one: Box, two: Box) -> bool:
    return one.x == two.x and one.y < two.y + two.height and two.y < one.y + one.height


def check(drawn: Drawing) -> None:
    assert not any(overlap(one, two) for one, two in combinations(drawn.boxes, 2))
    inside = [
        (line.number, box.key)
        for line in drawn.lines
        for box in drawn.boxes
        for p in points_of(line)
        if is_inside(p, box)
    ]
    assert inside == []
    assert all(box.x >= 0 and box.x + box.width <= drawn.width and box.y >= 0 for box in drawn.boxes)
    assert all(box.y + box.height <= drawn.height for box in drawn.boxes)


def test_the_example_has_three_columns_every_box_and_every_number() -> None:
    drawn = drawing(PROTOTYPE_NODES, arrows_of(PROTOTYPE_PAIRS))
    check(drawn)
    assert drawn.width <= 948
    assert [head for _, head in drawn.heads] == ["If we …", "then educators …", "so that …"]
    assert [line.number for line in drawn.lines] == [1, 2, 3, 4, 5, 6, 7]
    assert {box.key for box in drawn.boxes} == set(range(1, 8))
    layers = layers_of(PROTOTYPE_NODES, arrows_of(PROTOTYPE_PAIRS))
    assert crossings(layers.places, layers.ways) == 0


def test_numbers_of_a_small_theory_do_not_cover_each_other() -> None:
    drawn = drawing(PROTOTYPE_NODES, arrows_of(PROTOTYPE_PAIRS))
    for one, two in combinations(drawn.lines, 2):
        assert (one.x - two.x) ** 2 + (one.y - two.y) ** 2 >= (2 * NUMBER) ** 2


def test_a_line_that_passes_a_column_runs_between_its_boxes() -> None:
    nodes = [
        Node(1, "do", "train"),
        *(Node(key, "educators", "gather") for key in (2, 3, 4)),
        Node(5, "result", "learn"),
    ]
    arrows = arrows_of([(1, 5), (1, 2), (1, 3), (1, 4), (2, 5), (3, 5), (4, 5)])
    assert Passage(1, 1) in layers_of(nodes, arrows).places[1]
    check(drawing(nodes, arrows))


def test_a_chain_inside_a_column_goes_on_to_the_right() -> None:
    nodes = [Node(1, "result", "a"), Node(2, "result", "b"), Node(3, "result", "c")]
    drawn = drawing(nodes, arrows_of([(2, 1), (1, 3)]))
    lefts = {box.key: box.x for box in drawn.boxes}
    assert lefts[2] < lefts[1] < lefts[3]
    assert {box.width for box in drawn.boxes} == {SLIM.box}


def test_long_words_wrap_and_are_never_wider_than_their_box() -> None:
    drawn = drawing([Node(1, "do", "x" * 200), Node(2, "do", "many words " * 18)], [])
    assert all(len(line) <= WIDE.characters for box in drawn.boxes for line in box.lines)
    assert all(len(box.lines) <= 12 for box in drawn.boxes)


def test_one_statement_alone_has_a_picture() -> None:
    check(drawing([Node(1, "educators", "revise")], []))


@settings(max_examples=60)
@given(theories())
def test_no_theory_hides_a_box_behind_another_or_a_line_behind_a_box(theory: tuple[list[Node], list[Arrow]]) -> None:
    nodes, arrows = theory
    drawn = drawing(nodes, arrows)
    check(drawn)
    assert (len(drawn.boxes), len(drawn.lines)) == (len(nodes), len(arrows))
