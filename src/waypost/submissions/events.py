"""What submissions announce to the packages above."""

from collections.abc import Collection
from dataclasses import dataclass

from waypost.people.models import Person
from waypost.submissions.models import Enrollment, Submission


@dataclass(frozen=True)
class SubmissionSent:
    """An educator sent their work; it can be taken back until the undo window closes."""

    submission: Submission


@dataclass(frozen=True)
class AuthorBecameKnown:
    """From now on `people` know whose work `enrollment` is, and what else holds the same artifact: a coach, or a team.

    Announced once that can be read in the database: whoever hears it asks there what they know.
    """

    enrollment: Enrollment
    people: Collection[Person]
