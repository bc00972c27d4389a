"""Who takes part, for principals and program leads."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.submissions.queries.participation import participation

ROWS = 50


@requires(Permission.SUBMISSIONS_PARTICIPATION_READ)
def taking_part(request: HttpRequest) -> HttpResponse:
    """Names, schools and micro-credentials; no work, no attempts, no scores."""
    found = Paginator(participation(signed_in_person(request)), ROWS)
    return render(request, "submissions/taking_part.html", {"page": found.get_page(request.GET.get("page"))})
