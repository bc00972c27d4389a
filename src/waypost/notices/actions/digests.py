"""The digest: one letter a person and school-day morning, with what all packages have to tell them."""

from datetime import date
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from waypost.common import audit
from waypost.common.actors import Actor, System
from waypost.notices.actions.outbox import Post, post_letters
from waypost.notices.digests import sources
from waypost.notices.models import DigestChoice
from waypost.notices.queries.digests import Addressee, addressee_of_letter, addressees_now, rhythm_of
from waypost.notices.rules.digests import Rhythm
from waypost.notices.writers import Facts, Text, from_template
from waypost.people.models import Person

KIND = "digest"
POST = "notices.post_digests"
DIGEST = System("digest")


def post_digests() -> None:
    """Owe everybody with news whose morning has come their digest; any number of workers may run it, and twice."""
    keys = {key for source in sources() for key in source.people()}
    waiting = {found.person.pk: found for found in addressees_now(DIGEST, keys)}
    mornings = {key: found.morning for key, found in waiting.items()}
    for key in sorted({key for source in sources() for key in source.people_with_news(mornings)}):
        _post(waiting[key])


@transaction.atomic
def _post(addressee: Addressee) -> None:
    person, day = addressee.person, addressee.morning.day
    for source in sources():
        source.remember(person, addressee.morning)
    facts = {"person": person.uid, "day": day.isoformat()}
    post_letters(kind=KIND, posts=[Post(addressee.key, person.email, facts)])


def write_digest(facts: Facts) -> Text | None:
    """What still holds when the letter goes out; nothing where all is settled, or its day is over."""
    day = date.fromisoformat(facts["day"])
    person = addressee_of_letter(DIGEST, facts["person"], day)
    if person is None:
        return None
    items = [item for source in sources() for item in source.items(person, day)]
    if not items:
        return None
    sections = [(name, list(lines)) for name, lines in groupby(items, key=lambda item: item.section)]
    site = settings.SITE_URL
    context: dict[str, object] = {
        "person": person,
        "count": len(items),
        "sections": sections,
        "site": site,
        "choice": site + reverse("digest_choice"),
        "is_weekly": rhythm_of(person) is Rhythm.WEEKLY,
    }
    return from_template(person.email, "notices/digest", context)


@transaction.atomic
def choose_rhythm(*, by: Actor, person: Person, rhythm: Rhythm) -> None:
    """How often `person` wants the digest."""
    before = rhythm_of(person)
    choice, _ = DigestChoice.objects.update_or_create(person=person, defaults={"rhythm": rhythm.value})
    audit.record(by=by, verb="choose digest", on=choice, before={"rhythm": before}, after={"rhythm": rhythm})
