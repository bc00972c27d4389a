"""One person at one window, who acts on a page only once it has arrived.

A click that leads to another page returns before that page is there, and what is done next may meet the old one while
it goes away. So every such click is `press`, `follow` or `arriving`; `click`, `choose` and `fill` stay on the page.
Taps and pages are counted as UX.md's bars count them: typing and picking files beside.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page, Response

from tests.browser.tools import assert_accessible, next_page, sign_in
from waypost.people.models import Person

Name = str | re.Pattern[str]


@dataclass
class Reader:
    """What a person does and sees; `taps` since the last `count_anew`, `pages` with the one they began on."""

    page: Page
    taps: int = 0
    pages: int = 0

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """What happens inside leads to another page."""
        with next_page(self.page):
            yield
        self.pages += 1

    def count_anew(self) -> None:
        self.taps, self.pages = 0, 1

    def signs_in(self, person: Person, address: str = "/") -> None:
        sign_in(self.page, person)
        self.opens(address)

    def opens(self, address: str) -> Response | None:
        response = self.page.goto(address)
        self.pages += 1
        return response

    def click(self, target: Locator) -> None:
        """Stays on the page."""
        target.click()
        self.taps += 1

    def choose(self, label: Name, *, within: Name | None = None) -> None:
        """Tick a box or a radio button, in the group called `within`; stays on the page."""
        place = self.page if within is None else self.page.get_by_role("group", name=within)
        place.get_by_label(label, exact=True).check()
        self.taps += 1

    def fill(self, label: Name, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def pick(self, *files: Path, label: Name | None = None) -> None:
        """Choose files for the field called `label`, or for the only one there is."""
        field = self.page.locator("input[type=file]") if label is None else self.page.get_by_label(label)
        field.set_input_files(list(files))

    def press(self, name: Name, role: Literal["button", "link"] = "button") -> None:
        """A button that leads to another page."""
        with self.arriving():
            self.click(self.page.get_by_role(role, name=name, exact=True).locator("visible=true"))

    def follow(self, name: Name) -> None:
        """A link that leads to another page; the first that is called so, or holds these words."""
        with self.arriving():
            self.click(self.page.get_by_role("link", name=name).locator("visible=true").first)

    def sees(self, words: Name) -> None:
        self.page.get_by_text(words).locator("visible=true").first.wait_for()

    def sees_soundly(self, words: Name) -> None:
        """The words stand there, and the page is accessible in the state that it now has."""
        self.sees(words)
        assert_accessible(self.page)
