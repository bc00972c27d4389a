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


def test_who_goes_back_to_a_refused_page_is_asked_about_what_was_saved_since_alone() -> None:
    """A note that stood empty all the time is no second text."""
    looking = build_looking()
    evaluation = element_at(looking.tree.district, "Evaluation", "2.6", "3.1")
    address = reverse("reflect_gap_score", args=[looking.tree.district.uid])
    member, wanted = browser_of(looking.member), f"wanted-{evaluation.uid}"
    refused = member.post(address, opened(member, address) | {wanted: "1"})
    assert refused.status_code == 422
    kept = sent_by(refused)
    assert member.post(address, kept | {wanted: "3.5"}).status_code == 302
    note: Sent = {f"now_words-{evaluation.uid}": "Seen twice"}
    asked: Any = member.post(address, kept | note | {wanted: "3.7"})
    assert asked.status_code == 409
    assert [text.label for text in asked.context["conflicts"]] == ["Evaluation: wanted"]
    assert member.post(address, kept | note | {wanted: "3.5"}).status_code == 302
    evaluation.refresh_from_db()
    assert (str(evaluation.wanted), evaluation.now_words) == ("3.5", "Seen twice")
