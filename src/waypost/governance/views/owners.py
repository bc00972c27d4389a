"""Named owners in standing departments (BP5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.governance.actions import owners as actions
from waypost.governance.actions.saving import UnclearPerson
from waypost.governance.forms.committees import OwnershipForm
from waypost.governance.models import Ownership
from waypost.governance.queries import committees as queries
from waypost.governance.views.answering import Sheet, answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission

MANAGE = Permission.GOVERNANCE_COMMITTEE_MANAGE


@requires(MANAGE)
def name_owner(request: HttpRequest, slug: str) -> HttpResponse:
    """Name who owns something in an organization's department."""
    person = signed_in_person(request)
    organization = get_object_or_404(queries.places_for_committees(person), slug=slug)
    form = OwnershipForm(request.POST or None, person=person, organization=organization)
    sheet = _sheet("Name an owner", form, organization, None)
    return answer(
        request,
        sheet,
        lambda _version: actions.name_owner(by=person, organization=organization, fields=form.owned()),
    )


@requires(MANAGE)
def change_owner(request: HttpRequest, uid: str) -> HttpResponse:
    """Change who owns what, or end it."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.ownerships(person, MANAGE), uid=uid)
    form = _form_of(request, person, found)
    sheet = _sheet("Change the owner", form, found.organization, found)
    return answer(
        request,
        sheet,
        lambda version: actions.change_owner(by=person, ownership=found, started_from=version, fields=form.owned()),
    )


def _form_of(request: HttpRequest, person: Person, found: Ownership) -> OwnershipForm:
    return OwnershipForm(request.POST or None, person=person, organization=found.organization, ownership=found)


def _sheet(heading: str, form: OwnershipForm, at: Organization, found: Ownership | None) -> Sheet:
    back = reverse("committees") + "#owners"
    return Sheet(
        heading,
        form,
        back,
        at.timezone,
        ("Committees", reverse("committees")),
        lede=at.name,
        version=found.version if found else 0,
        initial_of=OwnershipForm.initial_of,
        refused={UnclearPerson: "who", actions.OwnsNothing: "process"},
    )
