"""Calendars of plans, read back by a library that did not write them (vobject)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned, activity_of
from tests.plans.test_indicators import browser_of
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.calendars import (
    MOST_ADDRESSES,
    TooManyAddresses,
    make_calendar_address,
    revoke_calendar_address,
)
from waypost.plans.models import CalendarAddress
from waypost.plans.queries.calendars import addresses_of, calendar_of_person, calendar_of_plan
from waypost.plans.rules.calendars import PlannedDays, calendar_days
from waypost.standards.calendar_file import write_calendar

MADE = datetime(2026, 9, 8, 12, tzinfo=UTC)
NASTY = "Meet; ask, then \\n write\nTo: Ann\r\nBEGIN:VEVENT\x0b \u00e9\u4e2d\U0001f600 " + "long " * 40


def planned_days(**values: Any) -> PlannedDays:
    usual = {"uid": "a1", "text": "Train", "about": "Our plan", "url": "http://x/", "made_at": MADE, "version": 1}
    return PlannedDays(**{**usual, **values})


def events(content: bytes) -> list[Any]:
    """The events of one calendar, in their order."""
    (calendar,) = vobject.readComponents(content.decode())
    return list(calendar.contents.get("vevent", ()))


def summaries(content: bytes) -> list[tuple[date, str]]:
    return [(event.dtstart.value, event.summary.value) for event in events(content)]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"start_on": date(2027, 1, 4), "target_on": date(2027, 1, 8)}, ["Begins: Train", "Due: Train"]),
        ({"start_on": date(2027, 1, 8), "target_on": date(2027, 1, 8)}, ["Due: Train"]),
        ({"start_on": date(2027, 1, 4), "target_on": date(2027, 1, 8), "is_milestone": True}, ["Milestone: Train"]),
        ({"target_on": date(2027, 1, 8), "is_done": True}, ["Done: Train"]),
        ({"target_on": date(2027, 1, 8), "is_indicator": True}, ["Target due: Train"]),
        ({"start_on": date(2027, 1, 4)}, ["Begins: Train"]),
        ({}, []),
    ],
)
def test_each_day_says_what_happens_on_it(values: dict[str, Any], said: list[str]) -> None:
    assert [day.title for day in calendar_days(planned_days(**values))] == said


def test_another_library_reads_every_text_as_it_was_whatever_is_in_it() -> None:
    days = calendar_days(planned_days(text=NASTY, target_on=date(2027, 1, 8)))
    content = write_calendar("Plan; ours", days)
    (event,) = events(content)
    assert event.description.value.replace("\x0b", " ").startswith("Meet; ask, then \\n write\nTo: Ann\nBEGIN:VEVENT")
    assert (event.dtstart.value, event.dtend.value, event.uid.value) == (
        date(2027, 1, 8), date(2027, 1, 9), "a1-target@waypost",
    )  # fmt: skip
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content == write_calendar("Plan; ours", calendar_days(planned_days(text=NASTY, target_on=date(2027, 1, 8))))


def test_the_last_day_there_is_has_an_end() -> None:
    assert events(write_calendar("Plan", calendar_days(planned_days(target_on=date.max))))[0].dtend.value == date.max


@pytest.fixture
def lead(planned: Planned) -> Client:
    return browser_of(planned.lead)


def made_by(client: Client, plan: str = "") -> str:
    """The path of a new address, as its page shows it once."""
    page = client.post(reverse("plan_calendars"), {"plan": plan}).content.decode()
    return "/plans/calendars/" + page.split('readonly value="')[1].split('"')[0].rsplit("/", 1)[1]


@pytest.mark.django_db
def test_a_plans_calendar_holds_its_dates_and_no_name_and_keeps_its_uids_when_they_move(planned: Planned) -> None:
    before = events(calendar_of_plan(planned.plan))
    planned.activity.target_on = date(2027, 5, 5)
    planned.activity.save()
    planned.indicator.due_on = date(2027, 6, 1)
    planned.indicator.save()
    content = calendar_of_plan(planned.plan)
    after = events(content)
    assert [event.uid.value for event in before] == [after[0].uid.value]
    assert [day for day, _ in summaries(content)] == [date(2027, 5, 5), date(2027, 6, 1)]
    assert b"Tom Becker" not in content


@pytest.mark.django_db
def test_an_address_is_shown_once_opens_without_signing_in_and_ends_when_it_is_revoked(
    planned: Planned, lead: Client
) -> None:
    address = made_by(lead, planned.plan.uid)
    assert address not in lead.get(reverse("plan_calendars")).content.decode()
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, max-age=3600", "noindex, nofollow")
    assert answer.content == calendar_of_plan(planned.plan)
    assert Client().get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    made = CalendarAddress.objects.get()
    assert made.secret_sha256 not in address
    lead.post(reverse("plan_calendar_revoke", args=[made.uid]))
    assert Client().get(address).status_code == 404
    verbs = AuditEntry.objects.filter(subject_uid=made.uid).values_list("verb", flat=True)
    assert sorted(verbs) == ["make calendar address", "revoke calendar address"]


@pytest.mark.django_db
def test_an_address_shows_no_more_than_its_owner_may_see_today(planned: Planned) -> None:
    _, secret = make_calendar_address(by=planned.stranger, plan=planned.plan)
    assert Client().get(reverse("plan_calendar", args=[secret])).status_code == 404
    _, secret = make_calendar_address(by=planned.lead, plan=planned.plan)
    assert Client().get(reverse("plan_calendar", args=[secret])).status_code == 200
    planned.lead.is_active = False
    planned.lead.save()
    assert Client().get(reverse("plan_calendar", args=[secret])).status_code == 404


@pytest.mark.django_db
def test_a_persons_calendar_holds_what_they_lead_in_adopted_plans_and_nothing_else(planned: Planned) -> None:
    tom = person("Tom Becker", Role.COACH, planned.tree.cedar)
    mine = activity_of(planned.objective, "Coach the coaches", date(2027, 3, 1), "Tom Becker")
    activity_of(planned.objective, "Ask the board", date(2027, 3, 2), "Maya Okafor")
    assert summaries(calendar_of_person(tom)) == []
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    assert (mine.target_on, "Due: Coach the coaches") in summaries(calendar_of_person(tom))
    assert "Ask the board" not in calendar_of_person(tom).decode()
    tom.role_assignments.all().delete()
    assert summaries(calendar_of_person(tom)) == []


@pytest.mark.django_db
def test_a_coach_who_reads_no_plan_makes_an_address_of_what_they_lead(planned: Planned) -> None:
    tom = person("Tom Becker", Role.COACH, planned.tree.cedar)
    assert Client().get(made_by(browser_of(tom))).status_code == 200
    page = browser_of(tom).post(reverse("plan_calendars"), {"plan": planned.plan.uid})
    assert (page.status_code, CalendarAddress.objects.count()) == (422, 1)


@pytest.mark.django_db
def test_nobody_revokes_the_address_of_somebody_else(planned: Planned) -> None:
    made, _ = make_calendar_address(by=planned.lead, plan=None)
    stranger = browser_of(planned.stranger)
    assert stranger.post(reverse("plan_calendar_revoke", args=[made.uid])).status_code == 404
    made.refresh_from_db()
    assert made.revoked_at is None


@pytest.mark.django_db
def test_revoking_twice_changes_nothing_the_second_time(planned: Planned) -> None:
    made, _ = make_calendar_address(by=planned.lead, plan=None)
    revoke_calendar_address(by=planned.lead, address=made)
    revoke_calendar_address(by=planned.lead, address=made)
    assert AuditEntry.objects.filter(verb="revoke calendar address").count() == 1


@pytest.mark.django_db
def test_a_person_has_a_limited_number_of_addresses(planned: Planned, lead: Client) -> None:
    for _ in range(MOST_ADDRESSES):
        make_calendar_address(by=planned.lead, plan=None)
    with pytest.raises(TooManyAddresses):
        make_calendar_address(by=planned.lead, plan=None)
    page = lead.post(reverse("plan_calendars"), {"plan": ""})
    assert (page.status_code, addresses_of(planned.lead).count()) == (422, MOST_ADDRESSES)
    assert "revoke one that you no longer use" in page.content.decode()


@pytest.mark.django_db
def test_whoever_asks_too_often_waits_a_minute(planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waypost.plans.views.calendars.ASKED", 1)
    asked = [Client().get(reverse("plan_calendar", args=["guess"])) for _ in range(2)]
    assert [answer.status_code for answer in asked] == [404, 429]
    assert asked[1]["Retry-After"] == "60"


@pytest.mark.django_db
def test_a_plans_calendar_is_a_file_too(planned: Planned, lead: Client) -> None:
    answer = lead.get(reverse("plan_export_file", args=[planned.plan.uid, "ics"]))
    assert answer.content == calendar_of_plan(planned.plan)
    stranger = browser_of(planned.stranger)
    assert stranger.get(reverse("plan_export_file", args=[planned.plan.uid, "ics"])).status_code == 404
