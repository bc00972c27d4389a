"""The pages that django-allauth serves speak as ours do: sentence case, plain words, our names for things."""

import re
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from tests.builders import person
from waypost.notices.models import Letter
from waypost.people.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
ANYBODY = (
    reverse("account_login"),
    reverse("account_request_login_code"),
    reverse("account_reset_password"),
    reverse("account_reset_password_done"),
    reverse("account_reset_password_from_key", args=["1", "spoiled"]),
    reverse("account_reset_password_from_key_done"),
    reverse("account_signup"),
    reverse("account_inactive"),
    reverse("account_email_verification_sent"),
    reverse("account_confirm_email", args=["spoiled"]),
)
SIGNED_IN = ("account_logout", "account_email", "account_change_password", "account_reauthenticate", "mfa_index")
SECOND_STEP = (
    *("mfa_reauthenticate", "mfa_deactivate_totp", "mfa_list_webauthn"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
)
WORDS = re.compile(
    r"<(title|h1|h2|p|label|button|a|legend|option|span|strong)\b[^>]*>(.*?)</\1>|placeholder=\"([^\"]*)\"", re.DOTALL
)
#: A capital inside a sentence, and what only programmers say.
NOT_OURS = re.compile(
    r"(?<=[a-z,] )(?!Waypost|Maya|Okafor|JavaScript|I )[A-Z][a-z]+|[Pp]asswordless|[Ss]ecurity key|[Tt]wo-factor"
    r"|[Aa]uthenticat(?:e|ion)\b|invalid|[Tt]oken|Remember Me|[Vv]erif(?:y|ication)|Master key|biometric"
)


def odd_words(page: str) -> list[str]:
    """What on the page is not our way to say it."""
    main = page[page.index("<title>") : page.index("</title>") + 8] + page[page.index("<main") : page.index("</main>")]
    said = [re.sub(r"<[^>]*>|\s+", " ", found[1] or found[2]) for found in WORDS.findall(main)]
    return [f"{text.strip()}: {odd[0]}" for text in map(unescape, said) if (odd := NOT_OURS.search(text))]


@pytest.fixture
def maya() -> Person:
    return person("Maya Okafor")


@pytest.fixture
def browser(client: Client, maya: Person) -> Client:
    """Maya's, signed in by password a moment ago."""
    client.post(reverse("account_login"), {"login": maya.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def with_second_step(maya: Person) -> Authenticator:
    TOTP.activate(maya, generate_totp_secret())
    RecoveryCodes.activate(maya)
    passkey: Authenticator = Authenticator.objects.create(
        user=maya, type=Authenticator.Type.WEBAUTHN, data={"name": "laptop", "credential": {}}
    )
    return passkey


@pytest.mark.parametrize("address", ANYBODY)
def test_the_ways_in_are_in_our_words(client: Client, address: str) -> None:
    assert odd_words(client.get(address, follow=True).content.decode()) == []


def test_the_page_for_a_mailed_code_is_in_our_words(client: Client, maya: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": maya.email})
    page = client.get(reverse("account_confirm_login_code")).content.decode()
    assert odd_words(page) == []
    assert "Type your code" in page


def test_the_second_step_is_in_our_words(client: Client, maya: Person) -> None:
    TOTP.activate(maya, generate_totp_secret())
    client.post(reverse("account_login"), {"login": maya.email, "password": PASSWORD})
    page = client.get(reverse("mfa_authenticate")).content.decode()
    assert odd_words(page) == []
    assert "Type the six digits" in page


@pytest.mark.parametrize("name", [*SIGNED_IN, "mfa_activate_totp", "mfa_add_webauthn"])
def test_the_pages_of_an_account_are_in_our_words(browser: Client, name: str) -> None:
    answer = browser.get(reverse(name))
    assert (answer.status_code, odd_words(answer.content.decode())) == (200, [])


@pytest.mark.parametrize("name", SECOND_STEP)
def test_the_pages_of_a_second_step_are_in_our_words(browser: Client, maya: Person, name: str) -> None:
    with_second_step(maya)
    answer = browser.get(reverse(name))
    assert (answer.status_code, odd_words(answer.content.decode())) == (200, [])


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_the_pages_of_a_passkey_are_in_our_words(browser: Client, maya: Person, name: str) -> None:
    answer = browser.get(reverse(name, args=[with_second_step(maya).pk]))
    assert (answer.status_code, odd_words(answer.content.decode())) == (200, [])


def test_a_letter_about_a_removed_app_says_nothing_of_the_ways_that_are_left(browser: Client, maya: Person) -> None:
    with_second_step(maya)
    browser.post(reverse("mfa_deactivate_totp"))
    assert "Your authenticator app is removed: it is not asked for any more." in Letter.objects.get().facts["text"]


def test_recovery_codes_ask_for_an_app_or_a_passkey_first(browser: Client) -> None:
    shown = unescape(browser.post(reverse("mfa_generate_recovery_codes")).content.decode())
    assert "Add an authenticator app or passkey first: recovery codes stand in for it." in shown


def test_what_is_said_after_signing_in_and_out_is_in_our_words(browser: Client) -> None:
    answer = browser.post(reverse("account_logout"), follow=True)
    assert "You are signed out." in answer.content.decode()
