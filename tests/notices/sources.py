"""Something to put into a digest: news that a test tells."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from waypost.notices.digests import DigestItem, DigestLink, Morning
from waypost.people.models import Person


class News:
    """One line for each of `told`, every morning, until it is settled."""

    def __init__(self, *told: Person) -> None:
        self.told = {person.pk for person in told}
        self.remembered: list[tuple[str, Morning]] = []

    def people(self) -> Collection[int]:
        return self.told

    def people_with_news(self, mornings: Mapping[int, Morning]) -> Collection[int]:
        return self.told & mornings.keys()

    def remember(self, person: Person, morning: Morning) -> None:
        self.remembered.append((person.name, morning))

    def items(self, person: Person, day: date) -> Iterable[DigestItem]:
        links = (DigestLink("Look at it", "/look/"),)
        return [DigestItem("Today", f"News of {day}.", "Take your time.", links)] if person.pk in self.told else []
