"""The digest: one letter on a school-day morning, on the clocks and in the calendar of one's district."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from time_machine import Traveller

from tests.builders import BUILDER, ZONE, District, build_district, person
from tests.notices.sources import News
from tests.notices.test_calendars import SPANS, SPRING, kept
from waypost.common import jobs
from waypost.common.actors import System
from waypost.common.models import AuditEntry
from waypost.notices import digests
from waypost.notices.actions.digests import POST, choose_rhythm
from waypost.notices.actions.outbox import SEND
from waypost.notices.models import DigestChoice, Letter
from waypost.notices.queries.digests import addressees_now
from waypost.notices.rules.calendars import Off, is_school_day
from waypost.notices.rules.digests import Rhythm, digest_since, reaching_back
from waypost.people.actions.people import end_role, grant_role
from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role

#: A Thursday.
THURSDAY = date(2027, 1, 14)
LAST_DAYS = st.dates(date(2026, 7, 1), date(2027, 6, 30))


def at(day: date, hour: int = 7, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(ZONE))


def test_a_digest_comes_from_seven_on_and_never_before() -> None:
    assert digest_since(Rhythm.DAILY, at(THURSDAY, 6, 59), []) is None
    assert digest_since(Rhythm.DAILY, at(THURSDAY), []) == date(2027, 1, 13)


def test_no_digest_begins_after_noon() -> None:
    assert digest_since(Rhythm.DAILY, at(THURSDAY, 11, 59), []) == date(2027, 1, 13)
    assert digest_since(Rhythm.DAILY, at(THURSDAY, 12), []) is None


def test_a_digest_reaches_back_to_the_last_one_that_was_mailed_a_week_further_at_most() -> None:
    wednesday = date(2027, 1, 13)
    mailed = [date(2027, 1, 11), wednesday, THURSDAY, date(2026, 11, 2)]
    reached = [date(2027, 1, 11), wednesday, wednesday, date(2027, 1, 6)]
    assert [reaching_back(wednesday, last) for last in mailed] == reached


def test_after_a_break_the_digest_reaches_back_to_the_last_school_day() -> None:
    assert digest_since(Rhythm.DAILY, at(date(2027, 3, 17)), [SPRING]) is None
    assert digest_since(Rhythm.DAILY, at(date(2027, 3, 22)), [SPRING]) == date(2027, 3, 12)


def test_once_a_week_is_the_first_school_day_of_the_week() -> None:
    holiday = [Off(date(2027, 1, 18), date(2027, 1, 18), "Martin Luther King Jr. Day")]
    mondays = [digest_since(Rhythm.WEEKLY, at(date(2027, 1, day)), holiday) for day in (18, 19, 20)]
    assert mondays == [None, date(2027, 1, 11), None]


def test_never_is_never() -> None:
    assert digest_since(Rhythm.NEVER, at(THURSDAY), []) is None


@given(LAST_DAYS, SPANS, st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]))
def test_the_mornings_of_digests_cover_every_day_once(first: date, spans: Sequence[Off], rhythm: Rhythm) -> None:
    days = [first + timedelta(days=n) for n in range(60)]
    mornings = [(since, day) for day in days if (since := digest_since(rhythm, at(day), spans))]
    assert all(is_school_day(day, spans) for _, day in mornings)
    assert [since for since, _ in mornings[1:]] == [day for _, day in mornings[:-1]]


@pytest.fixture
def tree(db: None) -> District:
    return build_district()


@pytest.fixture
def maya(tree: District) -> Person:
    return person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)


@pytest.fixture
def news(maya: Person) -> Iterator[News]:
    told = News(maya)
    usual = dict(digests._sources)
    digests._sources.clear()
    digests.register("tests.news", told)
    yield told
    digests._sources.clear()
    digests._sources.update(usual)


def run(clock: Traveller, instant: datetime) -> None:
    """The recurring job at that instant, and the letters that it owes."""
    clock.move_to(instant.astimezone(UTC), tick=False)
    jobs.run(POST)
    jobs.run(SEND)


def test_one_letter_a_day_however_often_the_job_runs(news: News, frozen_clock: Traveller) -> None:
    for hour in (6, 7, 8, 15):
        run(frozen_clock, at(THURSDAY, hour))
    run(frozen_clock, at(THURSDAY + timedelta(days=1)))
    assert [letter.key.rsplit(":", 1)[1] for letter in Letter.objects.order_by("pk")] == ["2027-01-14", "2027-01-15"]
    assert len(mail.outbox) == 2


def test_the_letter_says_it_in_words_with_whole_links(news: News, frozen_clock: Traveller) -> None:
    run(frozen_clock, at(THURSDAY))
    (message,) = mail.outbox
    html = message.message().as_string()
    assert (message.to, message.subject) == (["maya.okafor@example.org"], "1 thing waits for you in Waypost")
    for words in ("News of 2027-01-14.", "Take your time.", "/look/", "/account/digest/"):
        assert words in str(message.body)
        assert words in html
    assert f"{settings.SITE_URL}/look/" in str(message.body)


def test_no_letter_on_weekends_and_days_off_of_the_district(
    news: News, frozen_clock: Traveller, tree: District
) -> None:
    kept(tree.district, Off(THURSDAY, THURSDAY, "Snow day"))
    for day in (THURSDAY, date(2027, 1, 16), date(2027, 1, 17)):
        run(frozen_clock, at(day))
    assert not Letter.objects.exists()
    run(frozen_clock, at(date(2027, 1, 15)))
    assert news.remembered[0][1].since == date(2027, 1, 13)


def test_seven_is_seven_on_the_clocks_of_the_district(news: News, frozen_clock: Traveller, tree: District) -> None:
    tree.district.timezone = "America/Los_Angeles"
    tree.district.save(update_fields=["timezone"])
    run(frozen_clock, at(THURSDAY, 8, 59))
    assert not Letter.objects.exists()
    run(frozen_clock, at(THURSDAY, 9))
    assert Letter.objects.count() == 1


def test_who_left_gets_no_digest_and_one_that_waits_is_dropped(
    news: News, frozen_clock: Traveller, maya: Person
) -> None:
    frozen_clock.move_to(at(THURSDAY).astimezone(UTC), tick=False)
    jobs.run(POST)
    end_role(by=BUILDER, assignment=current_roles(maya).get(), why="Moved away.")
    jobs.run(SEND)
    run(frozen_clock, at(date(2027, 1, 15)))
    assert (mail.outbox, Letter.objects.count()) == ([], 1)


def test_nothing_is_mailed_where_all_of_it_is_settled_meanwhile(news: News, frozen_clock: Traveller) -> None:
    frozen_clock.move_to(at(THURSDAY).astimezone(UTC), tick=False)
    jobs.run(POST)
    news.told.clear()
    jobs.run(SEND)
    assert (mail.outbox, Letter.objects.get().due_at) == ([], None)


def test_a_digest_that_waited_until_the_next_day_is_dropped_and_the_next_one_tells_it(
    news: News, frozen_clock: Traveller
) -> None:
    frozen_clock.move_to(at(THURSDAY).astimezone(UTC), tick=False)
    jobs.run(POST)
    run(frozen_clock, at(date(2027, 1, 15)))
    (message,) = mail.outbox
    assert "News of 2027-01-15." in str(message.body)
    assert [morning.since for _, morning in news.remembered] == [date(2027, 1, 13), date(2027, 1, 7)]


def test_a_morning_without_a_worker_is_told_by_the_next_digest(news: News, frozen_clock: Traveller) -> None:
    run(frozen_clock, at(THURSDAY))
    run(frozen_clock, at(date(2027, 1, 15), 16))
    run(frozen_clock, at(date(2027, 1, 18)))
    assert [(told.since, told.day) for _, told in news.remembered][1:] == [(THURSDAY, date(2027, 1, 18))]


def test_a_person_chooses_how_often_on_a_page(
    client: Client, news: News, frozen_clock: Traveller, maya: Person
) -> None:
    client.force_login(maya)
    address = reverse("digest_choice")
    assert address in client.get(reverse("mfa_index")).content.decode()
    assert client.post(address, {"rhythm": "hourly"}).status_code == 422
    client.post(address, {"rhythm": Rhythm.WEEKLY})
    assert AuditEntry.objects.get(verb="choose digest").after == {"rhythm": "weekly"}
    run(frozen_clock, at(THURSDAY))
    assert not Letter.objects.exists()
    run(frozen_clock, at(date(2027, 1, 18)))
    assert "You get one mail a week" in str(mail.outbox[0].body)
    client.post(address, {"rhythm": Rhythm.NEVER})
    run(frozen_clock, at(date(2027, 1, 25)))
    assert (len(mail.outbox), DigestChoice.objects.count()) == (1, 1)


def test_whose_morning_it_is_asks_no_more_for_more_people(tree: District) -> None:
    people = [person(f"Lead {n}", Role.PROGRAM_LEAD, tree.district) for n in range(5)]
    grant_role(by=BUILDER, person=people[0], role=Role.COACH, organization=tree.other_district)
    choose_rhythm(by=people[1], person=people[1], rhythm=Rhythm.NEVER)
    kept(tree.district)
    counts = []
    for keys in ({people[0].pk}, {each.pk for each in people}):
        with CaptureQueriesContext(connection) as captured:
            found = addressees_now(System("a test"), keys)
        counts.append(len(captured))
    assert ([len(found), counts[0]], counts[1]) == ([4, counts[1]], 6)
