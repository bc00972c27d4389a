"""The page of an organization's reflection, and taking parts out and back."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.governance.actions import reflection as actions
from waypost.governance.queries import reflection
from waypost.governance.queries.gaps import gaps_page
from waypost.governance.queries.standings import part_lines
from waypost.governance.rules.gaps import GRID
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission

ROWS = 50
LARGEST = 5


@requires(Permission.GOVERNANCE_REFLECTION_READ)
def reflect(request: HttpRequest) -> HttpResponse:
    """The organizations whose reflection may be read; where it is one alone, its page."""
    person = signed_in_person(request)
    page = Paginator(reflection.organizations_to_reflect(person), ROWS).get_page(request.GET.get("page"))
    if page.paginator.count == 1:
        return _page(request, person, page[0])
    return render(request, "governance/reflect_list.html", {"page": page})


@requires(Permission.GOVERNANCE_REFLECTION_READ)
def organization(request: HttpRequest, uid: str) -> HttpResponse:
    """Every part of an organization's reflection: what is there, and what is next."""
    person = signed_in_person(request)
    return _page(request, person, get_object_or_404(reflection.organization_at(person, uid)))


def _page(request: HttpRequest, person: Person, at: Organization) -> HttpResponse:
    gaps = gaps_page(person, at)
    parts = part_lines(person, at)
    context = {
        "organization": at,
        "parts": parts,
        "all_there": not any(part.next for part in parts),
        "gaps": gaps,
        "grid": GRID,
        "largest": [line for line in gaps.lines if line.drawing][:LARGEST],
    }
    return render(request, "governance/reflect.html", context)


@requires(Permission.GOVERNANCE_REFLECTION_EDIT)
@require_POST
def take_out(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Take a part out; the page that it stood on offers to put it back."""
    part = _part(request, kind, uid)
    actions.take_out(by=signed_in_person(request), part=part)
    return redirect(reflection.page_of(part))


@requires(Permission.GOVERNANCE_REFLECTION_EDIT)
@require_POST
def put_back(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Put a part back where it stood."""
    part = _part(request, kind, uid)
    actions.put_back(by=signed_in_person(request), part=part)
    return redirect(reflection.page_of(part))


def _part(request: HttpRequest, kind: str, uid: str) -> reflection.Removable:
    part = reflection.removable(signed_in_person(request), kind, uid)
    if part is None:
        raise Http404
    return part
