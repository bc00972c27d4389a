"""Back and save again: a page that adds something adds it once, however often it is sent (decision 0029)."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import person
from tests.programs.builders import Programmed, build_programmed
from tests.races import meeting_at
from waypost.common import clock, jobs
from waypost.people.actions.saved_forms import KEPT, MOMENT
from waypost.people.models import Person, SavedForm
from waypost.people.rules import Role
from waypost.people.sent_pages import SAVED_BEFORE, SAVED_OTHERWISE, SAVED_THE_SAME
from waypost.programs.models import Cohort, TimelineQuestion

BUSES = "When do the buses run?"
JUST_NOW = "less than a minute"
TOKEN = re.compile(r'name="once" value="([^"]+)"')


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


def browser_of(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


@pytest.fixture
def lead(programmed: Programmed) -> Client:
    return browser_of(programmed.lead)


@pytest.fixture
def asking(programmed: Programmed) -> str:
    """A page that adds a question of the program's own."""
    return reverse("program_timing_ask", args=[programmed.program.uid])


def token_of(client: Client, address: str) -> str:
    found = TOKEN.search(client.get(address).content.decode())
    assert found
    return found.group(1)


def test_a_page_that_is_sent_again_adds_nothing_and_says_so(lead: Client, asking: str) -> None:
    sent = {"text": BUSES, "once": token_of(lead, asking)}
    first = lead.post(asking, sent)
    again = lead.post(asking, sent, follow=True)
    assert TimelineQuestion.objects.count() == 1
    assert again.redirect_chain == [(first.headers["Location"], 302)]
    assert SAVED_BEFORE.format(how_long=JUST_NOW) in again.content.decode()


def test_it_goes_where_the_first_saving_went(programmed: Programmed, lead: Client) -> None:
    address = reverse("cohort_new", args=[programmed.program.uid])
    starts_on, ends_on = programmed.program.starts_on, programmed.program.ends_on
    sent = {"name": "B", "starts_on": starts_on, "ends_on": ends_on, "once": token_of(lead, address)}
    first, again = lead.post(address, sent), lead.post(address, sent)
    assert (first.status_code, again.status_code) == (302, 302)
    assert again.headers["Location"] == first.headers["Location"]
    assert Cohort.objects.filter(name="B").count() == 1


def test_the_same_from_another_page_is_asked_about_and_saving_once_more_adds_it(lead: Client, asking: str) -> None:
    """Without a script some browsers ask for the page again on Back: it holds what was typed and a token of its own."""
    lead.post(asking, {"text": BUSES, "once": token_of(lead, asking)})
    asked = lead.post(asking, {"text": BUSES, "once": token_of(lead, asking)})
    shown = html.unescape(asked.content.decode())
    assert (asked.status_code, TimelineQuestion.objects.count()) == (409, 1)
    assert (SAVED_THE_SAME in shown, BUSES in shown) == (True, True)
    chosen = {"text": BUSES, "once": asked.context["once"]}
    assert [lead.post(asking, chosen).status_code for _ in range(2)] == [302, 302]
    assert TimelineQuestion.objects.count() == 2


def test_the_same_is_added_at_once_where_time_has_passed(lead: Client, asking: str) -> None:
    lead.post(asking, {"text": BUSES, "once": token_of(lead, asking)})
    SavedForm.objects.update(saved_at=clock.now() - MOMENT)
    assert lead.post(asking, {"text": BUSES, "once": token_of(lead, asking)}).status_code == 302
    assert TimelineQuestion.objects.count() == 2


def test_something_else_from_another_page_is_added_at_once(lead: Client, asking: str) -> None:
    for text in (BUSES, "Who drives them?"):
        assert lead.post(asking, {"text": text, "once": token_of(lead, asking)}).status_code == 302
    assert TimelineQuestion.objects.count() == 2


def test_a_page_that_is_sent_again_late_leads_back_since_what_was_saved_may_be_gone(
    programmed: Programmed, lead: Client
) -> None:
    address = reverse("cohort_new", args=[programmed.program.uid])
    starts_on, ends_on = programmed.program.starts_on, programmed.program.ends_on
    sent = {"name": "B", "starts_on": starts_on, "ends_on": ends_on, "once": token_of(lead, address)}
    lead.post(address, sent)
    SavedForm.objects.update(saved_at=clock.now() - MOMENT)
    again = lead.post(address, sent, follow=True)
    assert again.redirect_chain == [(reverse("program", args=[programmed.program.uid]), 302)]
    assert SAVED_BEFORE.format(how_long="10\xa0minutes") in again.content.decode()


def test_a_page_without_a_token_still_saves(lead: Client, asking: str) -> None:
    for _ in range(2):
        assert lead.post(asking, {"text": BUSES}).status_code == 302
    assert (TimelineQuestion.objects.count(), SavedForm.objects.count()) == (2, 0)


def test_what_was_typed_since_is_asked_about_and_not_lost(lead: Client, asking: str) -> None:
    token = token_of(lead, asking)
    lead.post(asking, {"text": BUSES, "once": token})
    asked = lead.post(asking, {"text": "Who drives them?", "once": token})
    shown = html.unescape(asked.content.decode())
    assert (asked.status_code, TimelineQuestion.objects.count()) == (409, 1)
    assert SAVED_OTHERWISE.format(how_long=JUST_NOW) in shown
    assert "Who drives them?" in shown
    chosen = {"text": "Who drives them?", "once": asked.context["once"]}
    assert lead.post(asking, chosen).status_code == 302
    assert set(TimelineQuestion.objects.values_list("text", flat=True)) == {BUSES, "Who drives them?"}


def test_a_refused_page_keeps_its_token_and_saves_once_it_is_put_right(lead: Client, asking: str) -> None:
    token = token_of(lead, asking)
    refused = lead.post(asking, {"text": "", "once": token})
    assert (refused.status_code, refused.context["once"], SavedForm.objects.count()) == (422, token, 0)
    assert lead.post(asking, {"text": BUSES, "once": token}).status_code == 302
    assert TimelineQuestion.objects.count() == 1


def test_what_is_refused_only_because_it_was_saved_says_that_it_is_saved(programmed: Programmed, lead: Client) -> None:
    """A second cohort of this name is refused: whoever sends the page again is told what happened instead."""
    address = reverse("cohort_new", args=[programmed.program.uid])
    sent = {"name": "B", "starts_on": programmed.program.starts_on, "ends_on": programmed.program.ends_on}
    with_token = {**sent, "once": token_of(lead, address)}
    lead.post(address, with_token)
    assert lead.post(address, sent).status_code == 422
    assert SAVED_BEFORE.format(how_long=JUST_NOW) in lead.post(address, with_token, follow=True).content.decode()


def test_a_token_counts_for_its_address_alone(programmed: Programmed, lead: Client, asking: str) -> None:
    token = token_of(lead, asking)
    lead.post(asking, {"text": BUSES, "once": token})
    other = reverse("program_timing_answer", args=[programmed.program.uid, "capacity"])
    said = {"said_by": "The coaches", "said_on": "2020-01-02", "text": "Not before February", "once": token}
    assert lead.post(other, said).headers["Location"] == reverse("program_timing", args=[programmed.program.uid])
    assert SavedForm.objects.count() == 2


def test_what_somebody_else_sends_with_the_same_token_is_theirs(
    programmed: Programmed, lead: Client, asking: str
) -> None:
    sent = {"text": BUSES, "once": token_of(lead, asking)}
    other = browser_of(person("Second Lead", Role.PROGRAM_LEAD, programmed.tree.district))
    assert [client.post(asking, sent).status_code for client in (lead, other)] == [302, 302]
    assert (TimelineQuestion.objects.count(), SavedForm.objects.count()) == (2, 2)


@pytest.mark.parametrize("token", ["%00", "x" * 10_000, "%ED%A0%80", "%27"])
def test_a_token_that_no_page_gave_harms_nothing(lead: Client, asking: str, token: str) -> None:
    sent = f"text=When&once={token}"
    assert lead.post(asking, sent, content_type="application/x-www-form-urlencoded").status_code == 302
    assert TimelineQuestion.objects.count() == 1


def test_opening_asks_the_database_nothing_for_it_and_saving_two_things(lead: Client, asking: str) -> None:
    with CaptureQueriesContext(connection) as opening:
        token = token_of(lead, asking)
    with CaptureQueriesContext(connection) as saving:
        lead.post(asking, {"text": BUSES, "once": token})
    said = [[query["sql"] for query in queries if "people_savedform" in query["sql"]] for queries in (opening, saving)]
    assert [len(each) for each in said] == [0, 2]


def test_a_page_that_edits_carries_no_token(programmed: Programmed, lead: Client) -> None:
    address = reverse("program_sustainability", args=[programmed.program.uid])
    assert not TOKEN.search(lead.get(address).content.decode())


def test_a_note_is_kept_for_thirty_days(lead: Client, asking: str) -> None:
    for text in (BUSES, "Who drives them?"):
        lead.post(asking, {"text": text, "once": token_of(lead, asking)})
    old = SavedForm.objects.order_by("pk")[:1].get()
    SavedForm.objects.filter(pk=old.pk).update(saved_at=clock.now() - KEPT - timedelta(seconds=1))
    jobs.run("people.forget_saved_forms")
    assert SavedForm.objects.count() == 1
    assert not SavedForm.objects.filter(pk=old.pk).exists()


def click(by: Person, address: str, sent: dict[str, str]) -> Callable[[], int]:
    client = Client(raise_request_exception=False)
    client.force_login(by)
    return lambda: client.post(address, sent).status_code


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["programs_timelinequestion", "people_savedform"])
def test_of_two_that_arrive_at_once_one_saves(table: str) -> None:
    programmed = build_programmed()
    address = reverse("program_timing_ask", args=[programmed.program.uid])
    sent = {"text": BUSES, "once": token_of(browser_of(programmed.lead), address)}
    send = partial(click, programmed.lead, address, sent)
    assert meeting_at(table, send(), send()) == [302, 302]
    assert (TimelineQuestion.objects.count(), SavedForm.objects.count()) == (1, 1)
