"""Changing activities: words, dates and progress."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.common import clock
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.plans.actions import activities as actions
from waypost.plans.forms.activities import ActivityForm, DateForm, NewActivityForm, ProgressForm
from waypost.plans.models import Activity
from waypost.plans.queries import access
from waypost.plans.rules import words
from waypost.plans.views.shared import FormPage, answer_form


def editable(person: Person, uid: str) -> Activity:
    """Raises Http404 for all who may not edit it."""
    return get_object_or_404(access.activities(person, access.EDIT), uid=uid)


def address(activity: Activity) -> str:
    return reverse("plan_activity", args=[activity.uid])


@requires(Permission.PLANS_PLAN_EDIT)
def add_activity(request: HttpRequest, uid: str) -> HttpResponse:
    """Add an activity to one of a plan's objectives; `?objective=` chooses it."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person, access.EDIT), uid=uid)
    form = NewActivityForm(request.POST or None, plan=plan, chosen=request.GET.get("objective", ""))
    page = FormPage(
        "Add an activity",
        form,
        plan,
        reverse("plan", args=[uid]) + "#actions",
        button="Add activity",
        guides=("activities",),
        refused={actions.DateBeforeStart: "target_on"},
    )
    return answer_form(
        request,
        page,
        lambda _version: actions.add_activity(
            by=person,
            objective=form.cleaned_data["objective"],
            fields=form.fields_of_activity(),
            target_on=form.cleaned_data["target_on"],
        ),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def edit_activity(request: HttpRequest, uid: str) -> HttpResponse:
    """Change all but the target date and the progress."""
    person = signed_in_person(request)
    activity = editable(person, uid)
    form = ActivityForm(request.POST or None, initial=ActivityForm.initial_of(activity))
    page = FormPage(
        "Edit the activity",
        form,
        activity.objective.plan,
        address(activity),
        version=activity.version,
        initial_of=ActivityForm.initial_of,
        guides=("activities",),
        refused={actions.DateBeforeStart: "start_on"},
    )
    return answer_form(
        request,
        page,
        lambda version: actions.edit_activity(
            by=person, activity=activity, started_from=version, fields=form.fields_of_activity()
        ),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def redate(request: HttpRequest, uid: str) -> HttpResponse:
    """Move the target date, with a reason."""
    person = signed_in_person(request)
    activity = editable(person, uid)
    form = DateForm(request.POST or None)
    today = clock.today(activity.objective.plan.organization.timezone)
    planned = words.dates(activity.start_on, activity.target_on, activity.target_text, today)
    page = FormPage(
        "Set a new date",
        form,
        activity.objective.plan,
        reverse("plan", args=[activity.objective.plan.uid]),
        button="Save the new date",
        lede=f"{activity.text} (now: {planned})",
        version=activity.version,
        initial_of=lambda current: {"target_on": current.target_on},
        refused={actions.DateBeforeStart: "target_on", actions.ReasonMissing: "reason"},
    )
    return answer_form(
        request,
        page,
        lambda version: actions.redate_activity(
            by=person, activity=activity, started_from=version, **form.cleaned_data
        ),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def progress(request: HttpRequest, uid: str) -> HttpResponse:
    """Say how far an activity is."""
    person = signed_in_person(request)
    activity = editable(person, uid)
    kept = {"progress": activity.progress, "completed_on": activity.completed_on}
    today = clock.today(activity.objective.plan.organization.timezone)
    form = ProgressForm(request.POST or None, initial=kept, today=today)
    page = FormPage(
        "Record progress",
        form,
        activity.objective.plan,
        address(activity),
        lede=activity.text,
        version=activity.version,
        initial_of=lambda current: {"progress": current.progress, "completed_on": current.completed_on},
    )
    return answer_form(
        request,
        page,
        lambda version: actions.record_progress(
            by=person, activity=activity, started_from=version, **form.cleaned_data
        ),
    )
