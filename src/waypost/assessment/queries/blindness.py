"""Which submissions somebody cannot read blind, because they know whose work it is."""

from django.db.models import Q, QuerySet

from waypost.people.models import Person
from waypost.submissions.models import Submission
from waypost.submissions.queries.coaching import works_known_to
from waypost.submissions.queries.team import sent_with_the_team_of


def known_to(person: Person) -> QuerySet[Submission]:
    """What is or was shared with `person` as a coach, and what holds an artifact that they made with the educator.

    None of it is theirs to take, to go on with, or to decide, whatever they hold.
    """
    coached = Q(enrollment__in=works_known_to(person))
    of_a_team = Q(pk__in=sent_with_the_team_of(person).values("submission"))
    return Submission.objects.filter(coached | of_a_team)


def is_known_to(person: Person, submission: Submission) -> bool:
    """Whether `submission` is among them. Each change asks, so what is seldom there is asked for first."""
    if works_known_to(person).filter(pk=submission.enrollment_id).exists():
        return True
    holds_an_artifact = submission.sent_evidence.filter(evidence__team_part__isnull=False).exists()
    return holds_an_artifact and sent_with_the_team_of(person).filter(submission=submission).exists()
