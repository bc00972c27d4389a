"""Pages of an organization's library of supports, locations and currencies (LA4)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Organization, Person
from waypost.people.queries import may, organizations
from waypost.programs.actions import model_options as actions
from waypost.programs.forms.model_options import OptionForm
from waypost.programs.queries.model_options import library, option_called
from waypost.programs.rules.estimates import PartKind, figures_words
from waypost.programs.shipped_options import Option
from waypost.programs.views.pages import typed
from waypost.programs.views.planning import MANAGE, READ
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link


@requires(READ)
def options(request: HttpRequest, slug: str) -> HttpResponse:
    """Every entry of the library, retired ones too."""
    person = signed_in_person(request)
    organization = get_object_or_404(organizations(person, READ), slug=slug)
    found = [(option, figures_words(option.part.figures)) for option in library(organization)]
    context = {
        "organization": organization,
        "may_manage": may(person, MANAGE, organization),
        "kinds": [(kind, [row for row in found if row[0].kind is kind]) for kind in PartKind],
    }
    return render(request, "programs/planning/library.html", context)


@requires(MANAGE)
def add_option(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Add an entry of one's own; `?from=` starts from one that is there."""
    person = signed_in_person(request)
    organization = get_object_or_404(organizations(person, MANAGE), slug=slug)
    if kind not in set(PartKind):
        raise Http404
    source = option_called(organization, kind, request.GET.get("from", ""))
    initial = OptionForm.initial_of(source) | {"name": f"{source.name} (ours)"} if source else {}
    form = OptionForm(typed(request), initial=initial)
    return answer(
        request,
        _page(f"Add a {kind}", form, organization, button="Add it"),
        lambda _version: actions.add_option(
            by=person, organization=organization, kind=PartKind(kind), values=form.cleaned_data
        ),
    )


@requires(MANAGE)
def edit_option(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Change an entry for one's own organization."""
    person = signed_in_person(request)
    organization, option = _found(person, slug, kind, key)
    form = OptionForm(typed(request), initial=OptionForm.initial_of(option))
    page = _page(
        f"Change {option.name}",
        form,
        organization,
        version=option.version,
        initial_of=lambda row: {name: getattr(row, name) for name in form.fields},
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_option(
            by=person,
            organization=organization,
            option=option,
            started_from=version,
            values=form.cleaned_data,
        ),
    )


@requires(MANAGE)
@require_POST
def retire_option(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Offer it to no new model."""
    person = signed_in_person(request)
    organization, option = _found(person, slug, kind, key)
    actions.retire_option(by=person, organization=organization, option=option)
    messages.success(request, f"{option.name} is offered to no new model. Models that hold it keep it.")
    return redirect("model_options", slug=slug)


@requires(MANAGE)
@require_POST
def offer_again(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Offer it again."""
    person = signed_in_person(request)
    organization, option = _found(person, slug, kind, key)
    actions.offer_option_again(by=person, organization=organization, option=option)
    messages.success(request, f"{option.name} is offered again.")
    return redirect("model_options", slug=slug)


def _found(person: Person, slug: str, kind: str, key: str) -> tuple[Organization, Option]:
    """Raises Http404 where the person may not manage there, or there is no such entry."""
    organization = get_object_or_404(organizations(person, MANAGE), slug=slug)
    option = option_called(organization, kind, key)
    if option is None:
        raise Http404
    return organization, option


def _page(heading: str, form: OptionForm, at: Organization, **more: Any) -> FormPage:
    library = reverse("model_options", args=[at.slug])
    crumbs = (Link("Supports, locations and currencies", library),)
    return FormPage(heading, form, library, crumbs=crumbs, zone=at.timezone, **more)
