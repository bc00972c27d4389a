"""What an assessor reads and fills in: the line of submissions, and one of them beside its rubric. Blind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Prefetch, QuerySet, When

from waypost.assessment.models import Review, Score
from waypost.assessment.queries.queue import PROGRAM_ORGANIZATION, claimable
from waypost.assessment.rules import Judgement, is_live, kind_of_file
from waypost.catalog.models import LevelDescriptor
from waypost.catalog.rules import Level
from waypost.common import clock
from waypost.common.limits import UNDO_WINDOW
from waypost.people.models import Person
from waypost.submissions.models import Evidence, SentEvidence, SentText, Submission
from waypost.submissions.rules import turnaround


def zone_of(submission: Submission) -> str:
    """The time zone of the district that runs the program."""
    return submission.enrollment.member.cohort.program.organization.timezone


def waiting(submission: Submission) -> turnaround.Waiting:
    """How long it waits by its district's calendar."""
    return turnaround.waiting(submission.sent_at, clock.now(), zone_of(submission))


def line(viewer: Person) -> QuerySet[Submission]:
    """What `viewer` may take, the reply due first on top; `has_draft` where they left scores in it."""
    own = Review.objects.filter(submission=OuterRef("pk"), assessor=viewer, saved_at__isnull=False)
    return claimable(viewer).select_related("enrollment__version", PROGRAM_ORGANIZATION).annotate(has_draft=Exists(own))


def judgement_of(scores: Sequence[Score]) -> Judgement:
    """What is stored so far of the open ones among `scores`."""
    levels = {score.criterion.uid: Level(score.level) for score in scores if score.level}
    return Judgement(levels, {score.criterion.uid: score.comment for score in scores if score.is_open})


@dataclass(frozen=True)
class Piece:
    """A file or link as an assessor may know it: by number, kind and size.

    `own_part` is what the educator did themselves where a team made it; empty where they made it alone.
    """

    number: int
    evidence: Evidence
    own_part: str

    @property
    def kind(self) -> str:
        return "link" if self.evidence.is_link else kind_of_file(self.evidence.media_type)


@dataclass(frozen=True)
class PartRead:
    """One part of what was sent."""

    title: str
    texts: list[SentText]
    pieces: list[Piece]


def parts_read(submission: Submission) -> list[PartRead]:
    """What was sent, part by part in their order; three queries."""
    texts = list(submission.texts.select_related("prompt").order_by("prompt__position"))
    sent = SentEvidence.objects.filter(submission=submission).select_related("evidence__item")
    order = ("item__part__position", "item__position", "created_at", "pk")
    in_order = sent.order_by(*(f"evidence__{name}" for name in order))
    pieces = [Piece(number, piece.evidence, piece.own_part) for number, piece in enumerate(in_order, start=1)]
    return [
        PartRead(
            part.title,
            [text for text in texts if text.prompt.part_id == part.pk],
            [piece for piece in pieces if piece.evidence.item.part_id == part.pk],
        )
        for part in submission.enrollment.version.parts.all()
    ]


def scores_with_rubric(review: Review) -> list[Score]:
    """The scores in the order of the criteria, each with its criterion's levels, the strongest first; two queries."""
    strongest_first = Case(*(When(level=level, then=place) for place, level in enumerate(Level)))
    descriptors = Prefetch("criterion__descriptors", LevelDescriptor.objects.order_by(strongest_first))
    scores = review.scores.select_related("criterion", "carried_from__submission").prefetch_related(descriptors)
    return list(scores)


def earlier_feedback(submission: Submission) -> dict[int, Score]:
    """By criterion, what the last final decision on an earlier attempt said where it asked for more."""
    scores = Score.objects.filter(
        review__submission__enrollment=submission.enrollment_id,
        review__released_at=None,
        review__decided_at__lte=clock.now() - UNDO_WINDOW,
    ).exclude(review__submission=submission)
    found = scores.exclude(level=Level.DEMONSTRATED).select_related("review__submission")
    return {score.criterion_id: score for score in found.order_by("review__decided_at")}


def is_held(review: Review) -> bool:
    """Whether the assessor may read the work now."""
    return review.decided_at is None and is_live(review.claim, clock.now())


def undo_until(review: Review) -> datetime | None:
    """Until when the decision can be taken back; None once it stands, or before there is one."""
    until = review.decided_at + UNDO_WINDOW if review.decided_at else None
    return until if until and until > clock.now() else None
