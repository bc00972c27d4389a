"""Who has a stake, and the trust with leaders, which stays with the program leads of the organization (FR2)."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.governance.reflecting import (
    Looking,
    build_looking,
    conversation_with,
    leader_at,
    promise_of,
    someone,
    stakeholder_at,
)
from waypost.common import clock
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.governance.actions.leaders import ListedAlready, add_leader, edit_commitment, edit_leader, list_principals
from waypost.governance.actions.reflection import UnclearPerson, take_out
from waypost.governance.actions.stakeholders import edit_stakeholder
from waypost.governance.models import Commitment, Conversation, Leader, Stakeholder
from waypost.governance.queries.leaders import leaders_page
from waypost.governance.queries.stakeholders import stakeholders_page
from waypost.governance.rules.stakeholders import CommitmentFields, LeaderFields, leader_look, leaders_said
from waypost.people.actions.people import end_role, grant_role
from waypost.people.queries import current_roles
from waypost.people.rules import Role

TYPED = {"name": "School board", "kind": "group", "interest": 3, "influence": 4, "stance": "not sure yet"}


@pytest.fixture
def looking(db: None) -> Looking:
    return build_looking()


def test_those_with_most_influence_come_first_and_carry_the_number_of_the_picture(looking: Looking) -> None:
    stakeholder_at(looking.tree.district, name="Parents", influence=1)
    stakeholder_at(looking.tree.district, name="Board", influence=4)
    page = stakeholders_page(looking.state, looking.tree.district)
    assert [(number, row.name) for number, row in page.rows] == [(1, "Board"), (2, "Parents")]
    assert page.drawing
    assert sorted(label.text for label in page.drawing.labels) == ["1 Board", "2 Parents"]


def test_who_engages_somebody_becomes_a_person_where_somebody_here_is_meant(looking: Looking) -> None:
    made = stakeholder_at(looking.tree.district, engaged_by="maya.okafor@example.org")
    assert (made.engaged_by, made.engaged_by_said) == (looking.lead, "Maya Okafor")
    edit_stakeholder(by=looking.lead, stakeholder=made, started_from=1, fields=someone(engaged_by="The union office"))
    made.refresh_from_db()
    assert (made.engaged_by, made.engaged_by_said) == (None, "The union office")
    with pytest.raises(UnclearPerson, match="Nobody at Cedar Valley has the address"):
        stakeholder_at(looking.tree.district, engaged_by="nobody@example.org")
    assert Stakeholder.objects.count() == 1


def test_two_people_who_move_somebody_at_once_are_told(looking: Looking) -> None:
    made = stakeholder_at(looking.tree.district)
    edit_stakeholder(by=looking.lead, stakeholder=made, started_from=1, fields=someone(stance="has concerns"))
    with pytest.raises(EditConflict):
        edit_stakeholder(by=looking.member, stakeholder=made, started_from=1, fields=someone(influence=1))
    made.refresh_from_db()
    assert (made.stance, made.influence) == ("has concerns", 2)


def test_a_committee_member_fills_the_map_and_missing_educators_are_pointed_out(
    looking: Looking, client: Client
) -> None:
    client.force_login(looking.member)
    address = reverse("reflect_stakeholders", args=[looking.tree.district.uid])
    assert "Here will be everybody" in client.get(address).content.decode()
    add = reverse("reflect_stakeholder_add", args=[looking.tree.district.uid])
    assert client.post(add, TYPED).status_code == 302
    assert "No classroom educators are on the map yet" in client.get(address).content.decode()
    client.post(add, {**TYPED, "name": "Teachers", "is_classroom": "on"})
    page = client.get(address).content.decode()
    assert ("No classroom educators" in page, "Teachers" in page, 'role="img"' in page) == (False, True, True)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"interest": 5}, "Select a valid choice"),
        ({"name": ""}, "Please fill this in."),
        ({"engagement": "x" * 50_000}, "at most 10000 characters"),
        ({"engaged_by": "nobody@example.org"}, "check it, or write the name"),
    ],
)
def test_bad_input_about_a_stakeholder_gets_a_sentence(
    looking: Looking, client: Client, typed: dict[str, object], sentence: str
) -> None:
    client.force_login(looking.member)
    answer = client.post(reverse("reflect_stakeholder_add", args=[looking.tree.district.uid]), {**TYPED, **typed})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not Stakeholder.objects.exists()


@pytest.mark.parametrize(
    ("last", "since", "look"),
    [
        (None, None, "No conversation yet"),
        (date(2027, 1, 12), None, ""),
        (date(2027, 1, 12), date(2026, 8, 1), ""),
        (date(2027, 1, 12), date(2027, 1, 13), "New in the role since then"),
    ],
)
def test_a_leader_waits_for_a_word_before_the_first_one_and_in_a_new_role(
    last: date | None, since: date | None, look: str
) -> None:
    assert leader_look(last, since) == look


def test_one_sentence_says_how_far_the_conversations_are() -> None:
    looks = ["", "", "No conversation yet", "New in the role since then"]
    assert leaders_said(looks, 1) == (
        "3 of 4 leaders have had a conversation. 1 is new in the role since. 1 principal is not listed yet."
    )
    assert leaders_said(["", ""], 0) == "2 of 2 leaders have had a conversation."


def test_principals_of_today_are_listed_once_and_new_ones_are_seen(looking: Looking) -> None:
    first = person("First Principal", Role.PRINCIPAL, looking.tree.cedar)
    person("Elsewhere", Role.PRINCIPAL, looking.tree.other_school)
    made = list_principals(by=looking.lead, organization=looking.tree.district)
    assert [(row.person, row.post) for row in made] == [(first, "Principal, Cedar Elementary")]
    assert list_principals(by=looking.lead, organization=looking.tree.district) == []
    person("Second Principal", Role.PRINCIPAL, looking.tree.juniper)
    assert leaders_page(looking.lead, looking.tree.district).not_listed == 1
    assert AuditEntry.objects.filter(verb="add leader").count() == 1


def test_a_new_role_asks_for_a_new_conversation_and_an_ended_one_is_told(looking: Looking) -> None:
    head = person("First Principal", Role.PRINCIPAL, looking.tree.cedar)
    (made,) = list_principals(by=looking.lead, organization=looking.tree.district)
    conversation_with(made, clock.today("America/Chicago"))
    assert [line.look for line in leaders_page(looking.lead, looking.tree.district).lines] == [""]
    with clock.at(datetime(2027, 3, 1, 18, tzinfo=UTC)):
        end_role(by=BUILDER, assignment=current_roles(head).get(), why="Moves on")
        assert not leaders_page(looking.lead, looking.tree.district).lines[0].is_in_post
        grant_role(by=BUILDER, person=head, role=Role.PRINCIPAL, organization=looking.tree.juniper)
        (line,) = leaders_page(looking.lead, looking.tree.district).lines
    assert (line.look, line.is_in_post) == ("New in the role since then", True)


def test_who_joins_a_committee_is_not_new_in_their_post(looking: Looking) -> None:
    head = person("First Principal", Role.PRINCIPAL, looking.tree.cedar)
    chief = person("Chief Officer", Role.ORGANIZATION_ADMIN, looking.tree.district)
    listed = [*list_principals(by=looking.lead, organization=looking.tree.district)]
    listed.append(leader_at(looking.tree.district, chief.email))
    for each in listed:
        conversation_with(each, clock.today("America/Chicago"))
    with clock.at(datetime(2027, 3, 1, 18, tzinfo=UTC)):
        for somebody in (head, chief):
            grant_role(by=BUILDER, person=somebody, role=Role.COMMITTEE_MEMBER, organization=looking.tree.district)
        lines = leaders_page(looking.lead, looking.tree.district).lines
        assert [(line.look, line.is_in_post) for line in lines] == [("", True), ("", True)]
        end_role(by=BUILDER, assignment=current_roles(head).get(role=Role.PRINCIPAL), why="Moves on")
        (line,) = (
            line for line in leaders_page(looking.lead, looking.tree.district).lines if line.leader.person == head
        )
    assert (line.look, line.is_in_post) == ("", True)


def test_a_leader_stands_in_the_list_once_and_comes_back_with_what_was_said(looking: Looking) -> None:
    head = person("First Principal", Role.PRINCIPAL, looking.tree.cedar)
    made = leader_at(looking.tree.district, "First Principal", "Principal")
    conversation_with(made)
    with pytest.raises(ListedAlready):
        leader_at(looking.tree.district, head.email)
    take_out(by=looking.lead, part=made)
    assert list_principals(by=looking.lead, organization=looking.tree.district) == []
    back = add_leader(by=looking.lead, organization=looking.tree.district, fields=LeaderFields(head.email, "Head"))
    assert (back.pk, back.post, back.taken_out_at, back.conversations.count()) == (made.pk, "Head", None, 1)
    other = leader_at(looking.tree.district, "By Hand")
    with pytest.raises(ListedAlready):
        edit_leader(by=looking.lead, leader=other, started_from=1, fields=LeaderFields(head.email, "Head"))
    assert Leader.objects.filter(person=None).get().name == "By Hand"


def test_promises_are_kept_on_a_day(looking: Looking) -> None:
    made = promise_of(leader_at(looking.tree.district))
    kept = CommitmentFields(made.text, made.made_on, date(2027, 2, 1), date(2027, 1, 29))
    edit_commitment(by=looking.lead, commitment=made, started_from=1, fields=kept)
    (line,) = leaders_page(looking.lead, looking.tree.district).lines
    assert (line.kept, line.waiting) == (1, 0)
    with pytest.raises(EditConflict):
        edit_commitment(by=looking.lead, commitment=made, started_from=1, fields=kept)


def test_nobody_but_the_leads_of_the_organization_sees_leaders(looking: Looking, client: Client) -> None:
    made = leader_at(looking.tree.district)
    said, promised = conversation_with(made), promise_of(made)
    above = person("State Lead", Role.PROGRAM_LEAD, looking.tree.state)
    addresses = [
        reverse("reflect_leaders", args=[looking.tree.district.uid]),
        reverse("reflect_leader", args=[made.uid]),
        reverse("reflect_conversation_edit", args=[said.uid]),
        reverse("reflect_commitment_edit", args=[promised.uid]),
    ]
    for viewer in (above, looking.member, looking.state, looking.stranger, looking.educator):
        client.force_login(viewer)
        assert [client.get(address).status_code for address in addresses] == [404] * 4
        assert client.post(reverse("reflect_take_out", args=["leader", made.uid])).status_code == 404
    for viewer in (above, looking.member, looking.state):
        client.force_login(viewer)
        page = client.get(reverse("reflect_organization", args=[looking.tree.district.uid])).content.decode()
        assert ("leader" in page.lower(), "Trust" in page) == (False, False)
    made.refresh_from_db()
    assert made.taken_out_at is None
    client.force_login(looking.lead)
    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_a_lead_writes_down_conversations_and_promises(looking: Looking, client: Client) -> None:
    person("First Principal", Role.PRINCIPAL, looking.tree.cedar)
    client.force_login(looking.lead)
    address = reverse("reflect_leaders", args=[looking.tree.district.uid])
    assert "List 1 principal from your people" in client.get(address).content.decode()
    client.post(reverse("reflect_list_principals", args=[looking.tree.district.uid]))
    made = Leader.objects.get()
    assert "No conversation yet" in client.get(address).content.decode()
    said = {"held_on": "2027-01-12", "held_by": "Maya Okafor", "said": "Asks who covers classes."}
    assert client.post(reverse("reflect_conversation_add", args=[made.uid]), said).status_code == 302
    promised = {"text": "Two release days", "made_on": "2027-01-12", "due_on": "2027-02-01"}
    assert client.post(reverse("reflect_commitment_add", args=[made.uid]), promised).status_code == 302
    page = client.get(reverse("reflect_leader", args=[made.uid])).content.decode()
    assert all(
        words in page for words in ("Asks who covers classes.", "January 12, 2027", "Two release days", "Not yet")
    )
    kept = reverse("reflect_commitment_edit", args=[Commitment.objects.get().uid])
    client.post(kept, {**promised, "kept_on": "2027-01-20", "version": 1})
    assert "Kept on January 20, 2027" in client.get(reverse("reflect_leader", args=[made.uid])).content.decode()
    edit = reverse("reflect_conversation_edit", args=[Conversation.objects.get().uid])
    assert client.post(edit, {**said, "held_on": "1527-01-12", "version": 1}).status_code == 422
    assert client.post(edit, {**said, "said": "Asks about cover.", "version": 1}).status_code == 302
    assert Conversation.objects.get().said == "Asks about cover."


def test_a_lead_names_and_edits_a_leader_by_hand(looking: Looking, client: Client) -> None:
    client.force_login(looking.lead)
    add = reverse("reflect_leader_add", args=[looking.tree.district.uid])
    typed = {"name": "Ana Whitfield", "post": "Superintendent", "contact": "", "concerns": "Cost of cover"}
    assert client.post(add, typed).status_code == 302
    made = Leader.objects.get()
    answer = client.post(add, {**typed, "name": "nobody@example.org"})
    assert (answer.status_code, Leader.objects.count()) == (422, 1)
    edit = reverse("reflect_leader_edit", args=[made.uid])
    assert client.post(edit, {**typed, "concerns": "Answered", "version": 1}).status_code == 302
    made.refresh_from_db()
    assert (made.said, made.concerns, made.version) == ("Ana Whitfield", "Answered", 2)
