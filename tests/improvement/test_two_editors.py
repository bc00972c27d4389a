"""Two who write one part of a theory at once (decision 0022): different fields are kept, the same one is asked."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import person
from tests.improvement.builders import Believed, written
from tests.two_editors import Case, Sent, both_keep_what_they_changed, browser_of, opened, the_later_one_is_asked
from waypost.people.rules import Role


@pytest.fixture
def first(believed: Believed) -> Client:
    return browser_of(believed.lead)


@pytest.fixture
def second(believed: Believed) -> Client:
    return browser_of(person("Tom Becker", Role.PROGRAM_LEAD, believed.tree.district))


@pytest.fixture
def link(believed: Believed) -> str:
    return reverse("theory_link_edit", args=[written(believed.link).uid])


@pytest.fixture
def statement(believed: Believed) -> str:
    return reverse("theory_statement_edit", args=[believed.lessons.uid])


LINK: tuple[Sent, Sent, Sent] = (
    {"assumption": "People talk"},
    {"question": "Do they?", "reads_on": "2027-06-01"},
    {"assumption": "They write"},
)
STATEMENT: tuple[Sent, Sent, Sent] = (
    {"text": "plan lessons together"},
    {"column": "educators"},
    {"text": "plan lessons alone"},
)


def test_two_who_write_different_parts_of_a_link_are_both_kept(link: str, first: Client, second: Client) -> None:
    both_keep_what_they_changed(first, second, Case(link, *LINK))


def test_two_who_write_the_same_part_of_a_link_are_shown_both_texts(link: str, first: Client, second: Client) -> None:
    the_later_one_is_asked(first, second, Case(link, *LINK))


def test_two_who_change_words_and_column_of_a_statement_are_both_kept(
    statement: str, first: Client, second: Client
) -> None:
    both_keep_what_they_changed(first, second, Case(statement, *STATEMENT))


def test_two_who_reword_a_statement_are_shown_both_texts(statement: str, first: Client, second: Client) -> None:
    the_later_one_is_asked(first, second, Case(statement, *STATEMENT))


def test_the_source_of_a_link_and_its_words_are_one_thing(link: str, first: Client, second: Client) -> None:
    """Words of a protocol would be lost without a word where somebody else chose a measure meanwhile."""
    late = opened(second, link) | {"source_text": "What coaches write down"}
    assert first.post(link, opened(first, link) | {"source_kind": "survey"}).status_code == 302
    asked = second.post(link, late)
    assert asked.status_code == 409
    assert "What coaches write down" in asked.content.decode()
