"""Asking owners for the numbers of their indicators in the digest (PL2)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.urls import reverse

from waypost.common.actors import System
from waypost.notices.digests import DigestItem, DigestLink, Morning
from waypost.people.models import Person
from waypost.plans.queries.measuring import DueMeasurement, measurements_due, owners, owners_to_ask
from waypost.plans.rules.words import day as in_words

ASKING = System("owners of indicators are asked for their numbers")
SECTION = "Numbers that you measure"


class MeasurementsDue:
    """What the digest tells owners: a `notices.digests.DigestSource`. What is measured by then is not told."""

    def people(self) -> Collection[int]:
        return owners()

    def people_with_news(self, mornings: Mapping[int, Morning]) -> Collection[int]:
        return owners_to_ask(ASKING, {person: (one.since, one.day) for person, one in mornings.items()})

    def remember(self, person: Person, morning: Morning) -> None:
        """Nothing to keep: a number that was written down is the memory."""

    def items(self, person: Person, day: date) -> Iterator[DigestItem]:
        for due in measurements_due(person):
            yield _item(due, day)


def _item(due: DueMeasurement, day: date) -> DigestItem:
    link = DigestLink("Add the number", reverse("plan_indicator_measure", args=[due.indicator.uid]))
    note = f"Due on {in_words(due.due_on, day)}. {due.indicator.plan.title}"
    return DigestItem(SECTION, due.indicator.text, note, (link,))
