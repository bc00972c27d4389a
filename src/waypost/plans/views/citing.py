"""What the strategy of an objective cites from the library."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.library.actions import cite as cite_item
from waypost.library.actions import take_citation_out
from waypost.library.citing import CiteForm
from waypost.library.queries import items_to_cite
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.models import Objective
from waypost.plans.queries import access
from waypost.plans.views.shared import plan_form


@requires(Permission.PLANS_PLAN_EDIT)
def cite(request: HttpRequest, uid: str) -> HttpResponse:
    """Cite a study, a case or a memo for the strategy of an objective."""
    person = signed_in_person(request)
    found = get_object_or_404(access.objectives(person, access.EDIT), uid=uid)
    form = CiteForm(request.POST if request.method == "POST" else None, items=items_to_cite(person))
    page = plan_form("Cite the library", form, found.plan, _back(found), button="Cite it", lede=str(found))
    return answer(request, page, lambda _version: cite_item(by=person, on=found, **form.cleaned_data))


@requires(Permission.PLANS_PLAN_EDIT)
@require_POST
def take_out(request: HttpRequest, uid: str) -> HttpResponse:
    """Cite it no longer."""
    person = signed_in_person(request)
    citation = get_object_or_404(access.citations(person), uid=uid)
    take_citation_out(by=person, on=citation.objective, citation=citation)
    return redirect(_back(citation.objective))


def _back(objective: Objective) -> str:
    return reverse("plan_objective", args=[objective.uid]) + "#research"
