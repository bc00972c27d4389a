"""What was said with a leader is taken out after a page has said what goes, and comes back (FR2)."""

from datetime import date

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.builders import person
from tests.governance.reflecting import Looking, build_looking, conversation_with, leader_at, promise_of
from waypost.common.models import AuditEntry
from waypost.governance.actions.reflection import put_back, take_out
from waypost.governance.models import Commitment, Conversation, Leader
from waypost.governance.queries.leaders import leaders_page
from waypost.governance.queries.reflection import conversations, taken_out
from waypost.governance.rules.leaving import conversation_leaves, leader_leaves, promise_leaves
from waypost.people.rules import Role

DAY = date(2027, 1, 12)


@pytest.fixture
def looking(db: None) -> Looking:
    return build_looking()


@pytest.fixture
def leader(looking: Looking) -> Leader:
    return leader_at(looking.tree.district)


def sure(kind: str, part: Conversation | Commitment | Leader) -> str:
    return reverse("reflect_leaders_take_out", args=[kind, part.uid])


def leads_to(response: HttpResponseBase) -> str:
    return response.headers["Location"]


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        (0, "It is the only one with Ana, whose line then says: No conversation yet."),
        (1, "1 other conversation with Ana stays."),
        (2, "2 other conversations with Ana stay."),
    ],
)
def test_it_is_said_what_stays_without_a_conversation(others: int, sentence: str) -> None:
    leaving = conversation_leaves("Asks about cover", DAY, "Ana", others)
    assert (leaving.heading, leaving.follows[0]) == ("Take out the conversation of January 12, 2027", sentence)


def test_it_is_said_whether_a_promise_is_still_waited_for_and_what_goes_with_a_leader() -> None:
    waited = promise_leaves("Two days", DAY, None, "Ana").follows[0]
    kept = promise_leaves("Two days", DAY, date(2027, 1, 13), "Ana").follows[0]
    assert waited == "It was made on January 12, 2027. It is not kept yet, and nobody waits for it then."
    assert kept == "It was made on January 12, 2027. It was kept on January 13, 2027."
    goes = leader_leaves("Ana", "Head", 2, 1).follows[0]
    assert goes == "With Ana go contact, concerns, 2 conversations and 1 promise. They come back together."


def test_what_was_taken_out_counts_no_more_and_leaves_two_rows(looking: Looking, leader: Leader) -> None:
    said, promised = conversation_with(leader), promise_of(leader)
    for part in (said, promised):
        take_out(by=looking.lead, part=part)
        take_out(by=looking.lead, part=part)
    (line,) = leaders_page(looking.lead, looking.tree.district).lines
    assert (line.conversations, line.last, line.look, line.waiting) == (0, None, "No conversation yet", 0)
    put_back(by=looking.lead, part=said)
    (line,) = leaders_page(looking.lead, looking.tree.district).lines
    assert (line.conversations, line.last, line.look) == (1, DAY, "")
    rows = AuditEntry.objects.filter(subject_uid=said.uid).order_by("pk")
    assert [(row.verb, row.actor) for row in rows][1:] == [
        ("take out", looking.lead.audit_id),
        ("put back", looking.lead.audit_id),
    ]


def test_a_lead_is_told_what_goes_takes_it_out_and_puts_it_back(
    looking: Looking, leader: Leader, client: Client
) -> None:
    said, promised = conversation_with(leader), promise_of(leader)
    client.force_login(looking.lead)
    address = reverse("reflect_leader", args=[leader.uid])
    page = client.get(address).content.decode()
    assert sure("conversation", said) in page
    assert sure("promise", promised) in page
    for kind, part, words in (("conversation", said, "Asks about substitutes"), ("promise", promised, "Two release")):
        asked = client.get(sure(kind, part)).content.decode()
        assert words in asked
        assert type(part).objects.filter(pk=part.pk).exists()
        assert leads_to(client.post(sure(kind, part))) == address
        assert not type(part).objects.filter(pk=part.pk).exists()
        assert leads_to(client.get(sure(kind, part))) == address
    page = client.get(address).content.decode()
    assert ("No conversation yet." in page, "Nothing was promised yet." in page) == (True, True)
    assert "Taken out: Conversation of January 12, 2027" in page
    for kind, part in (("conversation", said), ("promise", promised)):
        assert leads_to(client.post(reverse("reflect_put_back", args=[kind, part.uid]))) == address
    page = client.get(address).content.decode()
    assert ("Asks about substitutes" in page, "Two release days" in page, "Taken out" in page) == (True, True, False)


def test_a_leader_goes_and_comes_back_with_all_that_was_said(looking: Looking, leader: Leader, client: Client) -> None:
    said = conversation_with(leader)
    client.force_login(looking.lead)
    asked = client.get(sure("leader", leader)).content.decode()
    assert "contact, concerns, 1 conversation and 0 promises" in asked
    client.post(sure("leader", leader))
    assert client.get(sure("conversation", said)).status_code == 404
    assert client.post(reverse("reflect_put_back", args=["conversation", said.uid])).status_code == 404
    client.post(reverse("reflect_put_back", args=["leader", leader.uid]))
    assert list(conversations(looking.lead)) == [said]


def test_nobody_else_takes_out_or_puts_back_what_was_said(looking: Looking, leader: Leader, client: Client) -> None:
    said, promised = conversation_with(leader), promise_of(leader)
    above = person("State Lead", Role.PROGRAM_LEAD, looking.tree.state)
    for viewer in (above, looking.member, looking.state, looking.stranger, looking.educator):
        client.force_login(viewer)
        for kind, part in (("conversation", said), ("promise", promised), ("leader", leader)):
            assert client.get(sure(kind, part)).status_code == 404
            assert client.post(sure(kind, part)).status_code == 404
            assert client.post(reverse("reflect_take_out", args=[kind, part.uid])).status_code == 404
            assert client.post(reverse("reflect_put_back", args=[kind, part.uid])).status_code == 404
        assert taken_out(viewer, "conversation", leader=leader) == []
    assert (Conversation.objects.count(), Commitment.objects.count(), Leader.objects.count()) == (1, 1, 1)


def test_only_what_is_kept_of_leaders_has_such_a_page(looking: Looking, leader: Leader, client: Client) -> None:
    client.force_login(looking.lead)
    for kind in ("cause", "conversation", "nothing"):
        assert client.get(reverse("reflect_leaders_take_out", args=[kind, leader.uid])).status_code == 404
