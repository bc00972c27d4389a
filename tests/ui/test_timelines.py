"""Where the rows, bars and arrows of a timeline stand."""

import re
from datetime import date

from waypost.ui.charts import SOLID, Scale, Tone
from waypost.ui.timelines import ARROW, BAND, GHOST, LABELS, TIGHT, WIDTH, Entry, Ground, Sheet, sheets
from waypost.ui.timelines import CHART as CHART_WIDTH

SCALE = Scale(date(2026, 9, 1), date(2027, 6, 30))
GROUND = Ground(
    SCALE, date(2027, 1, 14), ((date(2026, 12, 21), date(2027, 1, 1)), (date(2025, 12, 21), date(2026, 1, 1)))
)
FIRST = Entry("a", "Train 12 assessors", Tone.GO, date(2026, 10, 1), date(2026, 12, 1), done_percent=50)
SECOND = Entry("b", "Score work", Tone.NEXT, date(2027, 1, 1), date(2027, 3, 1), needs=("a",))


def drawn(*entries: Entry) -> Sheet:
    (sheet,) = sheets(entries, GROUND)
    return sheet


def paths(sheet: Sheet) -> dict[str, str]:
    return {f"{shape.paint.name} {shape.paint.stroke}".strip(): shape.path for shape in sheet.shapes}


def test_a_bar_begins_and_ends_on_its_days() -> None:
    soft = paths(drawn(FIRST))["wp-c-go-soft #2f7f98"]
    x, width = (float(number) for number in re.findall(r"M([\d.]+) [\d.]+h([\d.]+)", soft)[0])
    assert x == round(LABELS + SCALE.at(date(2026, 10, 1)) / 100 * CHART_WIDTH, 1)
    assert round(x + width, 1) == round(LABELS + SCALE.at(date(2026, 12, 1)) / 100 * CHART_WIDTH, 1)


def test_an_arrow_leads_from_what_comes_first_and_is_dashed_where_that_ends_too_late() -> None:
    in_time, late = drawn(FIRST, SECOND), drawn(Entry("a", "Late", target=date(2027, 2, 1)), SECOND)
    assert [shape.is_dashed for shape in in_time.shapes if shape.paint in (ARROW, TIGHT)] == [False]
    assert [shape.is_dashed for shape in late.shapes if shape.paint in (ARROW, TIGHT)] == [True]


def test_what_is_on_no_row_of_the_sheet_gets_no_arrow() -> None:
    assert {ARROW, TIGHT}.isdisjoint(shape.paint for shape in drawn(SECOND).shapes)


def test_a_milestone_is_a_diamond_and_earlier_dates_show_only_where_they_moved() -> None:
    milestone = Entry("m", "Report", Tone.DONE, None, date(2027, 3, 1), ghost=(None, date(2027, 2, 1)))
    kept = Entry("k", "Report", Tone.DONE, None, date(2027, 3, 1), ghost=(None, date(2027, 3, 1)))
    assert {SOLID[Tone.DONE], GHOST} <= {shape.paint for shape in drawn(milestone).shapes}
    assert GHOST not in {shape.paint for shape in drawn(kept).shapes}


def test_only_days_without_school_in_sight_are_shaded() -> None:
    band = next(shape for shape in drawn(FIRST).shapes if shape.paint == BAND)
    assert band.path.count("M") == 1


def test_a_head_is_repeated_where_its_rows_go_on_and_never_stands_last() -> None:
    rows = [Entry(str(number), f"Activity {number}", target=date(2027, 1, 1)) for number in range(9)]
    entries = [Entry("h1", "First", is_head=True), *rows[:6], Entry("h2", "Second", is_head=True), *rows[6:]]
    said = [[label.text for label in sheet.labels if label.is_head] for sheet in sheets(entries, GROUND, rows=4)]
    assert said == [["First"], ["Continued: First"], ["Second"]]
    counted = [label.text for sheet in sheets(entries, GROUND, rows=4) for label in sheet.labels if not label.is_head]
    assert counted == [row.label for row in rows]


def test_everything_stays_on_the_sheet_also_where_dates_lie_outside() -> None:
    sheet = drawn(Entry("x", "Long ago", Tone.LATE, date(2020, 1, 1), date(2020, 2, 1), needs=("x",)))
    numbers = [float(x) for shape in sheet.shapes for x in re.findall(r"[MH]([\d.]+)", shape.path)]
    assert all(0 <= x <= WIDTH for x in numbers)
