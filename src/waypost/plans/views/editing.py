"""Changing a plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions import plans as actions
from waypost.plans.forms.plans import PlanForm
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.plans.queries.direction import area_titles, goals_to_offer
from waypost.plans.views.shared import plan_form


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
    page = plan_form(
        "Edit the plan",
        form,
        plan,
        address(plan),
        version=plan.version,
        initial_of=PlanForm.initial_of,
        guides=("plan", "goal"),
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_plan(by=person, plan=plan, started_from=version, fields=form.fields_of_plan()),
    )
