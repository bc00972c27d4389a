"""Whoever comes to know whose work it is gives it out of their hands at once, and loses no word over it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.assessment.builders import (
    FEEDBACK,
    SHOWN,
    SOME,
    audit_of,
    judgement,
    open_uids,
    score,
    scores_of,
    send_decision,
)
from tests.builders import BUILDER, District
from tests.submissions.builders import Offer, begin, complete, last_said, role_of, send_work, share_all
from tests.submissions.team import a_sharing, share_with, use_in
from waypost.assessment.actions.claims import claim_review, hand_back
from waypost.assessment.actions.decisions import decide, save_scores, take_back
from waypost.assessment.actions.locks import AuthorKnown
from waypost.assessment.models import Review
from waypost.assessment.queries.blindness import known_to
from waypost.assessment.queries.queue import claimable
from waypost.assessment.queries.reviews import own_reviews
from waypost.common import clock
from waypost.people.actions.people import grant_role
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort
from waypost.submissions.actions.coaching import set_aside, stop_sharing_work
from waypost.submissions.actions.enroll import withdraw
from waypost.submissions.actions.team import change_sharing
from waypost.submissions.models import Submission
from waypost.submissions.queries.coaching import works_known_to
from waypost.submissions.queries.evidence import readable_evidence

SENTENCE = "You know by now whose work this may be, so another assessor reads it."

#: Ana comes to know whose submission it is, in one of two ways.
Happens = Callable[[Submission, Person, Offer], None]


@pytest.fixture
def ana(tree: District, ana: Person, offer: Offer) -> Person:
    """Ana assesses, coaches, and takes part in the same cohort."""
    grant_role(by=BUILDER, person=ana, role=Role.COACH, organization=tree.district)
    grant_role(by=BUILDER, person=ana, role=Role.EDUCATOR, organization=tree.cedar)
    [offer.members[ana]] = invite_to_cohort(by=BUILDER, cohort=offer.cohort, educators=[role_of(ana)])
    return ana


@pytest.fixture
def review(ana: Person, submission: Submission) -> Review:
    return claim_review(by=ana, submission=submission)


@pytest.fixture
def desk(client: Client, ana: Person) -> Client:
    client.force_login(ana)
    return client


def ana_is_asked_for_help(submission: Submission, ana: Person, offer: Offer) -> None:
    share_all(submission.enrollment, ana)


def a_piece_is_shared_with_ana(submission: Submission, ana: Person, offer: Offer) -> None:
    share_with(submission.sent_evidence.get().evidence, offer.members[ana])


def ana_joins_those_who_made_it(submission: Submission, ana: Person, offer: Offer) -> None:
    evidence = submission.sent_evidence.get().evidence
    [theo] = [member for one, member in offer.members.items() if one.name == "Theo Park"]
    artifact = share_with(evidence, theo)
    given = a_sharing(theo, offer.members[ana])
    change_sharing(by=submission.enrollment.member.person, artifact=artifact, started_from=1, given=given)


HAPPENS = pytest.mark.parametrize(
    "happens", [ana_is_asked_for_help, a_piece_is_shared_with_ana, ana_joins_those_who_made_it]
)


@HAPPENS
def test_a_claim_is_released_at_once_and_draft_scores_stay_with_it(
    review: Review, submission: Submission, ana: Person, omar: Person, offer: Offer, happens: Happens
) -> None:
    score(review, SHOWN, SOME, None)
    happens(submission, ana, offer)
    assert (list(own_reviews(ana)), list(claimable(ana)), list(claimable(omar))) == ([], [], [submission])
    assert scores_of(review) == [("demonstrated", ""), ("progressing", FEEDBACK), ("", "")]
    assert audit_of(review) == [
        (ana.audit_id, "claim review"),
        ("system:the assessor knows whose work it is", "release review"),
    ]
    assert claim_review(by=omar, submission=submission).assessor == omar


@HAPPENS
def test_a_decision_whose_page_was_open_before_does_not_go_through(
    review: Review, submission: Submission, ana: Person, offer: Offer, happens: Happens
) -> None:
    given = judgement(review, SHOWN, SHOWN, SHOWN)
    happens(submission, ana, offer)
    for act in (decide, save_scores):
        with pytest.raises(AuthorKnown, match=SENTENCE):
            act(by=ana, review=review, started_from=1, judgement=given)
    with pytest.raises(AuthorKnown):
        hand_back(by=ana, review=review, why="I know this class.")
    assert scores_of(review) == [("", "")] * 3


def test_what_was_decided_stands_and_is_not_taken_back(
    review: Review, submission: Submission, ana: Person, offer: Offer
) -> None:
    send_decision(review, SHOWN, SHOWN, SHOWN)
    ana_is_asked_for_help(submission, ana, offer)
    with pytest.raises(AuthorKnown):
        take_back(by=ana, review=review)
    review.refresh_from_db()
    assert (review.decided_at is not None, review.released_at) == (True, None)


def test_claims_of_others_and_on_other_work_stay(
    review: Review, submission: Submission, theo: Person, ana: Person, omar: Person, offer: Offer
) -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        second = send_work(complete(begin(offer, theo)))
    held = claim_review(by=omar, submission=second)
    share_all(second.enrollment, ana)
    assert (list(own_reviews(ana)), list(own_reviews(omar))) == ([review], [held])


def test_a_colleague_who_uses_the_artifact_is_known_to_whoever_joins_the_team(
    submission: Submission, dana: Person, theo: Person, ana: Person, offer: Offer
) -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        artifact = share_with(submission.sent_evidence.get().evidence, offer.members[theo])
        theirs = send_work(complete(use_in(begin(offer, theo), artifact).enrollment))
    review = claim_review(by=ana, submission=theirs)
    given = a_sharing(offer.members[theo], offer.members[ana])
    change_sharing(by=dana, artifact=artifact, started_from=1, given=given)
    review.refresh_from_db()
    assert (review.released_at, set(known_to(ana))) == (clock.now(), {submission, theirs})


# What somebody knows lasts


def test_work_put_down_and_begun_anew_is_known_to_its_coach_all_the_same(
    offer: Offer, dana: Person, theo: Person, ana: Person, omar: Person
) -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        work = begin(offer, dana)
        shared = share_all(work, ana)
        set_aside(by=ana, shared=shared, seen=last_said(shared))
        stop_sharing_work(by=dana, shared=shared)
        withdraw(by=dana, enrollment=work, why="Too much this spring")
        anew = begin(offer, dana)
        submissions = [send_work(complete(one)) for one in (anew, begin(offer, theo))]
    assert (list(claimable(omar)), list(claimable(ana))) == (submissions, submissions[1:])
    assert (set(works_known_to(ana)), list(works_known_to(omar))) == ({work, anew}, [])


# The page


def filled(review: Review) -> dict[str, object]:
    first, second, third = open_uids(review)
    return {
        "version": 1,
        f"level_{first}": "demonstrated",
        f"level_{second}": "progressing",
        f"comment_{second}": "Name the <two> piles.",
        f"comment_{third}": "x" * 5000,
    }


@pytest.mark.parametrize("button", ["send", "draft"])
@HAPPENS
def test_what_was_typed_comes_back_with_one_sentence_and_nothing_of_the_work(
    desk: Client, review: Review, submission: Submission, ana: Person, offer: Offer, happens: Happens, button: str
) -> None:
    fields = filled(review)
    happens(submission, ana, offer)
    answer = desk.post(reverse("review", args=[review.uid]), {**fields, button: "1"})
    page = answer.content.decode()
    assert (answer.status_code, page.count(SENTENCE)) == (409, 1)
    assert "Progressing\n\nName the &lt;two&gt; piles.</textarea>" in page
    assert "x" * 5000 in page
    hidden = ("Dana", "On Tuesday every student", "Evidence 1", submission.uid, "Claim it again", "Attempt 1")
    assert [word in page for word in hidden] == [False] * 6
    assert scores_of(review) == [("", "")] * 3


def test_the_script_of_the_page_keeps_what_was_typed_where_it_stands(
    desk: Client, review: Review, submission: Submission, ana: Person, offer: Offer
) -> None:
    fields = filled(review)
    ana_is_asked_for_help(submission, ana, offer)
    answer = desk.post(reverse("review_autosave", args=[review.uid]), fields)
    assert (answer.status_code, answer.json()) == (422, {"error": SENTENCE})


def test_handing_it_back_or_taking_a_decision_back_gets_the_same_sentence(
    desk: Client, review: Review, submission: Submission, ana: Person, offer: Offer
) -> None:
    ana_is_asked_for_help(submission, ana, offer)
    answers = [
        desk.post(reverse(name, args=[review.uid]), {"why": "I know these words."})
        for name in ("review_hand_back", "review_take_back")
    ]
    assert [(answer.status_code, SENTENCE in answer.content.decode()) for answer in answers] == [(409, True)] * 2
    assert "I know these words.</textarea>" in answers[0].content.decode()


def test_nobody_else_gets_more_than_404_and_nobody_sees_the_page_again(
    desk: Client, review: Review, submission: Submission, ana: Person, omar: Person, stan: Person, offer: Offer
) -> None:
    fields = filled(review)
    ana_is_asked_for_help(submission, ana, offer)
    names = ("review", "review_autosave", "review_hand_back", "review_take_back")
    for name in ("review", "review_hand_back"):
        assert desk.get(reverse(name, args=[review.uid])).status_code == 404
    for somebody in (omar, stan, submission.enrollment.member.person):
        desk.force_login(somebody)
        assert [desk.post(reverse(name, args=[review.uid]), fields).status_code for name in names] == [404] * 4


def test_evidence_of_a_claim_closes_with_it(review: Review, submission: Submission, ana: Person, dana: Person) -> None:
    assert readable_evidence(ana).count() == 1
    stop_sharing_work(by=dana, shared=share_all(submission.enrollment, ana))
    assert readable_evidence(ana).count() == 0
