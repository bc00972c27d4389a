"""From a role's home, link by link through the demo, with Django's client."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.test import Client
from django.urls import resolve

from waypost.demo.loading import logins
from waypost.people.models import Person

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
PUBLIC = "public"
#: Where somebody without an account begins: what a search engine or a friend hands them.
FRONT_DOORS = ["/", "/micro-credentials/", "/verify/"]

#: A name that Waypost answers to outside of tests too.
HERE = "localhost"

#: Objects of one kind differ in what they link to, so as many are opened.
OBJECTS_OF_A_KIND = 3


@dataclass(frozen=True)
class Opened:
    """One answer: its kind is the name of the page, with what its address says besides naming an object."""

    kind: str
    path: str
    status: int
    #: empty where the answer is a file
    html: str

    @property
    def is_page(self) -> bool:
        return bool(self.html)

    @property
    def name(self) -> str:
        return self.kind.partition(" ")[0]


def walk_of(email: str | None) -> list[Opened]:
    """All that links lead this person to; nobody in particular begins at the front doors."""
    return walk(client_of(email), FRONT_DOORS if email is None else ["/"])


def client_of(email: str | None) -> Client:
    """A browser in which the person with this address is signed in, or nobody."""
    client = Client(SERVER_NAME=HERE)
    if email is not None:
        client.force_login(Person.objects.get(email=email))
    return client


def walkers() -> dict[str, str | None]:
    """Everybody who walks, by role, with their address."""
    return {PUBLIC: None} | {role: email for role, email, _ in logins()}


def walk(client: Client, doors: list[str]) -> list[Opened]:
    ahead, opened = list(doors), dict[str, dict[str, Opened]]()
    while ahead:
        path = ahead.pop(0)
        kind = kind_of(path)
        pages = opened.setdefault(kind, {})
        if path in pages or len(pages) == OBJECTS_OF_A_KIND or kind == "account_logout":
            continue
        pages[path] = open_page(client, kind, path)
        ahead += map(unescape, LINK.findall(pages[path].html))
    return [page for pages in opened.values() for page in pages.values()]


def open_page(client: Client, kind: str, path: str) -> Opened:
    response = client.get(path, follow=True)
    is_page = response["Content-Type"].startswith("text/html")
    html = response.content.decode() if is_page else ""
    close_file(response)
    return Opened(kind, path, response.status_code, html)


def close_file(response: object) -> None:
    """Close what a download reads; the response's own `close` would close the database too."""
    for close in getattr(response, "_resource_closers", ()):
        close()


def kind_of(path: str) -> str:
    match = resolve(urlsplit(path).path)
    words = [str(value) for key, value in match.kwargs.items() if key not in {"uid", "slug", "number"}]
    return " ".join([match.view_name, *words])
