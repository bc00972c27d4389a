"""What kind of file it is, is told by its content; one that can't be read gets one sentence that fits its kind."""

import time
import tracemalloc

import pytest

from tests.standards.implementation_plan.sheet_files import HEADINGS, csv_file, workbook
from tests.standards.implementation_plan.zip_files import (
    flagged_as_encrypted,
    rezipped,
    with_false_checksum,
    word_file,
    zipped,
)
from waypost.standards.implementation_plan import errors
from waypost.standards.implementation_plan.any_file import read_any
from waypost.standards.implementation_plan.errors import UnreadablePlanFileError
from waypost.standards.implementation_plan.left_out import MANY
from waypost.standards.implementation_plan.sheet_xml import walk_sheet
from waypost.standards.implementation_plan.workbook_limits import MAX_SHEETS, Meter, Meters
from waypost.standards.implementation_plan.workbook_xml import Shared

ROWS = (HEADINGS, ("Pilot", "Recruit", "11/20/26", "Priya"))
BOOK = workbook({"Plan": ROWS})
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
MEBIBYTE = 1024 * 1024


def with_sheet(rows: str, *, before: str = "", after: str = "") -> bytes:
    xml = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return rezipped(BOOK, {SHEET: xml.encode()})


def with_sheets_listed(ids: list[str]) -> bytes:
    """BOOK, whose only sheet has the relation "rId1"."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = "".join(f'<sheet name="{place}" sheetId="{place}" r:id="{each}"/>' for place, each in enumerate(ids, 1))
    xml = f'<workbook xmlns="{MAIN}" xmlns:r="{relations}"><sheets>{sheets}</sheets></workbook>'
    return rezipped(BOOK, {"xl/workbook.xml": xml.encode()})


REFUSED = {
    "nothing": (b"", errors.EmptyFileError),
    "a PDF": (b"%PDF-1.7 rest", errors.UnknownKindError),
    "a picture": (b"\x89PNG rest", errors.UnknownKindError),
    "an old workbook": (OLE + "Workbook".encode("utf-16-le"), errors.OldOfficeFileError),
    "a workbook with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), errors.ProtectedWorkbookError),
    "a zip with a password": (flagged_as_encrypted(BOOK), errors.ProtectedWorkbookError),
    "an OpenDocument sheet": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        errors.OpenDocumentFileError,
    ),
    "slides": (zipped({"ppt/presentation.xml": b"<p/>"}), errors.UnknownKindError),
    "another zip": (zipped({"a.txt": b"a"}), errors.UnknownKindError),
    "half a zip": (BOOK[: len(BOOK) // 2], errors.DamagedFileError),
    "a false checksum": (with_false_checksum(BOOK), errors.DamagedWorkbookError),
    "broken XML": (rezipped(BOOK, {SHEET: b"<worksheet"}), errors.DamagedWorkbookError),
    "no workbook part": (rezipped(BOOK, {"xl/workbook.xml": None}), errors.DamagedWorkbookError),
    "a document type": (with_sheet("", before='<!DOCTYPE x [<!ENTITY a "ha">]>'), errors.UnsafeWorkbookError),
    "a cell far to the right": (with_sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), errors.WorkbookTooLargeError),
    "too many merges": (with_sheet("", after='<mergeCell ref="A1:B2"/>' * 5_001), errors.WorkbookTooLargeError),
    "two sheets in one part": (with_sheets_listed(["rId1", "rId1"]), errors.DamagedWorkbookError),
    "too many sheets": (with_sheets_listed(["rId1"] * (MAX_SHEETS + 1)), errors.WorkbookTooLargeError),
    "a table that is no plan": (csv_file((("Name", "Phone"), ("Priya", "555-0104"))), errors.NoPlanInSheetsError),
    "an open quotation mark": (b'Objective,Activity\n"Pilot,Recruit', errors.UnreadableTextFileError),
    "bytes without a meaning": (bytes(range(256)) * 4, errors.UnreadableTextFileError),
}


@pytest.mark.parametrize(("data", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_is_no_plan_gets_its_own_sentence(data: bytes, error: type[UnreadablePlanFileError]) -> None:
    with pytest.raises(UnreadablePlanFileError) as caught:
        read_any(data)
    assert type(caught.value) is error
    assert str(caught.value).endswith((".", "again"))


def test_a_word_file_a_workbook_and_a_csv_file_are_told_apart_by_what_is_in_them() -> None:
    assert read_any(word_file()).goal == "Read every night"
    for data in (BOOK, csv_file(ROWS)):
        assert read_any(data).objectives[0].activities[0].activity == "Recruit"
    inside = rezipped(word_file(), {"word/embeddings/plan.xlsx": BOOK})
    assert read_any(inside).goal == "Read every night"


def test_a_small_file_that_unpacks_to_much_is_refused_in_little_memory() -> None:
    bomb = rezipped(BOOK, {"xl/media/image1.png": b"\0" * (70 * MEBIBYTE)})
    tracemalloc.start()
    try:
        with pytest.raises(errors.WorkbookTooLargeError):
            read_any(bomb)
        assert tracemalloc.get_traced_memory()[1] < 40 * MEBIBYTE
    finally:
        tracemalloc.stop()


def test_a_sheet_that_claims_a_million_rows_is_read_at_once() -> None:
    rows = "".join(
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for number, text in ((1, "Goal"), (1_048_576, "Read every night"))
    )
    began = time.process_time()
    plan = read_any(with_sheet(rows))
    assert time.process_time() - began < 1
    assert plan.goal == "Read every night"


def test_numbers_that_no_plan_says_stay_words() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Goal:</t></is></c><c r="B1"><v>1E+999999999</v></c>'
        '<c r="C1"><v>0.30000000000000004</v></c></row>'
    )
    assert read_any(with_sheet(rows)).goal == "1E+999999999\n0.3"


def test_escaped_signs_that_no_text_can_hold_are_read_as_spaces() -> None:
    texts = ("Goal:", "Read_x0000_every_xD800_night_x000A_at_xdfff_home")
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    assert read_any(with_sheet(f'<row r="1">{cells}</row>')).goal == "Read every night\nat home"


def test_a_format_whose_number_is_longer_than_any_shows_a_plain_number() -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="{"9" * 5_000}"/></cellXfs></styleSheet>'
    book = with_sheet('<row r="1"><c t="inlineStr"><is><t>Goal:</t></is></c><c s="0"><v>12</v></c></row>')
    assert read_any(rezipped(book, {"xl/styles.xml": styles.encode()})).goal == "12"


def test_what_is_told_of_a_file_whose_kind_is_not_known_names_every_kind_and_no_single_one() -> None:
    kinds = ("Word", "Excel", "CSV", "JSON")
    unknown = str(errors.UnknownKindError("a PDF"))
    assert [kind for kind in kinds if kind not in unknown] == []
    for told in (errors.EmptyFileError(), errors.FileTooLargeError()):
        assert [kind for kind in (*kinds, "picture") if kind in str(told)] == []


@pytest.mark.parametrize(
    ("rows", "meters"),
    [
        ("<row><c><v/></c></row>" * 4, Meters(elements=Meter(11))),
        ('<row><c t="n"><f>1+1</f></c></row>' * 4, Meters(cells=Meter(3))),
        ("<row><c><v>1</v></c></row>" * 4, Meters(cells=Meter(3))),
        ('<row><c t="s"><v>0</v></c></row>' * 4, Meters(characters=Meter(11))),
        ('<col hidden="1" min="1" max="99"/>' * 4, Meters(elements=Meter(300))),
    ],
    ids=["blank cells", "formulas without a value", "numbers", "one long text", "hidden columns"],
)
def test_whatever_a_sheet_holds_is_counted(rows: str, meters: Meters) -> None:
    with pytest.raises(errors.WorkbookTooLargeError):
        walk_sheet(f"<worksheet>{rows}</worksheet>".encode(), Shared(texts=("abc",)), meters)


def test_the_sheets_of_a_workbook_are_counted_together() -> None:
    meters = Meters(cells=Meter(3))
    sheet = b"<worksheet><row><c><v>1</v></c><c><v>2</v></c></row></worksheet>"
    walk_sheet(sheet, Shared(), meters)
    with pytest.raises(errors.WorkbookTooLargeError):
        walk_sheet(sheet, Shared(), meters)


def test_many_formulas_without_a_value_are_told_by_the_first_and_their_number() -> None:
    goal = '<row r="1"><c t="inlineStr"><is><t>Goal: Read</t></is></c></row>'
    formulas = "".join(f'<row r="{number}"><c r="A{number}"><f>1+1</f></c></row>' for number in range(2, 1_302))
    told = [found for found in read_any(with_sheet(goal + formulas)).warnings if found.code == "formula_without_value"]
    assert len(told) == MANY + 1
    assert told[0].place == "Plan, cell A2"
    assert told[-1].sentence == "1,250 more formulas have no value in the file and were left out."
