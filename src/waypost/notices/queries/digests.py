"""Who gets a digest, where their morning is, and how often they want it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from waypost.common import clock
from waypost.common.actors import System
from waypost.notices.digests import Morning
from waypost.notices.models import DigestChoice, Letter
from waypost.notices.queries.calendars import days_off_by_place
from waypost.notices.rules.calendars import Off
from waypost.notices.rules.digests import Rhythm, digest_since
from waypost.people.models import Organization, Person
from waypost.people.queries import roles_held_today


@dataclass(frozen=True)
class Addressee:
    """Somebody and the morning of their digest."""

    person: Person
    morning: Morning

    @property
    def key(self) -> str:
        return digest_key(self.person.uid, self.morning.day)


def digest_key(person_uid: str, day: date) -> str:
    """Names the letter: one a day and person."""
    return f"digest:{person_uid}:{day.isoformat()}"


def rhythm_of(person: Person) -> Rhythm:
    """How often they want the digest; each school-day morning where they never chose."""
    chosen = DigestChoice.objects.filter(person=person).values_list("rhythm", flat=True).first()
    return Rhythm(chosen) if chosen else Rhythm.DAILY


def addressees_now(_viewer: System, keys: Collection[int]) -> list[Addressee]:
    """Those of the people with these keys whose morning has come and who have no digest of today yet.

    Nobody who left: somebody without any role has no district, and so no morning. Four queries for any number.
    """
    homes = _homes(keys)
    rhythms = dict(DigestChoice.objects.filter(person__in=keys).values_list("person", "rhythm"))
    days_off = days_off_by_place({home.pk: home for _, home in homes.values()}.values())
    due = []
    for person, home in homes.values():
        local = clock.now().astimezone(ZoneInfo(home.timezone))
        morning = _morning(Rhythm(rhythms.get(person.pk, Rhythm.DAILY)), local, days_off[home.pk])
        if morning is not None:
            due.append(Addressee(person, morning))
    told = set(Letter.objects.filter(key__in=[found.key for found in due]).values_list("key", flat=True))
    return [found for found in due if found.key not in told]


def _homes(keys: Collection[int]) -> dict[int, tuple[Person, Organization]]:
    """By key, each person and the place of the role that they hold longest."""
    held = roles_held_today().filter(person__in=keys, person__is_active=True)
    homes: dict[int, tuple[Person, Organization]] = {}
    for role in held.select_related("person", "organization").order_by("pk"):
        homes.setdefault(role.person_id, (role.person, role.organization))
    return homes


def _morning(rhythm: Rhythm, local: datetime, days_off: tuple[Off, ...]) -> Morning | None:
    since = digest_since(rhythm, local, days_off)
    return Morning(local.date(), since) if since else None


def addressee_of_letter(_viewer: System, uid: str) -> Person | None:
    """Who gets a digest that waits; None where they left or want none any more."""
    person = Person.objects.filter(uid=uid, is_active=True).first()
    is_here = person is not None and roles_held_today().filter(person=person).exists()
    return person if person and is_here and rhythm_of(person) is not Rhythm.NEVER else None
