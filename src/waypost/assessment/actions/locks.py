"""Whose review it is, and that only one change at a time touches it."""

from waypost.assessment.models import Review
from waypost.assessment.queries.blindness import is_known_to
from waypost.people.models import Person
from waypost.submissions.models import Submission


class NotTheirs(Exception):
    """Somebody would change the review of another assessor. No page leads here; queries keep strangers out before."""


class AuthorKnown(Exception):
    """Its assessor knows by now whose work it is, and cannot read it blind; the message says so."""

    def __init__(self) -> None:
        super().__init__("You know by now whose work this may be, so another assessor reads it.")


def locked(review: Review) -> Review:
    """The review as it stands now.

    The submission is what is locked, until the transaction ends: claims and decisions on it come in turn.
    """
    submission = Submission.objects.select_for_update().get(pk=review.submission_id)
    current = Review.objects.get(pk=review.pk)
    current.submission = submission
    return current


def locked_for(by: Person, review: Review) -> Review:
    """The same, for its own assessor, who still reads it blind. Raises NotTheirs and AuthorKnown."""
    if review.assessor_id != by.pk:
        raise NotTheirs(f"{by.audit_id} does not hold review {review.uid}.")
    current = locked(review)
    if is_known_to(by, current.submission):
        raise AuthorKnown
    return current
