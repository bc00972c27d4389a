"""Two people who save at once, where what both changed does not go together: both texts, and a choice (0022)."""

import html
from typing import Any

import pytest
from django.urls import reverse

from tests.builders import build_district, person
from tests.catalog.builders import sample_draft
from tests.governance.reflecting import build_looking, element_at
from tests.two_editors import Case, Sent, browser_of, opened, sent_by
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db
BELOW = "What is wanted is not below what is there"
FEWEST = "fewest weeks"


def an_element() -> tuple[Person, Person, Case]:
    """One raises what is there, the other lowers what is wanted: the form's own rule refuses both together."""
    looking = build_looking()
    address = reverse("reflect_gap_edit", args=[element_at(looking.tree.district).uid])
    return looking.lead, looking.member, Case(address, {"wanted": "2.5"}, {"now": "3.0"}, {})


def weeks() -> tuple[Person, Person, Case]:
    """One lowers the most weeks, the other raises the fewest: the action refuses both together."""
    tree = build_district()
    first, second = (person(name, Role.CATALOG_EDITOR, tree.district) for name in ("Ines Park", "Ravi Menon"))
    address = f"/catalog/versions/{sample_draft(tree.district).uid}/time/"
    return first, second, Case(address, {"maximum_weeks": "5"}, {"minimum_weeks": "6"}, {})


@pytest.mark.parametrize(("made", "reason"), [(an_element, BELOW), (weeks, FEWEST)])
def test_what_does_not_go_together_is_a_conflict_and_saving_again_a_choice(made: Any, reason: str) -> None:
    first_person, second_person, case = made()
    first, second = browser_of(first_person), browser_of(second_person)
    late: Sent = opened(second, case.address) | case.second
    assert first.post(case.address, opened(first, case.address) | case.first).status_code == 302
    asked: Any = second.post(case.address, late)
    shown = html.unescape(asked.content.decode())
    assert (asked.status_code, len(asked.context["form"].errors)) == (409, 0)
    assert f"What you changed does not go with what {first_person.name} changed meanwhile" in shown
    assert reason in shown
    ((name, theirs),), ((mine, typed),) = case.first.items(), case.second.items()
    assert (str(late[name]), theirs) in [(text.mine, text.theirs) for text in asked.context["conflicts"]]
    kept = sent_by(asked)
    assert (kept[mine], kept[name], kept[f"base-{name}"]) == (typed, late[name], theirs)
    assert opened(first, case.address)[name] == theirs
    assert second.post(case.address, kept).status_code == 302
    stands = opened(first, case.address)
    assert (stands[mine], stands[name]) == (typed, late[name])
