"""What a reader of the document sees is what is read."""

import pytest

from tests.standards.implementation_plan.zip_files import document_xml
from waypost.standards.implementation_plan.blocks import Table
from waypost.standards.implementation_plan.errors import ExpandsTooFarError
from waypost.standards.implementation_plan.word_text import MAX_TEXT_CHARACTERS, WordText, read_text
from waypost.standards.implementation_plan.xml_tree import read_xml

NAMESPACES = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RUN = "<w:r><w:t>{}</w:t></w:r>"


def text_of(body: str) -> WordText:
    return read_text(read_xml(document_xml(body)))


def lines_of(body: str) -> list[str]:
    return [line for block in text_of(body).blocks for line in block.lines]


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def run(text: str) -> str:
    return RUN.format(text)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        (run("a  b\u00a0c"), ["a b c"]),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", ["a b"]),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", ["a", "b"]),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", ["a-b"]),
        (f"{run('a')}<w:ins>{run('b')}</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del>", ["ab"]),
        (f"<w:moveFrom>{run('a')}</w:moveFrom><w:moveTo>{run('b')}</w:moveTo>", ["b"]),
        (f"<w:hyperlink>{run('link')}</w:hyperlink>", ["link"]),
        (f"<w:smartTag>{run('tag')}</w:smartTag>", ["tag"]),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('typed')}</w:sdtContent></w:sdt>", ["typed"]),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click')}</w:sdtContent></w:sdt>", []),
        (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('3')}", ["3"]),
        ('<w:r><w:sym w:char="F0FE"/><w:t> Y</w:t></w:r>', ["\u2612 Y"]),
        (run("\u201cquoted\u201d\u200b"), ["\u201cquoted\u201d"]),
    ],
)
def test_a_paragraph_reads_as_word_shows_it(inside: str, lines: list[str]) -> None:
    assert lines_of(paragraph(inside)) == lines


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('boxed'))}</w:txbxContent>"
    choices = (
        f"<mc:AlternateContent {NAMESPACES}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    text = text_of(paragraph(f"{run('before')}<w:r>{choices}</w:r>"))
    assert [block.lines for block in text.blocks] == [("before",), ("boxed",)]
    assert text.unread_objects == 0


def test_pictures_and_attached_files_are_counted() -> None:
    assert text_of(paragraph("<w:r><w:drawing/></w:r><w:r><w:object/></w:r>")).unread_objects == 2


def test_tracked_changes_are_noticed_wherever_they_are() -> None:
    assert not text_of(paragraph(run("a"))).has_tracked_changes
    assert text_of(paragraph(f"<w:ins>{run('a')}</w:ins>")).has_tracked_changes
    assert text_of(table(row(cell("a"), properties="<w:del/>"))).has_tracked_changes


def test_a_row_that_was_deleted_is_left_out_and_an_inserted_one_read() -> None:
    rows = row(cell("gone"), properties="<w:del/>") + row(cell("new"), properties="<w:ins/>")
    assert lines_of(table(rows)) == ["new"]


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    inner = f"<w:sdt><w:sdtContent>{cell('a')}</w:sdtContent></w:sdt>{cell('b')}"
    assert lines_of(table(f"<w:sdt><w:sdtContent>{row(inner)}</w:sdtContent></w:sdt>")) == ["a", "b"]


def test_cells_know_their_columns_and_merged_cells_their_text() -> None:
    first = row(cell("wide", '<w:gridSpan w:val="2"/>'), cell("tall", '<w:vMerge w:val="restart"/>'))
    second = row(cell("b"), cell("", "<w:vMerge/>"), properties='<w:gridBefore w:val="1"/>')
    (block,) = text_of(table(first, second)).blocks
    assert isinstance(block, Table)
    assert [(each.column, each.span, each.text, each.continues) for each in block.rows[1].cells] == [
        (1, 1, "b", False),
        (2, 1, "tall", True),
    ]
    assert [(each.column, each.span) for each in block.rows[0].cells] == [(0, 2), (2, 1)]


def test_a_merge_over_many_rows_cannot_multiply_a_long_text() -> None:
    long = row(cell("x" * (MAX_TEXT_CHARACTERS // 10), '<w:vMerge w:val="restart"/>'))
    with pytest.raises(ExpandsTooFarError):
        text_of(table(long, *[row(cell("", "<w:vMerge/>"))] * 10))


@pytest.mark.parametrize("span", ["-3", "x", "99999999999", "0"])
def test_a_senseless_span_counts_as_one_column(span: str) -> None:
    (block,) = text_of(table(row(cell("a", f'<w:gridSpan w:val="{span}"/>'), cell("b")))).blocks
    assert isinstance(block, Table)
    assert [each.column for each in block.rows[0].cells] == [0, 1]


def test_tables_in_tables_are_read_as_deep_as_the_limit_allows() -> None:
    nested = paragraph(run("deepest"))
    for _ in range(38):
        nested = f"<w:tbl><w:tr><w:tc>{nested}</w:tc></w:tr></w:tbl>"
    assert lines_of(nested) == ["deepest"]
