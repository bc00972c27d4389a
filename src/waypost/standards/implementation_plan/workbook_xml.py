"""The parts of a workbook around its sheets: which there are, the texts and the number formats that they share."""

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from xml.etree.ElementTree import Element

from waypost.standards.implementation_plan.errors import DamagedWorkbookError
from waypost.standards.implementation_plan.excel_formats import ShownAs, day_or_moment, shown_as
from waypost.standards.implementation_plan.records import Value
from waypost.standards.implementation_plan.sheets import text_of
from waypost.standards.implementation_plan.xml_tree import read_xml

_WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: As many digits as Excel shows; a workbook holds 0.30000000000000004 where people see 0.3.
_SHOWN_DIGITS = 15
_LARGEST_EXPONENT = 30
_LONGEST_FORMAT_NUMBER = 9


@dataclass(frozen=True)
class SheetPart:
    name: str
    path: str
    is_hidden: bool


@dataclass(frozen=True)
class Shared:
    """What cells refer to by number: texts, and how numbers are shown."""

    texts: tuple[str, ...] = ()
    formats: tuple[ShownAs, ...] = ()
    counts_from_1904: bool = False

    def text(self, number: str) -> str:
        place = int(number) if number.isdecimal() else -1
        return self.texts[place] if 0 <= place < len(self.texts) else ""

    def number(self, text: str, style: str) -> Value:
        """A date where the format shows one, a percentage as words, else the number."""
        place = int(style) if style.isdecimal() else 0
        shown = self.formats[place] if place < len(self.formats) else ShownAs.NUMBER
        number = _decimal(text)
        if number is None:
            return text
        if shown is ShownAs.DATE:
            found = day_or_moment(number, counts_from_1904=self.counts_from_1904)
            return number if found is None else found
        return f"{text_of(number * 100)}%" if shown is ShownAs.PERCENTAGE else number


def sheet_parts(parts: dict[str, bytes]) -> tuple[tuple[SheetPart, ...], bool]:
    """The sheets in their order, and whether days count from 1904. Raises DamagedWorkbookError."""
    if _WORKBOOK not in parts:
        raise DamagedWorkbookError
    targets = {
        relation.get("Id", ""): _path(relation.get("Target", ""))
        for relation in read_xml(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    }
    root = read_xml(parts[_WORKBOOK])
    sheets = tuple(
        SheetPart(each.get("name", ""), targets.get(_relation_of(each), ""), each.get("state", "visible") != "visible")
        for each in _all(root, "sheet")
    )
    counts_from_1904 = any(each.get("date1904", "0") in ("1", "true") for each in _all(root, "workbookPr"))
    return sheets, counts_from_1904


def shared(parts: dict[str, bytes], texts: tuple[str, ...], *, counts_from_1904: bool) -> Shared:
    formats: tuple[ShownAs, ...] = ()
    if "xl/styles.xml" in parts:
        root = read_xml(parts["xl/styles.xml"])
        codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in _all(root, "numFmt")}
        styles = next((each for each in root if local_name(each.tag) == "cellXfs"), ())
        formats = tuple(_format(each.get("numFmtId", "0"), codes) for each in styles)
    return Shared(texts, formats, counts_from_1904)


def plain_text(text: str) -> str:
    """Without the way in which Excel writes signs that XML can't hold; those that no text can hold become spaces."""
    return _ESCAPED.sub(_sign, text).replace("\r\n", "\n").replace("\r", "\n")


def _sign(escaped: re.Match[str]) -> str:
    sign = chr(int(escaped[1], 16))
    return " " if sign == "\0" or "\ud800" <= sign <= "\udfff" else sign


def words_in(root: Element) -> str:
    """All text of a part that is no sheet."""
    return " ".join("".join(each.itertext()) for each in root.iter() if local_name(each.tag) == "t").strip()


def local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _all(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if local_name(each.tag) == name]


def _relation_of(sheet: Element) -> str:
    return next((value for key, value in sheet.attrib.items() if local_name(key) == "id"), "")


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _format(number: str, codes: dict[str, str]) -> ShownAs:
    is_built_in = number.isdecimal() and len(number) <= _LONGEST_FORMAT_NUMBER
    return shown_as(int(number) if is_built_in else 0, codes.get(number))


def _decimal(text: str) -> Decimal | None:
    """The number as people see it; None for what no plan says, such as 1E+300."""
    try:
        with localcontext(prec=_SHOWN_DIGITS):
            number = +Decimal(text)
    except ArithmeticError:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _LARGEST_EXPONENT else None
