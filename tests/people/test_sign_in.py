"""Signing in and out: password, mailed code, second factor; nobody opens an account for themselves."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.builders import BUILDER, person
from waypost.common.models import AuditEntry
from waypost.people.actions.people import add_person
from waypost.people.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def sign_in(client: Client, email: str, password: str = PASSWORD) -> int:
    return client.post(reverse("account_login"), {"login": email, "password": password}).status_code


def current_totp(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def linked_page(letter: str) -> str:
    """The path of the page to which a letter leads, on the address at which people reach this site."""
    link = re.search(rf"^{re.escape(settings.SITE_URL)}(/\S+)$", letter, re.MULTILINE)
    assert link is not None
    return link[1]


def test_somebody_signs_in_by_email_and_password_whatever_the_case(client: Client) -> None:
    maya = person("Maya Okafor")
    assert sign_in(client, "MAYA.Okafor@example.org") == 302
    assert client.session["_auth_user_id"] == str(maya.pk)


def test_a_wrong_password_says_what_to_do_and_signs_nobody_in(client: Client) -> None:
    person("Maya Okafor")
    response = client.post(reverse("account_login"), {"login": "maya.okafor@example.org", "password": "something else"})
    assert "No account has this email address and password: check both and try again." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_sixth_wrong_password_is_held_back_by_a_limit_that_is_kept_in_the_database(client: Client) -> None:
    person("Maya Okafor")
    for _ in range(5):
        sign_in(client, "maya.okafor@example.org", "something else")
    response = Client().post(reverse("account_login"), {"login": "maya.okafor@example.org", "password": PASSWORD})
    assert "That was too often: wait five minutes" in response.content.decode()


def test_a_mailed_code_signs_in_and_confirms_the_address(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    sam = add_person(by=BUILDER, name="Sam Osei", email="sam.osei@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_request_login_code"), {"email": sam.email})
    assert mail.outbox[0].subject == "Your code to sign in"
    code = re.findall(r"^\S+$", str(mail.outbox[0].body), re.MULTILINE)[0]
    response = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(sam.pk)
    assert EmailAddress.objects.get(user=sam).verified


@pytest.fixture
def waiting(client: Client) -> str:
    """The page for a code of Sam's, opened on the way to a page of the plans."""
    add_person(by=BUILDER, name="Sam Osei", email="sam.osei@example.org")
    asked = {"email": "sam.osei@example.org", "next": "/plans/"}
    return client.post(reverse("account_request_login_code"), asked, follow=True).content.decode()


def posted_by(page: str, form: str) -> tuple[str, dict[str, str]]:
    """Where the hidden form of a button leads, and what it sends."""
    found = re.search(rf'<form id="{form}" method="post" action="([^"]+)">(.*?)</form>', page)
    assert found is not None
    return found[1], dict(re.findall(r'name="([^"]+)" value="([^"]+)"', found[2]))


def test_a_new_code_is_mailed_and_leads_where_the_first_one_was_to_lead(
    client: Client, waiting: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    address, sent = posted_by(waiting, "resend")
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(address, sent, follow=True).content.decode()
    code = re.findall(r"^\S+$", str(mail.outbox[-1].body), re.MULTILINE)[0]
    _, again = posted_by(page, "resend")
    answer = client.post(address, {"code": code, "next": again["next"]})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/plans/")


def test_who_gave_a_wrong_address_gives_another_one_and_keeps_their_way(client: Client, waiting: str) -> None:
    address, sent = posted_by(waiting, "start_again")
    page = client.post(address, sent, follow=True)
    assert page.request["PATH_INFO"] == reverse("account_request_login_code")
    assert 'name="next" value="/plans/"' in page.content.decode()
    assert "signed out" not in page.content.decode()


def test_an_unknown_address_gets_a_mail_that_tells_whom_to_ask(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    assert mail.outbox[0].subject == "No account has this address"
    assert "ask your district's administrator for an invitation" in str(mail.outbox[0].body)


def test_nobody_opens_an_account_for_themselves(client: Client) -> None:
    answer = {"email": "new@example.org", "password1": PASSWORD}
    response = client.post(reverse("account_signup"), answer)
    assert "Accounts are opened by invitation" in response.content.decode()
    assert not Person.objects.filter(email="new@example.org").exists()


def test_a_forgotten_password_is_replaced_through_a_mailed_link(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    maya = person("Maya Okafor")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": maya.email})
    link = linked_page(str(mail.outbox[0].body))
    page = client.get(link, follow=True)
    client.post(
        page.request["PATH_INFO"], {"password1": "four quiet blue herons", "password2": "four quiet blue herons"}
    )
    assert sign_in(Client(), maya.email, "four quiet blue herons") == 302
    assert AuditEntry.objects.filter(verb="set password", subject_uid=maya.uid, actor=maya.audit_id).count() == 1


@pytest.mark.parametrize("foreign", ["localhost:8443", "127.0.0.1"])
def test_no_letter_leads_where_a_request_says_that_it_was_sent(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, foreign: str
) -> None:
    maya = person("Maya Okafor")
    sign_in(client, maya.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("account_email"), {"email": "maya@example.org", "action_add": ""}, headers={"host": foreign}
        )
        Client().post(reverse("account_reset_password"), {"email": maya.email}, headers={"host": foreign})
    links = [re.findall(r"https?://[^/\s]+", str(letter.body)) for letter in mail.outbox]
    assert links == [[settings.SITE_URL] * 2] * 2


def test_a_changed_address_is_the_one_to_sign_in_by_once_its_link_was_opened(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    maya = person("Maya Okafor")
    sign_in(client, maya.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_email"), {"email": "maya@example.org", "action_add": ""})
    maya.refresh_from_db()
    assert maya.email == "maya.okafor@example.org"
    link = linked_page(str(mail.outbox[-1].body))
    assert link.startswith("/account/confirm-email/")
    client.post(link)
    maya.refresh_from_db()
    assert maya.email == "maya@example.org"
    assert list(EmailAddress.objects.filter(user=maya).values_list("email", "verified", "primary")) == [
        ("maya@example.org", True, True)
    ]
    row = AuditEntry.objects.get(verb="confirm email", subject_uid=maya.uid)
    assert (row.before, row.after) == ({"email": "maya.okafor@example.org"}, {"email": "maya@example.org"})


def test_an_authenticator_app_is_asked_for_after_the_password(client: Client) -> None:
    maya = person("Maya Okafor")
    secret = generate_totp_secret()
    TOTP.activate(maya, secret)
    assert sign_in(client, maya.email) == 302
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": current_totp(secret)})
    assert client.session["_auth_user_id"] == str(maya.pk)


def test_the_key_of_an_authenticator_app_is_not_stored_in_the_clear() -> None:
    maya = person("Maya Okafor")
    secret = generate_totp_secret()
    TOTP.activate(maya, secret)
    assert secret not in str(Authenticator.objects.get(user=maya).data)


@pytest.mark.parametrize(
    "name", ["account_login", "account_request_login_code", "account_reset_password", "account_signup"]
)
def test_the_pages_to_sign_in_stand_in_our_shell_without_inline_script_or_style(client: Client, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert '<main id="main"' in page
    assert " style=" not in page
    assert set(re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)) <= {
        ' data-allauth-onload="allauth.webauthn.forms.loginForm" type="application/json"'
    }
