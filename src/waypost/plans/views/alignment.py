"""The alignment matrix: its rows, and what its columns are called."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from waypost.common.conflicts import EditConflict
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions import plans as actions
from waypost.plans.actions.alignment import edit_columns
from waypost.plans.forms.alignment import AlignmentForm, ColumnsForm
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.plans.queries.alignment import WITH_STANDARDS, all_columns, row_texts, standing_columns
from waypost.plans.queries.template_words import words_for
from waypost.plans.rules.columns import filled_counts
from waypost.plans.views.shared import CONFLICT, UNPROCESSABLE, plan_form
from waypost.ui.editing import posted_number

ROW = "plans/alignment_form.html"


@requires(Permission.PLANS_PLAN_EDIT)
def add_alignment(request: HttpRequest, uid: str) -> HttpResponse:
    """Say what an objective is aligned with."""
    person = signed_in_person(request)
    objective = get_object_or_404(access.objectives(person, access.EDIT), uid=uid)
    form = AlignmentForm(request.POST or None, plan=objective.plan, columns=standing_columns(objective.plan))
    words = words_for(objective.plan.organization)
    page = plan_form(
        f"Align {words.inside['objective']} {objective.number}",
        form,
        objective.plan,
        back_to(objective.plan),
        button="Add",
        lede=objective.text,
        guides=("alignment",),
        template=ROW,
        more={"find": reverse("plan_standards_new", args=[uid])},
    )
    return answer(
        request,
        page,
        lambda _version: actions.add_alignment_row(by=person, objective=objective, fields=form.fields_of_row()),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def edit_alignment(request: HttpRequest, uid: str) -> HttpResponse:
    """Change a row of the alignment matrix."""
    person = signed_in_person(request)
    row = get_object_or_404(access.alignment_rows(person, access.EDIT).prefetch_related(WITH_STANDARDS), uid=uid)
    form = AlignmentForm(request.POST or None, plan=row.plan, columns=standing_columns(row.plan), row=row)
    page = plan_form(
        "Edit alignment",
        form,
        row.plan,
        back_to(row.plan),
        version=row.version,
        initial_of=form.initial_of,
        guides=("alignment",),
        template=ROW,
        more={"find": reverse("plan_standards", args=[uid]), "row": row},
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_alignment_row(
            by=person, row=row, started_from=version, fields=form.fields_of_row()
        ),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def columns(request: HttpRequest, uid: str) -> HttpResponse:
    """Rename, add, order and take out columns of the matrix."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person, access.EDIT), uid=uid)
    form = _columns_form(request, plan)
    version, status = plan.version, UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        started_from = posted_number(request.POST, "version")
        try:
            edit_columns(by=person, plan=plan, started_from=started_from, labels=form.labels(), columns=form.wanted())
        except EditConflict:
            status = CONFLICT
        else:
            return redirect(back_to(plan))
    elif form.is_bound:
        version = posted_number(request.POST, "version")
    context = {"form": form, "plan": plan, "version": version, "is_conflict": status == CONFLICT}
    return render(request, "plans/columns.html", {**context, "back": back_to(plan)}, status=status)


def _columns_form(request: HttpRequest, plan: Plan) -> ColumnsForm:
    found = all_columns(plan)
    return ColumnsForm(request.POST or None, plan=plan, columns=found, filled=filled_counts(found, row_texts(plan)))


def back_to(plan: Plan) -> str:
    """The matrix on the plan's page."""
    return reverse("plan", args=[plan.uid]) + "#alignment"
