"""Asking in the digest: owners for the numbers of their indicators (PL2), and who keeps a taken plan (PL9)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.urls import reverse

from waypost.common.actors import System
from waypost.notices.digests import DigestItem, DigestLink, Morning
from waypost.people.models import Person
from waypost.plans.queries.measuring import DueMeasurement, measurements_due, owners, owners_to_ask
from waypost.plans.queries.offering import offers_to_tell, people_offered_to, people_to_tell
from waypost.plans.queries.offers import OpenOffer
from waypost.plans.rules.lineage_words import told
from waypost.plans.rules.words import day as in_words

ASKING = System("owners of indicators are asked for their numbers")
SECTION = "Numbers that you measure"
OFFERING = System("whoever keeps a taken plan hears of changes in the plan above")
OFFERS = "Changes in the plan above"


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


class OffersFromAbove:
    """What the digest tells those who keep a taken plan. What is decided by then is not told."""

    def people(self) -> Collection[int]:
        return people_offered_to(OFFERING)

    def people_with_news(self, mornings: Mapping[int, Morning]) -> Collection[int]:
        return people_to_tell(OFFERING, {person: (one.since, one.day) for person, one in mornings.items()})

    def remember(self, person: Person, morning: Morning) -> None:
        """Nothing to keep: an offer is open until it is decided."""

    def items(self, person: Person, day: date) -> Iterator[DigestItem]:
        for offers in offers_to_tell(person, day):
            yield _offered(offers)


def _offered(offers: tuple[OpenOffer, ...]) -> DigestItem:
    extraction = offers[0].extraction
    link = DigestLink("Look at what is offered", reverse("plan_offers", args=[extraction.plan.uid]))
    sentence = told(len(offers), extraction.source_organization)
    return DigestItem(OFFERS, sentence, extraction.plan.title, (link,))
