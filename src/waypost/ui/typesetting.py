"""Pages and pictures by typst: tagged PDF and PNG, always in the one font that comes with Waypost."""

import json
from collections.abc import Mapping
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
