"""What assessment announces to the packages above."""

from dataclasses import dataclass

from waypost.assessment.models import Review


@dataclass(frozen=True)
class ReviewConcluded:
    """A decision stands: its undo window has closed. Announced once for each review.

    `is_demonstrated`: every criterion is demonstrated, so an award follows; otherwise the educator revises.
    """

    review: Review
    is_demonstrated: bool
