"""The catalog as anyone reads it, without an account."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from waypost.catalog.forms.search import SearchForm
from waypost.catalog.models import MicroCredentialVersion
from waypost.catalog.next_steps import next_step
from waypost.catalog.queries import (
    earlier_versions,
    members,
    newest_readable_version,
    numbered_version,
    places_in_stacks,
    search_catalog,
    stacks,
    way_into_catalog,
)
from waypost.catalog.rules import LEVEL_LABELS
from waypost.people.gates import public, viewer_of
from waypost.people.models import Person

PAGE_LENGTH = 20


@public
def micro_credentials(request: HttpRequest) -> HttpResponse:
    """Everything that takes enrollments, to search and narrow."""
    viewer = viewer_of(request)
    form = SearchForm(request.GET, viewer)
    search = form.search()
    page = Paginator(search_catalog(viewer, search), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "is_narrowed": any(vars(search).values()), "stacks": stacks(viewer)}
    if isinstance(viewer, Person) and not page.object_list:
        context["way_in"] = way_into_catalog(viewer)
    return render(request, "catalog/micro_credentials.html", context)


@public
def micro_credential(request: HttpRequest, slug: str) -> HttpResponse:
    """One micro-credential as it is today."""
    try:
        version = newest_readable_version(viewer_of(request), slug)
    except MicroCredentialVersion.DoesNotExist:
        raise Http404 from None
    return _page(request, version)


@public
def micro_credential_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version, also an earlier one; for its editors also a draft, as the public will see it."""
    try:
        version = numbered_version(viewer_of(request), slug, number)
    except MicroCredentialVersion.DoesNotExist:
        raise Http404 from None
    return _page(request, version)


@public
def stack(request: HttpRequest, slug: str) -> HttpResponse:
    """Micro-credentials that belong together."""
    viewer = viewer_of(request)
    found = get_object_or_404(stacks(viewer), slug=slug)
    return render(request, "catalog/stack.html", {"stack": found, "versions": members(viewer, found)})


def _page(request: HttpRequest, version: MicroCredentialVersion) -> HttpResponse:
    viewer = viewer_of(request)
    context = {
        "version": version,
        "places": places_in_stacks(viewer, version.micro_credential),
        "others": earlier_versions(viewer, version),
        "levels": LEVEL_LABELS,
        "next_step": next_step(viewer, version.micro_credential) if isinstance(viewer, Person) else None,
    }
    return render(request, "catalog/micro_credential.html", context)
