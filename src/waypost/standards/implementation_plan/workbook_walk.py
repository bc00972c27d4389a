"""Walks through a part of a workbook once, and reads the texts that its cells share."""

from collections.abc import Callable
from xml.parsers import expat

from waypost.standards.implementation_plan.errors import DamagedWorkbookError, UnsafeWorkbookError
from waypost.standards.implementation_plan.workbook_xml import plain_text


def shared_texts(raw: bytes) -> tuple[str, ...]:
    """The texts that cells refer to by number, without the readings that stand above Asian letters."""
    walk = _TextWalk()
    walk_part(raw, walk.start, walk.end, walk.data)
    return tuple(walk.texts)


def walk_part(
    raw: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    data: Callable[[str], None],
) -> None:
    """Raises DamagedWorkbookError or UnsafeWorkbookError, and what the three raise."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = data
    try:
        parser.Parse(raw, True)  # noqa: FBT003  # an interface sets the signature
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise DamagedWorkbookError from error


class _TextWalk:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self._reading = False
        self._above = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self.texts.append("")
        self._above += name == "rPh"
        self._reading = name == "t" and not self._above

    def data(self, text: str) -> None:
        if self._reading and self.texts:
            self.texts[-1] += text

    def end(self, name: str) -> None:
        self._reading = False
        self._above -= name == "rPh"
        if name == "si":
            self.texts[-1] = plain_text(self.texts[-1])


def _refuse(*_: object) -> None:
    raise UnsafeWorkbookError
