"""What else speaks of an object: upper packages say it, the pages of lower ones show it, such as a decision (FR2).

Register in the `ready` of the package's `apps.py`. A finder says only what its viewer may read, and asks the database
a fixed number of times.
"""

from collections.abc import Callable
from dataclasses import dataclass

from waypost.common.models import Record
from waypost.people.viewers import Viewer


@dataclass(frozen=True)
class Mention:
    """One line: what speaks of it, a few words about that, and the page where it stands."""

    title: str
    detail: str
    url: str


Find = Callable[[Viewer, Record], list[Mention]]

_finders: dict[str, Find] = {}


def register(key: str, find: Find) -> None:
    """Ask `find` for every object that is shown; registering a key again replaces it."""
    _finders[key] = find


def mentions_of(viewer: Viewer, record: Record) -> list[Mention]:
    """All that `viewer` may read about the object."""
    return [mention for find in _finders.values() for mention in find(viewer, record)]
