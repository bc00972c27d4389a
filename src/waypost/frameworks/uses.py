"""Where upper packages say what is aligned with an item, for those who may read it (PL6).

Register in the `ready` of the package's `apps.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from waypost.frameworks.models import FrameworkItem
from waypost.people.viewers import Viewer


@dataclass(frozen=True)
class Use:
    """Something that is aligned with an item: its words, where it stands, and its page."""

    words: str
    place: str
    url: str


FindUses = Callable[[Viewer, FrameworkItem], list[Use]]

_finders: dict[str, FindUses] = {}


def register(key: str, find_uses: FindUses) -> None:
    """Ask `find_uses` on the page of an item; registering a key again replaces it."""
    _finders[key] = find_uses


def uses_of(viewer: Viewer, item: FrameworkItem) -> list[Use]:
    """What is aligned with `item`, of that which `viewer` may read."""
    return [use for find in _finders.values() for use in find(viewer, item)]
