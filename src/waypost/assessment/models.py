"""A review: one assessor reads one submission blind and scores it, criterion by criterion (EA3)."""

from django.db import models

from waypost.assessment.rules import ClaimFacts
from waypost.catalog.models import Criterion
from waypost.catalog.rules import LEVEL_LABELS, Level
from waypost.common import clock
from waypost.common.models import Record
from waypost.people.models import Person
from waypost.submissions.models import Submission


class Review(Record):
    """One assessor's claim on a submission and, once decided, the decision.

    `released_at` is set while somebody else may take the submission; the draft scores stay here, and claiming it
    again goes on with them. `version` counts saves, so that two tabs cannot lose text. `decided_at` is taken away
    again when the assessor takes the decision back within the undo window; `concluded_at` is set once that window
    has closed and everybody was told.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="reviews")
    assessor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews")
    claimed_at = models.DateTimeField(default=clock.now)
    claim_expires_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=models.Q(released_at=None), name="one_assessor_at_a_time"
            ),
            models.UniqueConstraint(fields=["submission", "assessor"], name="one_review_of_an_assessor"),
            models.CheckConstraint(
                condition=models.Q(decided_at=None) | models.Q(released_at=None), name="a_decided_review_stays"
            ),
            models.CheckConstraint(
                condition=models.Q(concluded_at=None) | models.Q(decided_at__isnull=False),
                name="only_a_decision_concludes",
            ),
        ]
        indexes = [
            models.Index(fields=["assessor", "released_at", "concluded_at"], name="reviews_by_assessor"),
            models.Index(fields=["concluded_at", "decided_at"], name="reviews_to_conclude"),
        ]

    def __str__(self) -> str:
        return f"Review {self.uid} of {self.submission}"

    @property
    def claim(self) -> ClaimFacts:
        """What `rules` asks about a claim."""
        return ClaimFacts(self.claim_expires_at, self.released_at, self.decided_at)


class Score(Record):
    """The level of one criterion and what the educator reads about it; `level` is empty while undecided.

    `carried_from` names the review of an earlier attempt in which the criterion was demonstrated: it is not scored
    again (EA4).
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(
        max_length=12, choices=[(level.value, label) for level, label in LEVEL_LABELS.items()], blank=True
    )
    comment = models.TextField(blank=True)
    carried_from = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="one_score_for_a_criterion"),
            models.CheckConstraint(
                condition=models.Q(carried_from=None) | models.Q(level=Level.DEMONSTRATED.value),
                name="only_what_was_demonstrated_is_carried_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level or 'open'}"

    @property
    def is_open(self) -> bool:
        """Whether this attempt is about it."""
        return self.carried_from_id is None
