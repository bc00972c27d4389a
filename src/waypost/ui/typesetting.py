"""Pages and pictures by typst: tagged PDF and PNG, always in the one font that comes with Waypost."""

import json
import re
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Final, Literal

import fontpkg_atkinson_hyperlegible
import typst

PDF_STANDARD: Final = "ua-1"
#: Pixels of a PNG for each inch; a unit of a drawing is a point.
SHARPNESS = 144.0
#: This one family and nothing else, so that a page looks the same on every machine.
FONTS = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fontpkg_atkinson_hyperlegible.ROOT)]
)

#: A page with some letters, and how typst names one that its font lacks.
LETTERS = b"""
#set document(title: "Letters")
#set text(font: "Atkinson Hyperlegible", lang: "en")
#json(bytes(sys.inputs.letters)).each.map(letter => "o" + letter).join(" ")
"""
LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")


class TypesettingError(RuntimeError):
    """The page was not written, or only with a warning, such as a letter that the font lacks."""


def typeset(
    template: bytes,
    name: str,
    content: Mapping[str, Any],
    form: Literal["pdf", "png"] = "pdf",
    sharpness: float = SHARPNESS,
) -> bytes:
    """What `template` makes of `content`, which it finds as JSON under `name`: PDF/UA-1, or the first page as PNG.

    Raises TypesettingError for any trouble or warning, a missing letter or font among them.
    """
    only_pdf: dict[str, Any] = {"pdf_standards": PDF_STANDARD} if form == "pdf" else {"ppi": sharpness}
    try:
        written, warnings = typst.compile_with_warnings(
            template, font_paths=FONTS, format=form, sys_inputs={name: json.dumps(content)}, **only_pdf
        )
    except typst.TypstError as error:
        raise TypesettingError(str(error)) from error
    if warnings:
        raise TypesettingError("; ".join(str(warning.message) for warning in warnings))
    return bytes(written)


def typeset_apart(template: bytes, name: str, content: Mapping[str, Any]) -> bytes:
    """The same PDF, from a process of its own that takes its memory with it: a long document needs 500 MB."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(typeset, template, name, content).result()


def letters_without_a_shape(text: str, at_most: int) -> set[str]:
    """Those letters of the text that the font lacks, as far as `at_most`."""
    letters = sorted(letter for letter in set(text) if not letter.isascii() and not letter.isspace())
    missing: set[str] = set()
    while len(missing) < at_most:
        try:
            typeset(LETTERS, "letters", {"each": [letter for letter in letters if letter not in missing]})
        except TypesettingError as error:
            found = LACKING.search(str(error))
            named = ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""
            new = set(named).intersection(letters) - missing
            if not new:
                raise
            missing |= new
        else:
            break
    return missing
