"""From each role's home, link by link through the demo: no link leads nowhere, and somebody reaches every page."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from pytest_django import fixtures

from tests.access.table import TABLE
from waypost.demo.loading import logins
from waypost.people.models import Person

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
PUBLIC = "public"
#: Where somebody without an account begins: what a search engine or a friend hands them.
FRONT_DOORS = ["/", "/micro-credentials/", "/verify/"]

#: Objects of one kind differ in what they link to, so as many are opened.
OBJECTS_OF_A_KIND = 3

STEP_OF_A_FORM = "follows once a form was sent"
IN_A_CREDENTIAL = "named inside credentials, for machines"
IN_A_MAIL = "stands in a mail"
#: Pages to which no link of the demo leads, each with its reason.
NOT_LINKED = {
    "accept_invitation": IN_A_MAIL,
    "account_confirm_email": IN_A_MAIL,
    "account_email_verification_sent": STEP_OF_A_FORM,
    "account_inactive": "only for accounts that were switched off",
    "account_logout": "the walk stays signed in",
    "account_reauthenticate": STEP_OF_A_FORM,
    "account_reset_password_done": STEP_OF_A_FORM,
    "account_reset_password_from_key": IN_A_MAIL,
    "account_reset_password_from_key_done": STEP_OF_A_FORM,
    "account_signup": "says that accounts come by invitation",
    "achievement": IN_A_CREDENTIAL,
    "achievement_image": IN_A_CREDENTIAL,
    "healthz": "asked by machines",
    "mfa_list_webauthn": "only for those who have a passkey",
    "plan_import_preview": STEP_OF_A_FORM,
    "roster_preview": STEP_OF_A_FORM,
    "sign_in_again": "only for those who have neither password nor passkey",
    "status_list": IN_A_CREDENTIAL,
    "styleguide": "for those who write pages",
}


def walk(client: Client, doors: list[str]) -> dict[str, int]:
    """The worst status of the pages of each kind, as far as links lead."""
    ahead, opened = list(doors), dict[str, dict[str, int]]()
    while ahead:
        path = ahead.pop(0)
        name, kind = kind_of(path)
        pages = opened.setdefault(kind, {})
        if path in pages or len(pages) == OBJECTS_OF_A_KIND or name == "account_logout":
            continue
        response = client.get(path, follow=True)
        pages[path] = response.status_code
        if response["Content-Type"].startswith("text/html"):
            ahead += map(unescape, LINK.findall(response.content.decode()))
        close_file(response)
    return {kind: max(pages.values()) for kind, pages in opened.items() if pages}


def close_file(response: object) -> None:
    """Close what a download reads; the response's own `close` would close the database too."""
    for close in getattr(response, "_resource_closers", ()):
        close()


def kind_of(path: str) -> tuple[str, str]:
    """The name of a page, and that name with what its address says besides naming an object."""
    match = resolve(urlsplit(path).path)
    words = [str(value) for key, value in match.kwargs.items() if key not in {"uid", "slug", "number"}]
    return match.view_name, " ".join([match.view_name, *words])


@pytest.fixture
def files_of_the_demo(settings: fixtures.Settings, store: dict[str, object]) -> None:
    """Links to files lead to those that the demo added."""
    settings.STORAGES = {**settings.STORAGES, "default": store}


def test_links_lead_to_every_page_and_nowhere_else(db: None, files_of_the_demo: None) -> None:
    walks = {PUBLIC: walk(Client(), FRONT_DOORS)} | {role: walk(signed_in(email), ["/"]) for role, email, _ in logins()}
    nowhere = {(role, kind): status for role, seen in walks.items() for kind, status in seen.items() if status != 200}
    assert nowhere == {}
    reached = {kind.partition(" ")[0] for seen in walks.values() for kind in seen}
    pages = {name for name, row in TABLE.items() if row.method == "GET" and 200 in {row.status, row.anonymous}}
    assert pages - reached == set(NOT_LINKED)


def signed_in(email: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(email=email))
    return client
