"""Whatever is posted, however often, however late and whatever is in it: a page or a sentence, never an error page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from tests.assessment import posting
from tests.assessment import posting_together as together
from tests.assessment.builders import SHOWN, open_uids, send_decision
from tests.assessment.posting import Form, Scene, build_scene
from tests.assessment.posting_together import FORMS
from tests.databases import minded
from tests.submissions.builders import attach, complete, send_work
from waypost.assessment.actions.claims import claim_review, hand_back
from waypost.assessment.models import Review
from waypost.assessment.urls import urlpatterns as assessment_urls
from waypost.common.models import AuditEntry
from waypost.submissions.actions import coaching, team
from waypost.submissions.actions.enroll import withdraw
from waypost.submissions.models import Draft, Enrollment, SharedArtifact, SharedWork, Submission
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.urls import urlpatterns as submissions_urls

Filled = Callable[[Scene], Form]
READ_ONLY = {
    "submissions_learning",
    "submissions_choose",
    "submissions_work",
    "submissions_receipt",
    "submissions_evidence",
    "submissions_coaches",
    "submissions_team",
    "coaching",
    "submissions_taking_part",
    "review_queue",
    "evidence_reviews",
}
NUL, SURROGATE, LONG = "a\x00b", "a\ud800b", "word " * 20_000
ALL = [filled for several in FORMS.values() for filled in several]
each_form = pytest.mark.parametrize("filled", ALL, ids=lambda filled: filled.__name__)


@pytest.fixture
def scene(db: None, frozen_clock: time_machine.Traveller) -> Scene:
    return build_scene(frozen_clock)


def test_every_form_stands_in_the_table() -> None:
    every = {pattern.name for pattern in (*submissions_urls, *assessment_urls)}
    assert set(FORMS) == every - READ_ONLY


@each_form
def test_no_text_in_any_field_leads_to_an_error_page(scene: Scene, filled: Filled) -> None:
    form = filled(scene)
    answers = {
        (name, value[:5]): form.post(**{name: value}).status_code
        for name in (*form.fields, "remove", "bring_back")
        for value in minded((NUL, SURROGATE, LONG, "9" * 4900))
    }
    assert {status for status in answers.values() if status not in {200, 302, 404, 409, 422}} == set(), answers


@pytest.mark.once
@each_form
def test_an_address_that_leads_nowhere_answers_404(scene: Scene, filled: Filled) -> None:
    form = filled(scene)
    wrong = [form.address.replace(uid, text) for uid in form.uids for text in ("a%00b", "a%ED%A0%80b", "9" * 999)]
    assert [form.post(to=address).status_code for address in wrong] == [404] * len(wrong)


# What was written too late


def the_work_was_sent(scene: Scene) -> None:
    send_work(complete(Enrollment.objects.get()))


def the_colleagues_work_was_sent(scene: Scene) -> None:
    send_work(complete(Enrollment.objects.get(member__person=scene.theo)))


def it_was_put_down(scene: Scene) -> None:
    withdraw(by=scene.dana, enrollment=Enrollment.objects.get(), why="Too much.")


def the_item_is_full(scene: Scene) -> None:
    work = Enrollment.objects.get()
    item = outline_of(work).open_items[0]
    for _ in range(item.number_allowed - work.evidence.filter(removed_at=None).count()):
        attach(work, item)


def thirty_days_are_over(scene: Scene) -> None:
    scene.clock.shift(timedelta(days=31))


def the_cohort_is_over(scene: Scene) -> None:
    scene.clock.shift(timedelta(days=365))


def ten_minutes_are_over(scene: Scene) -> None:
    scene.clock.shift(timedelta(minutes=10))


def another_claimed_it(scene: Scene) -> None:
    claim_review(by=scene.omar, submission=Submission.objects.get())


def the_claim_went_to_another(scene: Scene) -> None:
    scene.clock.shift(timedelta(hours=48))
    another_claimed_it(scene)


def it_was_handed_back(scene: Scene) -> None:
    hand_back(by=scene.ana, review=Review.objects.get(), why="I know this class.")


def it_was_decided(scene: Scene) -> None:
    send_decision(Review.objects.get(), SHOWN, SHOWN, SHOWN)


def it_was_taken_from_the_coach(scene: Scene) -> None:
    coaching.stop_sharing_work(by=scene.dana, shared=SharedWork.objects.get())


def it_was_taken_from_the_team(scene: Scene) -> None:
    team.stop_sharing_artifact(by=scene.dana, artifact=SharedArtifact.objects.get())


LATE = [
    (posting.begin_it, the_cohort_is_over, 302, "Ask your program lead about the next one."),
    (posting.put_it_down, the_work_was_sent, 302, "Wait for the feedback first."),
    (posting.bring_a_text_back, the_work_was_sent, 302, "This part is not open for changes now."),
    (posting.send_it, it_was_put_down, 422, "This work is not open for sending now."),
    (posting.save_a_part, the_work_was_sent, 422, "This part is not open for changes now."),
    (posting.autosave_a_part, the_work_was_sent, 422, "This part is not open for changes now."),
    (posting.add_a_link, the_item_is_full, 422, "holds 3 already. Remove one first"),
    (posting.remove_a_file, the_work_was_sent, 422, "This part is not open for changes now."),
    (posting.bring_a_file_back, the_item_is_full, 422, "holds 3 already. Remove one first"),
    (posting.bring_a_file_back, thirty_days_are_over, 422, "was removed more than 30 days ago."),
    (posting.take_back_what_was_sent, ten_minutes_are_over, 302, "The ten minutes are over"),
    (posting.claim_it, another_claimed_it, 302, "Another assessor has this one now."),
    (posting.keep_a_judgement, the_claim_went_to_another, 409, "Claim it again"),
    (posting.keep_a_judgement, it_was_decided, 409, "You already sent this decision."),
    (posting.autosave_a_judgement, it_was_handed_back, 422, "Claim it again to go on with your scores."),
    (posting.autosave_a_judgement, it_was_decided, 422, "You already sent this decision."),
    (posting.send_a_decision, the_claim_went_to_another, 409, "Claim it again"),
    (posting.send_a_decision, it_was_handed_back, 409, "Claim it again"),
    (posting.hand_it_back, it_was_decided, 302, "You already sent this decision."),
    (posting.take_a_decision_back, ten_minutes_are_over, 302, "The ten minutes are over"),
    (together.share_with_a_coach, it_was_put_down, 422, "This work is finished or stopped"),
    (together.share_as_before_and_ask, it_was_taken_from_the_coach, 409, "And then?"),
    (together.ask_a_coach, it_was_taken_from_the_coach, 422, "cannot open this now, so nothing was sent."),
    (together.answer_an_educator, it_was_taken_from_the_coach, 409, "This is not shared with you any more"),
    (together.let_it_rest, it_was_taken_from_the_coach, 409, "This is not shared with you any more"),
    (together.say_anew_what_it_is, it_was_taken_from_the_team, 422, "Tick this box once it is true"),
    (together.use_what_a_colleague_shares, it_was_taken_from_the_team, 422, "no longer shares this one."),
    (together.use_what_a_colleague_shares, the_colleagues_work_was_sent, 422, "None of your open work has room"),
    (together.tell_ones_own_part, the_colleagues_work_was_sent, 422, "This part is not open for changes now."),
]


@pytest.mark.parametrize(
    ("filled", "happens", "status", "sentence"),
    LATE,
    ids=[f"{filled.__name__} after {happens.__name__}" for filled, happens, _, _ in LATE],
)
def test_what_comes_too_late_gets_one_sentence_and_changes_nothing(
    scene: Scene, filled: Filled, happens: Callable[[Scene], None], status: int, sentence: str
) -> None:
    form = filled(scene)
    happens(scene)
    entries, drafts = AuditEntry.objects.count(), list(Draft.objects.values_list("text", flat=True))
    answer = form.post()
    assert (answer.status_code, sentence in form.page_after(answer)) == (status, True)
    assert (AuditEntry.objects.count(), list(Draft.objects.values_list("text", flat=True))) == (entries, drafts)


def test_words_that_come_too_late_stay_on_the_page(scene: Scene) -> None:
    part = posting.save_a_part(scene)
    text = next(name for name in part.fields if name.startswith("text-"))
    the_work_was_sent(scene)
    assert "Words of the late window" in part.page_after(part.post(**{text: "Words of the late window"}))


def test_a_comment_that_is_too_long_stays_on_the_page_and_is_named(scene: Scene) -> None:
    form = posting.keep_a_judgement(scene)
    comment = f"comment_{open_uids(Review.objects.get())[1]}"
    shown = form.page_after(form.post(**{comment: LONG}))
    assert ("at most 4000 characters" in shown, LONG.strip() in shown) == (True, True)
    autosave = Form(form.by, "review_autosave", form.uids, form.fields)
    assert "at most 4000 characters" in autosave.page_after(autosave.post(**{comment: LONG}))
