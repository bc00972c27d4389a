"""A process may be killed at any write: what an assessor does is done or not, and doing it again finishes it once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import time_machine
from django_q.models import Schedule

from tests.assessment.builders import FEEDBACK, NOT_YET, SHOWN, SOME, judgement, score, send_decision
from tests.killing import killed_at_each_boundary
from waypost.assessment.actions.claims import claim_review, hand_back
from waypost.assessment.actions.decisions import conclude_review, decide, save_scores, take_back
from waypost.assessment.models import Review
from waypost.assessment.queries.queue import claimable
from waypost.common.models import AuditEntry
from waypost.notices.models import Letter
from waypost.people.models import Person
from waypost.submissions.models import Submission
from waypost.submissions.queries.standing import standing_of
from waypost.submissions.rules.states import EnrollmentState

pytestmark = pytest.mark.django_db(transaction=True)

DRAFT = (("demonstrated", ""), ("progressing", FEEDBACK), ("not_yet", FEEDBACK))
UNTOUCHED = (("", ""), ("", ""), ("", ""))


@dataclass(frozen=True)
class Seen:
    """All that anybody can see of a submission and its reviews: nothing else is stored.

    `line` names who may take it, `holder` who has it now, `scores` what each review says, `verbs` the audit trail,
    `conclusions` the jobs and `letters` the mails that wait.
    """

    educator: EnrollmentState
    line: tuple[str, ...]
    holder: str
    scores: tuple[tuple[tuple[str, str], ...], ...]
    verbs: tuple[str, ...]
    conclusions: int = 0
    letters: int = 0


IN_LINE = Seen(EnrollmentState.WAITING, ("Ana", "Omar"), "", (), ())
CLAIMED = Seen(EnrollmentState.IN_REVIEW, (), "Ana", (UNTOUCHED,), ("claim review",))
SAVED = replace(CLAIMED, scores=(DRAFT,))
DECIDED = replace(SAVED, verbs=("claim review", "decide review"), conclusions=1)
TAKEN_BACK = replace(DECIDED, verbs=(*DECIDED.verbs, "take back decision"))
DUE = replace(DECIDED, educator=EnrollmentState.REVISING)
CONCLUDED = replace(DUE, verbs=(*DUE.verbs, "conclude review"), letters=1)
EXPIRED = replace(SAVED, educator=EnrollmentState.WAITING, line=("Ana", "Omar"))
RELEASED = replace(EXPIRED, holder="", verbs=("claim review", "release review"))
CLAIMED_BY_OMAR = replace(SAVED, holder="Omar", scores=(DRAFT, UNTOUCHED), verbs=(*RELEASED.verbs, "claim review"))
CLAIMED_AGAIN = replace(SAVED, verbs=(*RELEASED.verbs, "claim review"))


@dataclass
class Desk:
    """Dana's submission, its two possible assessors, and time."""

    submission: Submission
    ana: Person
    omar: Person
    clock: time_machine.Traveller

    @property
    def review(self) -> Review:
        return Review.objects.get(submission=self.submission, assessor=self.ana)

    def seen(self) -> Seen:
        reviews = Review.objects.filter(submission=self.submission).order_by("pk")
        held = reviews.filter(released_at=None).first()
        able = (person for person in (self.ana, self.omar) if claimable(person).filter(pk=self.submission.pk).exists())
        verbs = AuditEntry.objects.filter(subject_label=Review().label).order_by("pk")
        return Seen(
            educator=standing_of(self.submission.enrollment).state,
            line=tuple(person.name.split()[0] for person in able),
            holder=held.assessor.name.split()[0] if held else "",
            scores=tuple(tuple(review.scores.values_list("level", "comment")) for review in reviews),
            verbs=tuple(verbs.values_list("verb", flat=True)),
            conclusions=Schedule.objects.filter(name="assessment.conclude_review").count(),
            letters=Letter.objects.filter(kind="feedback").count(),
        )


@pytest.fixture
def desk(submission: Submission, ana: Person, omar: Person, frozen_clock: time_machine.Traveller) -> Desk:
    return Desk(submission, ana, omar, frozen_clock)


def claim(desk: Desk) -> object:
    return claim_review(by=desk.ana, submission=desk.submission)


def claim_for_omar(desk: Desk) -> object:
    return claim_review(by=desk.omar, submission=desk.submission)


def save(desk: Desk) -> object:
    given = judgement(desk.review, SHOWN, SOME, NOT_YET)
    return save_scores(by=desk.ana, review=desk.review, started_from=1, judgement=given)


def send(desk: Desk) -> object:
    given = judgement(desk.review, SHOWN, SOME, NOT_YET)
    return decide(by=desk.ana, review=desk.review, started_from=1, judgement=given)


def undo(desk: Desk) -> object:
    return take_back(by=desk.ana, review=desk.review)


def release(desk: Desk) -> object:
    return hand_back(by=desk.ana, review=desk.review, why="I know this class.")


def conclude(desk: Desk) -> object:
    return conclude_review(review=desk.review)


def claimed(desk: Desk) -> None:
    claim(desk)


def saved(desk: Desk) -> None:
    claim(desk)
    score(desk.review, SHOWN, SOME, NOT_YET)


def decided(desk: Desk) -> None:
    claim(desk)
    send_decision(desk.review, SHOWN, SOME, NOT_YET)


def due(desk: Desk) -> None:
    decided(desk)
    desk.clock.shift(timedelta(minutes=10))


def expired(desk: Desk) -> None:
    saved(desk)
    desk.clock.shift(timedelta(hours=48))


def released(desk: Desk) -> None:
    saved(desk)
    release(desk)


@pytest.mark.parametrize(
    ("arrange", "act", "before", "halfway", "after", "fewest"),
    [
        (lambda _desk: None, claim, IN_LINE, [], CLAIMED, 4),
        (claimed, save, CLAIMED, [], SAVED, 3),
        (claimed, send, CLAIMED, [SAVED], DECIDED, 5),
        (saved, send, SAVED, [], DECIDED, 4),
        (decided, undo, DECIDED, [], TAKEN_BACK, 3),
        (due, conclude, DUE, [], CONCLUDED, 4),
        (saved, release, SAVED, [], RELEASED, 3),
        (expired, claim_for_omar, EXPIRED, [], CLAIMED_BY_OMAR, 6),
        (released, claim, RELEASED, [], CLAIMED_AGAIN, 3),
    ],
    ids=[
        "claim", "save a judgement", "score and decide", "decide", "take a decision back", "conclude", "hand back",
        "release on expiry", "claim again",
    ],
)  # fmt: skip
def test_after_each_kill_one_clear_state_and_doing_it_again_finishes_it(
    desk: Desk,
    arrange: Callable[[Desk], None],
    act: Callable[[Desk], object],
    before: Seen,
    halfway: list[Seen],
    after: Seen,
    fewest: int,
) -> None:
    arrange(desk)
    found = [before, *(desk.seen() for _ in killed_at_each_boundary(lambda: act(desk)))]
    assert list(dict.fromkeys(found)) == [before, *halfway]
    assert len(found) > fewest
    assert desk.seen() == after
    act(desk)
    assert desk.seen() == after
