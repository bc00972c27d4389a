"""Which entry is marked, and that no page stands twice."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import build_district, person
from waypost.home.navigation import ENTRIES, TOP, entries_of
from waypost.people.rules import Role


@pytest.fixture
def lead(db: None, client: Client) -> Client:
    client.force_login(person("Maya Okafor", Role.PROGRAM_LEAD, build_district().district))
    return client


def current(client: Client, address: str) -> list[str]:
    shown = client.get(address).context["navigation"]
    return [
        link.label for links in (shown.top, *(group.links for group in shown.side)) for link in links if link.is_current
    ]


@pytest.mark.parametrize(
    ("name", "label"), [("home", "Overview"), ("plans", "Plan"), ("plan_new", "Plan"), ("invitations", "People")]
)
def test_the_entry_of_a_page_and_of_those_below_it_is_marked(lead: Client, name: str, label: str) -> None:
    assert current(lead, reverse(name)) == [label]


def test_nothing_is_marked_on_a_page_outside_the_navigation(lead: Client) -> None:
    assert current(lead, reverse("styleguide")) == []


def test_nobody_sees_a_page_twice_whatever_they_hold() -> None:
    names = [entry.url_name for entry in entries_of(frozenset(Role))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("role", Role)
def test_staff_begin_with_the_overview_and_others_have_links_on_top(role: Role) -> None:
    entries = entries_of(frozenset({role}))
    has_side = any(entry.group != TOP for entry in entries)
    assert (entries[0].label == "Overview") == has_side


def test_every_role_has_an_entry() -> None:
    assert frozenset().union(*(entry.roles for entry in ENTRIES)) == frozenset(Role)


def test_a_request_under_a_strange_name_is_turned_away_with_a_page(client: Client) -> None:
    client.raise_request_exception = False
    assert client.get("/", headers={"host": "strange.example"}).status_code == 400
