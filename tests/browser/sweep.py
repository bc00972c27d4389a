"""What a sweep over many pages does: look at one page in all widths and schemes, and put the database back."""

import sqlite3
from collections.abc import Callable

from django.db import connection
from playwright.sync_api import Page

from tests.browser.tools import (
    Window,
    accessibility_violations,
    build_violations,
    color_violations,
    find_other_colors,
    note_colors,
    other_color_violations,
    sideways_scroll,
)

WIDTHS = (1280, 390)


def copy_of_database() -> sqlite3.Connection:
    """Kept in memory; `copy.backup(connection.connection)` puts it back in milliseconds."""
    copy = sqlite3.connect(":memory:")
    connection.ensure_connection()
    connection.connection.backup(copy)
    return copy


def faults_of(window: Window, address: str, *, colors: bool = True) -> list[str]:
    """Everything that is wrong with the page at one address; its colors too, unless they were seen elsewhere."""
    page, complaints = window.page, len(window.complaints)
    response = page.goto(address)
    assert response is not None
    status = [] if response.status == 200 else [f"status {response.status}"]
    return [*status, *faults_shown(page, colors=colors), *window.complaints[complaints:]]


def faults_shown(page: Page, *, colors: bool = True) -> list[str]:
    """What is wrong with the page as it stands. Widths and schemes change without loading it again."""
    faults = [*_outline_faults(page), *_accessibility_faults(page, colors=colors), *sideways_scroll(page)]
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return faults


def _outline_faults(page: Page) -> list[str]:
    headings, (title, *more) = page.locator("h1").count(), page.title().split(" · Waypost")
    return [
        *([] if headings == 1 else [f"{headings} h1"]),
        *([] if title.strip() and more == [""] else [f"title: {page.title()}"]),
    ]


def _accessibility_faults(page: Page, *, colors: bool) -> list[str]:
    """Every rule in a wide window, and in a narrow one every rule but those of color, which nothing changes there.

    Where something does show other colors in the narrow one, they are looked at. In dark those of color alone, since
    nothing else differs (`test_tools.py` sees to that).
    """
    wide, narrow = WIDTHS
    page.set_viewport_size({"width": wide, "height": 900})
    everything = accessibility_violations if colors else build_violations
    faults = [f"{wide} light: {violation}" for violation in everything(page)]
    if colors:
        note_colors(page)
        faults += [f"{wide} dark: {violation}" for violation in in_dark(page, color_violations)]
    page.set_viewport_size({"width": narrow, "height": 900})
    faults += [f"{narrow} light: {violation}" for violation in build_violations(page)]
    if colors and find_other_colors(page):
        faults += [f"{narrow} light: {violation}" for violation in other_color_violations(page)]
        faults += [f"{narrow} dark: {violation}" for violation in in_dark(page, other_color_violations)]
    return faults


def in_dark(page: Page, violations: Callable[[Page], list[str]]) -> list[str]:
    page.emulate_media(color_scheme="dark")
    found = violations(page)
    page.emulate_media(color_scheme="light")
    return found
