"""Standards of frameworks for a row of the alignment matrix: search, tick, add."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.frameworks.models import FrameworkItem
from waypost.frameworks.queries import frameworks_for, may_keep
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.plans.actions import alignment as actions
from waypost.plans.forms.alignment import StandardSearchForm
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.plans.queries.alignment import says_nothing, standards_chosen, standards_to_find
from waypost.plans.queries.template_words import words_for
from waypost.plans.rules.words import count_of
from waypost.plans.views.alignment import back_to
from waypost.plans.views.shared import UNPROCESSABLE

FOUND = 30
CHOOSE = "Tick at least one standard, then add."


@requires(Permission.PLANS_PLAN_EDIT)
def new_row(request: HttpRequest, uid: str) -> HttpResponse:
    """Find standards for a new row about an objective."""
    person = signed_in_person(request)
    objective = get_object_or_404(access.objectives(person, access.EDIT), uid=uid)
    chosen = _chosen(request, person, objective.plan)
    if chosen:
        row = actions.align_with_standards(by=person, objective=objective, items=chosen)
        return _added(request, row.uid, chosen)
    word = words_for(objective.plan.organization).inside["objective"]
    about = {"heading": f"Standards for {word} {objective.number}", "lede": objective.text}
    return _search(request, person, objective.plan, about)


@requires(Permission.PLANS_PLAN_EDIT)
def row_standards(request: HttpRequest, uid: str) -> HttpResponse:
    """The standards that a row names, and a search for more."""
    person = signed_in_person(request)
    row = get_object_or_404(access.alignment_rows(person, access.EDIT), uid=uid)
    chosen = _chosen(request, person, row.plan)
    if chosen:
        try:
            actions.name_standards(by=person, row=row, items=chosen)
        except actions.RowGone as gone:
            return _gone(request, row.plan, gone)
        return _added(request, uid, chosen)
    about = {"heading": "Standards of this row", "lede": row.objective.text if row.objective else row.objective_text}
    standards = row.standards.select_related("item")
    named = {"row": row, "standards": standards, "says_nothing": says_nothing(row)}
    return _search(request, person, row.plan, {**about, **named})


@requires(Permission.PLANS_PLAN_EDIT)
@require_POST
def take_out(request: HttpRequest, uid: str) -> HttpResponse:
    """A row names a standard no longer."""
    person = signed_in_person(request)
    standard = get_object_or_404(access.aligned_standards(person), uid=uid)
    try:
        actions.take_out_standard(by=person, standard=standard)
    except actions.RowGone as gone:
        return _gone(request, standard.alignment_row.plan, gone)
    return redirect("plan_standards", standard.alignment_row.uid)


def _chosen(request: HttpRequest, person: Person, plan: Plan) -> list[FrameworkItem]:
    return standards_chosen(person, plan, request.POST.getlist("item")) if request.method == "POST" else []


def _gone(request: HttpRequest, plan: Plan, gone: actions.RowGone) -> HttpResponse:
    messages.warning(request, str(gone))
    return redirect("plan", plan.uid)


def _added(request: HttpRequest, row_uid: str, chosen: list[FrameworkItem]) -> HttpResponse:
    messages.success(request, f"Added {count_of(len(chosen), 'standard')}.")
    return redirect("plan_standards", row_uid)


def _search(request: HttpRequest, person: Person, plan: Plan, about: dict[str, Any]) -> HttpResponse:
    form = StandardSearchForm(request.GET)
    found = standards_to_find(person, plan, form.words())
    is_sent = request.method == "POST"
    context = {
        **about,
        "plan": plan,
        "form": form,
        "words": form.words(),
        "page": Paginator(found, FOUND).get_page(request.GET.get("page")),
        "has_frameworks": frameworks_for(person, plan.organization).exists(),
        "may_keep": may_keep(person),
        "problem": CHOOSE if is_sent else "",
        "back": back_to(plan),
        "clear": request.path if form.words() else "",
    }
    return render(request, "plans/standards.html", context, status=UNPROCESSABLE if is_sent else 200)
