"""Odd bytes in addresses, query strings and fields get a page that says what to do, never an error page.

Every address of the table is asked: by GET with every hostile value in its query string and in each piece of its
path, and by POST with the form that it shows, filled in well but for the fields of one kind.
"""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.table import TABLE
from tests.access.world import World
from tests.databases import minded
from waypost.people.models import Person

TEXTS = (b"a\0b", b"\xed\xa0\x80", "\u202e\x01\x7f\U0001f9e0".encode(), b"x" * 100_000)
NUMBERS = (b"9" * 5_000, b"99999999999999999999", b"3000000000", b"1e400", "\u0663\u00b2".encode())
DAYS = (b"99999-01-01", b"0001-01-01", b"9999-12-31")
PIECES = (b"a\0b", b"\xed\xa0\x80", b"9" * 5_000)
#: What the pages ask for behind the question mark.
PARAMETERS = (
    "page",
    "step",
    "school",
    "cohort",
    "credential",
    "text",
    "role",
    "at",
    "name",
    "objective",
    "next",
    "q",
    "show",
    "below",
    "words",
    "year",
)
#: What views take that show no form of their own.
POSTED = (*PARAMETERS, "micro_credential", "number", "organization", "reason", "shown", "version", "visibility", "why")
#: Their writes are swept beside their own tests.
SWEPT_ELSEWHERE = ("submissions_", "review", "evidence_reviews")
FINE = {"text": "x", "email": "x@example.org", "url": "https://example.org", "number": "1", "date": "2027-01-14"}
KINDS = {"text": TEXTS, "email": TEXTS, "url": TEXTS, "hidden": NUMBERS, "number": NUMBERS, "date": DAYS}


class FormReader(HTMLParser):
    """The fields of the forms of a page: each with its kind, and a value that is in order."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, tuple[str, str]] = {}
        self.choosing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind = given.get("type", "text") if tag == "input" else "text"
        value = given.get("value") or FINE.get(kind, "")
        if tag == "select":
            self.choosing = given.get("name", "")
        elif tag == "option" and value:
            self.fields.setdefault(self.choosing, ("choice", value))
        elif tag in {"input", "textarea"} and given.get("name", "csrfmiddlewaretoken") != "csrfmiddlewaretoken":
            self.fields.setdefault(given["name"], (kind, value))


def person_for(name: str, world: World) -> Person | None:
    welcome = sorted(TABLE[name].welcome)
    return world.own[welcome[0]] if welcome else None


def as_query(values: dict[str, bytes]) -> str:
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in values.items())


def ask(world: World, method: str, address: str, person: Person | None, body: str = "") -> int:
    """One request, whose changes are undone."""
    client = world.browser_of(person, raises=False)
    with transaction.atomic():
        response = client.generic(method, address, body, "application/x-www-form-urlencoded")
        list(getattr(response, "streaming_content", ()))
        transaction.set_rollback(True)
    return response.status_code


def fields_shown(client: Client, address: str) -> dict[str, tuple[str, str]]:
    reader = FormReader()
    response = client.get(address)
    # A file that is streamed closes when it is read to its end.
    reader.feed(response.getvalue().decode(errors="replace"))
    return reader.fields


def bodies(fields: dict[str, tuple[str, str]]) -> list[str]:
    """Each hostile value in all fields of its kind, while the others are filled in well."""
    posted = fields or dict.fromkeys(POSTED, ("text", ""))
    kinds = {kind for kind, _ in posted.values()}
    hostile = dict.fromkeys(value for kind in sorted(kinds & KINDS.keys()) for value in minded(KINDS[kind]))
    return [
        as_query(
            {name: odd if odd in KINDS.get(kind, ()) else value.encode() for name, (kind, value) in posted.items()}
        )
        for odd in hostile
    ]


@pytest.mark.parametrize("name", sorted(TABLE))
def test_nothing_odd_gets_an_error_page(name: str, world: World) -> None:
    pieces, person = TABLE[name].make(world), person_for(name, world)
    address = reverse(name, kwargs=pieces)
    asked = [*odd_queries(address), *odd_pieces(address, pieces)]
    answers = [(where, ask(world, "GET", where, person)) for where in asked]
    if not name.startswith(SWEPT_ELSEWHERE):
        fields = fields_shown(world.browser_of(person), address)
        answers += [(f"{address} {typed[:80]}", ask(world, "POST", address, person, typed)) for typed in bodies(fields)]
    assert [where[:200] for where, status in answers if status >= 500] == []


def odd_queries(address: str) -> list[str]:
    values = minded((*TEXTS[:2], *NUMBERS[:2]))
    return [f"{address}?{as_query(dict.fromkeys(PARAMETERS, value))}" for value in values]


def odd_pieces(address: str, pieces: dict[str, object]) -> list[str]:
    return [address.replace(f"/{piece}", f"/{quote(value)}") for piece in pieces.values() for value in minded(PIECES)]
