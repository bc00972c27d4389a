"""The only ways to an educator's work: somebody else's gives 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from waypost.people.gates import signed_in_person
from waypost.submissions.models import Enrollment, Submission
from waypost.submissions.queries.evidence import own_submissions
from waypost.submissions.queries.standing import own_enrollments


def own_work(request: HttpRequest, uid: str) -> Enrollment:
    """The enrollment of the signed-in educator, put down or not."""
    return get_object_or_404(own_enrollments(signed_in_person(request)), uid=uid)


def own_submission(request: HttpRequest, uid: str) -> Submission:
    """What the signed-in educator sent."""
    return get_object_or_404(own_submissions(signed_in_person(request)), uid=uid)


def zone_of(enrollment: Enrollment) -> str:
    """The time zone of the program, in which its dates and times are read."""
    return enrollment.member.cohort.program.organization.timezone
