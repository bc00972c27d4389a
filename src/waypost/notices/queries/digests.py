"""Who gets a digest, where their morning is, and how often they want it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from waypost.common import clock
from waypost.common.actors import System
from waypost.notices.digests import Morning
from waypost.notices.models import DigestChoice, Letter
from waypost.notices.queries.calendars import days_off_by_place
from waypost.notices.rules.calendars import Off
from waypost.notices.rules.digests import Rhythm, digest_since, reaching_back
from waypost.people.models import Organization, Person
from waypost.people.queries import roles_held_today


@dataclass(frozen=True)
class Addressee:
    """Somebody and the morning of their digest, on the clocks of their `zone`."""

    person: Person
    morning: Morning
    zone: ZoneInfo

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

    Nobody who left: somebody without any role has no district, and so no morning. Six queries for any number.
    """
    homes = _homes(keys)
    rhythms = dict(DigestChoice.objects.filter(person__in=keys).values_list("person", "rhythm"))
    days_off = days_off_by_place({home.pk: home for _, home in homes.values()}.values())
    due = []
    for person, home in homes.values():
        zone = ZoneInfo(home.timezone)
        local = clock.now().astimezone(zone)
        morning = _morning(Rhythm(rhythms.get(person.pk, Rhythm.DAILY)), local, days_off[home.pk])
        if morning is not None:
            due.append(Addressee(person, morning, zone))
    told = set(Letter.objects.filter(key__in=[found.key for found in due]).values_list("key", flat=True))
    return _caught_up([found for found in due if found.key not in told])


def _caught_up(addressees: Collection[Addressee]) -> list[Addressee]:
    """Each with what came up since their last digest that was mailed; as the calendar says where none was posted."""
    digests = Letter.objects.filter(key__startswith="digest:", to__in=[found.person.email for found in addressees])
    mailed = dict(digests.values_list("to").annotate(Max("sent_at")))
    return [
        _reaching_back(found, mailed[found.person.email]) if found.person.email in mailed else found
        for found in addressees
    ]


def _reaching_back(addressee: Addressee, mailed_at: datetime | None) -> Addressee:
    morning = addressee.morning
    last = mailed_at.astimezone(addressee.zone).date() if mailed_at else None
    return replace(addressee, morning=replace(morning, since=reaching_back(morning.since, last)))


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


def addressee_of_letter(_viewer: System, uid: str, day: date) -> Person | None:
    """Who gets a digest of `day` that waits; None where they left, want none any more, or it is another day there."""
    homes = _homes(Person.objects.filter(uid=uid).values_list("pk", flat=True))
    is_today = [person for person, home in homes.values() if clock.today(home.timezone) == day]
    return next((person for person in is_today if rhythm_of(person) is not Rhythm.NEVER), None)
