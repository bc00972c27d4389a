"""A passkey is made and signs in, in Chromium with a virtual authenticator."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page

from tests.browser.conftest import PageAt
from tests.browser.tools import next_page
from tests.builders import build_district, person
from waypost.people.rules import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery"


def plug_in_authenticator(page: Page) -> None:
    """A device that holds passkeys and says yes to everything."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in_by_password(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill("maya.okafor@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    with next_page(page):
        page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page: Page) -> None:
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    with next_page(page):
        page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("My laptop")
    page.get_by_label("Sign in with it alone").check()
    with next_page(page):
        page.get_by_role("button", name="Add the passkey").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_passkey_is_added_and_signs_in_without_a_password(page_at: PageAt, width: int) -> None:
    maya = person("Maya Okafor", Role.PROGRAM_LEAD, build_district().district)
    page = page_at(width)
    plug_in_authenticator(page)
    sign_in_by_password(page)
    add_passkey(page)
    assert Authenticator.objects.filter(user=maya, type=Authenticator.Type.WEBAUTHN).count() == 1
    page.context.clear_cookies()
    page.goto("/account/login/")
    with next_page(page):
        page.get_by_role("button", name="Use a passkey").click()
    page.goto("/account/2fa/")
    assert page.get_by_text("maya.okafor@example.org").is_visible()


def test_a_browser_that_gives_no_passkey_says_what_to_do(page_at: PageAt) -> None:
    page = page_at(390)
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))")
    page.goto("/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    trouble = page.get_by_text("Your browser gave no passkey. Try again, or use another way.")
    trouble.wait_for()
    assert trouble.is_visible()
