"""Asking a coach and answering, page by page: what each side sees, and what comes of odd input."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, District, a_department, person
from tests.submissions.builders import (
    Offer,
    attach,
    begin,
    complete,
    last_said,
    send_work,
    share,
    share_all,
    waiting,
    write,
)
from tests.submissions.reviews import SimulatedReviews
from waypost.catalog.models import SubmissionPart
from waypost.catalog.rules import Level
from waypost.common.models import AuditEntry
from waypost.people.actions.people import end_role, grant_role
from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.programs.models import CohortMember
from waypost.submissions.actions.coaching import answer, stop_sharing_work
from waypost.submissions.models import Enrollment, SharedWork
from waypost.submissions.queries.outline import outline_of

TOO_LONG = "This text has 50000 characters. Shorten it to 5000 or fewer."


@pytest.fixture
def priya(tree: District) -> Person:
    return person("Priya Nair", Role.COACH, tree.district)


@pytest.fixture
def educator(client: Client, dana: Person) -> Client:
    client.force_login(dana)
    return client


@pytest.fixture
def coach(priya: Person) -> Client:
    browser = Client()
    browser.force_login(priya)
    return browser


def parts_of(work: Enrollment) -> list[SubmissionPart]:
    return [found.part for found in outline_of(work).parts]


def read(browser: Client, name: str, *args: str) -> str:
    page = browser.get(reverse(name, args=args))
    assert page.status_code == 200
    return page.content.decode()


def share_page(work: Enrollment, priya: Person) -> str:
    return reverse("submissions_ask", args=[work.uid, priya.uid])


def test_the_work_page_offers_the_nearest_coach(educator: Client, work: Enrollment, priya: Person) -> None:
    page = read(educator, "submissions_work", work.uid)
    assert "Priya Nair, Cedar Valley, can look at the parts that you choose." in page
    assert share_page(work, priya) in page


def test_help_stands_beside_feedback(
    educator: Client,
    offer: Offer,
    dana: Person,
    priya: Person,
    reviews: SimulatedReviews,
    frozen_clock: time_machine.Traveller,
) -> None:
    submission = waiting(offer, dana)
    reviews.decide(submission, Level.DEMONSTRATED, Level.NOT_YET, Level.DEMONSTRATED)
    frozen_clock.shift(timedelta(minutes=10))
    educator.force_login(dana)
    assert "You do not have to revise alone." in read(educator, "submissions_work", submission.enrollment.uid)
    page = educator.get(share_page(submission.enrollment, priya)).content.decode()
    assert "What the assessors wrote to me, and the levels" in page
    parts = [part.uid for part in parts_of(submission.enrollment)]
    look = {"parts": parts, "feedback": "on", "question": "", "version": 0, "attempt": 1, "step": "look"}
    assert "Look again at number 2." in educator.post(share_page(submission.enrollment, priya), look).content.decode()


def test_the_educator_sees_what_the_coach_will_see_before_anything_is_shared(
    educator: Client, coach: Client, work: Enrollment, priya: Person
) -> None:
    complete(work)
    first, evidence, last = parts_of(work)
    write(work, first.prompts.get(), "Every student answers before we go on")
    write(work, last.prompts.get(), "This one stays with me alone today")
    given = {"parts": [first.uid, evidence.uid], "question": "How do I sort these?", "version": 0, "attempt": 0}
    looked = educator.post(share_page(work, priya), {**given, "step": "look"})
    seen = looked.context["sight"]
    assert "This is what Priya Nair will see" in looked.content.decode()
    assert not SharedWork.objects.exists()
    assert educator.post(share_page(work, priya), {**given, "step": "share"}).status_code == 302
    page = coach.get(reverse("coaching_work", args=[SharedWork.objects.get().uid]))
    assert page.context["sight"] == seen
    assert "Every student answers before we go on" in page.content.decode()
    assert "This one stays with me alone today" not in page.content.decode()


def test_feedback_that_came_after_the_look_is_not_shared_by_an_old_window(
    educator: Client,
    offer: Offer,
    dana: Person,
    priya: Person,
    reviews: SimulatedReviews,
    frozen_clock: time_machine.Traveller,
) -> None:
    work = waiting(offer, dana).enrollment
    for attempt in (1, 2):
        reviews.decide(work.submissions.get(attempt=attempt), Level.DEMONSTRATED, Level.NOT_YET, Level.DEMONSTRATED)
        frozen_clock.shift(timedelta(minutes=11))
        send_work(complete(work))
        frozen_clock.shift(timedelta(minutes=11))
    reviews.decide(work.submissions.get(attempt=3), Level.DEMONSTRATED, Level.PROGRESSING, Level.DEMONSTRATED)
    frozen_clock.shift(timedelta(minutes=11))
    educator.force_login(dana)
    given = {"feedback": "on", "question": "And now?", "version": 0, "attempt": 2, "step": "share"}
    page = educator.post(share_page(work, priya), given)
    assert (page.status_code, SharedWork.objects.exists()) == (422, False)
    assert "Your feedback is another one by now, so nothing was shared." in page.content.decode()
    assert (page.context["form"]["attempt"].value(), page.context["form"]["question"].value()) == (3, "And now?")


def test_changing_ones_mind_keeps_what_was_ticked_and_typed(educator: Client, work: Enrollment, priya: Person) -> None:
    first = parts_of(work)[0]
    given = {"parts": [first.uid], "question": "How do I begin?", "version": 0, "attempt": 0, "step": "change"}
    page = educator.post(share_page(work, priya), given)
    assert page.status_code == 200
    assert page.context["form"]["parts"].value() == [first.uid]
    assert "How do I begin?</textarea>" in page.content.decode()


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("", "Tick what they may read, or write a question."),
        ("word " * 10_000, "This text has 49999 characters. Shorten it to 5000 or fewer."),
        ("How\x00?", "A character in this text cannot be kept."),
    ],
)
def test_odd_input_gets_one_sentence_keeps_the_text_and_shares_nothing(
    educator: Client, work: Enrollment, priya: Person, question: str, sentence: str
) -> None:
    page = educator.post(share_page(work, priya), {"question": question, "version": 0, "attempt": 0, "step": "share"})
    assert (page.status_code, SharedWork.objects.exists()) == (422, False)
    assert sentence in page.content.decode()
    assert page.context["form"]["question"].value() == question


def test_two_windows_show_both_choices_and_the_next_press_shares_this_windows(
    educator: Client, work: Enrollment, priya: Person
) -> None:
    first, second, _ = parts_of(work)
    share(work, priya, first)
    given = {"parts": [second.uid], "question": "And this?", "version": 0, "attempt": 0, "step": "share"}
    page = educator.post(share_page(work, priya), given)
    assert page.status_code == 409
    assert (page.context["mine"], page.context["theirs"]) == (second.title, first.title)
    assert "And this?</textarea>" in page.content.decode()
    assert list(SharedWork.objects.get().parts.all()) == [first]
    version = page.context["form"]["version"].value()
    educator.post(share_page(work, priya), {**given, "version": version, "attempt": 0})
    shared = SharedWork.objects.get()
    assert (list(shared.parts.all()), shared.messages.get().text) == ([second], "And this?")


def test_a_coach_who_left_meanwhile_costs_no_word(educator: Client, work: Enrollment, priya: Person) -> None:
    end_role(by=BUILDER, assignment=current_roles(priya).get(), why="Moved on")
    page = educator.post(
        share_page(work, priya), {"question": "A long question", "version": 0, "attempt": 0, "step": "share"}
    )
    assert page.status_code == 422
    assert "Priya Nair is not among your coaches now, so nothing was shared." in page.content.decode()
    assert "A long question</textarea>" in page.content.decode()
    assert "cannot be asked about this work now" in educator.get(share_page(work, priya), follow=True).content.decode()


def test_who_never_coached_here_cannot_be_named(educator: Client, work: Enrollment, theo: Person) -> None:
    assert educator.get(share_page(work, theo)).status_code == 404


def test_from_home_to_an_answer_are_two_pages(coach: Client, work: Enrollment, priya: Person, dana: Person) -> None:
    shared = share_all(work, priya)
    address = reverse("coaching_work", args=[shared.uid])
    home = read(coach, "home")
    assert "1 waits for your answer." in home
    assert f'href="{address}">Answer' in home
    assert "How do I sort these?" in read(coach, "coaching_work", shared.uid)
    assert coach.post(address, {"text": "By idea, not by **score**.", "seen": last_said(shared)})[
        "Location"
    ] == reverse("coaching")
    assert "Nobody waits for you today." in read(coach, "home")
    coach.force_login(dana)
    assert "Priya Nair answered you about" in read(coach, "submissions_learning")
    assert "Priya Nair answered you about" in read(coach, "home")
    assert "By idea, not by <strong>score</strong>." in read(coach, "submissions_coach", work.uid, priya.uid)
    assert "answered you about" not in read(coach, "submissions_learning")


def test_the_navigation_counts_what_waits(educator: Client, coach: Client, work: Enrollment, priya: Person) -> None:
    shared = share_all(work, priya)
    counted = '(1<span class="visually-hidden"> waiting for you</span>)'
    assert f"My educators {counted}" in read(coach, "micro_credentials")
    assert counted not in read(educator, "micro_credentials")
    answer(by=priya, shared=shared, text="By idea.", seen=last_said(shared))
    assert f"My learning {counted}" in read(educator, "micro_credentials")
    assert counted not in read(coach, "micro_credentials")


def test_a_coach_sees_who_and_on_what_but_neither_step_nor_attempt(
    coach: Client, offer: Offer, dana: Person, priya: Person
) -> None:
    submission = waiting(offer, dana)
    shared = share_all(submission.enrollment, priya)
    for page in (read(coach, "coaching"), read(coach, "coaching_work", shared.uid)):
        assert "Dana Ruiz" in page
        assert "Checking for Understanding" in page
        assert "Attempt 1" not in page
        assert "Waiting for an assessor" not in page


def test_a_coach_reads_the_school_and_not_the_department(
    coach: Client, work: Enrollment, priya: Person, tree: District
) -> None:
    CohortMember.objects.filter(pk=work.member_id).update(organization=a_department(tree.cedar))
    shared = share_all(work, priya)
    for page in (read(coach, "coaching"), read(coach, "coaching_work", shared.uid)):
        assert "Checking for Understanding · Cedar Elementary" in page
        assert "Mathematics" not in page


def test_words_that_close_a_door_are_caught_once_and_never_stop_an_answer(
    coach: Client, work: Enrollment, priya: Person
) -> None:
    shared = share_all(work, priya)
    address = reverse("coaching_work", args=[shared.uid])
    page = coach.post(address, {"text": "The second pile is weak."})
    assert (page.status_code, shared.messages.count()) == (422, 1)
    assert "“a start” instead of “weak”" in page.content.decode()
    assert "The second pile is weak.</textarea>" in page.content.decode()
    coach.post(address, {"text": "The second pile is weak.", "as_it_is": "on"})
    assert shared.messages.filter(text="The second pile is weak.", author=priya).exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   ", "Write a few words first."),
        ("x" * 50_000, TOO_LONG),
        ("a\x00b", "A character in this text cannot be kept."),
    ],
)
def test_an_odd_answer_gets_one_sentence_and_keeps_its_text(
    coach: Client, work: Enrollment, priya: Person, text: str, sentence: str
) -> None:
    shared = share_all(work, priya)
    page = coach.post(reverse("coaching_work", args=[shared.uid]), {"text": text})
    assert (page.status_code, shared.messages.count()) == (422, 1)
    assert sentence in page.content.decode()
    assert page.context["form"]["text"].value() == text


def test_once_it_is_stopped_the_coach_finds_nothing(
    coach: Client, educator: Client, work: Enrollment, priya: Person
) -> None:
    piece = attach(work, outline_of(work).open_items[0])
    shared = share_all(work, priya)
    file = reverse("submissions_evidence", args=[piece.uid])
    assert coach.get(file).getvalue().startswith(b"%PDF")
    stopped = educator.post(reverse("submissions_stop_asking", args=[work.uid, priya.uid]), follow=True)
    assert "Priya Nair sees nothing of this work now." in stopped.content.decode()
    assert "How do I sort these?" in stopped.content.decode()
    for address in (reverse("coaching_work", args=[shared.uid]), file):
        assert coach.get(address).status_code == 404


def test_what_a_coach_was_writing_when_it_ended_comes_back_alone(
    coach: Client, work: Enrollment, dana: Person, priya: Person
) -> None:
    shared = share_all(complete(work), priya)
    stop_sharing_work(by=dana, shared=shared)
    text = "Sort by idea. " * 350
    page = coach.post(reverse("coaching_work", args=[shared.uid]), {"text": text, "seen": last_said(shared)})
    shown = page.content.decode()
    assert (page.status_code, shared.messages.count()) == (409, 1)
    assert f"\n{text}</textarea>" in shown
    assert "This is not shared with you any more, so nothing was sent." in shown
    hidden = ("Dana", "Checking for Understanding", "How do I sort these?", "On Tuesday every student", "responses.pdf")
    assert [word in shown for word in hidden] == [False] * 5
    assert coach.post(reverse("coaching_no_answer", args=[shared.uid])).status_code == 409


def test_whoever_was_never_asked_gets_nothing_back(
    coach: Client, work: Enrollment, dana: Person, priya: Person, tree: District
) -> None:
    shared = share_all(work, priya)
    coach.force_login(person("Hector Salinas", Role.COACH, tree.cedar))
    for _ in range(2):
        for name in ("coaching_work", "coaching_no_answer"):
            assert coach.post(reverse(name, args=[shared.uid]), {"text": "I know"}).status_code == 404
        stop_sharing_work(by=dana, shared=shared)
    assert shared.messages.count() == 1


def test_the_educators_question_is_kept_where_the_coach_is_gone(
    educator: Client, work: Enrollment, dana: Person, priya: Person
) -> None:
    shared = share_all(work, priya)
    stop_sharing_work(by=dana, shared=shared)
    page = educator.post(reverse("submissions_coach", args=[work.uid, priya.uid]), {"text": "Still there?"})
    assert (page.status_code, shared.messages.count()) == (422, 1)
    assert "Priya Nair cannot open this now, so nothing was sent." in page.content.decode()
    assert "Still there?</textarea>" in page.content.decode()


def test_a_coach_of_another_school_a_former_one_and_the_principal_find_nothing(
    coach: Client, work: Enrollment, priya: Person, tree: District
) -> None:
    shared = share_all(work, priya)
    address = reverse("coaching_work", args=[shared.uid])
    beside = person("Joy Juniper", Role.COACH, tree.juniper)
    principal = person("Pat Principal", Role.PRINCIPAL, tree.cedar)
    grant_role(by=BUILDER, person=principal, role=Role.COACH, organization=tree.cedar)
    for somebody in (beside, principal):
        coach.force_login(somebody)
        assert coach.get(address).status_code == 404
        assert "Dana Ruiz" not in read(coach, "coaching")
    coach.force_login(priya)
    assert coach.get(address).status_code == 200
    end_role(by=BUILDER, assignment=current_roles(priya).get(), why="Moved on")
    assert coach.get(address).status_code == 404


def test_each_opening_of_page_and_file_is_on_record_and_the_educator_sees_the_day(
    coach: Client, educator: Client, work: Enrollment, priya: Person
) -> None:
    piece = attach(work, outline_of(work).open_items[0])
    shared = share_all(work, priya)
    assert "Has not opened it yet" in read(educator, "submissions_coach", work.uid, priya.uid)
    read(coach, "coaching_work", shared.uid)
    coach.get(reverse("submissions_evidence", args=[piece.uid])).getvalue()
    rows = AuditEntry.objects.filter(actor=priya.audit_id).order_by("pk")
    assert [(row.verb, row.subject_uid) for row in rows] == [
        ("open shared work", shared.uid),
        ("open evidence", piece.uid),
    ]
    assert "Opened it last on January 14" in read(educator, "submissions_coach", work.uid, priya.uid)


def test_more_educators_and_messages_cost_no_more_queries(
    coach: Client, educator: Client, offer: Offer, work: Enrollment, theo: Person, priya: Person
) -> None:
    shared = share_all(complete(work), priya)
    few = [queries_of(coach, "coaching"), queries_of(coach, "coaching_work", shared.uid), _asked(educator, shared)]
    share_all(complete(begin(offer, theo)), priya)
    for number in range(8):
        answer(by=priya, shared=shared, text=f"Answer {number}", seen=last_said(shared))
    _asked(educator, shared)
    more = [queries_of(coach, "coaching"), queries_of(coach, "coaching_work", shared.uid), _asked(educator, shared)]
    assert more == few
    assert max(few) <= 32, few


def _asked(educator: Client, shared: SharedWork) -> int:
    return queries_of(educator, "submissions_coach", shared.enrollment.uid, shared.coach.uid)


def queries_of(browser: Client, name: str, *args: str) -> int:
    read(browser, name, *args)
    with CaptureQueriesContext(connection) as captured:
        read(browser, name, *args)
    return len(captured)
