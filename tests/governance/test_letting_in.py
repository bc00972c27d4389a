"""A seat and the role that opens the committee's pages: where the two part, and how each is changed (FR2, BP3)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.governance.committee_builders import FALL, Steered, build_steered, committee_at, seat
from waypost.governance.actions.committees import add_seat
from waypost.governance.actions.letting_in import NobodyToLetIn, add_seat_and_let_in, fill_seat_and_let_in, let_in
from waypost.governance.models import CommitteeMember
from waypost.governance.queries.committee_pages import committee_page
from waypost.people.actions.people import RoleNotYours, grant_role
from waypost.people.models import Invitation, Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db
TERM = {"part": "", "voice": "classroom educator", "level": "school", "phases": ["prepare"], "starts_on": str(FALL)}


@pytest.fixture
def steered() -> Steered:
    return build_steered()


@pytest.fixture
def teacher(steered: Steered) -> Person:
    return person("Dana Ruiz", Role.EDUCATOR, steered.tree.cedar)


def roles(somebody: Person) -> list[tuple[str, str]]:
    return [(held.role, held.organization.slug) for held in current_roles(somebody)]


def status(client: Client, who: Person, steered: Steered) -> int:
    client.force_login(who)
    return client.get(reverse("committee", args=[steered.committee.uid])).status_code


def test_a_teacher_is_seated_and_let_in_at_once(steered: Steered, teacher: Person, client: Client) -> None:
    client.force_login(steered.lead)
    typed = {**TERM, "who": teacher.email, "let_in": "on"}
    response = client.post(reverse("committee_seat_add", args=[steered.committee.uid]), typed)
    assert response.status_code == 302
    assert roles(teacher) == [("educator", "cedar-elementary"), ("committee_member", steered.tree.district.slug)]
    assert status(client, teacher, steered) == 200


def test_a_seat_alone_opens_no_page_and_the_lead_reads_so(steered: Steered, teacher: Person, client: Client) -> None:
    made = add_seat(by=steered.lead, committee=steered.committee, fields=seat(teacher.email))
    assert status(client, teacher, steered) == 404
    client.force_login(steered.lead)
    page = client.get(reverse("committee", args=[steered.committee.uid])).content.decode()
    assert "Dana Ruiz cannot read or write here without a role." in page
    client.force_login(steered.member)
    assert (
        "Cannot open this page" not in client.get(reverse("committee", args=[steered.committee.uid])).content.decode()
    )
    client.force_login(steered.lead)
    client.post(reverse("committee_seat_let_in", args=[made.uid]))
    client.post(reverse("committee_seat_let_in", args=[made.uid]))
    assert len(roles(teacher)) == 2
    assert status(client, teacher, steered) == 200


def test_a_name_without_an_account_gets_one_sentence_and_no_seat(steered: Steered, client: Client) -> None:
    client.force_login(steered.lead)
    typed = {**TERM, "who": "Ana Nobody", "let_in": "on"}
    response = client.post(reverse("committee_seat_add", args=[steered.committee.uid]), typed)
    assert response.status_code == 422
    assert "Nobody here has an account by that name" in response.content.decode()
    assert "Ana Nobody" in response.content.decode()
    assert steered.committee.members.count() == 2


def test_the_sentence_says_both_ways_on(steered: Steered, client: Client) -> None:
    client.force_login(steered.lead)
    typed = {**TERM, "who": "Ana Nobody"}
    address = reverse("committee_seat_add", args=[steered.committee.uid])
    page = client.post(address, {**typed, "let_in": "on"}).content.decode()
    assert "Write the email address of somebody with a role here; or untick" in page
    assert client.post(address, typed).status_code == 302
    assert "Invite Ana Nobody</a>" in committee_of(client, steered.lead, steered)


def committee_of(client: Client, who: Person, steered: Steered) -> str:
    client.force_login(who)
    return str(client.get(reverse("committee", args=[steered.committee.uid])).content.decode())


def test_a_lead_invites_whoever_sits_by_name_and_then_says_that_it_is_them(steered: Steered, client: Client) -> None:
    address = f"{reverse('invite')}?name=Ana%20Ruiz"
    page = committee_of(client, steered.lead, steered)
    assert page.count(f'href="{address}">Invite Ana Ruiz</a>') == page.count("Invite ") == 1
    assert 'value="Ana Ruiz"' in client.get(address).content.decode()
    typed = {"name": "Ana Ruiz", "email": "ana@example.org", "organization": steered.tree.district.slug}
    assert client.post(address, {**typed, "role": "committee_member"}).status_code == 302
    assert Invitation.objects.get().name == "Ana Ruiz"
    person("Ana Ruiz", Role.COMMITTEE_MEMBER, steered.tree.district)
    page = committee_of(client, steered.lead, steered)
    assert ("Invite Ana Ruiz" in page, "It is Ana Ruiz</a>" in page) == (False, True)
    assert page.index("sits here by name, and somebody of that name has an account") < page.index('id="questions"')


def test_nobody_is_invited_to_a_term_that_ended_or_by_whoever_may_not(steered: Steered, client: Client) -> None:
    assert "Invite Ana" not in committee_of(client, steered.member, steered)
    CommitteeMember.objects.filter(name="Ana Ruiz").update(ends_on=FALL)
    assert "Invite Ana" not in committee_of(client, steered.lead, steered)


def test_an_open_seat_is_filled_and_its_holder_let_in(steered: Steered, teacher: Person) -> None:
    still_open = add_seat(by=steered.lead, committee=steered.committee, fields=seat())
    with pytest.raises(NobodyToLetIn):
        let_in(by=steered.lead, seat=still_open)
    fill_seat_and_let_in(by=steered.lead, seat=still_open, started_from=1, fields=seat(teacher.email))
    assert CommitteeMember.objects.get(pk=still_open.pk).person == teacher
    assert len(roles(teacher)) == 2


def test_who_comes_in_already_gets_no_second_role(steered: Steered) -> None:
    add_seat_and_let_in(by=steered.lead, committee=steered.committee, fields=seat("maya.okafor@example.org"))
    assert roles(steered.lead) == [("program_lead", steered.tree.district.slug)]


def test_only_who_may_give_the_role_lets_in(steered: Steered, teacher: Person) -> None:
    with pytest.raises(RoleNotYours):
        add_seat_and_let_in(by=steered.member, committee=steered.committee, fields=seat(teacher.email))
    assert steered.committee.members.count() == 2
    assert len(roles(teacher)) == 1


def test_a_member_whose_term_ended_and_who_still_comes_in_is_said(steered: Steered, client: Client) -> None:
    held = current_roles(steered.member).get()
    CommitteeMember.objects.filter(person=steered.member).update(ends_on=date(2027, 1, 13))
    client.force_login(steered.lead)
    page = client.get(reverse("committee", args=[steered.committee.uid])).content.decode()
    assert "A role outlasts a term: Luis Ferrer can still read and write here." in page
    assert f"An administrator of {steered.tree.district.name} can end it." in page
    assert reverse("role_end", args=[held.uid]) not in page
    grant_role(by=BUILDER, person=steered.lead, role=Role.ORGANIZATION_ADMIN, organization=steered.tree.district)
    page = client.get(reverse("committee", args=[steered.committee.uid])).content.decode()
    assert reverse("role_end", args=[held.uid]) in page
    client.post(reverse("role_end", args=[held.uid]), {"why": "The term is over"})
    assert committee_page(steered.lead, steered.committee).still_in == ()
    assert status(client, steered.member, steered) == 404


def test_who_sits_in_another_committee_there_keeps_the_role(steered: Steered) -> None:
    CommitteeMember.objects.filter(person=steered.member).update(ends_on=date(2027, 1, 13))
    assert len(committee_page(steered.lead, steered.committee).still_in) == 1
    committee_at(steered.tree.district, seat(steered.member.email), name="Taskforce")
    assert committee_page(steered.lead, steered.committee).still_in == ()
