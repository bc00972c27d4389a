"""Texts of a CSV file that a spreadsheet would take for a formula.

One apostrophe is put before a text that begins with `=`, `+`, `-`, `@`, a tab, a return or an apostrophe. Reading takes
it off again wherever one of these signs follows it, so every text comes back as it was.
"""

from waypost.standards.csv_text import FORMULA_SIGNS

_MARK = "'"
_SIGNS = (*FORMULA_SIGNS, "\t", "\r", _MARK)


def escaped(text: str) -> str:
    return f"{_MARK}{text}" if text.startswith(_SIGNS) else text


def unescaped(text: str) -> str:
    return text[1:] if text.startswith(_MARK) and text[1:].startswith(_SIGNS) else text
