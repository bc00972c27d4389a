"""Opens the bytes of a Word file within bounds; touches neither disk nor network and runs nothing in it."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from waypost.standards.implementation_plan.errors import (
    MissingTextError,
    NotAWordFileError,
    OldWordFileError,
    PasswordProtectedError,
)
from waypost.standards.implementation_plan.safe_zip import (
    ENCRYPTED_STREAM,
    OLE_SIGNATURE,
    OTHER_STARTS,
    checked_parts,
    open_archive,
    refuse_by_size,
    refuse_many_members,
)
from waypost.standards.implementation_plan.xml_tree import read_xml

_OLD_WORD_STREAM = "WordDocument".encode("utf-16-le")
_ROOT_RELATIONS = "_rels/.rels"
_SIDE_PART = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml")
_OTHER_PACKAGES = {
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "mimetype": "an OpenDocument file",
}


@dataclass(frozen=True)
class WordPackage:
    """`document` is the root of the main text; `side_parts` are headers, footers, notes and comments."""

    document: Element
    side_parts: tuple[tuple[str, Element], ...]


def open_word_package(data: bytes) -> WordPackage:
    """Raises a subclass of UnreadablePlanFileError, never anything else."""
    _refuse_by_content(data)
    with open_archive(data) as archive:
        parts = checked_parts(archive, packed_bytes=len(data))
        names = archive.namelist()
    main = _main_part(parts, names)
    document = read_xml(parts[main])
    if document.tag != "w:document":
        raise MissingTextError
    sides = ((match[1], read_xml(raw)) for name, raw in parts.items() if (match := _SIDE_PART.fullmatch(name)))
    return WordPackage(document=document, side_parts=tuple(sides))


def _refuse_by_content(data: bytes) -> None:
    refuse_by_size(data)
    if data.startswith(OLE_SIGNATURE):
        _refuse_compound_file(data)
    if not data.startswith(b"PK"):
        found = (kind for start, kind in OTHER_STARTS.items() if data.startswith(start))
        raise NotAWordFileError(next(found, "another kind of file"))
    refuse_many_members(data)


def _refuse_compound_file(data: bytes) -> None:
    if ENCRYPTED_STREAM in data:
        raise PasswordProtectedError
    if _OLD_WORD_STREAM in data:
        raise OldWordFileError
    raise NotAWordFileError("a file of an old Office program")


def _main_part(parts: dict[str, bytes], names: list[str]) -> str:
    main = _related_main_part(parts) or "word/document.xml"
    if main in parts and main.startswith("word/"):
        return main
    for start, kind in _OTHER_PACKAGES.items():
        if any(name.startswith(start) for name in names):
            raise NotAWordFileError(kind)
    if any(name.startswith("word/") for name in names):
        raise MissingTextError
    raise NotAWordFileError("a zip archive")


def _related_main_part(parts: dict[str, bytes]) -> str:
    """Word on the web may call the main part something else than `word/document.xml`."""
    if _ROOT_RELATIONS not in parts:
        return ""
    for relation in read_xml(parts[_ROOT_RELATIONS]):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").removeprefix("/")
    return ""
