"""Two assessors, or two clicks, at the same moment."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import time_machine
from django.test import Client

from tests.assessment import posting
from tests.assessment.builders import SHOWN, judgement
from tests.assessment.posting import FORMS, Form, Scene, build_scene
from tests.races import at_once
from waypost.assessment.actions.claims import NotClaimable, claim_review
from waypost.assessment.actions.decisions import decide
from waypost.assessment.models import Review
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.submissions.models import Submission

Filled = Callable[[Scene], Form]
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
        (posting.send_a_decision, "comment_", 302),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_of_two_windows_in_the_same_moment_the_later_one_shows_both_texts(
    filled: Filled, field: str, status: int, frozen_clock: time_machine.Traveller
) -> None:
    form = filled(build_scene(frozen_clock))
    name = next(name for name in form.fields if name.startswith(field))
    other = replace(form, browser=Client())
    answers = at_once(
        lambda: form.post(**{name: "Words of one window."}), lambda: other.post(**{name: "Words of the other one."})
    )
    assert sorted(answer.status_code for answer in answers) == [status, 409]
    both = form.page_after(max(answers, key=lambda answer: answer.status_code))
    assert ("Words of one window." in both, "Words of the other one." in both) == (True, True)
