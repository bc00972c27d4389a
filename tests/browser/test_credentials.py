"""Journey J4: anyone verifies a credential, by link and by file; and its holder shares it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Page

from tests.browser.conftest import PageAt
from tests.browser.tools import Scheme, assert_accessible, assert_no_sideways_scroll, sign_in
from tests.conftest import FROZEN
from tests.credentials.builders import Earned, build_earned, share
from waypost.common import jobs
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.queries.awards import current_credential

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def running_clock() -> Iterator[None]:
    """A browser needs a clock that runs; it starts on the day of the other tests."""
    with time_machine.travel(FROZEN, tick=True):
        yield


@pytest.fixture
def earned(running_clock: None, transactional_db: None) -> Earned:
    return build_earned()


def address(earned: Earned) -> str:
    return f"/credentials/{earned.award.uid}/"


def verify(page: Page, *, text: str = "", file: Path | None = None) -> None:
    page.goto("/verify/")
    page.get_by_label("Link or text of the credential").fill(text)
    if file is not None:
        page.set_input_files("input[type=file]", file)
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


@pytest.mark.parametrize("width", [1280, 390])
def test_a_holder_shares_with_a_name(page_at: PageAt, earned: Earned, width: int) -> None:
    page, public = page_at(width), page_at(width)
    sign_in(page, earned.dana)
    page.goto("/credentials/")
    page.get_by_role("link", name="Checking for Understanding").click()
    page.get_by_label("Anyone with the link").check()
    page.get_by_label("Show my name").check()
    page.get_by_role("button", name="Save my choice").click()
    page.get_by_text("Your choice is saved.").wait_for()
    jobs.run_waiting()
    public.goto(address(earned))
    public.get_by_text("Awarded to Dana Ruiz").wait_for()
    public.get_by_text("This credential is valid.").wait_for()


def visit(page: Page, holder: Page, earned: Earned) -> None:
    """The page of the award as others and as its holder see it, and the report on its file."""
    for reader in (page, holder):
        reader.goto(address(earned))
        assert_accessible(reader)
    verify(page, text=current_credential(earned.award).document)
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_in_every_state_are_accessible(page_at: PageAt, earned: Earned, width: int, scheme: Scheme) -> None:
    page, holder = page_at(width, scheme), page_at(width, scheme)
    sign_in(holder, earned.dana)
    share(earned.award, shows_name=True)
    visit(page, holder, earned)
    revoke_award(by=earned.lead, award=earned.award, reason="The evidence came from another classroom.")
    jobs.run_waiting()
    visit(page, holder, earned)
    verify(page, text="hello")
    assert_accessible(page)


def test_a_long_result_does_not_scroll_sideways(page_at: PageAt, earned: Earned) -> None:
    page = page_at(320)
    verify(page, text=current_credential(earned.award).document)
    assert_no_sideways_scroll(page)
