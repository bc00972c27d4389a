"""Two assessors, or two clicks, at the same moment."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
import time_machine
from django.http.response import HttpResponseBase
from django.test import Client

from tests.assessment import posting
from tests.assessment import posting_together as together
from tests.assessment.builders import SHOWN, judgement
from tests.assessment.posting import Form, Scene, build_scene
from tests.assessment.posting_together import FORMS
from tests.races import at_once
from waypost.assessment.actions.claims import NotClaimable, claim_review
from waypost.assessment.actions.decisions import decide
from waypost.assessment.models import Review
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.submissions.models import Submission

Filled = Callable[[Scene], Form]
WORDS = ("These are the words of one window.", "These are the words of the other one.")
pytestmark = pytest.mark.django_db(transaction=True)


def claiming(by: Person, submission: Submission) -> Callable[[], str]:
    def call() -> str:
        try:
            return claim_review(by=by, submission=submission).uid
        except NotClaimable as answer:
            return str(answer)

    return call


def test_of_two_assessors_one_gets_the_submission_and_the_other_a_kind_sentence(
    submission: Submission, ana: Person, omar: Person
) -> None:
    answers = at_once(claiming(ana, submission), claiming(omar, submission))
    review = Review.objects.get()
    assert sorted(answers, key=len) == [
        review.uid,
        "Another assessor has this one now. Choose the next one in the queue.",
    ]


def test_two_clicks_on_claim_make_one_review(submission: Submission, ana: Person) -> None:
    answers = at_once(*[claiming(ana, submission)] * 3)
    assert answers == [Review.objects.get().uid] * 3
    assert AuditEntry.objects.filter(verb="claim review").count() == 1


def test_two_clicks_on_send_make_one_decision(submission: Submission, ana: Person) -> None:
    review = claim_review(by=ana, submission=submission)
    given = judgement(review, SHOWN, SHOWN, SHOWN)

    def send() -> str:
        return str(decide(by=ana, review=review, started_from=1, judgement=given).version)

    assert at_once(send, send) == ["2", "2"]
    assert AuditEntry.objects.filter(verb="decide review").count() == 1


# The same form twice in the same moment


@pytest.mark.parametrize("filled", [one for several in FORMS.values() for one in several], ids=lambda one: one.__name__)
def test_two_clicks_in_the_same_moment_do_it_once(filled: Filled, frozen_clock: time_machine.Traveller) -> None:
    form = filled(build_scene(frozen_clock))
    before = AuditEntry.objects.count()
    first, second = at_once(form.post, replace(form, browser=Client()).post)
    assert (first.status_code, second.status_code) in {(302, 302), (200, 200)}
    once = AuditEntry.objects.count()
    form.post()
    assert (once - before <= 1, AuditEntry.objects.count()) == (True, once)


@pytest.mark.parametrize(
    ("filled", "field", "status"),
    [
        (posting.plan_it, "intention", 302),
        (posting.save_a_part, "text-", 302),
        (posting.autosave_a_part, "text-", 200),
        (posting.keep_a_judgement, "comment_", 302),
        (posting.autosave_a_judgement, "comment_", 200),
        (together.share_with_a_colleague, "description", 302),
        (together.say_anew_what_it_is, "description", 302),
        (together.tell_ones_own_part, "own_part", 302),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_of_two_windows_in_the_same_moment_the_later_one_shows_both_texts(
    filled: Filled, field: str, status: int, frozen_clock: time_machine.Traveller
) -> None:
    form = filled(build_scene(frozen_clock))
    answers = in_two_windows(form, next(name for name in form.fields if name.startswith(field)))
    assert sorted(answer.status_code for answer in answers) == [status, 409]
    both = form.page_after(max(answers, key=lambda answer: answer.status_code))
    assert [words in both for words in WORDS] == [True, True]


def test_of_two_windows_that_send_a_decision_one_is_sent_and_the_other_keeps_its_own_words(
    frozen_clock: time_machine.Traveller,
) -> None:
    form = posting.send_a_decision(build_scene(frozen_clock))
    answers = in_two_windows(form, next(name for name in form.fields if name.startswith("comment_")))
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [302, 409]
    sent, kept = statuses.index(302), statuses.index(409)
    assert WORDS[kept] in form.page_after(answers[kept])
    review = Review.objects.get()
    assert review.decided_at is not None
    assert list(review.scores.filter(comment__in=WORDS).values_list("comment", flat=True)) == [WORDS[sent]]


def in_two_windows(form: Form, name: str) -> list[HttpResponseBase]:
    """The answer to each window, in the order of WORDS: each posts its own of them in the field `name`."""
    windows = (form, replace(form, browser=Client()))
    return at_once(*[partial(window.post, **{name: words}) for window, words in zip(windows, WORDS, strict=True)])
