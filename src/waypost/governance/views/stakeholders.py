"""The stakeholder map."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from waypost.governance.actions import stakeholders as actions
from waypost.governance.actions.reflection import UnclearPerson
from waypost.governance.forms.stakeholders import StakeholderForm
from waypost.governance.queries import reflection
from waypost.governance.queries.stakeholders import stakeholders_page
from waypost.governance.rules.stakeholders import STEP_WORDS
from waypost.governance.views.reflecting import EDIT, around, reflect_form, typed
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.queries.leads import names_to_offer

ABOVE = "Stakeholder map"


@requires(Permission.GOVERNANCE_REFLECTION_READ)
def stakeholders(request: HttpRequest, uid: str) -> HttpResponse:
    """Everybody on the map, as picture and as table."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid))
    context = {
        "map": stakeholders_page(person, at),
        "words": STEP_WORDS,
        **around(person, at, "stakeholder"),
    }
    return render(request, "governance/stakeholders.html", context)


@requires(EDIT)
def add_stakeholder(request: HttpRequest, uid: str) -> HttpResponse:
    """Put a group or a person on the map."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid, EDIT))
    form = StakeholderForm(typed(request), names=names_to_offer(at))
    back = reverse("reflect_stakeholders", args=[at.uid])
    refused = {UnclearPerson: "engaged_by"}
    page = reflect_form("Add to the map", form, at, ABOVE, back, button="Add to the map", refused=refused)
    return answer(
        request,
        page,
        lambda _version: actions.add_stakeholder(by=person, organization=at, fields=form.fields_of_stakeholder()),
    )


@requires(EDIT)
def edit_stakeholder(request: HttpRequest, uid: str) -> HttpResponse:
    """Change where somebody stands, or how they are engaged."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.stakeholders(person, EDIT), uid=uid)
    at = found.organization
    form = StakeholderForm(typed(request), names=names_to_offer(at), initial=StakeholderForm.initial_of(found))
    page = reflect_form(
        f"Edit {found.name}",
        form,
        at,
        ABOVE,
        reverse("reflect_stakeholders", args=[at.uid]),
        version=found.version,
        initial_of=StakeholderForm.initial_of,
        part=("stakeholder", found),
        refused={UnclearPerson: "engaged_by"},
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_stakeholder(
            by=person, stakeholder=found, started_from=version, fields=form.fields_of_stakeholder()
        ),
    )
