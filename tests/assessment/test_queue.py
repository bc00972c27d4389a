"""Which submissions an assessor may take."""

from datetime import timedelta

import time_machine

from tests.assessment.builders import NOT_YET, SHOWN, concluded, send_decision
from tests.builders import BUILDER, District, person
from tests.submissions.builders import Offer, attach, begin, complete, role_of, send_work, sent, share_all, waiting
from tests.submissions.team import share_with, use_in
from waypost.assessment.actions.claims import claim_review, hand_back
from waypost.assessment.queries.queue import CLAIM, claimable, is_claimable, undecided
from waypost.assessment.queries.reviews import own_reviews
from waypost.common import clock
from waypost.people.actions.people import end_role, grant_role
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort
from waypost.submissions.actions.coaching import stop_sharing_work
from waypost.submissions.actions.send import recall
from waypost.submissions.models import Submission
from waypost.submissions.queries.outline import outline_of


def queue(viewer: Person) -> list[Submission]:
    """What `viewer` may take, which is the same whether one asks for all or about each."""
    found = list(claimable(viewer))
    assert [one for one in Submission.objects.order_by("sent_at", "pk") if is_claimable(viewer, one)] == found
    return found


def test_assessors_of_the_branch_find_it_and_nobody_else(
    submission: Submission, ana: Person, omar: Person, stan: Person, dana: Person
) -> None:
    assert [queue(viewer) for viewer in (ana, omar, stan, dana)] == [[submission], [submission], [], []]


def test_what_can_be_taken_back_or_was_is_not_in_line(
    offer: Offer, theo: Person, ana: Person, frozen_clock: time_machine.Traveller
) -> None:
    just_sent = sent(offer, theo)
    assert queue(ana) == []
    recall(by=theo, submission=just_sent)
    frozen_clock.shift(timedelta(hours=1))
    assert queue(ana) == []


def test_a_live_claim_takes_it_out_of_the_line_until_it_is_handed_back_or_expires(
    submission: Submission, ana: Person, omar: Person, frozen_clock: time_machine.Traveller
) -> None:
    review = claim_review(by=ana, submission=submission)
    assert (queue(ana), queue(omar)) == ([], [])
    hand_back(by=ana, review=review, why="I know this class.")
    assert (queue(ana), queue(omar)) == ([submission], [submission])
    claim_review(by=ana, submission=submission)
    frozen_clock.shift(timedelta(hours=48))
    assert (queue(ana), queue(omar)) == ([submission], [submission])


def test_nobody_finds_their_own_work(submission: Submission, dana: Person, tree: District) -> None:
    grant_role(by=BUILDER, person=dana, role=Role.ASSESSOR, organization=tree.district)
    assert queue(dana) == []


def test_a_principal_of_the_second_school_of_somebody_never_finds_their_work_either(
    submission: Submission, dana: Person, tree: District
) -> None:
    principal = person("Second Principal", Role.PRINCIPAL, tree.juniper)
    grant_role(by=BUILDER, person=principal, role=Role.ASSESSOR, organization=tree.district)
    assert queue(principal) == [submission]
    grant_role(by=BUILDER, person=dana, role=Role.EDUCATOR, organization=tree.juniper)
    assert queue(principal) == []


def test_a_principal_who_also_assesses_never_finds_the_work_of_their_own_school(
    submission: Submission, tree: District
) -> None:
    own, other = person("Own Principal", Role.ASSESSOR, tree.district), person("Other", Role.ASSESSOR, tree.district)
    grant_role(by=BUILDER, person=own, role=Role.PRINCIPAL, organization=tree.cedar)
    grant_role(by=BUILDER, person=other, role=Role.PRINCIPAL, organization=tree.juniper)
    assert queue(own) == []
    assert queue(other) == [submission]


def test_a_decided_submission_leaves_the_line_and_the_next_attempt_joins_it(
    submission: Submission, ana: Person, omar: Person, frozen_clock: time_machine.Traveller
) -> None:
    concluded(ana, submission, SHOWN, NOT_YET, SHOWN)
    assert (queue(ana), queue(omar)) == ([], [])
    again = send_work(complete(submission.enrollment))
    frozen_clock.shift(timedelta(minutes=10))
    assert (queue(ana), queue(omar)) == ([again], [again])


def test_whoever_coaches_a_work_never_scores_it_and_their_claim_is_out_of_their_hands(
    submission: Submission, offer: Offer, theo: Person, ana: Person, omar: Person, tree: District
) -> None:
    second = waiting(offer, theo)
    review = claim_review(by=ana, submission=submission)
    grant_role(by=BUILDER, person=ana, role=Role.COACH, organization=tree.district)
    shared = share_all(submission.enrollment, ana)
    assert (queue(ana), list(own_reviews(ana))) == ([second], [])
    stop_sharing_work(by=submission.enrollment.member.person, shared=shared)
    assert (queue(ana), list(own_reviews(ana))) == ([second], [])
    review.refresh_from_db()
    assert (review.released_at, queue(omar)) == (clock.now(), [submission, second])


def test_undecided_work_counts_whoever_holds_it(
    submission: Submission, offer: Offer, theo: Person, ana: Person, stan: Person
) -> None:
    second = waiting(offer, theo)
    review = claim_review(by=ana, submission=submission)
    assert set(undecided(ana, CLAIM)) == {submission, second}
    send_decision(review, SHOWN, SHOWN, SHOWN)
    assert list(undecided(ana, CLAIM)) == [second]
    assert list(undecided(stan, CLAIM)) == []


def test_leads_oversee_their_branch(submission: Submission, tree: District, ana: Person) -> None:
    lead = person("Lena Lead", Role.PROGRAM_LEAD, tree.district)
    stranger = person("Lars Lead", Role.PROGRAM_LEAD, tree.other_district)
    oversee = Permission.ASSESSMENT_QUEUE_OVERSEE
    seen = [list(undecided(viewer, oversee)) for viewer in (lead, stranger, ana)]
    assert seen == [[submission], [], []]


def test_a_review_belongs_to_one_assessor_while_they_assess_there(
    submission: Submission, ana: Person, omar: Person, stan: Person, dana: Person
) -> None:
    review = claim_review(by=ana, submission=submission)
    assert [list(own_reviews(viewer)) for viewer in (ana, omar, stan, dana)] == [[review], [], [], []]
    end_role(by=BUILDER, assignment=current_roles(ana).get(), why="Moved on.")
    assert list(own_reviews(ana)) == []


def test_whoever_made_an_artifact_with_the_educator_never_reads_it_blind(
    offer: Offer, dana: Person, theo: Person, ana: Person, omar: Person, tree: District
) -> None:
    grant_role(by=BUILDER, person=ana, role=Role.EDUCATOR, organization=tree.cedar)
    [member] = invite_to_cohort(by=BUILDER, cohort=offer.cohort, educators=[role_of(ana)])
    with clock.at(clock.now() - timedelta(days=2)):
        work = begin(offer, dana)
        piece = attach(work, outline_of(work).open_items[0])
        artifact = share_with(piece, offer.members[theo], member)
        used = use_in(begin(offer, theo), artifact)
        submissions = [send_work(complete(one)) for one in (work, used.enrollment)]
    assert (queue(omar), queue(ana)) == (submissions, [])


def test_whoever_coached_a_work_that_holds_an_artifact_never_reads_it_blind_in_another(
    offer: Offer, dana: Person, theo: Person, ana: Person, omar: Person, tree: District
) -> None:
    coach = person("Cleo Coach", Role.COACH, tree.district)
    grant_role(by=BUILDER, person=coach, role=Role.ASSESSOR, organization=tree.district)
    work, theirs = begin(offer, dana), begin(offer, theo)
    artifact = share_with(attach(work, outline_of(work).open_items[0]), offer.members[theo])
    use_in(theirs, artifact)
    share_all(work, coach)
    with clock.at(clock.now() - timedelta(minutes=11)):
        submission = send_work(complete(theirs))
    assert [queue(viewer) for viewer in (omar, coach)] == [[submission], []]
