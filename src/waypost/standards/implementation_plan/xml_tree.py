"""XML of a stranger, read within bounds: no document type, no entities, no endless depth.

Names in the two namespaces of WordprocessingML (transitional and strict) come out as `w:name`, those of
markup compatibility as `mc:name`, all others as `{uri}name`.
"""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from waypost.standards.implementation_plan.errors import DamagedFileError, ExpandsTooFarError, UnsafeXmlError

MAX_DEPTH = 120
MAX_ELEMENTS = 400_000
_SEPARATOR = " "
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}


def descend(element: Element, *tags: str) -> Element | None:
    """The first child of that tag, then the first of the next tag in it, and so on."""
    found: Element | None = element
    for tag in tags:
        found = None if found is None else next((child for child in found if child.tag == tag), None)
    return found


def refuse_unsafe_xml(raw: bytes) -> None:
    """Walk through a part that nobody will read, only to see that it declares nothing dangerous."""
    _parse(raw, _parser())


def read_xml(raw: bytes) -> Element:
    """The root element. Raises DamagedFileError, UnsafeXmlError or ExpandsTooFarError."""
    growing = _GrowingTree()
    parser = _parser()
    parser.StartElementHandler = growing.start
    parser.EndElementHandler = growing.end
    parser.CharacterDataHandler = growing.data
    _parse(raw, parser)
    return growing.close()


class _GrowingTree:
    """Stops as soon as the tree is deeper or larger than any plan."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._depth = 0
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise ExpandsTooFarError
        self._builder.start(_short(name), {_short(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(_short(name))

    def data(self, text: str) -> None:
        self._builder.data(text)

    def close(self) -> Element:
        return self._builder.close()


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def _refuse_document_type(name: str, system_id: str | None, public_id: str | None, has_subset: bool) -> None:  # noqa: ARG001, FBT001  # an interface sets the signature
    raise UnsafeXmlError


def _parse(raw: bytes, parser: expat.XMLParserType) -> None:
    try:
        parser.Parse(raw, True)  # noqa: FBT003  # an interface sets the signature
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise DamagedFileError from error


def _short(name: str) -> str:
    uri, _, local = name.rpartition(_SEPARATOR)
    if not uri:
        return local
    return _PREFIXES.get(uri, f"{{{uri}}}") + local
