"""Every component in every state, as people see it."""

import pytest

from tests.browser.conftest import PageAt
from tests.browser.tools import Scheme, assert_accessible, assert_no_sideways_scroll

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_component_is_accessible(page_at: PageAt, width: int, scheme: Scheme) -> None:
    page = page_at(width, scheme)
    page.goto("/styleguide/")
    assert_accessible(page)


def test_no_component_scrolls_sideways(page_at: PageAt) -> None:
    page = page_at(320)
    page.goto("/styleguide/")
    assert_no_sideways_scroll(page)
