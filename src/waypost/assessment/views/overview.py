"""How long evidence waits, for program leads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waypost.assessment.queries.overview import queue_numbers
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission


@requires(Permission.ASSESSMENT_QUEUE_OVERSEE)
def evidence_reviews(request: HttpRequest) -> HttpResponse:
    """Counts only: no scores, and nobody's name."""
    total, by_title = queue_numbers(signed_in_person(request))
    return render(request, "assessment/evidence_reviews.html", {"total": total, "by_title": by_title})
