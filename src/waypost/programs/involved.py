"""Where upper packages say who helps to plan a program, such as the members of its committee (FR3).

Register in the `ready` of the package's `apps.py`. A source asks the database a fixed number of times.
"""

from collections.abc import Callable
from dataclasses import dataclass

from waypost.programs.models import Program


@dataclass(frozen=True)
class Involved:
    """Somebody who helps to plan, and the kind of role that they speak for; `person_id` is None without an account."""

    name: str
    person_id: int | None
    role: str

    @property
    def who(self) -> int | str:
        """The same for one person, however often they are named."""
        return self.person_id or self.name.casefold()


Find = Callable[[Program], tuple[Involved, ...]]

_sources: dict[str, Find] = {}


def register(key: str, find: Find) -> None:
    """Ask `find` about every program; registering a key again replaces it."""
    _sources[key] = find


def involved_in(program: Program) -> tuple[Involved, ...]:
    """Everybody whom a source knows of, once for each kind of role that they speak for."""
    return tuple(dict.fromkeys(each for find in _sources.values() for each in find(program)))
