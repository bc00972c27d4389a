"""The page that each person sees first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.home.queries.page import home_page
from waypost.home.queries.phases import cycles_in_sight, phases_standing
from waypost.people.gates import requires, signed_in, signed_in_person
from waypost.people.permissions import Permission


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Where the signed-in person begins."""
    return render(request, "home/home.html", {"page": home_page(signed_in_person(request))})


@requires(Permission.PROGRAMS_PROGRAM_READ)
def phases(request: HttpRequest, uid: str) -> HttpResponse:
    """How far the phases of a program are, which the first page asks for once it stands; others see the whole page."""
    person = signed_in_person(request)
    cycle = get_object_or_404(cycles_in_sight(person), program__uid=uid)
    if "HX-Request" not in request.headers:
        return redirect("program_phases", uid)
    return render(request, "home/phases_standing.html", {"standing": phases_standing(person, cycle)})
