"""Whatever bytes arrive, the reader gives a plan or one of its own sentences, soon and in little memory."""

import functools
import time
import tracemalloc
import zipfile
from datetime import date
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.standards.implementation_plan.plan_files import write_plan
from tests.standards.implementation_plan.sheet_files import HEADINGS, first_sheet, workbook
from tests.standards.implementation_plan.zip_files import document_xml, rezipped, word_file, zipped
from waypost.standards.implementation_plan.any_file import read_any
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    Term,
)
from waypost.standards.implementation_plan.errors import UnreadablePlanFileError
from waypost.standards.implementation_plan.reader import read_plan

MEBIBYTE = 1024 * 1024
FUZZ = settings(max_examples=100, deadline=None)
TAGS = (
    *("p", "r", "t", "br", "sym", "pPr", "numPr", "tbl", "tr", "trPr", "tc", "tcPr", "vMerge", "gridSpan"),
    *("sdt", "sdtContent", "ins", "del", "pict", "txbxContent", "body"),
)
WORDS = (
    *("GOAL:", "PERFORMANCE MEASURES", "Short Term Indicators", "Frequency", "OBJECTIVE #1: x", "Source:"),
    *("BACKGROUND ON STRATEGY", "ACTION PLAN", "Activity", "Target Date", "11/02/16", "ALIGNMENT", "Obj #", "1", ""),
)


@functools.cache
def valid_file() -> bytes:
    activity = ActivityRow(activity="Meet", target_date_text="11/02/16", resources=("Time",), leads=("Lead",))
    plan = PlanDocument(
        goal="Read every night",
        measures=(MeasureRow(Term.SHORT, "At least 80% of schools", "Annual"),),
        objectives=(ObjectiveBlock(1, "Start", activities=(activity, activity)),),
        alignment=(AlignmentEntry(1, "1", "Literacy"),),
    )
    return write_plan(plan)


@functools.cache
def valid_xml() -> bytes:
    with zipfile.ZipFile(BytesIO(valid_file())) as archive:
        return archive.read("word/document.xml")


def reads_or_says_why(data: bytes) -> bool:
    try:
        return isinstance(read_any(data), PlanDocument)
    except UnreadablePlanFileError as error:
        return str(error).endswith((".", "again"))


def with_bytes_changed(data: bytes, changes: list[tuple[float, int]]) -> bytes:
    changed = bytearray(data)
    for share, value in changes:
        changed[int(share * len(changed))] = value
    return bytes(changed)


shares = st.floats(0, 1, exclude_max=True)
changes = st.lists(st.tuples(shares, st.integers(0, 255)), min_size=1, max_size=20)
leaves = st.builds(lambda words: f"<w:r><w:t>{words}</w:t></w:r>", st.sampled_from(WORDS))
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda tag, value, children: f'<w:{tag} w:val="{value}">{"".join(children)}</w:{tag}>',
        st.sampled_from(TAGS),
        st.sampled_from(["1", "2", "restart", "-1", "F0FE", "x"]),
        st.lists(inner, max_size=5),
    ),
    max_leaves=40,
)


@FUZZ
@given(changes=changes)
def test_flipped_bytes_of_the_file_never_surprise(changes: list[tuple[float, int]]) -> None:
    assert reads_or_says_why(with_bytes_changed(valid_file(), changes))


@FUZZ
@given(share=shares)
def test_a_file_cut_short_is_damaged_or_empty(share: float) -> None:
    assert reads_or_says_why(valid_file()[: int(share * len(valid_file()))])


@FUZZ
@given(changes=changes)
def test_flipped_bytes_of_the_text_never_surprise(changes: list[tuple[float, int]]) -> None:
    assert reads_or_says_why(rezipped(valid_file(), {"word/document.xml": with_bytes_changed(valid_xml(), changes)}))


@FUZZ
@given(body=trees)
def test_elements_in_senseless_places_never_surprise(body: str) -> None:
    assert reads_or_says_why(word_file(body))


@functools.cache
def valid_book() -> tuple[bytes, dict[str, bytes]]:
    rows = (HEADINGS, ("Pilot", "Recruit", date(2026, 11, 20), "Priya"), (None, "Train", 0.5, "Tom"))
    book = workbook({"Plan": rows}, then=lambda book: first_sheet(book).merge_cells("A2:A3"))
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return book, {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/")}


@FUZZ
@given(changes=changes, place=st.integers(0, 99))
def test_flipped_bytes_of_a_workbooks_parts_never_surprise(changes: list[tuple[float, int]], place: int) -> None:
    book, parts = valid_book()
    name = sorted(parts)[place % len(parts)]
    assert reads_or_says_why(rezipped(book, {name: with_bytes_changed(parts[name], changes)}))


@FUZZ
@given(text=st.text("Objective,Activity;\t\n\"' =12/6", max_size=80))
def test_senseless_tables_of_text_never_surprise(text: str) -> None:
    assert reads_or_says_why(f"Objective,Activity\n{text}".encode())


def file_with_rows(count: int) -> bytes:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>Text {column}</w:t></w:r></w:p></w:tc>" for column in range(6))
    title = "<w:p><w:r><w:t>OBJECTIVE #1: Start</w:t></w:r></w:p>"
    body = f"{title}<w:tbl>{f'<w:tr>{cells}</w:tr>' * count}</w:tbl>"
    return zipped({"word/document.xml": document_xml(body)}, compression=zipfile.ZIP_STORED)


def test_the_largest_file_within_the_limits_is_read_in_seconds() -> None:
    started = time.perf_counter()
    assert read_plan(file_with_rows(3_900)).objectives[0].number == 1
    assert time.perf_counter() - started < 20


def test_a_tenth_of_the_largest_file_takes_little_memory() -> None:
    data = file_with_rows(390)
    tracemalloc.start()
    assert read_plan(data).objectives[0].number == 1
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 * MEBIBYTE


def test_many_long_lines_do_not_slow_the_patterns_down() -> None:
    line = "<w:p><w:r><w:t>GOAL: " + "by 1 from 2 to 3% baseline at least 4 (( " * 2_000 + "</w:t></w:r></w:p>"
    started = time.perf_counter()
    assert read_plan(word_file(line * 10)).goal
    assert time.perf_counter() - started < 10
