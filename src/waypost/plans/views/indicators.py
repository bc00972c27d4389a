"""Changing indicators and writing down measurements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.common import clock
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions import indicators as actions
from waypost.plans.forms.indicators import IndicatorForm, MeasurementForm
from waypost.plans.queries import access
from waypost.plans.views.shared import FormPage, answer_form


@requires(Permission.PLANS_PLAN_EDIT)
def add_indicator(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a performance measure to a plan."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person, access.EDIT), uid=uid)
    form = IndicatorForm(request.POST or None)
    back = reverse("plan", args=[plan.uid]) + "#indicators"
    page = FormPage("Add an indicator", form, plan, back, button="Add indicator", guides=("indicators",))
    return answer_form(
        request,
        page,
        lambda _version: actions.add_indicator(by=person, plan=plan, fields=form.fields_of_indicator()),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def edit_indicator(request: HttpRequest, uid: str) -> HttpResponse:
    """Change what is measured, from where to where."""
    person = signed_in_person(request)
    indicator = get_object_or_404(access.indicators(person, access.EDIT), uid=uid)
    form = IndicatorForm(request.POST or None, initial=IndicatorForm.initial_of(indicator))
    page = FormPage(
        "Edit the indicator",
        form,
        indicator.plan,
        reverse("plan_indicator", args=[uid]),
        version=indicator.version,
        initial_of=IndicatorForm.initial_of,
        guides=("indicators",),
    )
    return answer_form(
        request,
        page,
        lambda version: actions.edit_indicator(
            by=person, indicator=indicator, started_from=version, fields=form.fields_of_indicator()
        ),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def measure(request: HttpRequest, uid: str) -> HttpResponse:
    """Write down what was measured."""
    person = signed_in_person(request)
    indicator = get_object_or_404(access.indicators(person, access.EDIT), uid=uid)
    form = MeasurementForm(request.POST or None, today=clock.today(indicator.plan.organization.timezone))
    page = FormPage(
        "Add a measurement",
        form,
        indicator.plan,
        reverse("plan_indicator", args=[uid]),
        button="Add measurement",
        lede=indicator.text,
        refused={actions.FedIndicator: "value"},
    )
    return answer_form(
        request,
        page,
        lambda _version: actions.record_measurement(by=person, indicator=indicator, **form.cleaned_data),
    )
