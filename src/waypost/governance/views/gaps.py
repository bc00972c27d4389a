"""The gap analysis of a talent system."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.common.conflicts import EditedTogether
from waypost.governance.actions import gaps as actions
from waypost.governance.forms.gaps import ElementForm, ScaleForm
from waypost.governance.forms.scores import ScoresForm, uids_in
from waypost.governance.models import TalentElement
from waypost.governance.queries import reflection
from waypost.governance.queries.gaps import (
    MOST_SCORED,
    catalog_choices,
    elements_to_score,
    gaps_page,
    has_more_to_score,
    scale_of,
)
from waypost.governance.queries.initiatives import objectives_to_offer
from waypost.governance.rules.gaps import GRID
from waypost.governance.views.reflecting import EDIT, around, reflect_form, typed
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission

ABOVE = "Talent-management gap analysis"
OTHERS = f"The first {MOST_SCORED} elements stand here; each of the others has its own form."
NOTHING_TO_SCORE = "Nothing was saved: none of these elements stands in this analysis. Score them from this page."
LEAVE_EMPTY = "Leave empty what nobody can say yet. Data and what a gap leads to stand in the form of each element."


@requires(Permission.GOVERNANCE_REFLECTION_READ)
def gaps(request: HttpRequest, uid: str) -> HttpResponse:
    """Every element, the largest gap first."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid))
    context = {
        "gaps": gaps_page(person, at),
        "grid": GRID,
        **around(person, at, "element"),
    }
    return render(request, "governance/gaps.html", context)


@requires(EDIT)
@require_POST
def begin(request: HttpRequest, uid: str) -> HttpResponse:
    """List the elements that most talent systems have."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid, EDIT))
    actions.begin_analysis(by=person, organization=at)
    return redirect("reflect_gaps", uid=at.uid)


@requires(EDIT)
def add_element(request: HttpRequest, uid: str) -> HttpResponse:
    """Add an element of one's own."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid, EDIT))
    form = _form(request, person, at, None)
    page = reflect_form("Add an element", form, at, ABOVE, _address(at), button="Add element")
    return answer(request, page, lambda _version: actions.add_element(by=person, organization=at, **form.edit()))


@requires(EDIT)
def edit_element(request: HttpRequest, uid: str) -> HttpResponse:
    """Compare an element, cite data, and say what the gap leads to."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.elements(person, EDIT), uid=uid)
    at = found.organization
    form = _form(request, person, at, found)
    page = reflect_form(
        found.name,
        form,
        at,
        ABOVE,
        _address(at),
        version=found.version,
        initial_of=form.initial_of,
        part=("element", found),
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_element(by=person, element=found, started_from=version, **form.edit()),
    )


@requires(EDIT)
def score_all(request: HttpRequest, uid: str) -> HttpResponse:
    """Score every element in one form, as a committee does in a meeting."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid, EDIT))
    elements = elements_to_score(person, at, uids_in(request.POST) if request.method == "POST" else None)
    if not elements:
        messages.warning(request, NOTHING_TO_SCORE)
        return redirect(_address(at))
    form = ScoresForm(typed(request), elements=elements)
    scale = scale_of(at)
    page = reflect_form(
        "Score all elements",
        form,
        at,
        ABOVE,
        _address(at),
        button="Save all",
        lede=f"1 means {scale.low}, 4 means {scale.high}; one decimal is fine. {LEAVE_EMPTY}",
        version=EditedTogether(tuple(elements)).version,
        initial_of=form.initial_of,
        notes=(OTHERS,) if has_more_to_score(at, elements) else (),
        shown_by="governance/score_all.html",
    )
    return answer(
        request,
        page,
        lambda version: actions.score_elements(
            by=person, elements=elements, started_from=version, scores=form.scores()
        ),
    )


@requires(EDIT)
def word_scale(request: HttpRequest, uid: str) -> HttpResponse:
    """Say what the ends of the scale mean."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid, EDIT))
    scale = scale_of(at)
    form = ScaleForm(typed(request), initial=ScaleForm.initial_of(scale))
    page = reflect_form(
        "What the scale means", form, at, ABOVE, _address(at), version=scale.version, initial_of=ScaleForm.initial_of
    )
    return answer(
        request,
        page,
        lambda version: actions.word_scale(by=person, organization=at, started_from=version, **form.cleaned_data),
    )


def _form(request: HttpRequest, person: Person, at: Organization, found: TalentElement | None) -> ElementForm:
    return ElementForm(
        typed(request),
        objectives=objectives_to_offer(person, at),
        credentials=catalog_choices(person),
        element=found,
    )


def _address(at: Organization) -> str:
    return reverse("reflect_gaps", args=[at.uid])
