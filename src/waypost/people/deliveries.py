"""Whether mail reaches people: what an upper package knows of it, shown on the pages of people and invitations.

The package that mails registers its look-up in the `ready` of its `apps.py`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Undelivered:
    """The latest letter to an address was not taken by a mail server."""

    address: str
    since: datetime
    #: it is not tried any more
    is_given_up: bool
    #: the mail server refuses the address itself
    is_address_refused: bool

    @property
    def sentence(self) -> str:
        """What happened, for whoever can act on it."""
        if self.is_given_up:
            return f"Our mail could not be delivered to {self.address}."
        return f"Our mail to {self.address} is not delivered yet. We keep trying."

    @property
    def advice(self) -> str:
        """What to do, empty where waiting is enough."""
        if self.is_address_refused:
            return "The mail server does not take mail for this address: check it."
        return "The mail server did not take it for days. Send it again, or tell them another way." * self.is_given_up


LookUp = Callable[[Collection[str]], Mapping[str, Undelivered]]

_look_ups: list[LookUp] = []


def register(look_up: LookUp) -> None:
    """Let `look_up` answer from now on."""
    _look_ups[:] = [look_up]


def undelivered_to(addresses: Collection[str]) -> Mapping[str, Undelivered]:
    """By address, what is known of those that mail does not reach; one query however many there are."""
    return {address: found for look_up in _look_ups for address, found in look_up(addresses).items()}
