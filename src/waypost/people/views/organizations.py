"""Pages of the tree of organizations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.common.conflicts import EditConflict
from waypost.people.actions.organizations import ShortNameTaken, add_organization, change_organization
from waypost.people.forms.people import ChangeOrganizationForm, OrganizationForm
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.people.queries import organizations
from waypost.people.rules import KINDS_BELOW, OrganizationKind

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
    form = OrganizationForm(request.POST if request.method == "POST" else None, parent)
    if form.is_valid():
        answers = {**form.cleaned_data, "kind": OrganizationKind(form.cleaned_data["kind"])}
        try:
            added = add_organization(by=manager, parent=parent, **answers)
        except ShortNameTaken as taken:
            form.add_error("slug", str(taken))
        else:
            messages.success(request, f"{added} is part of {parent} now.")
            return redirect("organizations")
    context = {"parent": parent, "form": form}
    return render(request, "people/organization_add.html", context, status=422 if form.errors else 200)


@requires(Permission.PEOPLE_ORGANIZATION_MANAGE)
def organization_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Rename a place or move it to another time zone."""
    manager = signed_in_person(request)
    node = get_object_or_404(organizations(manager, Permission.PEOPLE_ORGANIZATION_MANAGE), slug=slug)
    now = {"name": node.name, "timezone": node.timezone, "version": node.version}
    form = ChangeOrganizationForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            change_organization(
                by=manager,
                organization=node,
                name=answers["name"],
                timezone=answers["timezone"],
                started_from=answers["version"],
            )
        except EditConflict:
            return _change_conflict(request, form, node.slug)
        else:
            return redirect("organizations")
    context = {"node": node, "form": form}
    return render(request, "people/organization_change.html", context, status=422 if form.errors else 200)


def _change_conflict(request: HttpRequest, form: ChangeOrganizationForm, slug: str) -> HttpResponse:
    """What stands now beside what was typed; saving again replaces it knowingly."""
    now = organizations(signed_in_person(request), Permission.PEOPLE_ORGANIZATION_MANAGE).get(slug=slug)
    form.start_again_from(now.version)
    return render(request, "people/organization_change.html", {"node": now, "form": form, "saved": now}, status=409)
