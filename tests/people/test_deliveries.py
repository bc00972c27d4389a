"""Whoever can act sees which addresses mail does not reach."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from tests.builders import District, build_district, person
from tests.notices.mail_servers import MailServer, down, refusing, takes_all
from waypost.common import jobs
from waypost.notices.actions.outbox import send_letters
from waypost.people.actions.invitations import invite, send_invitation_again, withdraw_invitation
from waypost.people.models import Invitation, Person
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db
ADDRESS = "new.coach@example.org"
GIVEN_UP = f"Our mail could not be delivered to {ADDRESS}."
WAITING = f"Our mail to {ADDRESS} is not delivered yet. We keep trying."
CHECK = "The mail server does not take mail for this address: check it."


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def admin(tree: District) -> Person:
    return person("Ada Admin", Role.ORGANIZATION_ADMIN, tree.district)


@pytest.fixture
def invitation(tree: District, admin: Person, mail_server: MailServer) -> Invitation:
    """To an address that nobody has."""
    mail_server.answer = refusing(ADDRESS, 550, "5.1.1 No such user")
    given = invite(by=admin, email=ADDRESS, name="New Coach", role=Role.COACH, organization=tree.cedar)
    jobs.run_waiting()
    return given


def page(viewer: Person, name: str = "invitations", **parts: str) -> str:
    client = Client()
    client.force_login(viewer)
    return client.get(reverse(name, kwargs=parts)).content.decode()


def test_the_inviter_reads_that_an_invitation_could_not_be_delivered(admin: Person, invitation: Invitation) -> None:
    shown = page(admin)
    assert (GIVEN_UP in shown, CHECK in shown, "mailed on" in shown) == (True, True, False)


def test_a_teammate_who_may_invite_reads_it_and_a_stranger_does_not(
    tree: District, admin: Person, invitation: Invitation
) -> None:
    assert GIVEN_UP in page(person("Maya Okafor", Role.PROGRAM_LEAD, tree.district))
    assert GIVEN_UP not in page(person("Other Admin", Role.ORGANIZATION_ADMIN, tree.other_district))


def test_sent_again_to_a_mailbox_that_is_there_now_it_arrives_and_the_note_is_gone(
    admin: Person, invitation: Invitation, mail_server: MailServer
) -> None:
    mail_server.answer = takes_all
    send_invitation_again(by=admin, invitation=invitation)
    jobs.run_waiting()
    assert [message.to for message in mail.outbox] == [[ADDRESS]]
    assert GIVEN_UP not in page(admin)


def test_the_first_page_of_an_administrator_counts_it(admin: Person, invitation: Invitation) -> None:
    counted = "1 invitation could not be delivered"
    assert counted in page(admin, "home")
    withdraw_invitation(by=admin, invitation=invitation)
    assert counted not in page(admin, "home")


def test_a_withdrawn_invitation_says_nothing_of_mail(admin: Person, invitation: Invitation) -> None:
    withdraw_invitation(by=admin, invitation=invitation)
    assert GIVEN_UP not in page(admin)


def test_while_a_mail_server_is_down_the_page_says_that_we_keep_trying(
    tree: District, admin: Person, mail_server: MailServer, frozen_clock: Traveller
) -> None:
    mail_server.answer = down
    invite(by=admin, email=ADDRESS, name="New Coach", role=Role.COACH, organization=tree.cedar)
    assert WAITING not in page(admin)
    jobs.run_waiting()
    assert (WAITING in page(admin), CHECK in page(admin)) == (True, False)
    frozen_clock.shift(timedelta(days=6))
    send_letters()
    assert GIVEN_UP in page(admin)


def test_the_page_of_a_person_says_that_mail_does_not_reach_them(
    tree: District, admin: Person, invitation: Invitation
) -> None:
    coach = person("New Coach", Role.COACH, tree.cedar)
    assert coach.email == ADDRESS
    assert GIVEN_UP in page(admin, "person", uid=coach.uid)
