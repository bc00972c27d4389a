"""A page that adds something adds it once, however often it is sent (decision 0029).

Every page that is opened carries a token of its own. What it saves and the note that it did are one transaction, and
the key of the note is unique: of two that arrive at once the database lets one through, and a refused one leaves none.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from waypost.common import clock
from waypost.people.models import Person, SavedForm

#: Takes the version that an edit started from, and returns the address where to go on.
Save = Callable[[int], str]

#: A page that lay in a browser for longer, and is sent again, adds again.
KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Sending:
    """A page as it is sent: `key` is the same whenever that page is, `typed` whenever it also holds the same."""

    key: str
    typed: str


class SavedBefore(Exception):
    """The page saved before. `first` says where that led, and what it held."""

    def __init__(self, first: SavedForm) -> None:
        super().__init__("This page saved before.")
        self.first = first


def new_token() -> str:
    """What a page that is opened now carries along."""
    return secrets.token_urlsafe(16)


def sending(by: Person, address: str, token: str, typed: Any) -> Sending:
    """Somebody else's token, or one of another address, is a page of its own. `typed` is anything that JSON holds."""
    return Sending(_digest([by.pk, address, token]), _digest(typed))


def first_saving(sent: Sending) -> SavedForm | None:
    """What this page saved before, if it did."""
    return SavedForm.objects.filter(key=sent.key).first()


def once(sent: Sending, save: Save) -> Save:
    """`save`, which now raises SavedBefore, and takes back what it did, where the page saved before."""

    def save_once(version: int) -> str:
        try:
            with transaction.atomic():
                went_to = save(version)
                SavedForm(key=sent.key, typed=sent.typed, went_to=went_to).save(force_insert=True)
        except IntegrityError:
            if first := first_saving(sent):
                raise SavedBefore(first) from None
            raise
        return went_to

    return save_once


def forget_saved_forms() -> int:
    """Delete the notes of pages that nobody sends again; returns how many."""
    gone, _ = SavedForm.objects.filter(saved_at__lt=clock.now() - KEPT).delete()
    return gone


def _digest(said: Any) -> str:
    return sha256(json.dumps(said).encode()).hexdigest()
