"""Changing a plan and its alignment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions import plans as actions
from waypost.plans.forms.objectives import AlignmentForm
from waypost.plans.forms.plans import PlanForm
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.plans.queries.direction import area_titles, goals_to_offer
from waypost.plans.views.shared import FormPage, answer_form


def address(plan: Plan, place: str = "") -> str:
    """Back to the plan, at the part that was changed."""
    return reverse("plan", args=[plan.uid]) + place


@requires(Permission.PLANS_PLAN_EDIT)
def edit_plan(request: HttpRequest, uid: str) -> HttpResponse:
    """Change the plan's own words."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person, access.EDIT), uid=uid)
    form = PlanForm(request.POST or None, initial=PlanForm.initial_of(plan))
    form.offer_areas(area_titles(person, plan.organization))
    form.offer_goals(goals_to_offer(person, plan.organization))
    page = FormPage(
        "Edit the plan",
        form,
        plan,
        address(plan),
        version=plan.version,
        initial_of=PlanForm.initial_of,
        guides=("plan", "goal"),
    )
    return answer_form(
        request,
        page,
        lambda version: actions.edit_plan(by=person, plan=plan, started_from=version, fields=form.fields_of_plan()),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def add_alignment(request: HttpRequest, uid: str) -> HttpResponse:
    """Say what an objective is aligned with."""
    person = signed_in_person(request)
    objective = get_object_or_404(access.objectives(person, access.EDIT), uid=uid)
    form = AlignmentForm(request.POST or None, plan=objective.plan)
    heading = f"Align objective {objective.number}"
    page = FormPage(
        heading,
        form,
        objective.plan,
        address(objective.plan, "#alignment"),
        button="Add",
        lede=objective.text,
        guides=("alignment",),
    )
    return answer_form(
        request,
        page,
        lambda _version: actions.add_alignment_row(by=person, objective=objective, fields=form.fields_of_row()),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def edit_alignment(request: HttpRequest, uid: str) -> HttpResponse:
    """Change a row of the alignment matrix."""
    person = signed_in_person(request)
    row = get_object_or_404(access.alignment_rows(person, access.EDIT), uid=uid)
    form = AlignmentForm(request.POST or None, plan=row.plan, initial=AlignmentForm.initial_of(row))
    page = FormPage(
        "Edit alignment",
        form,
        row.plan,
        address(row.plan, "#alignment"),
        version=row.version,
        initial_of=AlignmentForm.initial_of,
        guides=("alignment",),
    )
    return answer_form(
        request,
        page,
        lambda version: actions.edit_alignment_row(
            by=person, row=row, started_from=version, fields=form.fields_of_row()
        ),
    )
