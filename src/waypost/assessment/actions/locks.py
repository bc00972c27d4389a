"""Whose review it is, and that only one change at a time touches it."""

from waypost.assessment.models import Review
from waypost.people.models import Person
from waypost.submissions.models import Submission


class NotTheirs(Exception):
    """Somebody would change the review of another assessor. No page leads here; queries keep strangers out before."""


def locked(review: Review) -> Review:
    """The review as it stands now.

    The submission is what is locked, until the transaction ends: claims and decisions on it come in turn.
    """
    Submission.objects.select_for_update().get(pk=review.submission_id)
    return Review.objects.select_related("submission__enrollment__version").get(pk=review.pk)


def locked_for(by: Person, review: Review) -> Review:
    """The same, for its own assessor. Raises NotTheirs."""
    if review.assessor_id != by.pk:
        raise NotTheirs(f"{by.audit_id} does not hold review {review.uid}.")
    return locked(review)
