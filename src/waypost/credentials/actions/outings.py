"""How often strangers may make this site ask addresses outside, for each client and for all together.

Asking takes up to ten seconds of a web process, and the address is a stranger's choice: without limits a few visitors
could keep every process waiting, or make this site knock at somebody's door all day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from waypost.common.places import client_network, give_back, take_place

#: Verifications that ask outside, by one client in a minute. A checker at a desk stays far below.
BY_ONE_CLIENT = 10
BY_ALL = 60
PER_SECONDS = 60
#: Half of the threads of the web server that `./dev run` starts; the rest serves everybody else.
AT_ONCE = 2
#: A process that dies during an outing gives its place back by this time.
LONGEST_SECONDS = 30

YOURS = "You checked many credentials of other issuers in a short time. Wait a minute, then check this one again."
EVERYBODYS = "Many credentials of other issuers are being checked right now. Wait a minute, then check this one again."


class TooManyOutingsError(Exception):
    """Nothing was asked. The message is one sentence or two for a reader."""


@dataclass
class Outing:
    """One verification's leave to ask outside: taken at its first request, so ours need none."""

    client: str
    _is_admitted: bool = False
    _places: list[str] = field(default_factory=list)

    def admit(self) -> None:
        """Take leave once. Raises TooManyOutingsError."""
        if self._is_admitted:
            return
        self._places.append(_place("at-once", AT_ONCE, LONGEST_SECONDS, EVERYBODYS))
        _place(f"client:{client_network(self.client)}", BY_ONE_CLIENT, PER_SECONDS, YOURS)
        _place("all", BY_ALL, PER_SECONDS, EVERYBODYS)
        self._is_admitted = True

    def end(self) -> None:
        """Let the next one out."""
        for place in self._places:
            give_back(place)


@contextmanager
def outing_of(client: str) -> Iterator[Outing]:
    """An outing of the client at this IP address."""
    outing = Outing(client)
    try:
        yield outing
    finally:
        outing.end()


def _place(name: str, places: int, seconds: int, sentence: str) -> str:
    place = take_place(f"credentials:outings:{name}", places=places, seconds=seconds)
    if place is None:
        raise TooManyOutingsError(sentence)
    return place
