"""A person without a mouse: Tab, Shift+Tab, Enter, Space and arrow keys, and what must be true wherever they stop."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page

from tests.browser.reader import Name
from tests.browser.tools import next_page

Role = Literal["button", "checkbox", "link", "radio", "textbox"]
#: No page of a journey may ask for more to reach what is done on it.
PATIENCE = 60

#: What is wrong with the place where focus now is (WCAG 2.4.7, 2.4.11, 2.4.13): no outline, one that is too faint,
#: outside the window (scrolling ends within a pixel), or under what floats above the page. A label stands in for its
#: box where the label is marked.
FAULTS = """(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return [];
  const said = `${at.tagName} ${(at.getAttribute("aria-label") || at.name || at.textContent).trim().slice(0, 50)}`;
  const shade = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([red, green, blue]) => [red, green, blue]
    .map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => {
    for (let place = element.parentElement; place; place = place.parentElement) {
      const color = shade(getComputedStyle(place).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((left, right) => left - right);
    return (bright + 0.05) / (dark + 0.05);
  };
  const faults = [];
  const style = getComputedStyle(at);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("has no outline");
  else {
    const ratio = contrast(shade(style.outlineColor), ground(at));
    if (ratio < 3) faults.push(`outline of ${ratio.toFixed(1)}:1`);
  }
  const box = at.getBoundingClientRect();
  const isTall = box.height > window.innerHeight / 2;
  const isBeside = box.left < 0 || box.right > window.innerWidth + 1;
  const isInside = !isBeside && box.top > -1 && box.bottom < window.innerHeight + 1;
  const isNear = box.bottom > 0 && box.top < window.innerHeight;
  if (!(isTall ? isNear : isInside)) faults.push(`outside the window: ${box.top} to ${box.bottom}`);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, window.innerHeight);
  const covers = (share) => {
    const hit = document.elementFromPoint((box.left + box.right) / 2, top + (bottom - top) * share);
    const ours = [at, ...(at.labels || [])];
    const isOurs = hit && (hit.contains(at) || ours.some((element) => element.contains(hit)));
    return isOurs ? [] : [hit ? `${hit.tagName}.${hit.className}` : "nothing"];
  };
  const covering = isNear ? [0.1, 0.5, 0.9].flatMap(covers) : [];
  if (covering.length > (isTall ? 1 : 0)) faults.push(`covered by ${covering}`);
  return faults.map((fault) => `${said}: ${fault}`);
})()"""


@dataclass
class Keyboard:
    """Moves focus and presses keys at one window; `faults` gathers what was wrong with each stop."""

    page: Page
    faults: list[str]

    def __post_init__(self) -> None:
        """Catch file pickers from the start: Chromium takes a moment to begin, in which one could slip through."""
        self.page.on("filechooser", lambda _chooser: None)

    def reach(self, role: Role, name: Name, *, backward: bool = False) -> None:
        """Tab until the first control that is called so has the focus."""
        self.reach_control(self.page.get_by_role(role, name=name).first, backward=backward)

    def reach_control(self, control: Locator, *, backward: bool = False) -> None:
        key, sought = "Shift+Tab" if backward else "Tab", control.element_handle()
        for _ in range(PATIENCE):
            self.page.keyboard.press(key)
            is_there, faults = sought.evaluate(f"(sought) => [sought === document.activeElement, {FAULTS}]")
            self.faults += [f"{self.page.url}: {fault}" for fault in faults]
            if is_there:
                return
        message = f"{PATIENCE} times {key} did not lead to {control}"
        raise AssertionError(message)

    def press(self, key: str) -> None:
        """Stays on the page."""
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def go(self, role: Role, name: Name, *, backward: bool = False) -> None:
        """Reach a link or a button, and arrive where Enter leads."""
        self.go_by(self.page.get_by_role(role, name=name).first, backward=backward)

    def go_by(self, control: Locator, *, backward: bool = False) -> None:
        self.reach_control(control, backward=backward)
        with next_page(self.page):
            self.page.keyboard.press("Enter")

    def pick(self, file: Path) -> None:
        """Open the file picker of the field that has the focus."""
        with self.page.expect_file_chooser() as opened:
            self.page.keyboard.press("Enter")
        opened.value.set_files(file)
