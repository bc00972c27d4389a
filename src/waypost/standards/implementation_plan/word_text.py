"""From the XML of a Word file to blocks of text (see `blocks`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from waypost.standards.implementation_plan.blocks import (
    Block,
    Cell,
    Paragraph,
    Row,
    Table,
    clean_lines,
    with_merged_text,
)
from waypost.standards.implementation_plan.errors import ExpandsTooFarError
from waypost.standards.implementation_plan.xml_tree import descend

MAX_TEXT_CHARACTERS = 3_000_000
_UNSEEN = {
    "w:del",
    "w:moveFrom",
    "w:instrText",
    "w:delText",
    "w:delInstrText",
    "w:pPr",
    "w:rPr",
    "w:sdtPr",
    "w:sdtEndPr",
}
_BREAKS = {"w:br": "\n", "w:cr": "\n", "w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "-"}
_TRACKED = {"w:ins", "w:del", "w:moveFrom", "w:moveTo"}
_PICTURES = {"w:drawing", "w:pict", "w:object", "w:altChunk"}
_SYMBOL_BOXES = {
    "F0FE": "☒",
    "F0FD": "☒",
    "F078": "☒",
    "F052": "☒",
    "F0A8": "☐",
    "F06F": "☐",
    "F0A3": "☐",
    "F071": "☐",
}
_SYMBOL_CODE = re.compile(r"[0-9A-Fa-f]{4}")
_COUNT = re.compile(r"[0-9]{1,4}")
_OFF = {"0", "false", "off"}


@dataclass
class WordText:
    """`unread_objects` counts pictures and embedded files, whose content is not text."""

    blocks: tuple[Block, ...] = ()
    has_tracked_changes: bool = False
    unread_objects: int = 0
    _characters: int = field(default=0, repr=False)

    def count_characters(self, count: int) -> None:
        self._characters += count
        if self._characters > MAX_TEXT_CHARACTERS:
            raise ExpandsTooFarError


def read_text(root: Element) -> WordText:
    """Raises ExpandsTooFarError where there is more text than any plan holds."""
    text = WordText()
    text.blocks = tuple(_blocks(root, text))
    return text


def _blocks(parent: Element, text: WordText) -> Iterator[Block]:
    for child in _shown(parent, text):
        if child.tag == "w:p":
            yield from _paragraph(child, text)
        elif child.tag == "w:tbl":
            yield _table(child, text)
        else:
            yield from _blocks(child, text)


def _shown(parent: Element, text: WordText) -> Iterator[Element]:
    """Children that a reader of the document sees; of alternatives for other versions of Word, the first."""
    children = list(parent)
    if parent.tag == "mc:AlternateContent":
        children = children[:1]
    if parent.tag == "w:sdt" and _is_switched_on(descend(parent, "w:sdtPr", "w:showingPlcHdr")):
        return
    for child in children:
        text.has_tracked_changes |= child.tag in _TRACKED
        if child.tag in _PICTURES and next(child.iter("w:txbxContent"), None) is None:
            text.unread_objects += 1
        elif child.tag not in _UNSEEN:
            yield child


def _within(parent: Element, tag: str, text: WordText) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls and tracked insertions."""
    for child in _shown(parent, text):
        if child.tag == tag:
            yield child
        elif child.tag not in {"w:tblPr", "w:trPr", "w:tblGrid"}:
            yield from _within(child, tag, text)


def _paragraph(element: Element, text: WordText) -> Iterator[Block]:
    boxes: list[Element] = []
    words = "".join(_words(element, text, boxes))
    yield Paragraph(words, is_list_item=_is_list_item(element))
    for box in boxes:
        yield from _blocks(box, text)


def _words(parent: Element, text: WordText, boxes: list[Element]) -> Iterator[str]:
    for child in _shown(parent, text):
        if child.tag == "w:t":
            text.count_characters(len(child.text or ""))
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == "w:sym":
            yield _symbol(child)
        elif child.tag == "w:txbxContent":
            boxes.append(child)
        else:
            yield from _words(child, text, boxes)


def _symbol(element: Element) -> str:
    code = element.get("w:char", "").upper()
    if not _SYMBOL_CODE.fullmatch(code):
        return ""
    return _SYMBOL_BOXES.get(code, chr(int(code, 16)))


def _is_list_item(paragraph: Element) -> bool:
    number = descend(paragraph, "w:pPr", "w:numPr", "w:numId")
    return number is not None and number.get("w:val") != "0"


def _table(element: Element, text: WordText) -> Table:
    rows = with_merged_text([_row(row, text) for row in _within(element, "w:tr", text)])
    # A merge repeats its text in every row, so that a small file could grow without end.
    for cell in (cell for row in rows for cell in row.cells if cell.continues):
        text.count_characters(cell.size)
    return Table(rows)


def _row(element: Element, text: WordText) -> Row:
    if descend(element, "w:trPr", "w:del") is not None:
        text.has_tracked_changes = True
        return Row(())
    column = _number(descend(element, "w:trPr", "w:gridBefore"), otherwise=0)
    cells = []
    for cell in _within(element, "w:tc", text):
        span = max(1, _number(descend(cell, "w:tcPr", "w:gridSpan"), otherwise=1))
        merge = descend(cell, "w:tcPr", "w:vMerge")
        continues = merge is not None and merge.get("w:val", "continue") == "continue"
        cells.append(Cell(column, span, tuple(_blocks(cell, text)), continues))
        column += span
    return Row(tuple(cells))


def _number(element: Element | None, *, otherwise: int) -> int:
    value = "" if element is None else element.get("w:val", "")
    return int(value) if _COUNT.fullmatch(value) else otherwise


def _is_switched_on(element: Element | None) -> bool:
    return element is not None and element.get("w:val", "1") not in _OFF


def has_words(text: WordText) -> bool:
    """Whether a header, footer or note says more than a page number."""
    words = " ".join(line for block in text.blocks for line in clean_lines(" ".join(block.lines)))
    return bool(re.sub(r"(?i)\bpage\b|\bof\b|[\W\d_]", "", words))
