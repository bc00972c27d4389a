"""Error pages are pages: styled, accessible, with a way out, also when the database or the navigation is broken."""

import pytest

from tests.browser.conftest import PageAt
from tests.browser.tools import Scheme, assert_accessible, assert_no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.error_urls")]

PAGES = [
    ("/errors/400", 400, "We could not read that"),
    ("/errors/403", 403, "This is not open to you"),
    ("/errors/403_csrf", 403, "This page was open too long"),
    ("/nowhere", 404, "This page is not here"),
    ("/errors/500", 500, "Something went wrong on our side"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_error_page_says_what_to_do_and_is_accessible(page_at: PageAt, width: int, scheme: Scheme) -> None:
    page = page_at(width, scheme)
    for address, status, heading in PAGES:
        response = page.goto(address)
        assert (response and response.status, page.locator("h1").text_content()) == (status, heading)
        assert page.get_by_role("link", name="Go to the first page").get_attribute("href") == "/"
        assert_accessible(page)


def test_no_error_page_scrolls_sideways(page_at: PageAt) -> None:
    page = page_at(320)
    for address, _, _ in PAGES:
        page.goto(address)
        assert_no_sideways_scroll(page)
