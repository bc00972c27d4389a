"""A team's way from one file to two works: share it, look at it, use it, tell one's own part, stop sharing (EA2)."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.conftest import PageAt
from tests.browser.tools import Scheme, assert_accessible, assert_no_sideways_scroll, sign_in
from tests.builders import build_district, person
from tests.submissions.builders import Offer, a_pdf, attach, begin, build_offer
from tests.submissions.team import OWN_PART, THEIR_PART, WHAT, share_of
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.models import Enrollment, Evidence, SharedArtifact
from waypost.submissions.queries.outline import outline_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: What looks at a page on the way.
Check = Callable[[Page], None]


@pytest.fixture
def offer(transactional_db: None) -> Offer:
    tree = build_district()
    return build_offer(tree, *(person(name, Role.EDUCATOR, tree.cedar) for name in ("Dana Ruiz", "Theo Park")))


@pytest.fixture
def dana(offer: Offer) -> Person:
    return next(one for one in offer.members if one.name == "Dana Ruiz")


@pytest.fixture
def theo(offer: Offer) -> Person:
    return next(one for one in offer.members if one.name == "Theo Park")


@pytest.fixture
def plan(offer: Offer, dana: Person) -> Evidence:
    """The file that stands in Dana's work."""
    work = begin(offer, dana)
    return attach(work, outline_of(work).open_items[0], a_pdf("plan.pdf"))


def evidence_page(work: Enrollment) -> str:
    return reverse("submissions_part", args=[work.uid, outline_of(work).parts[1].part.uid])


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def nothing(_page: Page) -> None:
    """In place of a check that needs a script."""


def share(page: Page, dana: Person, plan: Evidence, check: Check = assert_accessible) -> None:
    """Dana's half, with one look at what a form without answers says."""
    sign_in(page, dana)
    page.goto(evidence_page(plan.enrollment))
    press(page, "Share with my team")
    press(page, "Share it")
    page.get_by_text("Choose at least one colleague.").first.wait_for()
    check(page)
    page.get_by_label("What is it?").fill(WHAT)
    page.get_by_label("Theo Park").check()
    page.get_by_label("What was your own part in it?").fill(OWN_PART)
    page.get_by_label("I have looked at it once more").check()
    press(page, "Share it")
    page.get_by_text("Theo Park: can use it").wait_for()
    check(page)


def use(page: Page, theo: Person, work: Enrollment, check: Check = assert_accessible) -> None:
    """Theo's half, from where he adds files."""
    sign_in(page, theo)
    page.goto(evidence_page(work))
    check(page)
    press(page, "Use it as evidence")
    page.get_by_label("What was your own part in it?").fill(THEIR_PART)
    check(page)
    press(page, "Use it as evidence")
    page.get_by_text(f"Your own part: {THEIR_PART}").wait_for()
    check(page)


def stop(page: Page, dana: Person, plan: Evidence) -> None:
    sign_in(page, dana)
    page.goto(reverse("submissions_share", args=[plan.uid]))
    page.get_by_text("Theo Park: uses it").wait_for()
    press(page, "Stop sharing")
    page.get_by_text("Theo Park: uses it, and keeps it").wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_one_file_stands_in_two_works_and_stays_when_its_owner_stops(
    page_at: PageAt, offer: Offer, plan: Evidence, dana: Person, theo: Person, width: int, scheme: Scheme
) -> None:
    page, work = page_at(width, scheme), begin(offer, theo)
    share(page, dana, plan)
    use(page, theo, work)
    stop(page, dana, plan)
    assert work.evidence.get().stored_file.name == plan.stored_file.name
    assert_no_sideways_scroll(page)


def test_the_same_without_a_script(page_at: PageAt, offer: Offer, plan: Evidence, dana: Person, theo: Person) -> None:
    page, work = page_at(390, javascript=False), begin(offer, theo)
    share(page, dana, plan, check=nothing)
    use(page, theo, work, check=nothing)
    stop(page, dana, plan)
    assert work.evidence.get().stored_file.name == plan.stored_file.name


def test_not_for_me_and_back(page_at: PageAt, offer: Offer, plan: Evidence, dana: Person, theo: Person) -> None:
    page = page_at(390)
    share(page, dana, plan)
    sign_in(page, theo)
    page.goto(reverse("submissions_team"))
    press(page, "Not for me")
    page.get_by_text("Put out of sight (1)").click()
    assert_accessible(page)
    press(page, "Bring back")
    page.get_by_text("is back.").wait_for()
    assert share_of(SharedArtifact.objects.get(), theo).hidden_at is None
    assert_no_sideways_scroll(page)
