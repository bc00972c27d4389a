"""The place where `submissions` says what an educator can do next with a micro-credential that they read about."""

from collections.abc import Callable
from dataclasses import dataclass

from waypost.catalog.models import MicroCredential
from waypost.people.models import Person


@dataclass(frozen=True)
class NextStep:
    """A button: its words and where it leads."""

    label: str
    url: str


Provider = Callable[[Person, MicroCredential], NextStep | None]

_providers: list[Provider] = []


def provide(provider: Provider) -> None:
    """Register the one source."""
    _providers[:] = [provider]


def next_step(person: Person, micro_credential: MicroCredential) -> NextStep | None:
    """What `person` can do next, or None where their programs do not offer it."""
    return _providers[0](person, micro_credential) if _providers else None
