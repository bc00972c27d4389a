"""The place where `submissions` tells this package what a file really is, and keeps it (DESIGN.md, Files).

One check of files for the whole house: what may be evidence may be attached to an outcome.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.base import File


@dataclass(frozen=True)
class KeptFile:
    """A file that lies in the store under a random name and has no row yet."""

    path: str
    name: str
    media_type: str
    size_bytes: int
    sha256: str


class UnusableAttachment(ValueError):
    """The file or link can't be added; the message is one sentence on what to do."""


@dataclass(frozen=True)
class Keeper:
    """`keep` and `check_link` raise UnusableAttachment."""

    keep: Callable[["File[bytes]"], KeptFile]
    check_link: Callable[[str], str]


class NoKeeper(Exception):
    """No package registered itself here. The message is one sentence for whoever sets up the apps."""


_keepers: list[Keeper] = []


def provide(keeper: Keeper) -> None:
    """Register the one keeper."""
    _keepers[:] = [keeper]


def keeper() -> Keeper:
    """Raises NoKeeper."""
    if not _keepers:
        raise NoKeeper("Nobody keeps attached files: add waypost.submissions to INSTALLED_APPS.")
    return _keepers[0]
