"""Tables in text files as spreadsheets write them: commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from waypost.standards.other_files import what_to_do_with

#: A cell that begins with one of them would be a formula in a spreadsheet.
FORMULA_SIGNS = ("=", "+", "-", "@")


class UnreadableFile(ValueError):
    """The whole file can't be read; the text is one sentence that says what to do."""


@dataclass(frozen=True)
class Trouble:
    """One sentence that says what to do about a line that is not understood; a line may have several."""

    number: int
    sentence: str


def text_of(content: bytes, *, largest_bytes: int, one_line: str) -> str:
    """The text of a file; `one_line` says what each line is to hold. Raises UnreadableFile."""
    if len(content) > largest_bytes:
        size = f"{largest_bytes // 1_000_000} MB" if largest_bytes >= 1_000_000 else f"{largest_bytes // 1000} kB"
        raise UnreadableFile(f"The file is larger than {size}: split it, and upload the parts.")
    if sentence := what_to_do_with(content):
        raise UnreadableFile(sentence)
    text = _decoded(content)
    if "\x00" in text:
        raise UnreadableFile("This is not a text file: export the list as CSV, and upload that file.")
    if not text.strip():
        raise UnreadableFile(f"The file is empty: add a head and {one_line}.")
    return text


def _decoded(content: bytes) -> str:
    """UTF-16 where its mark says so, UTF-8 where it fits, else Windows-1252, which older Excel writes."""
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("The letters of this file can't be read: save it as CSV UTF-8, and upload it again.")


def rows_of(text: str, *, head: str = "") -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line on which it begins. Raises UnreadableFile.

    `head` is the line that shows what parts the cells, where that is not the first one.
    """
    delimiter = max(",;\t", key=(head or text.partition("\n")[0]).count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(
            f"A quotation mark is open or stray near line {reader.line_num}: close or remove it, and upload again."
        ) from error
