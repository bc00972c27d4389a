"""The timeline of a plan, as a page and as files."""

import gzip
import re
from datetime import date

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.urls import reverse

from tests.bench.large_plan import large_plan
from tests.builders import BUILDER
from tests.plans.builders import Planned, activity_of
from tests.plans.test_page_budgets import BUDGETS, queries_of
from waypost.common.places import take_place
from waypost.notices.models import DayOff, SchoolCalendar
from waypost.plans.actions.activities import redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.dependencies import set_needs
from waypost.plans.actions.teams import add_team, choose_team
from waypost.plans.long_files import AT_ONCE, BUSY
from waypost.plans.models import Activity, Plan
from waypost.plans.rules.teams import TeamFields

pytestmark = pytest.mark.django_db


@pytest.fixture
def timed(planned: Planned) -> Planned:
    """Adopted; then one date moved, and a second activity came that needs the first."""
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    moved = planned.activity
    redate_activity(by=BUILDER, activity=moved, started_from=1, target_on=date(2027, 1, 22), reason="Snow")
    later = activity_of(planned.objective, "Score the first work", date(2027, 2, 26), "Priya Shah")
    set_needs(by=BUILDER, activity=later, started_from=1, needed=[moved])
    return planned


def shown(client: Client, plan: Plan, asked: str = "") -> str:
    return client.get(f"{reverse('plan_timeline', args=[plan.uid])}?{asked}").content.decode()


def rows(page: str) -> list[str]:
    """The activities of the table, in its order."""
    return re.findall(r'<th role="rowheader" scope="row"><a href="[^"]+">([^<]+)</a>', page)


def test_the_table_says_what_the_picture_shows(timed: Planned, client: Client) -> None:
    client.force_login(timed.lead)
    page = shown(client, timed.plan)
    assert rows(page) == ["Train 12 assessors", "Score the first work"]
    assert "Was Jan 8: ends 14 days later" in page
    assert "Added since baseline 1" in page
    assert "“Train 12 assessors” (ends on January 22)" in page
    assert page.count("wp-viz--sheet") == 1


def test_what_is_asked_for_stands_in_the_address(timed: Planned, client: Client) -> None:
    client.force_login(timed.lead)
    team = add_team(by=BUILDER, plan=timed.plan, fields=TeamFields("Assessors"))
    timed.activity.refresh_from_db()
    choose_team(by=BUILDER, activity=timed.activity, started_from=timed.activity.version, team=team)
    assert rows(shown(client, timed.plan, f"team={team.uid}")) == ["Train 12 assessors"]
    assert rows(shown(client, timed.plan, "lead=priya")) == ["Score the first work"]
    assert rows(shown(client, timed.plan, "first=2027-02-01&last=2027-03-01")) == ["Score the first work"]
    assert "Added since baseline" not in shown(client, timed.plan, "baseline=none")
    by_month = shown(client, timed.plan, "group=month&state=open")
    assert re.findall(r'scope="rowgroup" colspan="4">([^<]+)<', by_month) == ["January 2027", "February 2027"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("first=2027-03-01&last=2027-02-01", "Until is not after From: choose a later day."),
        ("first=soon", "Choose a date, or write it as year-month-day, such as 2027-01-31."),
        ("group=color", "Select a valid choice."),
    ],
)
def test_what_cannot_be_meant_gets_one_sentence_and_the_rest_is_shown(
    timed: Planned, client: Client, asked: str, says: str
) -> None:
    client.force_login(timed.lead)
    answer = client.get(f"{reverse('plan_timeline', args=[timed.plan.uid])}?{asked}")
    assert (answer.status_code, says in answer.content.decode()) == (422, True)


def test_nothing_that_fits_is_said(timed: Planned, client: Client) -> None:
    client.force_login(timed.lead)
    assert "No activity fits." in shown(client, timed.plan, "lead=Nobody")


def test_days_without_school_are_shaded_and_named(timed: Planned, client: Client) -> None:
    client.force_login(timed.lead)
    assert "No days without school are known" in shown(client, timed.plan)
    calendar = SchoolCalendar.objects.create(organization=timed.tree.state)
    for first, name in ((date(2027, 1, 18), "Martin Luther King Jr. Day"), (date(2027, 7, 5), "Long after")):
        DayOff.objects.create(calendar=calendar, first_on=first, last_on=first, name=name)
    page = shown(client, timed.plan)
    assert "Martin Luther King Jr. Day, Jan 18" in page
    assert ('class="wp-c-track"' in page, "Long after" in page) == (True, False)


@pytest.mark.parametrize(("suffix", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_timeline_is_a_file_too(timed: Planned, client: Client, suffix: str, begins: bytes) -> None:
    Activity.objects.filter(pk=timed.activity.pk).update(text="Train → 12 学习 <b> \x0b\U0001f600")
    client.force_login(timed.lead)
    for asked in ("", "?lead=Nobody"):
        answer = client.get(reverse("plan_timeline_file", args=[timed.plan.uid, suffix]) + asked)
        assert answer.content.lstrip()[: len(begins)] == begins


def test_the_file_holds_what_the_same_address_shows(timed: Planned, client: Client) -> None:
    Activity.objects.filter(pk=timed.activity.pk).update(text="Hold a <kick-off> & more")
    client.force_login(timed.lead)
    address = reverse("plan_timeline_file", args=[timed.plan.uid, "svg"])
    svg = ElementTree.fromstring(client.get(f"{address}?lead=Tom").content)
    words = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert "Hold a <kick-off> & more" in words
    assert "Score the first work" not in words


def test_a_long_timeline_opens_one_group_at_a_time_and_asks_no_more(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    large = large_plan(planned.tree.district, objectives=3, activities=101)
    address = reverse("plan_timeline", args=[large.uid])
    assert queries_of(client, address) <= BUDGETS["plan_timeline"]
    assert len(gzip.compress(client.get(address).content)) < 30_000
    second = shown(client, large, "open=2")
    assert second.count("wp-group") == 1
    assert len(rows(second)) == 100
    assert len(rows(shown(client, large, "open=2&page=2"))) == 1


def test_a_long_timeline_fills_several_letter_pages(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    large = large_plan(planned.tree.district, objectives=2, activities=40)
    pdf = client.get(reverse("plan_timeline_file", args=[large.uid, "pdf"])).content
    assert re.search(rb"/Count 3\b", pdf)


def test_a_long_timeline_waits_for_room_with_what_was_asked(
    timed: Planned, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waypost.plans.timeline_files.MOST_ACTIVITIES_HERE", 1)
    for _ in range(AT_ONCE):
        take_place("plans:long-files", places=AT_ONCE, seconds=60)
    client.force_login(timed.lead)
    answer = client.get(reverse("plan_timeline_file", args=[timed.plan.uid, "pdf"]), {"state": "open"}, follow=True)
    assert answer.redirect_chain == [(f"{reverse('plan_timeline', args=[timed.plan.uid])}?state=open", 302)]
    assert BUSY in answer.content.decode()
