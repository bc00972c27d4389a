"""Whoever opens a form and thinks better of it finds a link beside its button, on every page that is a form."""

from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.table import TABLE
from tests.access.world import World

#: What one may close without having begun anything: a way in, something to write below what is read, or work with a
#: button of its own that saves and leaves.
NOTHING_TO_LEAVE = {
    *("account_login", "account_reauthenticate", "set_up", "accept_invitation", "verify", "styleguide"),
    *("catalog_stack", "coaching_work", "person", "submissions_coach"),
    *("review", "submissions_part", "plan_reminder", "plan_import_preview"),
}
ASKED = sorted(name for name, row in TABLE.items() if row.method == "GET" and name not in NOTHING_TO_LEAVE)


class FormsReader(HTMLParser):
    """Of each form that is posted: whether it asks for something, and whether a button of it is a link."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, bool]] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and given.get("method") == "post":
            self.is_inside = True
            self.forms.append({"asks": False, "leads_back": False})
        elif self.is_inside and (tag in {"textarea", "select"} or (tag == "input" and given.get("type") != "hidden")):
            self.forms[-1]["asks"] = True
        elif self.is_inside and tag == "a" and "btn" in (given.get("class") or ""):
            self.forms[-1]["leads_back"] = True

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = self.is_inside and tag != "form"


@transaction.atomic
def one_way_forms(name: str, world: World) -> int:
    """How many forms of the page are without a way back; the object of the address is gone afterwards."""
    client, row = Client(), TABLE[name]
    if row.anonymous != 200:
        client.force_login(world.own[min(row.welcome)])
    reader = FormsReader()
    reader.feed(client.get(reverse(name, kwargs=row.make(world))).getvalue().decode(errors="replace"))
    transaction.set_rollback(True)
    return sum(form["asks"] and not form["leads_back"] for form in reader.forms)


@pytest.mark.once
def test_every_form_has_a_way_back(world: World) -> None:
    assert [name for name in ASKED if one_way_forms(name, world)] == []
