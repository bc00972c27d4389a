"""A drawing that stands on a page, as a file of its own: SVG, PNG or tagged PDF."""

from dataclasses import asdict, dataclass
from importlib.resources import files

from waypost.ui.typesetting import typeset

TEMPLATE = files("waypost.ui") / "picture.typ"
#: What each kind of file is, by the end of its name.
CONTENT_TYPES = {"pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Picture:
    """`svg` is a whole drawing, `says` what it shows in words, `width` its width in points."""

    svg: str
    title: str
    says: str
    width: int


def picture_file(picture: Picture, suffix: str) -> bytes:
    """The file with one of the suffixes of CONTENT_TYPES. Raises KeyError for another one."""
    if suffix not in CONTENT_TYPES:
        raise KeyError(suffix)
    if suffix == "svg":
        return picture.svg.encode()
    return typeset(TEMPLATE.read_bytes(), "picture", asdict(picture), "png" if suffix == "png" else "pdf")
