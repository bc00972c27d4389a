"""My learning, check and send, receipt, feedback, plan, and the files."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import District, person
from tests.submissions.builders import (
    Offer,
    a_pdf,
    a_picture,
    attach,
    begin,
    build_version,
    complete,
    sent,
    waiting,
    write,
)
from tests.submissions.reviews import SimulatedReviews
from waypost.catalog.models import Criterion, Prompt
from waypost.catalog.rules import Level
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.actions.programs import curate_credential
from waypost.submissions import evidence_readers
from waypost.submissions.actions.enroll import enroll, withdraw
from waypost.submissions.models import Enrollment, Submission
from waypost.submissions.queries.outline import outline_of

LEARNING = reverse("submissions_learning")


@pytest.fixture
def browser(client: Client, dana: Person) -> Client:
    client.force_login(dana)
    return client


def read(browser: Client, name: str, *args: str) -> str:
    answer = browser.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_my_learning_offers_what_the_program_curated_with_its_reason(
    browser: Client, offer: Offer, dana: Person
) -> None:
    page = read(browser, "submissions_learning")
    assert "Why your program offers it: It fits our goal for writing." in page
    assert (
        reverse("submissions_begin", args=[offer.members[offer_person(offer)].uid, offer.micro_credential.slug]) in page
    )


def offer_person(offer: Offer) -> Person:
    return next(one for one in offer.members if one.name == "Dana Ruiz")


def test_without_an_invitation_my_learning_says_what_will_be_here(client: Client, tree: District) -> None:
    client.force_login(person("Nia New", Role.EDUCATOR, tree.cedar))
    assert "once a program invites you" in read(client, "submissions_learning")


def test_beginning_leads_to_the_first_part(browser: Client, offer: Offer, dana: Person) -> None:
    begin_it = reverse("submissions_begin", args=[offer.members[dana].uid, offer.micro_credential.slug])
    answer = browser.post(begin_it)
    work = Enrollment.objects.get(member__person=dana)
    first = outline_of(work).parts[0].part
    assert answer["Location"] == reverse("submissions_part", args=[work.uid, first.uid])


def test_a_cohort_that_is_over_says_so_kindly(
    browser: Client, offer: Offer, dana: Person, frozen_clock: time_machine.Traveller
) -> None:
    frozen_clock.shift(timedelta(days=300))
    browser.force_login(dana)
    begin_it = reverse("submissions_begin", args=[offer.members[dana].uid, offer.micro_credential.slug])
    assert "Ask your program lead about the next one" in browser.post(begin_it, follow=True).content.decode()
    assert not Enrollment.objects.exists()


def test_my_learning_shows_the_next_task_and_every_task(browser: Client, work: Enrollment) -> None:
    page = read(browser, "submissions_learning")
    assert "Next: Your goal and your check" in page
    assert "0 of 5 to 40 words" in page
    complete(work)
    assert "Everything is here" in read(browser, "submissions_learning")


def test_check_lists_each_gap_with_a_link_to_its_part(browser: Client, work: Enrollment) -> None:
    page = read(browser, "submissions_check", work.uid)
    assert "3 things still needed" in page
    for part in outline_of(work).parts:
        assert reverse("submissions_part", args=[work.uid, part.part.uid]) in page


def test_sending_needs_the_statement_and_then_shows_a_receipt(browser: Client, work: Enrollment) -> None:
    complete(work)
    here = reverse("submissions_check", args=[work.uid])
    answer = browser.post(here, {"attempt": 1})
    assert (answer.status_code, Submission.objects.exists()) == (422, False)
    assert "Tick this box once each line above is true" in answer.content.decode()
    answer = browser.post(here, {"attempt": 1, "accepted": "on"})
    submission = Submission.objects.get()
    assert answer["Location"] == reverse("submissions_receipt", args=[submission.uid])
    assert "Names, initials, identification numbers and grades of students are removed" in submission.statement
    assert submission.statement_number == 1
    page = read(browser, "submissions_receipt", submission.uid)
    assert work.evidence.get().sha256 in page
    assert "January 14, 2027, 9:00 AM CST" in page
    assert "Take it back" in page


def test_sending_with_gaps_says_what_is_missing(browser: Client, work: Enrollment) -> None:
    answer = browser.post(reverse("submissions_check", args=[work.uid]), {"attempt": 1, "accepted": "on"})
    assert answer.status_code == 422
    assert "Something is still needed before you can send." in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_double_click_shows_the_same_receipt(browser: Client, work: Enrollment) -> None:
    complete(work)
    here = reverse("submissions_check", args=[work.uid])
    first, second = (browser.post(here, {"attempt": 1, "accepted": "on"}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


def test_taking_back_opens_the_work_and_after_ten_minutes_says_why_not(
    browser: Client, offer: Offer, dana: Person, theo: Person, frozen_clock: time_machine.Traveller
) -> None:
    submission = sent(offer, dana)
    answer = browser.post(reverse("submissions_take_back", args=[submission.uid]), follow=True)
    assert "Taken back. Nothing was sent" in answer.content.decode()
    late = waiting(offer, theo)
    browser.force_login(theo)
    answer = browser.post(reverse("submissions_take_back", args=[late.uid]), follow=True)
    assert "You can revise after feedback" in answer.content.decode()
    late.refresh_from_db()
    assert late.recalled_at is None


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (0, "You hear back by Thursday, January 28, ten weekdays after the day you sent it."),
        (14, "It has waited 14 days."),
        (15, "The answer was to be here by Thursday, January 28; we are sorry that it is not."),
    ],
)
def test_the_educator_reads_when_they_hear_back_and_what_it_means_once_that_day_is_past(
    browser: Client, offer: Offer, dana: Person, frozen_clock: time_machine.Traveller, days: int, shown: str
) -> None:
    submission = sent(offer, dana)
    frozen_clock.shift(timedelta(days=days, minutes=10))
    browser.force_login(dana)
    assert shown in read(browser, "submissions_work", submission.enrollment.uid)
    assert shown in read(browser, "submissions_learning")
    assert "January 28, 2027" in read(browser, "submissions_receipt", submission.uid)


def test_feedback_is_read_once_the_decision_stands(
    browser: Client, offer: Offer, dana: Person, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    submission = waiting(offer, dana)
    reviews.decide(submission, Level.DEMONSTRATED, Level.NOT_YET, Level.DEMONSTRATED)
    before = read(browser, "submissions_work", submission.enrollment.uid)
    assert "Look again at number 2." not in before
    frozen_clock.shift(timedelta(minutes=10))
    browser.force_login(dana)
    after = read(browser, "submissions_work", submission.enrollment.uid)
    assert "Look again at number 2." in after
    assert "Not yet" in after
    parts = outline_of(submission.enrollment).parts
    evidence_page = read(browser, "submissions_part", submission.enrollment.uid, parts[1].part.uid)
    assert "Look again at number 2." in evidence_page
    assert "Look again at number 1." not in evidence_page
    assert "<textarea" not in read(browser, "submissions_part", submission.enrollment.uid, parts[0].part.uid)


def test_what_feedback_asks_to_revise_is_marked_and_named_until_it_changes(
    browser: Client, offer: Offer, dana: Person, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    work = waiting(offer, dana).enrollment
    reviews.decide(work.submissions.get(), Level.DEMONSTRATED, Level.NOT_YET, Level.PROGRESSING)
    frozen_clock.shift(timedelta(minutes=10))
    browser.force_login(dana)
    for page in (read(browser, "submissions_work", work.uid), read(browser, "home")):
        assert page.count("To revise</span>") == 2
        assert "Revise: What students showed you and What you carry forward" in page
    overview, evidence, reflection = outline_of(work).parts
    shown = read(browser, "submissions_part", work.uid, overview.part.uid)
    assert "2. Evidence (to revise)</li>" in shown
    assert "3. Reflection (to revise)</li>" in shown
    write(work, reflection.prompts[0].prompt, "On Friday every student said what comes next.")
    page = read(browser, "submissions_work", work.uid)
    assert page.count("To revise</span>") == 1
    assert "Revise: What students showed you</h3>" in page
    attach(work, evidence.items[0].item)
    assert "Everything is here" in read(browser, "home")


def test_check_says_what_is_unchanged_since_feedback_and_lets_it_go(
    browser: Client, offer: Offer, dana: Person, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    work = waiting(offer, dana).enrollment
    reviews.decide(work.submissions.get(), Level.DEMONSTRATED, Level.NOT_YET, Level.PROGRESSING)
    frozen_clock.shift(timedelta(minutes=10))
    browser.force_login(dana)
    page = read(browser, "submissions_check", work.uid)
    assert "Everything is here" not in page
    assert "Not changed since the feedback" in page
    assert (
        "Feedback asks about What students showed you and What you carry forward, still as you sent it before." in page
    )
    browser.post(reverse("submissions_check", args=[work.uid]), {"attempt": 2, "accepted": "on"})
    assert work.submissions.count() == 2


def test_a_text_that_was_rewritten_is_not_called_unchanged_beside_another_of_its_part(
    browser: Client, offer: Offer, dana: Person, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    add_second_prompt(offer)
    work = waiting(offer, dana).enrollment
    reviews.decide(work.submissions.get(), Level.NOT_YET, Level.DEMONSTRATED, Level.DEMONSTRATED, Level.NOT_YET)
    frozen_clock.shift(timedelta(minutes=10))
    write(work, outline_of(work).parts[0].prompts[0].prompt, "On Friday every student said what comes next.")
    browser.force_login(dana)
    page = read(browser, "submissions_check", work.uid)
    assert "Feedback asks about How you will know, still as you sent it before." in page
    assert "Revise: How you will know</h3>" in read(browser, "submissions_work", work.uid)


def add_second_prompt(offer: Offer) -> None:
    """The first part asks for two texts, each with its own criterion."""
    first = offer.version.parts.get(position=1).prompts.get()
    part = first.part
    second = Prompt.objects.create(
        part=part, position=2, title="How you will know", text="Tell us.", minimum_words=5, maximum_words=40
    )
    title = "It says what will be seen"
    Criterion.objects.create(
        version=offer.version, position=4, part=part, prompt=second, title=title, summary=f"{title}."
    )


def test_a_plan_saved_in_another_window_shows_both_texts(browser: Client, work: Enrollment) -> None:
    here = reverse("submissions_plan", args=[work.uid])
    assert browser.post(here, {"intention": "First", "version": 0}).status_code == 302
    late = browser.post(here, {"intention": "Second", "version": 0})
    assert late.status_code == 409
    assert ("First" in late.content.decode(), "Second" in late.content.decode()) == (True, True)
    assert browser.post(here, {"intention": "Second", "version": 1}).status_code == 302
    work.refresh_from_db()
    assert work.intention == "Second"


def test_putting_down_asks_why(browser: Client, work: Enrollment) -> None:
    here = reverse("submissions_put_down", args=[work.uid])
    assert browser.post(here, {"why": ""}).status_code == 422
    assert browser.post(here, {"why": "Too much"}).status_code == 302
    work.refresh_from_db()
    assert work.withdrawn_at is not None


def fetch(client: Client, reader: Person, uid: str, query: str = "") -> Any:
    client.force_login(reader)
    answer = client.get(reverse("submissions_evidence", args=[uid]) + query)
    assert answer.status_code == 200
    return answer


def test_a_file_is_streamed_as_an_attachment_in_which_nothing_can_run(
    client: Client, work: Enrollment, dana: Person
) -> None:
    evidence = attach(work, outline_of(work).open_items[0], a_pdf("plan.pdf", "words"))
    answer = fetch(client, dana, evidence.uid, "?show")
    assert b"".join(answer) == b"%PDF-1.7\nwords\n%%EOF\n"
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; sandbox;")
    assert answer["Cache-Control"] == "private, no-store"


def test_a_picture_may_be_shown_where_it_is_asked_for(client: Client, work: Enrollment, dana: Person) -> None:
    evidence = attach(work, outline_of(work).open_items[0], a_picture("board.jpg"))
    shown, saved = fetch(client, dana, evidence.uid, "?show"), fetch(client, dana, evidence.uid)
    assert (b"".join(shown), shown["Content-Disposition"]) == (b"".join(saved), 'inline; filename="board.jpg"')
    assert saved["Content-Disposition"] == 'attachment; filename="board.jpg"'


def test_an_assessor_gets_a_file_only_while_it_is_assigned_and_under_a_neutral_name(
    client: Client, offer: Offer, dana: Person, tree: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = waiting(offer, dana)
    evidence = submission.enrollment.evidence.get()
    assessor = person("Avery Assessor", Role.ASSESSOR, tree.district)
    client.force_login(assessor)
    here = reverse("submissions_evidence", args=[evidence.uid])
    assert client.get(here).status_code == 404
    monkeypatch.setattr(evidence_readers, "_providers", [lambda reader: [submission.pk] if reader == assessor else []])
    answer = fetch(client, assessor, evidence.uid)
    assert b"".join(answer).startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'attachment; filename="evidence-{evidence.uid}.pdf"'


def test_a_link_or_a_file_that_is_gone_gives_404(browser: Client, work: Enrollment) -> None:
    evidence = attach(work, outline_of(work).open_items[0])
    evidence.stored_file.storage.delete(str(evidence.stored_file.name))
    assert browser.get(reverse("submissions_evidence", args=[evidence.uid])).status_code == 404


def test_who_takes_part_is_shown_without_work_attempts_or_scores(
    client: Client, offer: Offer, dana: Person, tree: District
) -> None:
    sent(offer, dana)
    client.force_login(person("Grace Lindqvist", Role.PRINCIPAL, tree.cedar))
    page = read(client, "submissions_taking_part")
    assert ("Dana Ruiz" in page, "Checking for Understanding" in page) == (True, True)
    assert ("Attempt" in page, "On Tuesday every student" in page) == (False, False)
    for stranger in (
        person("Noor Neighbor", Role.PRINCIPAL, tree.juniper),
        person("Stan Lee", Role.PROGRAM_LEAD, tree.other_district),
    ):
        client.force_login(stranger)
        assert "Dana Ruiz" not in read(client, "submissions_taking_part")


def queries_of(browser: Client, name: str, *args: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(browser, name, *args)
    return len(captured)


def test_my_learning_leads_to_the_part_of_each_task(browser: Client, work: Enrollment) -> None:
    page = read(browser, "submissions_learning")
    tasks = page[page.index('aria-label="Tasks"') :]
    for part in work.version.parts.all():
        address = reverse("submissions_part", args=[work.uid, part.uid])
        titles = [*part.prompts.all(), *part.evidence_items.all()]
        assert tasks.count(f'href="{address}"') == len(titles) > 0


def test_my_learning_takes_as_many_queries_for_many_as_for_one(
    browser: Client, offer: Offer, work: Enrollment, dana: Person, tree: District
) -> None:
    one = queries_of(browser, "submissions_learning")
    for _ in range(3):
        more = build_version(tree).micro_credential
        curate_credential(by=dana, program=offer.program, micro_credential=more, reason="More")
        complete(enroll(by=dana, member=offer.members[dana], micro_credential=more))
    assert queries_of(browser, "submissions_learning") == one
    assert one <= 14


def test_each_page_of_a_work_keeps_to_its_budget(browser: Client, work: Enrollment) -> None:
    complete(work)
    part = outline_of(work).parts[1].part.uid
    budgets = {
        "submissions_choose": queries_of(browser, "submissions_choose"),
        "submissions_work": queries_of(browser, "submissions_work", work.uid),
        "submissions_part": queries_of(browser, "submissions_part", work.uid, part),
        "submissions_check": queries_of(browser, "submissions_check", work.uid),
    }
    assert budgets.pop("submissions_work") <= 18, "it also offers a coach, and says what is shared"
    assert max(budgets.values()) <= 16, budgets
    for _ in range(2):
        attach(work, outline_of(work).open_items[0])
    assert queries_of(browser, "submissions_part", work.uid, part) == budgets["submissions_part"]


def test_taking_part_takes_as_many_queries_for_two_as_for_one(
    client: Client, offer: Offer, work: Enrollment, theo: Person, tree: District
) -> None:
    client.force_login(person("Lena Lead", Role.PROGRAM_LEAD, tree.district))
    one = queries_of(client, "submissions_taking_part")
    begin(offer, theo)
    assert queries_of(client, "submissions_taking_part") == one
    assert one <= 8


def test_work_put_down_while_revising_promises_no_answer(
    browser: Client, offer: Offer, dana: Person, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    submission = waiting(offer, dana)
    reviews.decide(submission, Level.DEMONSTRATED, Level.NOT_YET, Level.DEMONSTRATED)
    frozen_clock.shift(timedelta(minutes=11))
    withdraw(by=dana, enrollment=submission.enrollment, why="Too much this spring")
    page = read(browser, "submissions_work", submission.enrollment.uid)
    assert ("Stopped" in page, "You hear back by" in page, "See what you sent" in page) == (True, False, False)
