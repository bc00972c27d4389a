"""The link of a reminder: its lead answers once, without signing in; nobody and nothing else can (PL8)."""

from datetime import date, timedelta

import pytest
from django.core.signing import TimestampSigner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import Traveller

from tests.builders import BUILDER, person
from tests.plans.reminding import Led, build_led, lead_it, link_of, remind
from tests.races import at_once
from waypost.common.models import AuditEntry
from waypost.people.actions.people import end_role
from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.plans.actions.activities import record_progress
from waypost.plans.actions.reminders import LinkClosed, answer_with_date
from waypost.plans.actions.removal import take_out
from waypost.plans.models import Activity, DateProposal, ProgressNote, Reminder
from waypost.plans.queries.reminders import SALT
from waypost.plans.views.reminders import TRIES

pytestmark = pytest.mark.django_db
PROGRESS = {"progress": "40", "note": "Eight are trained.", "version": "1"}
DATE = {"proposed_on": "2027-02-01", "reason": "Two assessors are ill."}


@pytest.fixture
def led(db: None) -> Led:
    return build_led()


@pytest.fixture
def reminder(led: Led) -> Reminder:
    return remind(led)


def rows() -> list[object]:
    """Everything that an answer could change."""
    audited = AuditEntry.objects.count()
    activities = Activity.objects.order_by("pk").values_list("progress", "target_on", "version", "completed_on")
    reminders = Reminder.objects.order_by("pk").values_list("answered_at", "answer")
    return [audited, *activities, *reminders, DateProposal.objects.count(), ProgressNote.objects.count()]


def assert_takes_nothing(client: Client, address: str, status: int, words: str) -> None:
    """However it is asked, it changes no row and says what to do."""
    before = rows()
    for response in (client.get(address), client.post(address, PROGRESS), client.post(address, DATE)):
        assert (response.status_code, words in response.content.decode()) == (status, True)
    assert rows() == before


def test_opening_the_link_changes_nothing_however_often(client: Client, reminder: Reminder) -> None:
    before = rows()
    for response in (client.head(link_of(reminder)), client.get(link_of(reminder)), client.get(link_of(reminder))):
        assert response.status_code == 200
    assert rows() == before


def test_the_page_says_nothing_of_the_plan_beyond_the_activity_and_leaks_no_address(
    client: Client, led: Led, reminder: Reminder
) -> None:
    response = client.get(link_of(reminder))
    body = response.content.decode()
    assert "Train 12 assessors" in body
    for words in (led.plan.title, led.plan.goal.text, led.activity.objective.text, led.tree.district.name):
        assert words not in body
    assert "http://" not in body.replace("http://www.w3.org/", "")
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    assert "no-store" in response["Cache-Control"]
    assert "sessionid" not in response.cookies


def test_the_page_of_a_link_asks_few_queries(client: Client, reminder: Reminder) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get(link_of(reminder))
    assert len(captured) <= 6


def test_a_lead_says_how_far_it_is_and_the_link_then_shows_it(client: Client, led: Led, reminder: Reminder) -> None:
    assert client.post(link_of(reminder), PROGRESS).status_code == 302
    led.activity.refresh_from_db()
    assert (led.activity.progress, led.activity.notes.get().written_by) == (40, led.tom)
    entry = AuditEntry.objects.get(verb="record progress")
    assert (entry.actor, entry.why) == (led.tom.audit_id, "By the link of a reminder.")
    body = client.get(link_of(reminder)).content.decode()
    assert ("40%" in body, "January 14, 2027, 9:00 AM" in body, "<form" in body) == (True, True, False)


def test_100_percent_is_done_today(client: Client, led: Led, reminder: Reminder) -> None:
    client.post(link_of(reminder), {"progress": "100", "version": "1"})
    led.activity.refresh_from_db()
    assert led.activity.completed_on == date(2027, 1, 14)


def test_a_second_answer_is_not_taken(client: Client, reminder: Reminder) -> None:
    client.post(link_of(reminder), PROGRESS)
    assert_takes_nothing(client, link_of(reminder), 200, "Your answer is in.")


def test_a_lead_proposes_a_date_and_nothing_moves_yet(client: Client, led: Led, reminder: Reminder) -> None:
    assert client.post(link_of(reminder), DATE).status_code == 302
    proposal = DateProposal.objects.get()
    assert (proposal.proposed_on, proposal.reason, proposal.by) == (date(2027, 2, 1), DATE["reason"], led.tom)
    led.activity.refresh_from_db()
    assert led.activity.target_on == date(2027, 1, 8)
    body = client.get(link_of(reminder)).content.decode()
    assert ("February 1, 2027" in body, "The program lead decides." in body) == (True, True)


def test_who_may_edit_the_plan_proposes_too_by_the_link(client: Client, led: Led) -> None:
    lead_it(led.activity, led.maya)
    client.post(link_of(remind(led, who=led.maya)), DATE)
    led.activity.refresh_from_db()
    assert (led.activity.target_on, DateProposal.objects.get().by) == (date(2027, 1, 8), led.maya)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"progress": "101", "version": "1"}, "Write 100 or less."),
        ({"progress": "100", "completed_on": "2027-03-01", "version": "1"}, "Choose today or an earlier day."),
        ({"progress": "50", "completed_on": "2027-01-13", "version": "1"}, "say 100, or leave it empty"),
        ({"proposed_on": "2027-01-08", "reason": "Snow"}, "Choose another date than the one that stands"),
        ({"proposed_on": "2027-01-13", "reason": "Snow"}, "Choose another date than the one that stands"),
        ({"proposed_on": "2027-02-01", "reason": " "}, "Please fill this in."),
        ({"proposed_on": "soon", "reason": "Snow on the roof"}, "Snow on the roof"),
    ],
)
def test_what_can_not_be_taken_is_said_and_typed_text_stays(
    client: Client, reminder: Reminder, typed: dict[str, str], words: str
) -> None:
    before = rows()
    response = client.post(link_of(reminder), typed)
    assert (response.status_code, words in response.content.decode()) == (422, True)
    assert rows() == before


def test_a_day_before_work_began_is_said_and_typed_text_stays(client: Client, led: Led, reminder: Reminder) -> None:
    Activity.objects.filter(pk=led.activity.pk).update(begun_on=date(2027, 1, 10))
    before = rows()
    typed = {"progress": "100", "completed_on": "2027-01-05", "note": "All are trained.", "version": "1"}
    response = client.post(link_of(reminder), typed)
    body = response.content.decode()
    assert (response.status_code, "Work began on January 10, 2027" in body, "All are trained." in body) == (
        422,
        True,
        True,
    )
    assert rows() == before


def test_somebody_who_saved_first_is_not_written_over_unseen(client: Client, led: Led, reminder: Reminder) -> None:
    record_progress(by=led.maya, activity=led.activity, started_from=1, progress=75)
    response = client.post(link_of(reminder), PROGRESS)
    body = response.content.decode()
    assert (response.status_code, "75%" in body, "Eight are trained." in body) == (409, True, True)
    assert client.post(link_of(reminder), {**PROGRESS, "version": "2"}).status_code == 302


def test_a_link_is_good_for_14_days(client: Client, reminder: Reminder, frozen_clock: Traveller) -> None:
    address = link_of(reminder)
    frozen_clock.shift(timedelta(days=14))
    assert client.get(address).status_code == 200
    frozen_clock.shift(timedelta(seconds=1))
    assert_takes_nothing(client, address, 410, "older than 14 days")


def test_a_link_that_was_changed_or_signed_for_something_else_opens_nothing(
    client: Client, led: Led, reminder: Reminder
) -> None:
    another = remind(led, day=date(2027, 1, 15))
    token = link_of(reminder).removesuffix("/").rpartition("/")[2]
    swapped = token.replace(reminder.uid, another.uid)
    elsewhere = TimestampSigner(salt="elsewhere").sign(reminder.uid)
    unknown = TimestampSigner(salt=SALT).sign("nobodyknows")
    for spoiled in (swapped, token[:-1], elsewhere, unknown, "spoiled"):
        assert_takes_nothing(client, reverse("plan_reminder", args=[spoiled]), 404, "This link is not whole.")


def test_somebody_else_who_is_signed_in_reads_whose_link_it_is(client: Client, led: Led, reminder: Reminder) -> None:
    client.force_login(led.maya)
    assert_takes_nothing(client, link_of(reminder), 403, "This link is for Tom Becker")


def test_its_lead_may_be_signed_in(client: Client, led: Led, reminder: Reminder) -> None:
    client.force_login(led.tom)
    assert client.post(link_of(reminder), PROGRESS).status_code == 302


def no_longer_leads(led: Led) -> None:
    led.activity.leads.update(person=None)


def left(led: Led) -> None:
    end_role(by=BUILDER, assignment=current_roles(led.tom).get(), why="Moved away.")


def inactive(led: Led) -> None:
    Person.objects.filter(pk=led.tom.pk).update(is_active=False)


def taken_out(led: Led) -> None:
    take_out(by=led.maya, part=led.activity, reason="Not now")


def finished(led: Led) -> None:
    record_progress(by=led.maya, activity=led.activity, started_from=1, progress=100, completed_on=date(2027, 1, 14))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (no_longer_leads, "Somebody else leads this activity now."),
        (left, "Somebody else leads this activity now."),
        (inactive, "Somebody else leads this activity now."),
        (taken_out, "not in the plan any more"),
        (finished, "This activity is done"),
    ],
)
def test_a_link_closes_once_there_is_nothing_for_its_lead_to_answer(
    client: Client, led: Led, reminder: Reminder, change: object, words: str
) -> None:
    assert callable(change)
    change(led)
    assert_takes_nothing(client, link_of(reminder), 410, words)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (no_longer_leads, "Somebody else leads this activity now."),
        (left, "Somebody else leads this activity now."),
        (taken_out, "not in the plan any more"),
    ],
)
def test_a_link_that_was_answered_shows_nothing_more_to_somebody_who_no_longer_leads(
    client: Client, led: Led, reminder: Reminder, change: object, words: str
) -> None:
    assert callable(change)
    client.post(link_of(reminder), DATE)
    change(led)
    assert_takes_nothing(client, link_of(reminder), 410, words)
    assert DATE["reason"] not in client.get(link_of(reminder)).content.decode()


def test_too_many_tries_of_one_network_wait_a_minute(client: Client, reminder: Reminder) -> None:
    guess = reverse("plan_reminder", args=["guess"])
    assert {client.get(guess).status_code for _ in range(TRIES)} == {404}
    before = rows()
    assert client.get(guess).status_code == 429
    assert client.post(link_of(reminder), PROGRESS).status_code == 429
    assert client.post(link_of(reminder), PROGRESS, REMOTE_ADDR="198.51.100.7").status_code == 302
    assert rows() != before


def test_a_teammate_of_the_lead_has_a_link_of_their_own(client: Client, led: Led, reminder: Reminder) -> None:
    ana = person("Ana Silva", Role.COACH, led.tree.cedar)
    lead_it(led.activity, ana)
    client.post(link_of(remind(led, who=ana)), PROGRESS)
    assert Reminder.objects.get(person=led.tom).answered_at is None
    assert AuditEntry.objects.get(verb="record progress").actor == ana.audit_id


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_moment_one_is_taken() -> None:
    reminder = remind(build_led())

    def answer() -> str:
        try:
            answer_with_date(reminder=reminder, proposed_on=date(2027, 2, 1), reason="Snow")
        except LinkClosed:
            return "closed"
        return "taken"

    assert sorted(at_once(answer, answer)) == ["closed", "taken"]
    assert DateProposal.objects.count() == 1
