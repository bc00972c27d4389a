"""What was said after saving is in sight, and nothing of governance is cut or torn apart on a phone."""

import pytest
from django.urls import reverse

from tests.browser.conftest import PageAt
from tests.browser.tools import assert_accessible, assert_no_sideways_scroll, sign_in
from tests.builders import BUILDER
from tests.governance.committee_builders import build_steered, item_of, seat
from tests.governance.reflecting import build_looking, element_at
from waypost.governance.actions.committees import add_seat
from waypost.people.actions.invitations import invite
from waypost.people.rules import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = 390


@pytest.mark.parametrize("width", [1280, NARROW])
def test_saved_is_in_sight_where_the_page_opens_at_the_members(page_at: PageAt, width: int) -> None:
    steered = build_steered()
    for n in range(8):
        add_seat(by=BUILDER, committee=steered.committee, fields=seat(f"Member {n}"))
    page = page_at(width)
    sign_in(page, steered.lead)
    made = steered.committee.members.get(name="Member 7")
    page.goto(reverse("committee_seat_edit", args=[made.uid]))
    page.get_by_label("Role in the committee").fill("Chair")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**#members")
    page.wait_for_function("scrollY > 0 && document.querySelector('#members').getBoundingClientRect().top < 150")
    said, members = page.get_by_text("Saved."), page.get_by_role("heading", name="Members")
    there, below = said.bounding_box(), members.bounding_box()
    assert there is not None
    assert below is not None
    assert 0 <= there["y"] < there["y"] + there["height"] <= below["y"]
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_saved_is_in_sight_where_minutes_lead_back_to_their_item(page_at: PageAt) -> None:
    steered = build_steered()
    item = item_of(steered.committee)
    page = page_at(NARROW)
    page.set_viewport_size({"width": NARROW, "height": 400})
    sign_in(page, steered.member)
    page.goto(reverse("agenda_item_minutes", args=[item.uid]))
    page.get_by_label("Minutes").fill("Said.")
    page.get_by_role("button", name="Save the minutes").click()
    page.wait_for_function("scrollY > 0")
    box = page.get_by_text("Saved.").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 400


def test_on_a_phone_edit_begins_a_line_and_when_to_work_on_it_is_read_in_full(page_at: PageAt) -> None:
    looking = build_looking()
    element_at(looking.tree.district)
    page = page_at(NARROW)
    sign_in(page, looking.lead)
    page.goto(reverse("reflect_gaps", args=[looking.tree.district.uid]))
    edit, name = page.get_by_role("link", name="Edit").bounding_box(), page.get_by_role("rowheader").bounding_box()
    assert edit is not None
    assert name is not None
    assert abs(edit["x"] - name["x"]) < 1
    page.goto(reverse("reflect_gap_score", args=[looking.tree.district.uid]))
    chosen = page.get_by_label("When to work on it").bounding_box()
    assert chosen is not None
    assert chosen["width"] > 250
    assert_no_sideways_scroll(page)


def test_on_a_phone_the_state_of_an_invitation_is_as_wide_as_its_words(page_at: PageAt) -> None:
    steered = build_steered()
    at = steered.tree.district
    invite(by=steered.lead, email="nora@example.org", name="Nora Bell", role=Role.COACH, organization=at)
    page = page_at(NARROW)
    sign_in(page, steered.lead)
    page.goto(reverse("invitations"))
    box = page.locator(".wp-pill").bounding_box()
    assert box is not None
    assert box["width"] < 150
