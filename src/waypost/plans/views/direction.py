"""The priority areas and broad goals of organizations."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions import direction as actions
from waypost.plans.actions.plans import add_goal as put_on_list
from waypost.plans.forms.direction import GoalForm, NewPriorityAreaForm, PriorityAreaForm
from waypost.plans.queries import access
from waypost.plans.queries import direction as queries
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link


@requires(Permission.PLANS_PLAN_READ)
def priorities(request: HttpRequest) -> HttpResponse:
    """The list: areas with their reasons, goals, and the plans that serve each."""
    person = signed_in_person(request)
    page = queries.priorities_page(person, request.GET.get("page"))
    may_add = access.organizations_to_plan_for(person).exists()
    return render(request, "plans/priorities.html", {"list": page, "may_add": may_add})


@requires(Permission.PLANS_PLAN_EDIT)
def add_area(request: HttpRequest) -> HttpResponse:
    """Put a priority area on an organization's list."""
    person = signed_in_person(request)
    form = NewPriorityAreaForm(request.POST or None, organizations=access.organizations_to_plan_for(person))
    page = _page(
        "Add a priority area",
        form,
        button="Add priority area",
        refused={actions.OnTheListAlready: "title"},
    )
    return answer(request, page, lambda _version: actions.set_priority_area(by=person, **form.cleaned_data))


@requires(Permission.PLANS_PLAN_EDIT)
def edit_area(request: HttpRequest, uid: str) -> HttpResponse:
    """Reword a priority area."""
    person = signed_in_person(request)
    area = get_object_or_404(queries.priority_areas(person, access.EDIT), uid=uid)
    form = PriorityAreaForm(request.POST or None, initial=PriorityAreaForm.initial_of(area))
    page = _page(
        "Reword the priority area",
        form,
        version=area.version,
        initial_of=PriorityAreaForm.initial_of,
        refused={actions.OnTheListAlready: "title"},
        zone=area.organization.timezone,
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_priority_area(by=person, area=area, started_from=version, **form.cleaned_data),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def add_goal(request: HttpRequest, uid: str) -> HttpResponse:
    """Put a broad goal under a priority area; one in the same words is there once."""
    person = signed_in_person(request)
    area = get_object_or_404(queries.priority_areas(person, access.EDIT), uid=uid)
    form = GoalForm(request.POST or None)
    page = _page(
        "Add a broad goal",
        form,
        button="Add goal",
        lede=area.title,
    )
    return answer(
        request, page, lambda _version: put_on_list(by=person, priority_area=area, text=form.cleaned_data["text"])
    )


@requires(Permission.PLANS_PLAN_EDIT)
def edit_goal(request: HttpRequest, uid: str) -> HttpResponse:
    """Reword a broad goal."""
    person = signed_in_person(request)
    goal = get_object_or_404(queries.goals(person), uid=uid)
    form = GoalForm(request.POST or None, initial=GoalForm.initial_of(goal))
    page = _page(
        "Reword the goal",
        form,
        lede="The new words stand in every plan that serves this goal.",
        version=goal.version,
        initial_of=GoalForm.initial_of,
        refused={actions.OnTheListAlready: "text"},
        zone=goal.priority_area.organization.timezone,
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_goal(by=person, goal=goal, started_from=version, **form.cleaned_data),
    )


def _page(heading: str, form: Form, **more: Any) -> FormPage:
    """A form about the list, which stands above all plans."""
    back = reverse("plan_priorities")
    crumbs = (Link("Priorities and goals", back),)
    return FormPage(heading, form, back, crumbs=crumbs, template="plans/priority_form.html", **more)
