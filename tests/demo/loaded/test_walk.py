"""From each role's home, link by link through the demo: no link leads nowhere, and somebody reaches every page."""

import pytest
from pytest_django import fixtures

from tests.access.table import TABLE
from tests.demo.walking import walk_of, walkers

STEP_OF_A_FORM = "follows once a form was sent"
IN_A_CREDENTIAL = "named inside credentials, for machines"
IN_A_MAIL = "stands in a mail"
#: Pages to which no link of the demo leads, each with its reason.
NOT_LINKED = {
    "accept_invitation": IN_A_MAIL,
    "account_confirm_email": IN_A_MAIL,
    "account_email_verification_sent": STEP_OF_A_FORM,
    "account_inactive": "only for accounts that were switched off",
    "account_logout": "the walk stays signed in",
    "account_reauthenticate": STEP_OF_A_FORM,
    "account_reset_password_done": STEP_OF_A_FORM,
    "account_reset_password_from_key": IN_A_MAIL,
    "account_reset_password_from_key_done": STEP_OF_A_FORM,
    "account_signup": "says that accounts come by invitation",
    "achievement": IN_A_CREDENTIAL,
    "achievement_image": IN_A_CREDENTIAL,
    "framework_preview": STEP_OF_A_FORM,
    "healthz": "asked by machines",
    "mfa_list_webauthn": "only for those who have a passkey",
    "plan_calendar": "a secret address, shown once",
    "plan_import_preview": STEP_OF_A_FORM,
    "plan_measurements_preview": STEP_OF_A_FORM,
    "plan_reminder": "from a mail alone",
    "roster_preview": STEP_OF_A_FORM,
    "sign_in_again": "only for those who have neither password nor passkey",
    "status_list": IN_A_CREDENTIAL,
    "styleguide": "for those who write pages",
}


@pytest.fixture
def files_of_the_demo(settings: fixtures.Settings, store: dict[str, object]) -> None:
    """Links to files lead to those that the demo added."""
    settings.STORAGES = {**settings.STORAGES, "default": store}


@pytest.mark.once
def test_links_lead_to_every_page_and_nowhere_else(db: None, files_of_the_demo: None) -> None:
    walks = {role: walk_of(email) for role, email in walkers().items()}
    nowhere = {(role, page.path): page.status for role, seen in walks.items() for page in seen if page.status != 200}
    assert nowhere == {}
    reached = {page.name for seen in walks.values() for page in seen}
    pages = {name for name, row in TABLE.items() if row.method == "GET" and 200 in {row.status, row.anonymous}}
    assert pages - reached == set(NOT_LINKED)
