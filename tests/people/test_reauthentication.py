"""Whoever changes how they sign in shows first that it is them: an open session alone changes nothing (OP2)."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.builders import BUILDER, person
from waypost.people.actions.people import add_person
from waypost.people.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
SIX_MINUTES = 6 * 60
ASKED = reverse("account_reauthenticate")
SIGN_IN_AGAIN = reverse("sign_in_again")
SENSITIVE = ("account_email", "mfa_add_webauthn", "mfa_activate_totp", "mfa_generate_recovery_codes")


@pytest.fixture
def maya() -> Person:
    return person("Maya Okafor")


@pytest.fixture
def open_session(client: Client, maya: Person) -> Client:
    """Signed in by password a moment ago: what somebody finds who sits down at her computer."""
    client.post(reverse("account_login"), {"login": maya.email, "password": PASSWORD})
    return client


def asks_at(client: Client, name: str) -> str:
    """Where the page sends somebody; empty where it opens."""
    return client.get(reverse(name)).headers.get("Location", "").partition("?")[0]


def sign_in_by_code(client: Client, email: str, capture: DjangoCaptureOnCommitCallbacks, ahead: str = "") -> str:
    with capture(execute=True):
        client.post(reverse("account_request_login_code"), {"email": email, "next": ahead})
    code = re.findall(r"^\S+$", str(mail.outbox[-1].body), re.MULTILINE)[0]
    return client.post(reverse("account_confirm_login_code"), {"code": code, "next": ahead}).headers["Location"]


@pytest.mark.parametrize("name", SENSITIVE)
def test_a_page_that_changes_how_one_signs_in_asks_first(open_session: Client, name: str) -> None:
    assert asks_at(open_session, name) == ASKED


@pytest.mark.parametrize("name", SENSITIVE[:3])
def test_it_opens_once_the_password_was_typed_again(open_session: Client, name: str) -> None:
    answer = open_session.post(ASKED, {"password": PASSWORD, "next": reverse(name)})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse(name))
    assert open_session.get(reverse(name)).status_code == 200


def test_after_five_minutes_it_asks_again(open_session: Client, frozen_clock: time_machine.Traveller) -> None:
    open_session.post(ASKED, {"password": PASSWORD})
    frozen_clock.shift(SIX_MINUTES)
    assert asks_at(open_session, "account_email") == ASKED


def test_a_wrong_password_opens_nothing_and_changes_nothing(open_session: Client, maya: Person) -> None:
    page = open_session.post(ASKED, {"password": "something else"})
    assert "This is not your password: type it again." in page.content.decode()
    open_session.post(reverse("account_email"), {"email": "thief@example.org", "action_add": ""})
    assert list(EmailAddress.objects.filter(user=maya).values_list("email", flat=True)) == [maya.email]
    assert mail.outbox == []


def test_an_address_that_waits_is_not_taken_back_without_asking(open_session: Client, maya: Person) -> None:
    EmailAddress.objects.create(user=maya, email="maya@example.org", verified=False)
    answer = open_session.post(reverse("account_email"), {"email": "maya@example.org", "action_remove": ""})
    assert answer.headers["Location"].startswith(ASKED)
    assert EmailAddress.objects.filter(user=maya, email="maya@example.org").exists()


def test_a_password_is_changed_only_with_the_present_one(open_session: Client, maya: Person) -> None:
    typed = {"oldpassword": "something else", "password1": "four quiet blue herons"}
    page = open_session.post(reverse("account_change_password"), typed)
    assert "This is not your password: type it again." in page.content.decode()
    maya.refresh_from_db()
    assert maya.check_password(PASSWORD)


def test_a_passkey_is_not_removed_without_asking(open_session: Client, maya: Person) -> None:
    passkey = Authenticator.objects.create(user=maya, type=Authenticator.Type.WEBAUTHN, data={})
    answer = open_session.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    assert answer.headers["Location"].startswith(ASKED)
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


@pytest.mark.parametrize("name", ["account_email", "account_set_password", "mfa_add_webauthn"])
def test_who_has_only_mailed_codes_signs_in_again_once_the_last_code_is_old(
    client: Client,
    frozen_clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    name: str,
) -> None:
    sam = add_person(by=BUILDER, name="Sam Osei", email="sam.osei@example.org")
    sign_in_by_code(client, sam.email, django_capture_on_commit_callbacks)
    assert client.get(reverse(name)).status_code == 200
    frozen_clock.shift(SIX_MINUTES)
    assert asks_at(client, name) == SIGN_IN_AGAIN


def test_they_come_back_to_the_page_that_they_asked_for(
    client: Client,
    frozen_clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    sam = add_person(by=BUILDER, name="Sam Osei", email="sam.osei@example.org")
    sign_in_by_code(client, sam.email, django_capture_on_commit_callbacks)
    frozen_clock.shift(SIX_MINUTES)
    ahead = reverse("account_set_password")
    answer = client.post(f"{SIGN_IN_AGAIN}?next={ahead}")
    assert answer.headers["Location"] == f"{reverse('account_request_login_code')}?next=%2Faccount%2Fpassword%2Fset%2F"
    assert "_auth_user_id" not in client.session
    assert sign_in_by_code(client, sam.email, django_capture_on_commit_callbacks, ahead) == ahead
    assert client.get(ahead).status_code == 200


def test_who_has_only_mailed_codes_reads_first_that_they_are_signed_out_and_need_their_mail(client: Client) -> None:
    client.force_login(add_person(by=BUILDER, name="Sam Osei", email="sam.osei@example.org"))
    page = client.get(SIGN_IN_AGAIN).content.decode()
    assert "This signs you out before the code is mailed" in page
    assert "can open the mail of sam.osei@example.org now" in page


def test_nobody_is_led_to_another_site_on_the_way(client: Client, maya: Person) -> None:
    client.force_login(maya)
    answer = client.post(f"{SIGN_IN_AGAIN}?next=https://elsewhere.example/")
    assert answer.headers["Location"] == reverse("account_request_login_code")
