"""School days: what the rules say, how a calendar is filled and inherited, and who may change it."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import BUILDER, District, build_district, person
from tests.two_editors import Case, both_keep_what_they_changed, browser_of
from waypost.common import jobs
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.notices.actions.calendars import (
    FILL,
    CalendarExists,
    EndsBeforeItBegins,
    add_day_off,
    begin_calendar,
    change_day_off,
    keep_calendar,
    take_day_off_away,
)
from waypost.notices.federal_holidays import federal_holidays
from waypost.notices.models import DayOff, SchoolCalendar
from waypost.notices.queries.calendars import calendar_of, days_off_by_place
from waypost.notices.rules.calendars import (
    NoSchoolDay,
    Off,
    end_of_next_school_year,
    is_school_day,
    missing_holidays,
    previous_school_day,
)
from waypost.people.models import Organization, Person
from waypost.people.rules import Role

SPRING = Off(date(2027, 3, 15), date(2027, 3, 19), "Spring break")
FAR = date(2040, 6, 30)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 20)), max_size=6).map(
    lambda pairs: [Off(first, first + timedelta(days=length)) for first, length in pairs]
)


@given(DAYS, SPANS)
def test_the_previous_school_day_is_the_last_one_before(day: date, spans: Sequence[Off]) -> None:
    found = previous_school_day(day, spans)
    between = [found + timedelta(days=n) for n in range(1, (day - found).days)]
    assert is_school_day(found, spans)
    assert not any(is_school_day(each, spans) for each in between)


def test_weekends_and_days_off_are_no_school_days_and_both_ends_count() -> None:
    week = [date(2027, 3, 12) + timedelta(days=n) for n in range(11)]
    assert [day.day for day in week if is_school_day(day, [SPRING])] == [12, 22]


def test_a_calendar_without_a_school_day_for_a_year_is_said_so() -> None:
    with pytest.raises(NoSchoolDay):
        previous_school_day(date(2040, 1, 1), [Off(date(2026, 1, 1), FAR)])


@pytest.mark.parametrize(
    ("today", "end"), [(date(2027, 6, 30), date(2028, 6, 30)), (date(2027, 7, 1), date(2029, 6, 30))]
)
def test_a_calendar_is_filled_through_the_next_school_year(today: date, end: date) -> None:
    assert end_of_next_school_year(today) == end


def test_a_holiday_inside_a_break_is_not_put_in_again() -> None:
    christmas, king = Off(date(2026, 12, 25), date(2026, 12, 25)), Off(date(2027, 1, 18), date(2027, 1, 18))
    assert missing_holidays([christmas, king], [Off(date(2026, 12, 21), date(2027, 1, 1))]) == (king,)


@pytest.mark.parametrize("year", range(2024, 2033))
def test_eleven_federal_holidays_stand_on_the_days_that_the_law_names(year: int) -> None:
    """5 U.S.C. 6103(a), worked out by hand: fixed days, and the nth Monday or Thursday of a month."""

    def nth(month: int, weekday: int, number: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))

    last_monday_of_may = date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday())
    wanted = {
        *(date(year, month, day) for month, day in [(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)]),
        *(nth(month, 0, number) for month, number in [(1, 3), (2, 3), (9, 1), (10, 2)]),
        last_monday_of_may,
        nth(11, 3, 4),
    }
    found = federal_holidays(date(year - 1, 12, 31), date(year, 12, 31))
    assert {off.first_on for off in found if "observed" not in off.name} == wanted
    assert all(off.first_on.weekday() < 5 for off in found if "observed" in off.name)


@pytest.fixture
def tree(db: None) -> District:
    return build_district()


@pytest.fixture
def admin(tree: District) -> Person:
    return person("Ada Admin", Role.ORGANIZATION_ADMIN, tree.district)


def begun(at: Organization) -> SchoolCalendar:
    return begin_calendar(by=BUILDER, organization=at)


def kept(at: Organization, *spans: Off) -> SchoolCalendar:
    """Without holidays."""
    return keep_calendar(by=BUILDER, organization=at, days_off=spans, holidays_through=FAR)


def names_at(place: Organization) -> list[str]:
    return [off.name for off in days_off_by_place([place])[place.pk]]


def test_a_calendar_starts_with_the_federal_holidays_of_this_school_year_and_the_next(tree: District) -> None:
    begun(tree.district)
    days = list(DayOff.objects.values_list("first_on", "name"))
    assert days[0] == (date(2027, 1, 18), "Martin Luther King Jr. Day")
    assert days[-1][0] == date(2028, 6, 19)
    assert SchoolCalendar.objects.get().holidays_through == date(2028, 6, 30)


def test_a_school_uses_the_calendar_of_its_district_until_it_has_one(tree: District) -> None:
    kept(tree.state, Off(date(2027, 2, 1), date(2027, 2, 1), "State day"))
    assert names_at(tree.cedar) == ["State day"]
    kept(tree.district, SPRING)
    assert (names_at(tree.cedar), names_at(tree.other_school)) == (["Spring break"], ["State day"])
    own = begun(tree.cedar)
    assert names_at(tree.cedar) == ["Spring break"], "its own starts as a copy"
    take_day_off_away(by=BUILDER, day_off=own.days_off.get())
    assert (names_at(tree.cedar), names_at(tree.juniper)) == ([], ["Spring break"])


def test_a_second_calendar_of_a_place_is_refused(tree: District) -> None:
    begun(tree.district)
    with pytest.raises(CalendarExists):
        begun(tree.district)


def test_the_job_begins_a_calendar_for_each_district_and_puts_back_nothing_that_was_taken_away(tree: District) -> None:
    jobs.run(FILL)
    assert {calendar.organization.slug for calendar in SchoolCalendar.objects.all()} == {"cedar-valley", "stony-brook"}
    calendar = calendar_of(tree.district).calendar
    assert calendar is not None
    take_day_off_away(by=BUILDER, day_off=calendar.days_off.get(name="Columbus Day", first_on__year=2027))
    before = DayOff.objects.count()
    jobs.run(FILL)
    assert DayOff.objects.count() == before


def test_a_district_below_a_state_with_a_calendar_needs_none(tree: District) -> None:
    kept(tree.state)
    jobs.run(FILL)
    assert SchoolCalendar.objects.count() == 1


def test_every_change_leaves_a_row_and_two_people_lose_nothing(tree: District, admin: Person) -> None:
    day = add_day_off(by=admin, calendar=kept(tree.district), span=SPRING)
    longer = Off(SPRING.first_on, date(2027, 3, 22), "Spring break")
    change_day_off(by=admin, day_off=day, started_from=1, span=longer)
    with pytest.raises(EditConflict):
        change_day_off(by=admin, day_off=day, started_from=1, span=SPRING)
    with pytest.raises(EndsBeforeItBegins):
        change_day_off(by=admin, day_off=day, started_from=2, span=Off(SPRING.last_on, SPRING.first_on, "Turned"))
    assert DayOff.objects.get().last_on == longer.last_on
    take_day_off_away(by=admin, day_off=day)
    verbs = AuditEntry.objects.filter(actor=admin.audit_id).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["add day off", "change day off", "take day off away"]


def test_an_administrator_keeps_the_calendar_on_its_pages(client: Client, tree: District, admin: Person) -> None:
    client.force_login(admin)
    page = reverse("school_calendar", args=["cedar-valley"])
    client.post(reverse("school_calendar_begin", args=["cedar-valley"]))
    assert "Washington&#x27;s Birthday" in client.get(page).content.decode()
    add = reverse("day_off_add", args=["cedar-valley"])
    client.post(add, {"name": "Snow day", "first_on": "2027-02-03"})
    day = DayOff.objects.get(name="Snow day")
    assert day.first_on == day.last_on == date(2027, 2, 3)
    change = reverse("day_off_change", args=[day.uid])
    client.post(change, {"name": "Snow days", "first_on": "2027-02-03", "last_on": "2027-02-04", "version": 1})
    assert "Wednesday, February 3, 2027 to Thursday, February 4, 2027" in client.get(page).content.decode()
    client.post(reverse("day_off_take_away", args=[day.uid]))
    assert not DayOff.objects.filter(pk=day.pk).exists()


def test_what_was_typed_stays_where_a_span_ends_early_or_somebody_saved_first(
    client: Client, tree: District, admin: Person
) -> None:
    client.force_login(admin)
    day = add_day_off(by=admin, calendar=kept(tree.district), span=SPRING)
    address = reverse("day_off_change", args=[day.uid])
    turned = client.post(address, {"name": "Turned", "first_on": "2027-03-19", "last_on": "2027-03-15", "version": 1})
    assert (turned.status_code, "Turned" in turned.content.decode()) == (422, True)
    change_day_off(by=admin, day_off=day, started_from=1, span=Off(SPRING.first_on, SPRING.last_on, "Theirs"))
    late = client.post(address, {"name": "Mine", "first_on": "2027-03-15", "last_on": "2027-03-19", "version": 1})
    body = late.content.decode()
    assert (late.status_code, "Mine" in body, "Theirs" in body, 'value="2"' in body) == (409, True, True, True)
    assert DayOff.objects.get().name == "Theirs"


def test_a_lead_reads_the_calendar_and_changes_nothing(client: Client, tree: District) -> None:
    day = add_day_off(by=BUILDER, calendar=kept(tree.district), span=SPRING)
    client.force_login(person("Maya Okafor", Role.PROGRAM_LEAD, tree.district))
    body = client.get(reverse("school_calendar", args=["cedar-valley"])).content.decode()
    assert ("Spring break" in body, "Add days off" in body) == (True, False)
    assert client.post(reverse("day_off_take_away", args=[day.uid])).status_code == 404
    assert client.get(reverse("school_calendar", args=["stony-brook"])).status_code == 404
    assert DayOff.objects.count() == 1


def test_a_list_of_calendars_asks_no_more_for_more_places(client: Client, tree: District, admin: Person) -> None:
    client.force_login(admin)
    counts = []
    for place in (tree.district, tree.cedar):
        kept(place, SPRING)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("school_calendars")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8


def test_two_who_change_name_and_days_at_once_are_saved_together(tree: District, admin: Person) -> None:
    day = add_day_off(by=admin, calendar=kept(tree.district), span=SPRING)
    other = person("Tom Becker", Role.ORGANIZATION_ADMIN, tree.district)
    later = {"first_on": "2027-03-22", "last_on": "2027-03-26"}
    case = Case(reverse("day_off_change", args=[day.uid]), {"name": "Break"}, {**later}, {"name": "Weeks off"})
    both_keep_what_they_changed(browser_of(admin), browser_of(other), case)
