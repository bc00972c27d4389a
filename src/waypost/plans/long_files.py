"""Long documents as PDF, each from a process of its own, and no more of them at once than the machine has room for."""

from collections.abc import Mapping
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from waypost.common.places import give_back, take_place
from waypost.ui.typesetting import typeset_apart

#: With more activities, typesetting would leave the web server larger than it may be.
MOST_ACTIVITIES_HERE = 300
#: So many at once, on all machines together; a place that was never given back is free again after so many seconds.
AT_ONCE, SECONDS = 2, 600
BUSY = "Other long files are being written just now: try again in a minute."
STOPPED = "The server had too little room for this file: try again later, or take another format."


class NoRoom(RuntimeError):
    """A long document can't be typeset now; the text is one sentence that says what to do."""


def typeset_long(template: bytes, name: str, content: Mapping[str, Any]) -> bytes:
    """As `typeset_apart`. Raises TypesettingError and NoRoom."""
    place = take_place("plans:long-files", places=AT_ONCE, seconds=SECONDS)
    if place is None:
        raise NoRoom(BUSY)
    try:
        return typeset_apart(template, name, content)
    except BrokenProcessPool as error:
        raise NoRoom(STOPPED) from error
    finally:
        give_back(place)
