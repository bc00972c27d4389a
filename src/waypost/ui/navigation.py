"""The shape of a page's navigation; `home` fills it for each role, `ui/base.html` shows it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """One entry; `is_current` marks the page that is open, `waiting` counts what waits there for the reader."""

    label: str
    url: str
    is_current: bool = False
    waiting: int = 0


@dataclass(frozen=True)
class LinkGroup:
    """Entries under a label, in the staff's side bar."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Navigation:
    """`side` is for staff; educators, coaches, principals and the public have only `top`."""

    title: str
    initials: str
    top: tuple[Link, ...] = ()
    side: tuple[LinkGroup, ...] = ()


@dataclass(frozen=True)
class PhaseLink:
    """A phase of the program in sight, with a ring that is `percent` full and the same in words.

    A page that has worked them out gives them to its template as `phase_nav`; other pages show none.
    """

    label: str
    url: str
    says: str
    percent: int
    is_current: bool = False


class PhaseNav(tuple[PhaseLink, ...]):
    """The phases in the side bar. Where the page of one is open, the link above them is not the current one."""

    __slots__ = ()

    @property
    def is_open(self) -> bool:
        return any(link.is_current for link in self)
