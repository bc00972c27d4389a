"""What people type about a team, and which of its places are open (PL1). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """One place in a team: the expertise that it brings, and who holds it; open while nobody is named."""

    expertise: str = ""
    name: str = ""

    @property
    def is_open(self) -> bool:
        return not self.name

    def __str__(self) -> str:
        return f"{self.name}: {self.expertise}" if self.name and self.expertise else self.name or self.expertise


@dataclass(frozen=True)
class TeamFields:
    """`lead` and each member are names, or email addresses of people who hold a role around the plan."""

    topic: str
    lead: str = ""
    members: tuple[Place, ...] = ()


def open_places(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(place for place in places if place.is_open)


def open_words(places: Iterable[Place]) -> str:
    """ "1 place open: data analyst"; empty where all are taken."""
    still = open_places(places)
    if not still:
        return ""
    count = f"{len(still)} place{'' if len(still) == 1 else 's'} open"
    wanted = [place.expertise for place in still if place.expertise]
    return f"{count}: {', '.join(wanted)}" if wanted else count
