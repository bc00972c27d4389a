"""How a page is built, as far as styles and readers' software care: pages of one shape need one look."""

from dataclasses import dataclass
from html.parser import HTMLParser

#: Attributes whose values, beside their names, change how an element looks or is announced.
TELLING = ("class", "role", "type", "scope", "aria-live", "aria-hidden")
#: Where the visitor is; the shell of each page marks another place.
WHERE = "aria-current"

#: A tag, the names of its attributes, and the values of those that are telling.
Element = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Shape:
    """The elements in the order of the page: those of the shell, which pages share, and those of the page itself."""

    shell: tuple[Element, ...]
    main: tuple[Element, ...]

    @property
    def pieces(self) -> frozenset[tuple[str, str]]:
        """What the page itself is made of: each tag with each of its classes, and with each of its attributes."""
        with_classes = {(tag, f".{name}") for tag, _, values in self.main for name in values[0].split()}
        return frozenset(with_classes | {(tag, name) for tag, names, _ in self.main for name in ("", *names)})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shell: list[Element] = []
        self.main: list[Element] = []
        self.place = self.shell

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.place = self.main
        given = {name: value or "" for name, value in attrs if self.place is self.main or name != WHERE}
        self.place.append((tag, tuple(sorted(given)), tuple(given.get(name, "") for name in TELLING)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.place = self.shell


def shape_of(html: str) -> Shape:
    reader = _Reader()
    reader.feed(html)
    return Shape(tuple(reader.shell), tuple(reader.main))
