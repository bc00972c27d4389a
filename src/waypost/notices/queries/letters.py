"""Reads of the outbox."""

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from waypost.common import clock
from waypost.common.actors import System
from waypost.notices.models import Letter
from waypost.people.deliveries import Undelivered

NO_LONGER_WANTED = Q(due_at=None, sent_at=None, gave_up_at=None)


def next_due_letter() -> Letter | None:
    """The waiting letter whose turn it is, None where none is due."""
    return Letter.objects.filter(due_at__lte=clock.now()).order_by("due_at", "pk").first()


def waiting_letters(_viewer: System) -> QuerySet[Letter]:
    """What is still to be sent, the oldest first."""
    return Letter.objects.filter(due_at__isnull=False).order_by("pk")


def given_up_letters(_viewer: System) -> QuerySet[Letter]:
    """What could not be sent in the end, the oldest first."""
    return Letter.objects.filter(gave_up_at__isnull=False).order_by("pk")


def undelivered(addresses: Collection[str]) -> Mapping[str, Undelivered]:
    """What is known of those of `addresses` whose latest letter a mail server refused; for `people.deliveries`."""
    return {
        letter.to: Undelivered(
            address=letter.to,
            since=letter.created_at,
            is_given_up=letter.gave_up_at is not None,
            is_address_refused=letter.is_address_refused,
        )
        for letter in _latest_refused().filter(to__in=addresses)
    }


def addresses_given_up() -> QuerySet[Letter, str]:
    """The addresses whose latest letter could not be delivered in the end; to filter by, in one query."""
    return _latest_refused().filter(gave_up_at__isnull=False).values_list("to", flat=True)


def _latest_refused() -> QuerySet[Letter]:
    wanted = Letter.objects.exclude(NO_LONGER_WANTED)
    later = wanted.filter(to=OuterRef("to"), pk__gt=OuterRef("pk"))
    return wanted.filter(~Exists(later), sent_at=None).exclude(trouble="")
