"""Leads are reminded before and after a date, on school-day mornings, once (PL8)."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from time_machine import Traveller

from tests.builders import BUILDER, person
from tests.killing import killed_at_each_boundary
from tests.notices.test_calendars import SPANS, kept
from tests.plans.builders import activity_of
from tests.plans.reminding import TARGET, WEEK_AFTER, Led, build_led, lead_it, morning, remind
from waypost.common import jobs
from waypost.common.actors import System
from waypost.notices.actions.digests import POST
from waypost.notices.models import Letter
from waypost.notices.rules.calendars import Off, is_school_day, previous_school_day
from waypost.people.actions.people import end_role, grant_role
from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.plans.actions.activities import record_progress, redate_activity
from waypost.plans.actions.reminders import answer_with_date
from waypost.plans.actions.removal import take_out
from waypost.plans.models import Baseline, Reminder
from waypost.plans.queries.reminders import due_activities
from waypost.plans.rules.reminders import is_due, is_reminder_day, reminder_sentence

DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))
#: Where the school days of a generated calendar are looked at, around the date.
AROUND = range(-40, 120)


def mornings_of(target: date, spans: Sequence[Off]) -> list[date]:
    days = [target + timedelta(days=n) for n in AROUND]
    school_days = [day for day in days if is_school_day(day, spans)]
    return [day for day in school_days if is_due(target, previous_school_day(day, spans), day)]


def test_a_lead_is_reminded_14_7_3_and_1_days_before_on_the_day_and_1_3_7_and_each_7_days_after() -> None:
    offsets = [n for n in AROUND if is_reminder_day(TARGET, TARGET + timedelta(days=n))]
    assert offsets == [-14, -7, -3, -1, 0, 1, 3, *range(7, 120, 7)]


def test_a_date_of_an_earlier_plan_reminds_nobody() -> None:
    after = [n for n in range(300, 500) if is_reminder_day(TARGET, TARGET + timedelta(days=n))]
    assert after == [301, 308, 315, 322, 329, 336, 343, 350, 357, 364]


@given(DAYS, SPANS)
def test_every_day_of_a_reminder_lands_on_the_first_school_day_from_then_on(target: date, spans: list[Off]) -> None:
    landed = mornings_of(target, spans)
    for n in range(-14, 60):
        day = target + timedelta(days=n)
        if is_reminder_day(target, day):
            first = next(each for each in (day + timedelta(days=m) for m in range(200)) if is_school_day(each, spans))
            assert first in landed


@given(DAYS, SPANS)
def test_nobody_is_reminded_on_a_day_off_or_without_a_day_of_a_reminder(target: date, spans: list[Off]) -> None:
    for day in mornings_of(target, spans):
        since = previous_school_day(day, spans)
        between = [since + timedelta(days=n) for n in range(1, (day - since).days + 1)]
        assert is_school_day(day, spans)
        assert any(is_reminder_day(target, each) for each in between)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2027, 1, 5), "Train 12 assessors: its date is January 8, in 3 days."),
        (date(2027, 1, 8), "Train 12 assessors: its date is today."),
        (date(2027, 1, 9), "Train 12 assessors: its date was January 8, 1 day ago."),
    ],
)
def test_a_reminder_says_the_date_in_words(today: date, said: str) -> None:
    assert reminder_sentence("Train 12 assessors.", TARGET, today) == said


@pytest.fixture
def led(db: None) -> Led:
    return build_led()


def told() -> list[str]:
    """Whom the mails of now went to."""
    return [message.to[0].partition("@")[0] for message in mail.outbox]


def test_a_lead_gets_one_mail_with_one_link_for_each_activity(led: Led, frozen_clock: Traveller) -> None:
    lead_it(activity_of(led.activity.objective, "Draft the lane policy", date(2027, 1, 18), "Tom Becker"), led.tom)
    for hour in (6, 7, 8):
        morning(frozen_clock, WEEK_AFTER, hour)
    assert (told(), Reminder.objects.count()) == (["tom.becker"], 2)
    body = str(mail.outbox[0].body)
    assert "Train 12 assessors: its date was January 8, 7 days ago." in body
    assert "Draft the lane policy: its date is January 18, in 3 days." in body
    assert len(set(re.findall(r"/plans/reminders/[^/\s]+/", body))) == 2
    assert "Activities that you lead: Implementation plan, 2026-27" in body


def test_a_day_off_moves_a_reminder_to_the_next_school_day(led: Led, frozen_clock: Traveller) -> None:
    kept(led.tree.district, Off(WEEK_AFTER, date(2027, 1, 18), "Long weekend"))
    for day in range(15, 21):
        morning(frozen_clock, date(2027, 1, day))
    assert list(Reminder.objects.values_list("day", flat=True)) == [date(2027, 1, 19)]


def finish(led: Led) -> None:
    record_progress(by=led.maya, activity=led.activity, started_from=1, progress=100, completed_on=date(2027, 1, 14))


def unadopt(led: Led) -> None:
    Baseline.objects.all().delete()


def move(led: Led) -> None:
    redate_activity(by=led.maya, activity=led.activity, started_from=1, target_on=date(2027, 5, 1), reason="Snow")


def take_it_out(led: Led) -> None:
    take_out(by=led.maya, part=led.activity, reason="Not now")


def give_it_to_another(led: Led) -> None:
    led.activity.leads.update(person=None)


def leave(led: Led) -> None:
    end_role(by=BUILDER, assignment=current_roles(led.tom).get(), why="Moved away.")


def change_districts(led: Led) -> None:
    leave(led)
    grant_role(by=BUILDER, person=led.tom, role=Role.COACH, organization=led.tree.other_school)


def propose(led: Led) -> None:
    answer_with_date(reminder=remind(led), proposed_on=date(2027, 2, 1), reason="Snow")


@pytest.mark.parametrize(
    "change",
    [finish, unadopt, move, take_it_out, give_it_to_another, leave, change_districts, propose],
)
def test_nobody_is_reminded_who_has_nothing_to_do(led: Led, frozen_clock: Traveller, change: object) -> None:
    assert callable(change)
    change(led)
    morning(frozen_clock, WEEK_AFTER)
    assert not Reminder.objects.filter(day=WEEK_AFTER).exists()
    assert mail.outbox == []


def test_who_changes_schools_within_the_district_still_leads(led: Led, frozen_clock: Traveller) -> None:
    leave(led)
    grant_role(by=BUILDER, person=led.tom, role=Role.COACH, organization=led.tree.juniper)
    morning(frozen_clock, WEEK_AFTER)
    assert told() == ["tom.becker"]


def test_what_is_done_before_the_mail_goes_out_is_not_in_it(led: Led, frozen_clock: Traveller) -> None:
    frozen_clock.move_to("2027-01-15 15:00:00+00:00", tick=False)
    jobs.run(POST)
    finish(led)
    morning(frozen_clock, WEEK_AFTER, 16)
    assert (Reminder.objects.count(), mail.outbox) == (1, [])


def test_whom_to_remind_asks_no_more_for_more_leads_and_activities(led: Led) -> None:
    counts = []
    people: list[Person] = [led.tom]
    for number in range(4):
        with CaptureQueriesContext(connection) as captured:
            due = due_activities(System("a test"), {each.pk: (date(2027, 1, 14), WEEK_AFTER) for each in people})
        counts.append(len(captured))
        assert len(due) == len(people)
        people.append(person(f"Lead {number}", Role.COACH, led.tree.cedar))
        lead_it(activity_of(led.activity.objective, f"Step {number}", TARGET), people[-1])
    assert set(counts) == {2}


@pytest.mark.django_db(transaction=True)
def test_a_killed_job_owes_the_reminders_with_their_letter_or_neither(frozen_clock: Traveller) -> None:
    build_led()
    frozen_clock.move_to("2027-01-15 15:00:00+00:00", tick=False)
    for boundary in killed_at_each_boundary(lambda: jobs.run(POST)):
        assert (Reminder.objects.count(), Letter.objects.count()) in {(0, 0), (1, 1)}, boundary
    assert (Reminder.objects.count(), Letter.objects.count()) == (1, 1)
