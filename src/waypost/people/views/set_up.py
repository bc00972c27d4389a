"""The first administrator sets Waypost up."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.people.actions.set_up import AlreadySetUp, set_up
from waypost.people.forms.people import SetUpForm
from waypost.people.gates import public
from waypost.people.models import Person
from waypost.people.queries import anyone_exists
from waypost.people.rules import OrganizationKind


@public
def first_set_up(request: HttpRequest) -> HttpResponse:
    """The first administrator sets Waypost up. Gone as soon as anyone exists; never there in a deployment."""
    if settings.IS_DEPLOYMENT or anyone_exists():
        raise Http404
    form = SetUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            first = _set_up(form)
        except AlreadySetUp as error:
            raise Http404 from error
        login(request, first)
        return redirect("home")
    return render(request, "people/set_up.html", {"form": form}, status=422 if form.errors else 200)


def _set_up(form: SetUpForm) -> Person:
    answers = form.cleaned_data
    return set_up(
        kind=OrganizationKind(answers["kind"]),
        organization=answers["name"],
        slug=answers["slug"],
        timezone=answers["timezone"],
        name=answers["your_name"],
        email=answers["email"],
        password=answers["password"],
    )
