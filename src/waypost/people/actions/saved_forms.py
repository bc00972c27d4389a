"""A page that saves something new saves it once, however often it is sent (decision 0029).

Every page that is opened carries a token of its own. What it saves and the note that it did are one transaction, and
the key of the note is unique: of two that arrive at once the database lets one through, and a refused one leaves none.
A browser may draw a new token for what was filled in before: the same content from another page, sent a moment later,
is asked about.
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

#: Takes the version that an edit started from, saves, and returns the address where to go on.
SaveAndGoOn = Callable[[int], str]

#: A page that lay in a browser for longer, and is sent again, saves again.
KEPT = timedelta(days=30)
#: For so long the same content from another page is asked about.
MOMENT = timedelta(minutes=10)
#: How the token of a page begins that asks so: who sends it means to save the same again.
MEANT = "again-"


@dataclass(frozen=True)
class SentPage:
    """A page as a person sent it: `key` is the same whenever that page is, `content` whenever what it holds is.

    Both count for one person and one address; `is_meant` where the page asked whether to save the same again.
    """

    key: str
    content: str
    is_meant: bool


class PageSavedBefore(Exception):
    """The page saved before. `note` says when, where that led, and what it held."""

    def __init__(self, note: SavedForm) -> None:
        super().__init__("This page saved before.")
        self.note = note


class SameSavedBefore(Exception):
    """Another page saved the same a moment ago."""


def new_token(*, is_meant: bool = False) -> str:
    """What a page that is opened now carries along."""
    return f"{MEANT if is_meant else ''}{secrets.token_urlsafe(16)}"


def page_as_sent(by: Person, address: str, token: str, content: Any) -> SentPage:
    """`content` is anything that JSON holds."""
    return SentPage(_digest([by.pk, address, token]), _digest([by.pk, address, content]), token.startswith(MEANT))


def note_of(sent: SentPage) -> SavedForm | None:
    """The note that this page left, if it saved before."""
    return SavedForm.objects.filter(key=sent.key).first()


def saving_once(sent: SentPage, save: SaveAndGoOn) -> SaveAndGoOn:
    """`save`, which now raises PageSavedBefore and SameSavedBefore, and takes back what it did."""

    def save_once(version: int) -> str:
        _look_for_the_same(sent)
        try:
            with transaction.atomic():
                went_to = save(version)
                SavedForm(key=sent.key, typed=sent.content, went_to=went_to).save(force_insert=True)
        except IntegrityError:
            if note := note_of(sent):
                raise PageSavedBefore(note) from None
            raise
        return went_to

    return save_once


def is_of_a_moment_ago(note: SavedForm) -> bool:
    """Whether it was saved so lately that where it led is most probably still there."""
    return note.saved_at > clock.now() - MOMENT


def forget_saved_forms() -> int:
    """Delete the notes of pages that nobody sends again; returns how many."""
    gone, _ = SavedForm.objects.filter(saved_at__lt=clock.now() - KEPT).delete()
    return gone


def _look_for_the_same(sent: SentPage) -> None:
    """Of two pages that arrive at once with the same content neither finds the other: that is no going back."""
    lately = SavedForm.objects.filter(typed=sent.content, saved_at__gt=clock.now() - MOMENT)
    notes = {note.key: note for note in lately}
    if sent.key in notes:
        raise PageSavedBefore(notes[sent.key])
    if notes and not sent.is_meant:
        raise SameSavedBefore


def _digest(said: Any) -> str:
    return sha256(json.dumps(said).encode()).hexdigest()
