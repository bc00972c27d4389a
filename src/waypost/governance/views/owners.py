"""Named owners in standing departments (BP5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.governance.actions import owners as actions
from waypost.governance.actions.saving import UnclearPerson
from waypost.governance.forms.owners import OwnershipForm
from waypost.governance.models import Ownership
from waypost.governance.queries import committees as queries
from waypost.governance.views.shared import form_under
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

MANAGE = Permission.GOVERNANCE_COMMITTEE_MANAGE


@requires(MANAGE)
def name_owner(request: HttpRequest, slug: str) -> HttpResponse:
    """Name who owns something in an organization's department."""
    person = signed_in_person(request)
    organization = get_object_or_404(queries.places_for_committees(person), slug=slug)
    form = OwnershipForm(request.POST or None, person=person, organization=organization)
    page = _page("Name an owner", form, organization, None)
    return answer(
        request,
        page,
        lambda _version: actions.name_owner(by=person, organization=organization, fields=form.owned()),
    )


@requires(MANAGE)
def change_owner(request: HttpRequest, uid: str) -> HttpResponse:
    """Change who owns what, or end it."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.ownerships(person, MANAGE), uid=uid)
    form = _form_of(request, person, found)
    page = _page("Change the owner", form, found.organization, found)
    return answer(
        request,
        page,
        lambda version: actions.change_owner(by=person, ownership=found, started_from=version, fields=form.owned()),
    )


def _form_of(request: HttpRequest, person: Person, found: Ownership) -> OwnershipForm:
    return OwnershipForm(request.POST or None, person=person, organization=found.organization, ownership=found)


def _page(heading: str, form: OwnershipForm, at: Organization, found: Ownership | None) -> FormPage:
    back = reverse("committees") + "#owners"
    return form_under(
        Link("Committees", reverse("committees")),
        heading,
        form,
        back,
        zone=at.timezone,
        lede=at.name,
        version=found.version if found else 0,
        initial_of=form.initial_of,
        refused={UnclearPerson: "who", actions.OwnsNothing: "process"},
    )
