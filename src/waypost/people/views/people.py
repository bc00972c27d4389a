"""Pages of people and their roles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.people.actions.people import LastAdministrator, end_role, grant_role
from waypost.people.deliveries import undelivered_to
from waypost.people.forms.people import EndRoleForm, PeopleFilterForm, RoleForm
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import holds, people_of, people_seen_by, roles_seen_by, roles_to_end
from waypost.people.rules import Role

PEOPLE_ON_A_PAGE = 50


@requires(Permission.PEOPLE_PERSON_READ)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who holds a role in the viewer's branch."""
    viewer = signed_in_person(request)
    form = PeopleFilterForm(request.GET, viewer)
    wanted = form.cleaned_data if form.is_valid() else {}
    role = Role(wanted["role"]) if wanted.get("role") else None
    found = people_of(viewer, at=wanted.get("at"), role=role, text=wanted.get("text", ""))
    page = Paginator(found, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"form": form, "page": page})


@requires(Permission.PEOPLE_PERSON_READ)
def person(request: HttpRequest, uid: str) -> HttpResponse:
    """One person, with their roles in the viewer's branch."""
    viewer = signed_in_person(request)
    shown = get_object_or_404(people_seen_by(viewer), uid=uid)
    form = RoleForm(None, viewer, Permission.PEOPLE_ROLE_GRANT)
    return _person_page(request, shown, form)


@require_POST
@requires(Permission.PEOPLE_ROLE_GRANT)
def person_grant_role(request: HttpRequest, uid: str) -> HttpResponse:
    """Give a person of the giver's branch one more role."""
    giver = signed_in_person(request)
    shown = get_object_or_404(people_seen_by(giver), uid=uid)
    form = RoleForm(request.POST, giver, Permission.PEOPLE_ROLE_GRANT)
    if not form.is_valid():
        return _person_page(request, shown, form)
    place: Organization = form.cleaned_data["organization"]
    given = grant_role(by=giver, person=shown, role=Role(form.cleaned_data["role"]), organization=place)
    messages.success(request, f"{shown} is {given.get_role_display().lower()} at {place} now.")
    return redirect("person", uid=uid)


def _person_page(request: HttpRequest, shown: Person, form: RoleForm) -> HttpResponse:
    viewer = signed_in_person(request)
    context = {
        "shown": shown,
        "roles": roles_seen_by(viewer, shown),
        "may_end": set(roles_to_end(viewer).filter(person=shown).values_list("uid", flat=True)),
        "form": form if holds(viewer, Permission.PEOPLE_ROLE_GRANT) else None,
        "undelivered": undelivered_to([shown.email]).get(shown.email),
    }
    return render(request, "people/person.html", context, status=422 if form.errors else 200)


@requires(Permission.PEOPLE_ROLE_GRANT)
def role_end(request: HttpRequest, uid: str) -> HttpResponse:
    """End a role, with the reason."""
    ender = signed_in_person(request)
    held = get_object_or_404(roles_to_end(ender), uid=uid)
    form = EndRoleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_role(by=ender, assignment=held, why=form.cleaned_data["why"])
        except LastAdministrator as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, f"{held.person} is no longer {held.get_role_display().lower()} at {held.organization}."
            )
            return redirect("people")
    return render(request, "people/role_end.html", {"held": held, "form": form}, status=422 if form.errors else 200)
