"""When no mail server answers, somebody who waits for a code or link reads so; news of a change waits in the outbox."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.notices.mail_servers import MailServer, down, takes_all
from waypost.common import jobs
from waypost.notices.models import Letter
from waypost.people.actions.people import add_person
from waypost.people.models import Person
from waypost.people.queries import password_link

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"
SENTENCE = "Our mail server did not take the mail for you, so nothing was sent."


@pytest.fixture(autouse=True)
def no_answer(mail_server: MailServer) -> None:
    mail_server.answer = down


@pytest.fixture
def sam() -> Person:
    """Whose address is not confirmed yet."""
    return add_person(by=BUILDER, name="Sam Osei", email="sam.osei@example.org")


def answer(client: Client, name: str, **data: str) -> tuple[int, bool]:
    response = client.post(reverse(name), data)
    return response.status_code, SENTENCE in response.content.decode()


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_a_code_or_link_that_can_not_be_mailed_is_answered_with_one_sentence(
    client: Client, sam: Person, name: str
) -> None:
    assert answer(client, name, email=sam.email) == (503, True)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_an_unknown_address_gets_the_same_answer(client: Client, name: str) -> None:
    assert answer(client, name, email="nobody@example.org") == (503, True)


def test_the_same_request_works_once_the_mail_server_is_back(
    client: Client, sam: Person, mail_server: MailServer
) -> None:
    answer(client, "account_request_login_code", email=sam.email)
    mail_server.answer = takes_all
    assert client.post(reverse("account_request_login_code"), {"email": sam.email}).status_code == 302
    assert [message.subject for message in mail.outbox] == ["Your code to sign in"]


def test_a_link_to_confirm_an_address_is_mailed_at_the_second_request_without_a_wait(
    client: Client, mail_server: MailServer
) -> None:
    lena = person("Lena Fox")
    client.force_login(lena)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    new = {"email": "lena.new@example.org", "action_add": ""}
    response = client.post(reverse("account_email"), new)
    assert (response.status_code, SENTENCE in response.content.decode()) == (503, True)
    mail_server.answer = takes_all
    client.post(reverse("account_email"), {"email": new["email"], "action_send": ""})
    assert [message.to for message in mail.outbox] == [["lena.new@example.org"]]


def test_signing_in_by_password_needs_no_mail_server(client: Client) -> None:
    maya = person("Maya Okafor")
    client.post(reverse("account_login"), {"login": maya.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(maya.pk)


def test_news_of_a_new_password_waits_in_the_outbox_and_opens_nothing(client: Client, mail_server: MailServer) -> None:
    maya = person("Maya Okafor")
    form = client.get(password_link(maya), follow=True)
    chosen = {"password1": "four quiet blue herons", "password2": "four quiet blue herons"}
    assert client.post(form.request["PATH_INFO"], chosen).status_code == 302
    letter = Letter.objects.get()
    assert (letter.kind, letter.to) == ("account", maya.email)
    assert re.findall(r"http\S+", letter.facts["text"]) == [f"{settings.SITE_URL}/"]
    mail_server.answer = takes_all
    jobs.run_waiting()
    assert [message.to for message in mail.outbox] == [[maya.email]]
    assert Letter.objects.get().facts == {}
