"""What a sweep over many pages does: look at one page in all widths and schemes, and put the database back."""

import sqlite3

from django.db import connection
from playwright.sync_api import Page

from tests.browser.tools import Window, accessibility_violations, color_violations, sideways_scroll

WIDTHS = (1280, 390)


def copy_of_database() -> sqlite3.Connection:
    """Kept in memory; `copy.backup(connection.connection)` puts it back in milliseconds."""
    copy = sqlite3.connect(":memory:")
    connection.ensure_connection()
    connection.connection.backup(copy)
    return copy


def faults_of(window: Window, address: str) -> list[str]:
    """Everything that is wrong with the page at one address."""
    page, complaints = window.page, len(window.complaints)
    response = page.goto(address)
    assert response is not None
    status = [] if response.status == 200 else [f"status {response.status}"]
    return [*status, *faults_shown(page), *window.complaints[complaints:]]


def faults_shown(page: Page) -> list[str]:
    """What is wrong with the page as it stands. Widths and schemes change without loading it again."""
    faults = [*_outline_faults(page), *_accessibility_faults(page), *sideways_scroll(page)]
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return faults


def _outline_faults(page: Page) -> list[str]:
    headings, (title, *more) = page.locator("h1").count(), page.title().split(" · Waypost")
    return [
        *([] if headings == 1 else [f"{headings} h1"]),
        *([] if title.strip() and more == [""] else [f"title: {page.title()}"]),
    ]


def _accessibility_faults(page: Page) -> list[str]:
    """Every rule in light; in dark those about color, since nothing else differs (`test_tools.py` sees to that)."""
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"{width} light: {violation}" for violation in accessibility_violations(page)]
        page.emulate_media(color_scheme="dark")
        faults += [f"{width} dark: {violation}" for violation in color_violations(page)]
        page.emulate_media(color_scheme="light")
    return faults
