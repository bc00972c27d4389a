"""What the digest of a morning is made of: upper packages register where news for people come from.

Register in your `tasks.py`. A source says who may have news at all, for whom there are some this morning, remembers
them in the transaction that owes the letter, and gives them in words when the letter goes out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from waypost.people.models import Person


@dataclass(frozen=True)
class Morning:
    """The day of a digest, and the day of the one before it: news count after `since` and up to `day`."""

    day: date
    since: date


@dataclass(frozen=True)
class DigestLink:
    """`path` begins with a slash; `words` say what it leads to."""

    words: str
    path: str


@dataclass(frozen=True)
class DigestItem:
    """One line of the digest, below the heading `section`."""

    section: str
    sentence: str
    note: str = ""
    links: tuple[DigestLink, ...] = ()


class DigestSource(Protocol):
    def people(self) -> Collection[int]:
        """The keys of all who may have news at any time."""

    def people_with_news(self, mornings: Mapping[int, Morning]) -> Collection[int]:
        """Which of these people have news this morning, in a fixed number of queries."""

    def remember(self, person: Person, morning: Morning) -> None:
        """Write down that they are told; twice changes nothing. Runs in the transaction that owes the letter."""

    def items(self, person: Person, day: date) -> Iterable[DigestItem]:
        """What they were to be told that day, as far as it still holds, in words."""


_sources: dict[str, DigestSource] = {}


def register(name: str, source: DigestSource) -> None:
    """Let `source` take part in every digest; registering a name again replaces it."""
    _sources[name] = source


def sources() -> tuple[DigestSource, ...]:
    """In the order in which they registered."""
    return tuple(_sources.values())
