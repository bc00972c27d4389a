"""Journey J4: anyone verifies a credential, by link and by file; and its holder shares it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from tests.browser.conftest import PageAt
from tests.browser.reader import Reader
from tests.browser.sweep import Seen, faults_shown
from tests.browser.tools import next_page, sign_in
from tests.credentials.builders import Earned, build_earned, share
from waypost.common import clock, jobs
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.queries.awards import current_credential
from waypost.standards.openbadges.bundle import verify_bundle
from waypost.standards.openbadges.checks import Overall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def earned(transactional_db: None) -> Earned:
    return build_earned()


def address(earned: Earned) -> str:
    return f"/credentials/{earned.award.uid}/"


def verify(page: Page, *, text: str = "", file: Path | None = None) -> None:
    page.goto("/verify/")
    page.get_by_label("Link or text of the credential").fill(text)
    if file is not None:
        page.set_input_files("input[type=file]", file)
    with next_page(page):
        page.get_by_role("button", name="Verify").click()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_anyone_verifies_by_link_by_file_and_by_text(
    page_at: PageAt, earned: Earned, tmp_path: Path, width: int, *, javascript: bool
) -> None:
    share(earned.award, shows_name=True)
    page = page_at(width, javascript=javascript)
    page.goto(address(earned))
    page.get_by_text("This credential is valid.").wait_for()
    shown = page.url
    with page.expect_download() as started:
        page.get_by_role("link", name="Badge image").click()
    image = tmp_path / "badge.png"
    started.value.save_as(image)
    verify(page, file=image)
    page.get_by_text("This credential is valid.").wait_for()
    assert page.get_by_text("Dana Ruiz", exact=True).is_visible()
    verify(page, text=shown)
    page.get_by_text("This credential is valid.").wait_for()
    tampered = current_credential(earned.award).document.replace("Dana Ruiz", "Someone Else")
    verify(page, text=tampered)
    page.get_by_text("This credential is not valid.").wait_for()
    assert page.get_by_label("Link or text of the credential").input_value() == tampered


@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_from_the_page_verifies_by_command_and_offline(
    page_at: PageAt, earned: Earned, tmp_path: Path, *, javascript: bool
) -> None:
    share(earned.award, shows_name=True)
    page = page_at(390, javascript=javascript)
    page.goto(address(earned))
    with page.expect_download() as started:
        page.get_by_role("link", name="Badge drawing").click()
    drawing, bundle = tmp_path / "badge.svg", tmp_path / "bundle"
    started.value.save_as(drawing)
    printed = StringIO()
    call_command("verify_credential", str(drawing), stdout=printed)
    assert printed.getvalue().startswith("This credential is valid.")
    call_command("export_awards", str(bundle), stdout=StringIO())
    assert [result.report.overall for result in verify_bundle(bundle, now=clock.now())] == [Overall.VALID] * 2


@pytest.mark.parametrize("width", [1280, 390])
def test_a_holder_shares_with_a_name(page_at: PageAt, earned: Earned, width: int) -> None:
    holder, public = Reader(page_at(width)), page_at(width)
    holder.signs_in(earned.dana, "/credentials/")
    holder.follow("Checking for Understanding")
    holder.page.get_by_label("Anyone with the link").check()
    holder.page.get_by_label("Show my name").check()
    holder.press("Save my choice")
    holder.sees("Your choice is saved.")
    jobs.run_waiting()
    public.goto(address(earned))
    public.get_by_text("Awarded to Dana Ruiz").wait_for()
    public.get_by_text("This credential is valid.").wait_for()


def faults_around(page: Page, holder: Page, earned: Earned, seen: Seen) -> list[str]:
    """What is wrong with the page of the award as others and as its holder see it, and with the report on its file."""
    faults = []
    for reader in (page, holder):
        reader.goto(address(earned))
        faults += faults_shown(reader, seen)
    verify(page, text=current_credential(earned.award).document)
    return faults + faults_shown(page, seen)


def test_pages_in_every_state_are_sound(page_at: PageAt, earned: Earned, seen: Seen) -> None:
    page, holder = page_at(1280), page_at(1280)
    sign_in(holder, earned.dana)
    share(earned.award, shows_name=True)
    assert faults_around(page, holder, earned, seen) == []
    revoke_award(by=earned.lead, award=earned.award, reason="The evidence came from another classroom.")
    jobs.run_waiting()
    assert faults_around(page, holder, earned, seen) == []
    verify(page, text="hello")
    assert faults_shown(page, seen) == []
