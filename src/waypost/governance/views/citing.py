"""What a decision cites from the library."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.governance.models import Decision
from waypost.governance.queries.citing import citations, standing
from waypost.governance.views.decisions import decision_form
from waypost.library.actions import cite as cite_item
from waypost.library.actions import take_citation_out
from waypost.library.citing import CiteForm
from waypost.library.queries import items_to_cite
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission

EDIT = Permission.GOVERNANCE_MEETING_EDIT


@requires(EDIT)
def cite(request: HttpRequest, uid: str) -> HttpResponse:
    """Cite a study, a case or a memo that was weighed for a decision."""
    person = signed_in_person(request)
    found = get_object_or_404(standing(person), uid=uid)
    form = CiteForm(request.POST if request.method == "POST" else None, items=items_to_cite(person))
    page = decision_form("Cite the library", form, found, button="Cite it", lede=found.question)
    return answer(
        request, page, lambda _version: cite_item(by=person, on=found, **form.cleaned_data), then=lambda _: _back(found)
    )


@requires(EDIT)
@require_POST
def take_out(request: HttpRequest, uid: str) -> HttpResponse:
    """Cite it no longer."""
    person = signed_in_person(request)
    citation = get_object_or_404(citations(person), uid=uid)
    take_citation_out(by=person, on=citation.decision, citation=citation)
    return redirect(_back(citation.decision))


def _back(decision: Decision) -> str:
    return reverse("decision", args=[decision.uid]) + "#research"
