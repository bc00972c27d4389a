"""Decisions on submissions, simulated through the registry that the package of assessors fills."""

from collections.abc import Collection
from dataclasses import dataclass, field

from waypost.catalog.rules import Level
from waypost.common import clock
from waypost.submissions.models import Submission
from waypost.submissions.rules.states import ReviewFacts


@dataclass
class SimulatedReviews:
    """What assessors did, by the primary key of the submission."""

    facts: dict[int, ReviewFacts] = field(default_factory=dict)

    def claim(self, submission: Submission) -> None:
        self.facts[submission.pk] = ReviewFacts(is_claimed=True, decided_at=None, levels={}, comments={})

    def decide(self, submission: Submission, *levels: Level) -> None:
        """Decide now, with one level for each criterion in their order."""
        uids = list(submission.enrollment.version.criteria.values_list("uid", flat=True))
        assert len(uids) == len(levels)
        self.facts[submission.pk] = ReviewFacts(
            is_claimed=False,
            decided_at=clock.now(),
            levels=dict(zip(uids, levels, strict=True)),
            comments={uid: f"Look again at number {number}." for number, uid in enumerate(uids, start=1)},
        )

    def provide(self, submission_ids: Collection[int]) -> dict[int, ReviewFacts]:
        return {pk: self.facts[pk] for pk in submission_ids if pk in self.facts}
