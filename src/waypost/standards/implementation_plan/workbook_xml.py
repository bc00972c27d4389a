"""The parts of a workbook around its sheets: which there are, the texts and the number formats that they share."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, localcontext
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from waypost.standards.implementation_plan.errors import DamagedWorkbookError
from waypost.standards.implementation_plan.records import Value
from waypost.standards.implementation_plan.sheets import text_of
from waypost.standards.implementation_plan.xml_tree import read_xml

_WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
#: As many digits as Excel shows; a workbook holds 0.30000000000000004 where people see 0.3.
_SHOWN_DIGITS = 15
_LARGEST_EXPONENT = 30


@dataclass(frozen=True)
class SheetPart:
    name: str
    path: str
    is_hidden: bool


@dataclass(frozen=True)
class Shared:
    """What cells refer to by number."""

    texts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    epoch: datetime = field(default=CALENDAR_WINDOWS_1900)

    def text(self, number: str) -> str:
        place = int(number) if number.isdecimal() else -1
        return self.texts[place] if 0 <= place < len(self.texts) else ""

    def number(self, text: str, style: str) -> Value:
        """A date where the format shows one, a percentage as words, else the number."""
        place = int(style) if style.isdecimal() else 0
        shown_as = self.formats[place] if place < len(self.formats) else "General"
        number = _decimal(text)
        if number is None:
            return text
        if is_date_format(shown_as):
            return self._day(number)
        return f"{text_of(number * 100)}%" if "%" in _QUOTED.sub("", shown_as) else number

    def _day(self, number: Decimal) -> Value:
        try:
            moment = from_excel(float(number), self.epoch)
        except (OverflowError, ValueError):
            return number
        match moment:
            case datetime() if moment.time() == time():
                return moment.date()
            case datetime():
                return moment.isoformat(" ", "minutes")
            case date() | time():
                return moment if not isinstance(moment, time) else moment.isoformat("minutes")
            case timedelta():
                return str(moment)
        return number


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
    formats: tuple[str, ...] = ()
    if "xl/styles.xml" in parts:
        root = read_xml(parts["xl/styles.xml"])
        named = {each.get("numFmtId", ""): each.get("formatCode", "") for each in _all(root, "numFmt")}
        styles = next((each for each in root if local_name(each.tag) == "cellXfs"), ())
        formats = tuple(_format(each.get("numFmtId", "0"), named) for each in styles)
    return Shared(texts, formats, CALENDAR_MAC_1904 if counts_from_1904 else CALENDAR_WINDOWS_1900)


def plain_text(text: str) -> str:
    """Without the way in which Excel writes signs that XML can't hold."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


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


def _format(number: str, named: dict[str, str]) -> str:
    if number in named:
        return named[number]
    return BUILTIN_FORMATS.get(int(number), "General") if number.isdecimal() else "General"


def _decimal(text: str) -> Decimal | None:
    """The number as people see it; None for what no plan says, such as 1E+300."""
    try:
        with localcontext(prec=_SHOWN_DIGITS):
            number = +Decimal(text)
    except ArithmeticError:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _LARGEST_EXPONENT else None
