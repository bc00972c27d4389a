"""A drawing that stands on a page, as a file of its own: SVG, PNG or tagged PDF."""

import math
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Literal

from waypost.ui.letters import printable_content, writable
from waypost.ui.typesetting import SHARPNESS, typeset

TEMPLATE = files("waypost.ui") / "picture.typ"
POINTS_OF_AN_INCH = 72
#: A picture with more would take hundreds of megabytes while it is written.
MOST_PIXELS = 20_000_000
#: What each kind of file is, by the end of its name.
CONTENT_TYPES = {"pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Picture:
    """`svg` is a whole drawing, `says` what it shows in words; lengths are in points."""

    svg: str
    title: str
    says: str
    width: int
    height: int

    @property
    def sharpness(self) -> float:
        """Pixels for each inch of a PNG, as many as MOST_PIXELS allow."""
        square_inches = self.width * self.height / POINTS_OF_AN_INCH**2
        return min(SHARPNESS, math.sqrt(MOST_PIXELS / max(square_inches, 1)))


def picture_file(picture: Picture, suffix: str) -> bytes:
    """The file with one of the suffixes of CONTENT_TYPES. Raises KeyError for another one."""
    if suffix not in CONTENT_TYPES:
        raise KeyError(suffix)
    if suffix == "svg":
        return writable(picture.svg).encode()
    form: Literal["pdf", "png"] = "png" if suffix == "png" else "pdf"
    return typeset(TEMPLATE.read_bytes(), "picture", printable_content(asdict(picture)), form, picture.sharpness)
