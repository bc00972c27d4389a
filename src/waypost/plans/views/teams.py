"""A plan's teams, each with its annual work plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions import teams as actions
from waypost.plans.forms.teams import ActivityTeamForm, TeamForm
from waypost.plans.queries import access
from waypost.plans.queries.leads import names_to_offer
from waypost.plans.queries.work_plans import team_page
from waypost.plans.views.shared import plan_form

UNCLEAR: dict[type[Exception], str] = {actions.UnclearTeamLead: "lead", actions.UnclearMember: "members"}


@requires(Permission.PLANS_PLAN_READ)
def team(request: HttpRequest, uid: str) -> HttpResponse:
    """One team and its work in a school year; `?year=2026` is 2026-27."""
    person = signed_in_person(request)
    found = get_object_or_404(access.teams(person), uid=uid)
    return render(request, "plans/team.html", {"page": team_page(person, found, request.GET.get("year", ""))})


@requires(Permission.PLANS_PLAN_EDIT)
def add_team(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a team to a plan."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person, access.EDIT), uid=uid)
    form = TeamForm(request.POST or None, suggestions=names_to_offer(plan.organization))
    back = reverse("plan", args=[uid]) + "#teams"
    page = plan_form("Add a team", form, plan, back, button="Add team", refused=UNCLEAR)
    return answer(request, page, lambda _version: actions.add_team(by=person, plan=plan, fields=form.fields_of_team()))


@requires(Permission.PLANS_PLAN_EDIT)
def edit_team(request: HttpRequest, uid: str) -> HttpResponse:
    """Change topic, lead and places."""
    person = signed_in_person(request)
    found = get_object_or_404(access.teams(person, access.EDIT), uid=uid)
    offered = names_to_offer(found.plan.organization)
    form = TeamForm(request.POST or None, suggestions=offered, initial=TeamForm.initial_of(found))
    page = plan_form(
        "Edit the team",
        form,
        found.plan,
        reverse("plan_team", args=[uid]),
        version=found.version,
        initial_of=TeamForm.initial_of,
        refused=UNCLEAR,
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_team(by=person, team=found, started_from=version, fields=form.fields_of_team()),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def choose_team(request: HttpRequest, uid: str) -> HttpResponse:
    """Say which team carries an activity out."""
    person = signed_in_person(request)
    activity = get_object_or_404(access.activities(person, access.EDIT), uid=uid)
    plan = activity.objective.plan
    form = ActivityTeamForm(request.POST or None, plan=plan, initial=ActivityTeamForm.initial_of(activity))
    page = plan_form(
        "Choose the team",
        form,
        plan,
        reverse("plan_activity", args=[uid]),
        lede=activity.text,
        version=activity.version,
        initial_of=ActivityTeamForm.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.choose_team(
            by=person, activity=activity, started_from=version, team=form.cleaned_data["team"]
        ),
    )
