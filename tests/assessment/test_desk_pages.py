"""The queue of assessors and the numbers of leads (EA3)."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assessment.builders import NOT_YET, SHOWN, concluded, score, send_decision
from tests.builders import ZONE, District, person
from tests.submissions.builders import Offer, sent
from waypost.assessment.actions.claims import claim_review, hand_back
from waypost.assessment.models import Review
from waypost.assessment.queries.overview import QueueNumbers, past_reply_by_count, queue_numbers
from waypost.common import clock
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.models import Submission
from waypost.submissions.rules import turnaround
from waypost.submissions.rules.turnaround import reply_by


@pytest.fixture
def desk(client: Client, ana: Person) -> Client:
    """Ana's browser."""
    client.force_login(ana)
    return client


def queue(desk: Client) -> str:
    return desk.get(reverse("review_queue")).content.decode()


def spoken(pattern: str, page: str) -> list[str]:
    return [" ".join(found.split()) for found in re.findall(pattern, page)]


def days_ago(days: int, offer: Offer, educator: Person) -> Submission:
    with clock.at(clock.now() - timedelta(days=days)):
        return sent(offer, educator)


def test_the_queue_shows_what_waits_by_reply_by_date_and_not_who_wrote_it(
    desk: Client, submission: Submission, offer: Offer, theo: Person
) -> None:
    older = days_ago(20, offer, theo)
    page = queue(desk)
    assert page.index(older.uid) < page.index(submission.uid)
    since = f"Attempt 1 · Waiting since {submission.sent_at:%B} {submission.sent_at.day}, 4 days · <span"
    until = '<span class="wp-nowrap">Reply by January 22</span>'
    for shown in ("Checking for Understanding", since, until, "Past reply-by"):
        assert shown in page
    for hidden in (f"submission {older.uid}", "Dana", "Theo", "Cedar Elementary", "Spring cohort"):
        assert hidden not in page


def test_what_one_holds_stands_above_the_line(
    desk: Client, submission: Submission, offer: Offer, theo: Person, ana: Person
) -> None:
    older = days_ago(20, offer, theo)
    held = reverse("review", args=[claim_review(by=ana, submission=submission).uid])
    page = queue(desk)
    assert page.index("Yours to finish") < page.index(held) < page.index("In line") < page.index(older.uid)


def test_two_works_of_one_day_are_told_apart_by_when_they_were_sent_and_by_nothing_else(
    desk: Client, submission: Submission, offer: Offer, theo: Person, ana: Person
) -> None:
    """In what a screen reader says of a button, and where a decision can be undone; by the clock of the district."""
    with clock.at(submission.sent_at + timedelta(minutes=5)):
        works = [submission, sent(offer, theo)]
    names = [f"Checking for Understanding, sent January 10, 9:{minute} AM CST" for minute in ("00", "05")]
    assert spoken(r"Claim<[^>]*> ([^<]*)<", queue(desk)) == names
    reviews = [claim_review(by=ana, submission=work) for work in works]
    assert spoken(r"Go on<[^>]*> with ([^<]*)<", queue(desk)) == names
    for review in reviews:
        send_decision(review, SHOWN, SHOWN, SHOWN)
    decided = [name.replace("sent", "attempt 1 of") for name in names]
    assert sorted(spoken(r"Your decision is sent. It is about ([^<]*)<", queue(desk))) == decided


def test_a_draft_that_waits_in_a_submission_is_pointed_out(desk: Client, submission: Submission, ana: Person) -> None:
    review = claim_review(by=ana, submission=submission)
    score(review, SHOWN, None, None)
    hand_back(by=ana, review=review, why="I know this class.")
    assert "Your draft scores are kept; claim it to go on." in queue(desk)


def test_an_empty_queue_says_what_will_be_here(desk: Client) -> None:
    assert "Nobody waits for an assessor now." in queue(desk)


def test_claiming_leads_to_the_review_and_a_second_assessor_reads_one_kind_sentence(
    desk: Client, submission: Submission, omar: Person
) -> None:
    address = reverse("review_claim", args=[submission.uid])
    response = desk.post(address)
    assert response["Location"] == reverse("review", args=[Review.objects.get().uid])
    desk.force_login(omar)
    answer = desk.post(address, follow=True).content.decode()
    assert "Another assessor has this one now. Choose the next one in the queue." in answer


def test_a_stranger_finds_nothing_to_claim(client: Client, submission: Submission, stan: Person, dana: Person) -> None:
    for somebody in (stan, dana):
        client.force_login(somebody)
        assert client.post(reverse("review_claim", args=[submission.uid])).status_code == 404
    assert not Review.objects.exists()


def test_handing_back_asks_for_a_reason_and_keeps_it(desk: Client, submission: Submission, ana: Person) -> None:
    review = claim_review(by=ana, submission=submission)
    address = reverse("review_hand_back", args=[review.uid])
    assert desk.post(address, {"why": " "}).status_code == 422
    review.refresh_from_db()
    assert review.released_at is None
    assert desk.post(address, {"why": "I know this class."}).status_code == 302
    assert AuditEntry.objects.get(verb="release review").why == "I know this class."


def test_the_queue_takes_a_constant_number_of_queries(
    desk: Client, tree: District, submission: Submission, offer: Offer, theo: Person
) -> None:
    with CaptureQueriesContext(connection) as one:
        queue(desk)
    days_ago(3, offer, theo)
    with CaptureQueriesContext(connection) as two:
        queue(desk)
    assert len(one) == len(two) <= 14


def test_leads_read_how_long_evidence_waits_and_neither_scores_nor_names(
    client: Client, tree: District, submission: Submission, offer: Offer, theo: Person, ana: Person
) -> None:
    lead = person("Lena Lead", Role.PROGRAM_LEAD, tree.district)
    claim_review(by=ana, submission=days_ago(20, offer, theo))
    client.force_login(lead)
    page = client.get(reverse("evidence_reviews")).content.decode()
    assert "1 of 2 submissions is past the reply-by date." in page
    for hidden in ("Dana", "Theo Park", "Ana", "Demonstrated"):
        assert hidden not in page


def test_numbers_are_counted_by_micro_credential_the_longest_wait_first(
    tree: District, submission: Submission, offer: Offer, theo: Person, ana: Person
) -> None:
    lead = person("Lena Lead", Role.PROGRAM_LEAD, tree.district)
    days_ago(20, offer, theo)
    total, rows = queue_numbers(lead)
    assert total == QueueNumbers("All micro-credentials", waiting_count=2, longest_days=20, past_reply_by_count=1)
    assert rows == [QueueNumbers("Checking for Understanding", 2, 20, 1)]
    concluded(ana, submission, SHOWN, NOT_YET, SHOWN)
    assert queue_numbers(lead)[0].waiting_count == 1


def test_only_what_is_old_enough_is_read_to_count_what_is_past_reply_by(
    tree: District, submission: Submission, offer: Offer, theo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = person("Lena Lead", Role.PROGRAM_LEAD, tree.district)
    older, read = days_ago(20, offer, theo), list[datetime]()
    waiting = turnaround.waiting

    def note(sent_at: datetime, now: datetime, zone: str) -> turnaround.Waiting:
        read.append(sent_at)
        return waiting(sent_at, now, zone)

    monkeypatch.setattr(turnaround, "waiting", note)
    assert past_reply_by_count(lead) == 1
    assert read == [older.sent_at]


@pytest.mark.parametrize("weekday", range(7))
def test_the_count_of_what_is_past_reply_by_begins_on_the_day_after_whatever_the_weekday(
    tree: District, offer: Offer, theo: Person, weekday: int
) -> None:
    """The shortest wait is that of a Sunday's: twelve days. What is loaded must hold it."""
    lead = person("Lena Lead", Role.PROGRAM_LEAD, tree.district)
    counts = []
    with clock.at(clock.now() + timedelta(days=weekday)):
        submission = sent(offer, theo)
        due = reply_by(clock.today(ZONE))
    for day in (due, due + timedelta(days=1)):
        with clock.at(datetime.combine(day, time(0, 1), ZoneInfo(ZONE))):
            counts.append((past_reply_by_count(lead), queue_numbers(lead)[0].past_reply_by_count))
    assert counts == [(0, 0), (1, 1)], submission.sent_at


def test_a_lead_of_another_district_counts_nothing(tree: District, submission: Submission) -> None:
    stranger = person("Lars Lead", Role.PROGRAM_LEAD, tree.other_district)
    assert queue_numbers(stranger) == (QueueNumbers("All micro-credentials", 0, 0, 0), [])
