"""What submissions announce to the packages above."""

from dataclasses import dataclass

from waypost.submissions.models import Submission


@dataclass(frozen=True)
class SubmissionSent:
    """An educator sent their work; it can be taken back until the undo window closes."""

    submission: Submission
