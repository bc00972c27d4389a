"""The page that each person sees first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waypost.people.gates import signed_in, signed_in_person
from waypost.people.queries import current_roles


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Where the signed-in person begins."""
    person = signed_in_person(request)
    return render(request, "home/home.html", {"person": person, "assignments": current_roles(person)})
