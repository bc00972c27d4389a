"""How a plan's work goes on at each stage, and who has a voice in it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions import direction as actions
from waypost.plans.forms.direction import InvolvementForm, ProcedureForm
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.plans.rules.kinds import Stage
from waypost.plans.rules.voices import levels_count_in
from waypost.plans.views.shared import plan_form


@requires(Permission.PLANS_PLAN_EDIT)
def procedure(request: HttpRequest, uid: str, stage: str) -> HttpResponse:
    """Say how work goes on at one stage."""
    if stage not in set(Stage):
        raise Http404
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person, access.EDIT), uid=uid)
    found = plan.procedures.filter(stage=stage).first()
    form = ProcedureForm(request.POST or None, initial=ProcedureForm.initial_of(found))
    page = plan_form(
        f"Procedures: {stage}",
        form,
        plan,
        reverse("plan", args=[uid]) + "#procedures",
        version=found.version if found else 0,
        initial_of=ProcedureForm.initial_of,
        template="plans/procedure_form.html",
        more={"stage": stage},
    )
    return answer(
        request,
        page,
        lambda version: actions.write_procedure(
            by=person, plan=plan, stage=Stage(stage), started_from=version, **form.cleaned_data
        ),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def add_involvement(request: HttpRequest, uid: str) -> HttpResponse:
    """Say who takes part; `?stage=` chooses the stage."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person, access.EDIT), uid=uid)
    chosen = {"stage": request.GET.get("stage", "")}
    form = InvolvementForm(request.POST or None, with_levels=_has_levels(plan), initial=chosen)
    page = plan_form("Add who takes part", form, plan, _back(plan), button="Add")
    return answer(
        request, page, lambda _version: actions.add_involvement(by=person, plan=plan, fields=form.fields_of_row())
    )


@requires(Permission.PLANS_PLAN_EDIT)
def edit_involvement(request: HttpRequest, uid: str) -> HttpResponse:
    """Change who takes part."""
    person = signed_in_person(request)
    row = get_object_or_404(access.involvements(person, access.EDIT), uid=uid)
    form = InvolvementForm(request.POST or None, with_levels=_has_levels(row.plan))
    form.initial = form.initial_of(row)
    page = plan_form(
        "Edit who takes part",
        form,
        row.plan,
        _back(row.plan),
        version=row.version,
        initial_of=form.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_involvement(
            by=person, row=row, started_from=version, fields=form.fields_of_row(row.school_level)
        ),
    )


def _has_levels(plan: Plan) -> bool:
    return levels_count_in(plan.organization.kind)


def _back(plan: Plan) -> str:
    return reverse("plan", args=[plan.uid]) + "#voices"
