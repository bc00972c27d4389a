"""Pages of the tree of organizations."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from waypost.people.actions.organizations import ShortNameTaken, add_organization, change_organization
from waypost.people.answering import answer
from waypost.people.forms.people import ChangeOrganizationForm, OrganizationForm
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Organization
from waypost.people.permissions import Permission
from waypost.people.queries import organizations
from waypost.people.rules import KINDS_BELOW, OrganizationKind
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

#: Bootstrap's steps of inner space for each level below the top of a branch; the tree has at most five levels.
INDENTS = (0, 3, 4, 5, 5)


@requires(Permission.PEOPLE_ORGANIZATION_MANAGE)
def organization_tree(request: HttpRequest) -> HttpResponse:
    """The viewer's branch of the tree."""
    nodes = list(organizations(signed_in_person(request), Permission.PEOPLE_ORGANIZATION_MANAGE))
    top = min(node.depth for node in nodes)
    rows = [(node, INDENTS[node.depth - top], bool(KINDS_BELOW[OrganizationKind(node.kind)])) for node in nodes]
    return render(request, "people/organizations.html", {"rows": rows})


@requires(Permission.PEOPLE_ORGANIZATION_MANAGE)
def organization_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a place below another one."""
    manager = signed_in_person(request)
    parent = get_object_or_404(organizations(manager, Permission.PEOPLE_ORGANIZATION_MANAGE), slug=slug)
    form = OrganizationForm(_typed(request), parent)
    page = _form_page(
        f"Add a place below {parent.name}",
        form,
        button="Add",
        done=f"It is part of {parent} now.",
        refused={ShortNameTaken: "slug"},
    )

    def save(_version: int) -> Organization:
        typed = {**form.cleaned_data, "kind": OrganizationKind(form.cleaned_data["kind"])}
        return add_organization(by=manager, parent=parent, **typed)

    return answer(request, page, save)


@requires(Permission.PEOPLE_ORGANIZATION_MANAGE)
def organization_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Rename a place or move it to another time zone."""
    manager = signed_in_person(request)
    node = get_object_or_404(organizations(manager, Permission.PEOPLE_ORGANIZATION_MANAGE), slug=slug)
    form = ChangeOrganizationForm(_typed(request), initial=ChangeOrganizationForm.initial_of(node))
    page = _form_page(
        f"Change {node.name}",
        form,
        lede=f"Its short name, {node.slug}, stays: addresses and files carry it.",
        version=node.version,
        initial_of=ChangeOrganizationForm.initial_of,
        zone=node.timezone,
    )
    return answer(
        request,
        page,
        lambda version: change_organization(by=manager, organization=node, started_from=version, **form.cleaned_data),
    )


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form_page(heading: str, form: Form, **more: Any) -> FormPage:
    above = Link("Organizations", reverse("organizations"))
    return FormPage(heading, form, above.url, crumbs=(above,), **more)
