"""Where upper packages say what cites an item of the library, for those who may read that (ST7).

Register in the `ready` of the package's `apps.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from waypost.library.models import LibraryItem
from waypost.people.viewers import Viewer


@dataclass(frozen=True)
class Use:
    """Something that cites an item: its words, where it stands, its page, and why it cites."""

    words: str
    place: str
    url: str
    note: str = ""


FindUses = Callable[[Viewer, LibraryItem], list[Use]]

_finders: dict[str, FindUses] = {}


def register(key: str, find_uses: FindUses) -> None:
    """Ask `find_uses` on the page of an item; registering a key again replaces it."""
    _finders[key] = find_uses


def uses_of(viewer: Viewer, item: LibraryItem) -> list[Use]:
    """What cites `item`, of that which `viewer` may read."""
    return [use for find in _finders.values() for use in find(viewer, item)]
