"""Walks from page to page by the links that stand on them, as somebody who clicks everything once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import resolve

from waypost.people.models import Person

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
#: Where somebody without an account begins: what a search engine or a friend hands them.
FRONT_DOORS = ["/", "/micro-credentials/", "/verify/"]
SIGN_OUT = "account_logout"
#: A name that Waypost answers to outside of tests too.
HERE = "localhost"

#: Objects of one kind differ in what they link to, so as many are opened.
OBJECTS_OF_A_KIND = 3


@dataclass(frozen=True)
class Visit:
    """One page that was opened; `kind` is its name, with what its address says besides naming an object."""

    kind: str
    path: str
    status: int
    is_page: bool

    @property
    def name(self) -> str:
        return self.kind.partition(" ")[0]


def walk(client: Client, doors: list[str]) -> Iterator[Visit]:
    """Every kind of page, as far as links lead. The walk never signs out."""
    ahead, opened = list(doors), dict[str, set[str]]()
    while ahead:
        path = ahead.pop(0)
        name, kind = kind_of(path)
        paths = opened.setdefault(kind, set())
        if path in paths or len(paths) == OBJECTS_OF_A_KIND or name == SIGN_OUT:
            continue
        paths.add(path)
        response = client.get(path, follow=True)
        is_page = response["Content-Type"].startswith("text/html")
        if is_page:
            ahead += map(unescape, LINK.findall(response.content.decode()))
        close_file(response)
        yield Visit(kind, path, response.status_code, is_page)


def close_file(response: Any) -> None:
    """Close what a download reads; the response's own `close` would close the database too."""
    for close in getattr(response, "_resource_closers", ()):
        close()


def kind_of(path: str) -> tuple[str, str]:
    """The name of a page, and that name with what its address says besides naming an object."""
    match = resolve(urlsplit(path).path)
    words = [str(value) for key, value in match.kwargs.items() if key not in {"uid", "slug", "number"}]
    return match.view_name, " ".join([match.view_name, *words])


def signed_in(email: str) -> Client:
    """A browser in which the person with this address is signed in."""
    client = Client(SERVER_NAME=HERE)
    client.force_login(Person.objects.get(email=email))
    return client
