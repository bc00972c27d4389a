"""What a sweep over many pages does: look at one page in all widths and schemes, and put the database back."""

import sqlite3
from dataclasses import dataclass, field

from django.db import connection
from playwright.sync_api import Page

from tests.browser.tools import (
    Scheme,
    Window,
    build_violations,
    color_violations,
    layouts,
    sideways_scroll,
    size_violations,
)

WIDTHS = (1280, 390)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def copy_of_database() -> sqlite3.Connection:
    """Kept in memory; `copy.backup(connection.connection)` puts it back in milliseconds."""
    copy = sqlite3.connect(":memory:")
    connection.ensure_connection()
    connection.connection.backup(copy)
    return copy


@dataclass
class Seen:
    """Kinds of things (`kinds.js`) that one sweep or another looked at: once is enough.

    `shells` are what shows around pages in the narrow window.
    """

    shells: set[str] = field(default_factory=set)
    colors: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)


def faults_of(window: Window, address: str, seen: Seen) -> list[str]:
    """Everything that is wrong with the page at one address."""
    page, complaints = window.page, len(window.complaints)
    response = page.goto(address)
    assert response is not None
    status = [] if response.status == 200 else [f"status {response.status}"]
    return [*status, *faults_shown(page, seen), *window.complaints[complaints:]]


def faults_shown(page: Page, seen: Seen) -> list[str]:
    """What is wrong with the page as it stands. Widths and schemes change without loading it again."""
    faults = [*_outline_faults(page), *_accessibility_faults(page, seen), *sideways_scroll(page)]
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return faults


def _outline_faults(page: Page) -> list[str]:
    headings, name = page.evaluate("[document.querySelectorAll('h1').length, document.title]")
    title, *more = name.split(" · Waypost")
    return [
        *([] if headings == 1 else [f"{headings} h1"]),
        *([] if title.strip() and more == [""] else [f"title: {name}"]),
    ]


def _accessibility_faults(page: Page, seen: Seen) -> list[str]:
    """Every rule in the wide window, and in the narrow one where that shows or scrolls something else.

    Sizes and colors, in both schemes, where something of a new kind shows. In dark nothing else differs
    (`test_tools.py` sees to that).
    """
    faults: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if width == WIDTHS[0]:
            wide = layouts(page)
        if width == WIDTHS[0] or _is_laid_out_anew(layouts(page), wide, seen):
            faults += [f"{width}: {violation}" for violation in build_violations(page)]
        faults += [f"{width}: {violation}" for violation in size_violations(page, seen.targets)]
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            faults += [f"{width} {scheme}: {violation}" for violation in color_violations(page, seen.colors)]
        page.emulate_media(color_scheme="light")
    return faults


def _is_laid_out_anew(narrow: dict[str, str], wide: dict[str, str], seen: Seen) -> bool:
    is_new = narrow["shell"] not in seen.shells or narrow["main"] != wide["main"]
    seen.shells.add(narrow["shell"])
    return is_new
