"""The journeys by keyboard alone (UX.md, bar 3), and at every stop the focus is seen."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import PageAt
from tests.browser.keyboard import FAULTS, Keyboard
from tests.browser.steps import keep
from tests.browser.tools import Scheme, sign_in
from tests.builders import build_district, person
from tests.credentials.builders import build_earned, share
from tests.plans.builders import build_planned
from tests.submissions.builders import ENOUGH_WORDS, a_pdf, build_offer, waiting
from waypost.assessment.models import Review
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.models import DateChange
from waypost.submissions.models import Submission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES: list[tuple[int, Scheme]] = [(1280, "light"), (390, "dark")]


def keyboard_of(page_at: PageAt, width: int, scheme: Scheme, who: Person | None, address: str) -> Keyboard:
    page = page_at(width, scheme)
    if who is not None:
        sign_in(page, who)
    page.goto(address)
    return Keyboard(page, [])


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_a_lead_moves_a_date_by_keyboard(page_at: PageAt, width: int, scheme: Scheme) -> None:
    planned = build_planned()
    keys = keyboard_of(page_at, width, scheme, planned.lead, "/")
    keys.go("link", "Set a new date")
    keys.reach_control(keys.page.get_by_label("New date"))
    keys.type("03152030")
    keys.reach("textbox", "Why does it move?")
    keys.type("The meeting moved to spring.")
    keys.go("button", "Save the new date")
    change = DateChange.objects.get()
    assert (str(change.after), change.reason, keys.faults) == ("2030-03-15", "The meeting moved to spring.", [])


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_an_educator_writes_adds_a_file_and_sends_by_keyboard(
    page_at: PageAt, tmp_path: Path, width: int, scheme: Scheme
) -> None:
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    build_offer(tree, dana)
    keys = keyboard_of(page_at, width, scheme, dana, "/")
    keys.go("button", re.compile("^Begin"))
    keys.reach("textbox", "Your goal and your check")
    keys.type(ENOUGH_WORDS)
    keys.go("button", "Save and go on")
    keys.reach_control(keys.page.get_by_label("Add files from this device"))
    keys.pick(keep(tmp_path, a_pdf()))
    keys.go("button", "Save and go on")
    keys.reach("textbox", "What you carry forward")
    keys.type(ENOUGH_WORDS)
    keys.go("button", "Save and go on")
    keys.reach("checkbox", re.compile("."))
    keys.press("Space")
    keys.go("button", "Send")
    assert (Submission.objects.get().sent_evidence.count(), keys.faults) == (1, [])


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_an_assessor_claims_scores_and_returns_by_keyboard(page_at: PageAt, width: int, scheme: Scheme) -> None:
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    waiting(build_offer(tree, dana), dana)
    keys = keyboard_of(page_at, width, scheme, person("Ana Assessor", Role.ASSESSOR, tree.district), "/reviews/")
    keys.go("button", re.compile("^Claim"))
    for number in (1, 2, 3):
        keys.reach_control(keys.page.get_by_role("group", name=f"{number}.").get_by_role("radio").first)
        keys.press("Space")
        keys.press("ArrowRight")
        keys.press("ArrowLeft")
    keys.press("ArrowRight")
    keys.reach("textbox", re.compile("The next check is planned"))
    keys.type("Say when you will check again.")
    keys.go("button", "Send with feedback")
    scores = Review.objects.get().scores
    assert list(scores.values_list("level", flat=True)) == ["demonstrated", "demonstrated", "progressing"]
    assert (Review.objects.get().decided_at is not None, keys.faults) == (True, [])


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_anyone_verifies_by_keyboard(page_at: PageAt, width: int, scheme: Scheme) -> None:
    earned = build_earned()
    share(earned.award, shows_name=True)
    keys = keyboard_of(page_at, width, scheme, None, "/verify/")
    address = f"{keys.page.url.removesuffix('/verify/')}/credentials/{earned.award.uid}/"
    keys.reach("textbox", "Link or text of the credential")
    keys.type(address)
    keys.go("button", "Verify")
    keys.page.get_by_text("This credential is valid.").wait_for()
    keys.reach("link", "Skip to main content", backward=True)
    assert keys.faults == []


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        ("outline: none !important", "has no outline"),
        ("outline-color: #eeeeee !important", "outline of 1."),
        ("position: fixed; inset-block-start: -200px", "outside the window"),
    ],
)
def test_a_planted_stop_that_is_not_seen_is_found(page_at: PageAt, planted: str, what: str) -> None:
    page = page_at(1280)
    page.goto("/verify/")
    keys = Keyboard(page, [])
    keys.reach("button", "Verify")
    assert keys.faults == []
    page.evaluate("(style) => { document.activeElement.style.cssText = style; }", planted)
    assert what in str(page.evaluate(FAULTS))


def test_a_planted_bar_over_the_focus_is_found(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/verify/")
    Keyboard(page, []).reach("button", "Verify")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<div class=\"planted\"></div>')")
    page.evaluate("document.querySelector('.planted').style.cssText = 'position: fixed; inset: 0'")
    assert "covered by DIV.planted" in str(page.evaluate(FAULTS))
