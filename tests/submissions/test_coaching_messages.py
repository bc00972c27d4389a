"""What an answer settles, and what counts as a second press."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.builders import District, person
from tests.submissions.builders import last_said, share_all
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.actions.coaching import answer, ask, note_answers_read, set_aside
from waypost.submissions.models import Enrollment, SharedWork
from waypost.submissions.queries.coaching import coached_works
from waypost.submissions.rules.coaching import is_second_press


@pytest.fixture
def priya(tree: District) -> Person:
    return person("Priya Nair", Role.COACH, tree.district)


@pytest.fixture
def shared(work: Enrollment, priya: Person) -> SharedWork:
    """Dana shares everything, with a first question."""
    return share_all(work, priya, "How do I sort these?")


@pytest.fixture
def coach(client: Client, priya: Person) -> Client:
    client.force_login(priya)
    return client


def texts(shared: SharedWork) -> list[str]:
    return list(shared.messages.values_list("text", flat=True))


def waiting(priya: Person) -> list[str]:
    return [question.text for row in coached_works(priya) for question in row.questions]


def test_a_question_that_came_after_the_page_was_opened_goes_on_waiting(
    shared: SharedWork, dana: Person, priya: Person
) -> None:
    seen = last_said(shared)
    ask(by=dana, shared=shared, text="Or by score?")
    answer(by=priya, shared=shared, text="By idea.", seen=seen)
    assert waiting(priya) == ["Or by score?"]
    set_aside(by=priya, shared=shared, seen=seen)
    assert waiting(priya) == ["Or by score?"]
    set_aside(by=priya, shared=shared, seen=last_said(shared))
    assert waiting(priya) == []


@pytest.mark.parametrize("seen", ["", "not-a-message", "a\x00b"])
def test_a_page_that_does_not_say_what_it_showed_settles_nothing_and_sends_the_answer(
    coach: Client, shared: SharedWork, priya: Person, seen: str
) -> None:
    address = reverse("coaching_work", args=[shared.uid])
    assert coach.post(address, {"text": "By idea.", "seen": seen}).status_code == 302
    assert coach.post(reverse("coaching_no_answer", args=[shared.uid]), {"seen": seen}).status_code == 302
    assert (texts(shared), waiting(priya)) == (["How do I sort these?", "By idea."], ["How do I sort these?"])


def test_a_message_of_another_work_settles_nothing(shared: SharedWork, theirs: Enrollment, priya: Person) -> None:
    other = share_all(theirs, priya, "Mine came later")
    set_aside(by=priya, shared=shared, seen=last_said(other))
    assert waiting(priya) == ["How do I sort these?", "Mine came later"]


def test_the_page_sends_along_what_it_showed_also_after_a_sentence_was_asked_for(
    coach: Client, shared: SharedWork, dana: Person, priya: Person
) -> None:
    address = reverse("coaching_work", args=[shared.uid])
    first = last_said(shared)
    assert coach.get(address).content.decode().count(f'name="seen" value="{first}"') == 2
    ask(by=dana, shared=shared, text="Or by score?")
    page = coach.post(address, {"text": "", "seen": first})
    assert (page.status_code, page.context["seen"]) == (422, last_said(shared))


def test_a_second_press_says_it_once(shared: SharedWork, dana: Person, priya: Person) -> None:
    for _ in range(2):
        answer(by=priya, shared=shared, text="By idea.", seen=last_said(shared))
    note_answers_read(by=dana, shared=shared)
    answer(by=priya, shared=shared, text="By idea.", seen=last_said(shared))
    assert texts(shared) == ["How do I sort these?", "By idea."]


def test_the_same_thanks_two_weeks_later_is_a_new_message_that_waits(
    shared: SharedWork, dana: Person, priya: Person, frozen_clock: time_machine.Traveller
) -> None:
    ask(by=dana, shared=shared, text="Thank you!")
    set_aside(by=priya, shared=shared, seen=last_said(shared))
    frozen_clock.shift(timedelta(days=14))
    ask(by=dana, shared=shared, text="Thank you!")
    assert (texts(shared), waiting(priya)) == (["How do I sort these?", "Thank you!", "Thank you!"], ["Thank you!"])


def test_the_same_words_are_one_message_while_it_waits_or_within_five_minutes() -> None:
    soon, late = timedelta(minutes=4, seconds=59), timedelta(minutes=5)
    presses = [is_second_press(is_settled=settled, age=age) for settled in (False, True) for age in (soon, late)]
    assert presses == [True, True, True, False]
