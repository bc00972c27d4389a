"""Writing down what was measured, one by one or from a file, and putting it right."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from waypost.common import clock
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.plans.actions import measurements as actions
from waypost.plans.forms.measurements import (
    ConfirmMeasurementsForm,
    CorrectionForm,
    MeasurementForm,
    MeasurementsFileForm,
    TakeBackForm,
)
from waypost.plans.models import Indicator, Measurement, Plan
from waypost.plans.queries import access
from waypost.plans.queries.measurement_files import planned_measurements, uploads_of
from waypost.plans.queries.measuring import number_asked
from waypost.plans.rules.words import amount, day
from waypost.plans.views.shared import UNPROCESSABLE, plan_form
from waypost.standards.measurements_csv import TEMPLATE

#: A longer list is counted, not shown line by line.
LINES_SHOWN = 200


@signed_in
def measure(request: HttpRequest, uid: str) -> HttpResponse:
    """Write down what was measured; for those who edit the plan, and for the indicator's owner."""
    person = signed_in_person(request)
    indicator = get_object_or_404(access.indicators_to_measure(person), uid=uid)
    today = _today(indicator.plan)
    form = MeasurementForm(request.POST or None, today=today, asks=number_asked(indicator, today))
    page = plan_form(
        "Add a measurement",
        form,
        indicator.plan,
        _back(person, indicator),
        button="Add measurement",
        lede=indicator.text,
        refused={actions.FedIndicator: "value", actions.SecondNumber: "measured_on"},
        reads_plan=access.may_read(person, indicator.plan),
    )
    return answer(
        request,
        page,
        lambda _version: actions.record_measurement(by=person, indicator=indicator, **form.cleaned_data),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def correct(request: HttpRequest, uid: str) -> HttpResponse:
    """Put a number right that somebody wrote down."""
    person = signed_in_person(request)
    measurement = get_object_or_404(access.measurements_to_correct(person), uid=uid)
    plan = measurement.indicator.plan
    form = CorrectionForm(request.POST or None, today=_today(plan), initial=CorrectionForm.initial_of(measurement))
    page = plan_form(
        "Correct the measurement",
        form,
        plan,
        reverse("plan_indicator", args=[measurement.indicator.uid]),
        lede=measurement.indicator.text,
        version=measurement.version,
        initial_of=CorrectionForm.initial_of,
        refused={actions.ReasonMissing: "reason", actions.SecondNumber: "measured_on"},
    )
    return answer(
        request,
        page,
        lambda version: actions.correct_measurement(
            by=person, measurement=measurement, started_from=version, **form.cleaned_data
        ),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def take_back(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a number out of the course of its indicator."""
    person = signed_in_person(request)
    measurement = get_object_or_404(access.measurements_to_correct(person), uid=uid)
    indicator = measurement.indicator
    form = TakeBackForm(request.POST or None)
    page = plan_form(
        "Take the measurement back",
        form,
        indicator.plan,
        reverse("plan_indicator", args=[indicator.uid]),
        button="Take it back",
        lede=_said(measurement),
        version=measurement.version,
        refused={actions.ReasonMissing: "reason"},
    )
    return answer(
        request,
        page,
        lambda version: actions.take_back_measurement(
            by=person, measurement=measurement, started_from=version, **form.cleaned_data
        ),
    )


@signed_in
def upload(request: HttpRequest, uid: str) -> HttpResponse:
    """Choose a file of measurements; nothing is changed by it yet."""
    person = signed_in_person(request)
    indicator = get_object_or_404(access.indicators_to_measure(person).filter(source_key=""), uid=uid)
    is_sent = request.method == "POST"
    form = MeasurementsFileForm(request.POST, request.FILES) if is_sent else MeasurementsFileForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        kept = actions.keep_measurements(by=person, indicator=indicator, file_name=file.name, content=file.read())
        return redirect("plan_measurements_preview", uid=kept.uid)
    context = {"form": form, "indicator": indicator, "back": _back(person, indicator)}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "plans/indicator_upload.html", context, status=status)


@signed_in
@require_safe
def template(request: HttpRequest, uid: str) -> HttpResponse:
    """The file to fill in: its first line."""
    get_object_or_404(access.indicators_to_measure(signed_in_person(request)), uid=uid)
    name = {"Content-Disposition": 'attachment; filename="measurements.csv"'}
    return HttpResponse(TEMPLATE, content_type="text/csv; charset=utf-8", headers=name)


@signed_in
def preview(request: HttpRequest, uid: str) -> HttpResponse:
    """What the file would do, line by line, and the button that does it."""
    person = signed_in_person(request)
    kept = get_object_or_404(uploads_of(person), uid=uid)
    form = ConfirmMeasurementsForm(request.POST if request.method == "POST" else None)
    moved = ""
    if form.is_valid():
        try:
            done = actions.apply_measurements(by=person, upload=kept, **form.cleaned_data)
        except (actions.FileMoved, actions.FedIndicator) as error:
            moved = str(error)
        else:
            messages.success(request, f"The file is in: {len(done.new)} new, {done.there_count} already there.")
            return redirect(_back(person, kept.indicator))
    context = {"kept": kept, "planned": planned_measurements(kept), "moved": moved, "lines_shown": LINES_SHOWN}
    status = UNPROCESSABLE if moved or form.errors else 200
    return render(request, "plans/indicator_file.html", context, status=status)


def _back(person: Person, indicator: Indicator) -> str:
    """The indicator's page, or the first page for an owner who may not read the plan."""
    reads = access.may_read(person, indicator.plan)
    return reverse("plan_indicator", args=[indicator.uid]) if reads else reverse("home")


def _today(plan: Plan) -> date:
    return clock.today(plan.organization.timezone)


def _said(measurement: Measurement) -> str:
    indicator = measurement.indicator
    when = day(measurement.measured_on, _today(indicator.plan))
    return f"{amount(measurement.value, indicator.unit)} on {when}: {indicator.text}"
