"""Changing activities: words, dates, progress and what they need."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.common import clock
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.plans.actions import activities as actions
from waypost.plans.actions.dependencies import WaitsForItself, set_needs
from waypost.plans.actions.leads import UnclearLead
from waypost.plans.date_advice import advice_for
from waypost.plans.forms.activities import ActivityForm, DateForm, NewActivityForm, ProgressForm
from waypost.plans.forms.dependencies import NeedsForm
from waypost.plans.models import Activity, Objective, Plan
from waypost.plans.queries import access
from waypost.plans.queries.activities import others_in_plan
from waypost.plans.queries.leads import names_to_offer
from waypost.plans.queries.template_words import words_for
from waypost.plans.rules import words
from waypost.plans.views.shared import plan_form


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
    form.offer(names_to_offer(plan.organization))
    said = words_for(plan.organization)
    form.fields["text"].label, form.fields["objective"].label = said["activity"], said["objective"]
    page = plan_form(
        f"Add {said.one('activity')}",
        form,
        plan,
        reverse("plan", args=[uid]) + "#actions",
        button=f"Add {said.inside['activity']}",
        guides=("activities",),
        refused={actions.DateBeforeStart: "target_on", UnclearLead: "leads"},
        template="plans/date_form.html",
        more={"advice": advice_for(plan)},
    )
    return answer(request, page, lambda _version: _add(person, plan, form))


def _add(person: Person, plan: Plan, form: NewActivityForm) -> Activity:
    objective: Objective | str = form.cleaned_data["objective"]
    dates = {name: form.cleaned_data[name] for name in actions.PLANNED}
    if isinstance(objective, str):
        fields = form.fields_of_activity()
        return actions.add_first_activity(by=person, plan=plan, objective=objective, fields=fields, **dates)
    return actions.add_activity(by=person, objective=objective, fields=form.fields_of_activity(), **dates)


@requires(Permission.PLANS_PLAN_EDIT)
def edit_activity(request: HttpRequest, uid: str) -> HttpResponse:
    """Change all but the dates, the progress and what it needs."""
    person = signed_in_person(request)
    activity = editable(person, uid)
    form = ActivityForm(request.POST or None, initial=ActivityForm.initial_of(activity))
    form.offer(names_to_offer(activity.objective.plan.organization))
    said = words_for(activity.objective.plan.organization)
    form.fields["text"].label = said["activity"]
    page = plan_form(
        f"Edit the {said.inside['activity']}",
        form,
        activity.objective.plan,
        address(activity),
        version=activity.version,
        initial_of=ActivityForm.initial_of,
        guides=("activities",),
        refused={UnclearLead: "leads"},
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_activity(
            by=person, activity=activity, started_from=version, fields=form.fields_of_activity()
        ),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def redate(request: HttpRequest, uid: str) -> HttpResponse:
    """Move the planned dates, with a reason."""
    person = signed_in_person(request)
    activity = editable(person, uid)
    form = DateForm(request.POST or None, activity=activity)
    today = clock.today(activity.objective.plan.organization.timezone)
    planned = words.dates(activity.start_on, activity.target_on, activity.target_text, today)
    page = plan_form(
        "Set a new date",
        form,
        activity.objective.plan,
        reverse("plan", args=[activity.objective.plan.uid]),
        button="Save the new date",
        lede=f"{activity.text} (now: {planned})",
        version=activity.version,
        initial_of=DateForm.initial_of,
        refused={actions.DateBeforeStart: "target_on", actions.ReasonMissing: "reason"},
        template="plans/date_form.html",
        more={"advice": advice_for(activity.objective.plan)},
    )
    return answer(
        request,
        page,
        lambda version: actions.change_dates(by=person, activity=activity, started_from=version, **form.cleaned_data),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def progress(request: HttpRequest, uid: str) -> HttpResponse:
    """Say how far an activity is, and what came out of it."""
    person = signed_in_person(request)
    activity = editable(person, uid)
    today = clock.today(activity.objective.plan.organization.timezone)
    form = ProgressForm(request.POST or None, activity=activity, today=today)
    page = plan_form(
        "Record progress",
        form,
        activity.objective.plan,
        address(activity),
        lede=activity.text,
        version=activity.version,
        initial_of=ProgressForm.initial_of,
        refused={actions.DateBeforeStart: "completed_on"},
    )
    return answer(
        request,
        page,
        lambda version: actions.record_progress(
            by=person, activity=activity, started_from=version, actuals=form.actuals(), **form.said()
        ),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def needs(request: HttpRequest, uid: str) -> HttpResponse:
    """Choose what has to be done before an activity can begin."""
    person = signed_in_person(request)
    activity = editable(person, uid)
    form = NeedsForm(request.POST or None, activity=activity, others=others_in_plan(activity))
    page = plan_form(
        "What it needs",
        form,
        activity.objective.plan,
        address(activity),
        lede=f"Choose what has to be done before this can begin: {activity.text}",
        version=activity.version,
        initial_of=NeedsForm.initial_of,
        refused={WaitsForItself: "needed"},
    )
    return answer(
        request,
        page,
        lambda version: set_needs(by=person, activity=activity, started_from=version, needed=form.chosen()),
    )
