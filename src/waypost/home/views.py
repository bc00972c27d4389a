"""The page that each person sees first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waypost.home.queries.page import home_page
from waypost.people.gates import signed_in, signed_in_person


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Where the signed-in person begins."""
    page = home_page(signed_in_person(request))
    return render(request, "home/home.html", {"page": page, "phase_nav": page.phase_nav})
