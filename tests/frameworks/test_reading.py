"""Who reads frameworks, and what their pages show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import District, person
from tests.frameworks.builders import TABLE, framework_at, item_called
from waypost.frameworks.models import Framework
from waypost.frameworks.queries import (
    MOST_FOLDED,
    ancestors,
    branches_of,
    found_items,
    frameworks,
    frameworks_for,
    top_items,
)
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(lead: Person) -> Client:
    client = Client()
    client.force_login(lead)
    return client


def page(client: Client, name: str, *arguments: str, **asked: str) -> str:
    answer = client.get(reverse(name, args=arguments), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_framework_is_read_in_its_branch_and_from_above(tree: District, lead: Person) -> None:
    own, above, below = framework_at(tree.district), framework_at(tree.state), framework_at(tree.cedar)
    beside = framework_at(tree.other_district)
    assert set(frameworks(lead)) == {own, above, below}
    assert set(frameworks(person("Pat", Role.STATE_STAFF, tree.state))) == {own, above, below, beside}
    assert set(frameworks(person("Dana", Role.EDUCATOR, tree.cedar))) == set()


def test_an_organization_aligns_with_its_own_and_those_above(tree: District, lead: Person) -> None:
    own, above = framework_at(tree.district), framework_at(tree.state)
    framework_at(tree.cedar)
    assert set(frameworks_for(lead, tree.district)) == {own, above}


def test_the_list_counts_items(browser: Client, tree: District) -> None:
    framework_at(tree.district)
    shown = page(browser, "frameworks")
    assert "Language standards" in shown
    assert ">4</td>" in shown


def test_a_framework_shows_its_top_and_an_item_what_is_below(browser: Client, tree: District) -> None:
    framework = framework_at(tree.district)
    top = page(browser, "framework", framework.uid)
    assert "3 below" in top
    folded = top.partition("What stands under it")[2].partition("</details>")[0]
    assert "Conventions of English" in folded
    assert "Print all letters" not in top
    below = page(browser, "framework_item", item_called(framework, "L").uid)
    assert "Conventions of English" in below
    assert "Use nouns with matching verbs" in below


def test_children_are_folded_only_where_all_of_them_fit(tree: District) -> None:
    framework = framework_at(tree.district)
    assert [len(branch.children) for branch in branches_of(top_items(framework))] == [2]
    many = "".join(f"L.9.{number},Words,L,\n" for number in range(MOST_FOLDED))
    framework_at(tree.district, TABLE + many)
    assert [len(branch.children) for branch in branches_of(top_items(framework))] == [0]


def test_an_item_says_what_it_stands_under(tree: District) -> None:
    item = item_called(framework_at(tree.district), "L.1.a")
    assert [one.code for one in ancestors(item)] == ["L", "L.1"]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("l.1", ["L.1", "L.1.a"]), ("nouns verbs", ["L.2"]), ("nouns letters", []), ("", []), ("%", []), ("  ", [])],
)
def test_a_search_finds_what_holds_every_word(tree: District, typed: str, codes: list[str]) -> None:
    framework_at(tree.district)
    assert [item.code for item in found_items(Framework.objects.all(), typed)] == codes


def test_a_word_is_found_where_it_begins(tree: District) -> None:
    framework_at(tree.district, "code,statement\nA,Draw illustrations\nB,Compare ratios (unit ratios)\n")
    assert [item.code for item in found_items(Framework.objects.all(), "ratio")] == ["B"]
    assert [item.code for item in found_items(Framework.objects.all(), "(unit")] == ["B"]


def test_the_page_shows_what_a_search_found(browser: Client, tree: District) -> None:
    framework = framework_at(tree.district)
    assert "Print all letters" in page(browser, "framework", framework.uid, q="print")
    assert "Nothing holds all of these words" in page(browser, "framework", framework.uid, q="algebra")


def test_withdrawn_items_have_a_list_and_say_so(browser: Client, tree: District) -> None:
    framework = framework_at(tree.district)
    framework_at(tree.district, "code,statement\nL,Language\n")
    assert "3 withdrawn" in page(browser, "framework", framework.uid)
    assert "Print all letters" in page(browser, "framework", framework.uid, withdrawn="1")
    item = item_called(framework, "L.2")
    assert "The framework no longer holds this item" in page(browser, "framework_item", item.uid)
    assert not found_items(Framework.objects.all(), "nouns").exists()


def test_words_of_a_file_are_no_markup(browser: Client, tree: District) -> None:
    framework = framework_at(tree.district, 'statement\n"&lt;img src=x onerror=alert(1)&gt; words"\n')
    shown = page(browser, "framework", framework.uid)
    assert "&lt;img src=x onerror=alert(1)&gt; words" in shown
    assert "<img src=x" not in shown


def test_strangers_and_other_roles_get_404(tree: District) -> None:
    framework = framework_at(tree.district)
    item = item_called(framework, "L.1")
    for who in (
        person("Stranger", Role.PROGRAM_LEAD, tree.other_district),
        person("Dana", Role.EDUCATOR, tree.cedar),
    ):
        client = Client()
        client.force_login(who)
        assert client.get(reverse("framework", args=[framework.uid])).status_code == 404
        assert client.get(reverse("framework_item", args=[item.uid])).status_code == 404


def queries_of(client: Client, name: str, *arguments: str) -> int:
    client.get(reverse(name, args=arguments))
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(name, args=arguments))
    return len(captured)


def test_pages_ask_no_more_for_many_items_than_for_few(browser: Client, tree: District) -> None:
    framework = framework_at(tree.district)
    item = item_called(framework, "L")
    few = [queries_of(browser, "framework", framework.uid), queries_of(browser, "framework_item", item.uid)]
    framework_at(tree.district, TABLE + "".join(f"L.9.{number},Words,L,\nM{number},Words,,\n" for number in range(60)))
    assert [queries_of(browser, "framework", framework.uid), queries_of(browser, "framework_item", item.uid)] == few
    assert max(few) <= 10
