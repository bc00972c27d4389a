"""Changing indicators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions import indicators as actions
from waypost.plans.forms.indicators import IndicatorForm
from waypost.plans.queries import access
from waypost.plans.views.shared import plan_form


@requires(Permission.PLANS_PLAN_EDIT)
def add_indicator(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a performance measure to a plan."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person, access.EDIT), uid=uid)
    form = IndicatorForm(request.POST or None, plan=plan)
    back = reverse("plan", args=[plan.uid]) + "#indicators"
    page = plan_form("Add an indicator", form, plan, back, button="Add indicator", guides=("indicators",))
    return answer(
        request,
        page,
        lambda _version: actions.add_indicator(by=person, plan=plan, fields=form.fields_of_indicator()),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def edit_indicator(request: HttpRequest, uid: str) -> HttpResponse:
    """Change what is measured, from where to where."""
    person = signed_in_person(request)
    indicator = get_object_or_404(access.indicators(person, access.EDIT), uid=uid)
    form = IndicatorForm(request.POST or None, plan=indicator.plan, indicator=indicator)
    page = plan_form(
        "Edit the indicator",
        form,
        indicator.plan,
        reverse("plan_indicator", args=[uid]),
        version=indicator.version,
        initial_of=IndicatorForm.initial_of,
        guides=("indicators",),
        refused={actions.TargetReasonMissing: "reason"},
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_indicator(
            by=person,
            indicator=indicator,
            started_from=version,
            fields=form.fields_of_indicator(),
            reason=form.reason,
        ),
    )
