"""My learning: where each micro-credential stands, and what to choose next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.programs.queries.cohorts import memberships
from waypost.programs.queries.programs import curated
from waypost.submissions.actions.enroll import CannotEnroll, enroll
from waypost.submissions.queries.coaching import answered
from waypost.submissions.queries.learning import learning
from waypost.submissions.queries.offers import choices
from waypost.submissions.queries.team_shelf import news_for


@requires(Permission.SUBMISSIONS_ENROLLMENT_WORK)
def my_learning(request: HttpRequest) -> HttpResponse:
    """Everything that the educator works on, the next part first; without anything, what to choose."""
    person = signed_in_person(request)
    found = learning(person)
    offered = [] if found.current else choices(person)
    context = {
        "learning": found,
        "choices": offered,
        "person": person,
        "shared": news_for(person),
        "answered": answered(person),
    }
    return render(request, "submissions/my_learning.html", context)


@requires(Permission.SUBMISSIONS_ENROLLMENT_WORK)
def choose(request: HttpRequest) -> HttpResponse:
    """What the educator's programs offer, and why."""
    return render(request, "submissions/choose.html", {"choices": choices(signed_in_person(request))})


@requires(Permission.SUBMISSIONS_ENROLLMENT_WORK)
@require_POST
def begin(request: HttpRequest, member_uid: str, slug: str) -> HttpResponse:
    """Begin a micro-credential and go to its first part."""
    person = signed_in_person(request)
    member = get_object_or_404(memberships(person), uid=member_uid)
    offered = get_object_or_404(curated(member.cohort.program), micro_credential__slug=slug)
    try:
        enrollment = enroll(by=person, member=member, micro_credential=offered.micro_credential)
    except CannotEnroll as reason:
        messages.warning(request, str(reason))
        return redirect("submissions_choose")
    first = enrollment.version.parts.first()
    return redirect("submissions_part", enrollment.uid, first.uid) if first else redirect("submissions_learning")
