"""Pages of cohorts, for those who run them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from waypost.common import clock
from waypost.common.conflicts import EditConflict
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.programs.actions import cohorts as actions
from waypost.programs.forms.cohorts import CohortForm, EditCohortForm, FindEducatorsForm, InviteForm, LeaveForm
from waypost.programs.models import Cohort
from waypost.programs.queries.cohorts import (
    cohorts_of_branch,
    educators_in,
    educators_to_invite,
    members,
    members_of_branch,
)
from waypost.programs.queries.planning import conversations
from waypost.programs.queries.programs import programs
from waypost.programs.rules.periods import MisdatedPeriod, Period, stage
from waypost.programs.views.pages import FormFrame, conflict_page, form_page, typed

READ = Permission.PROGRAMS_PROGRAM_READ
MANAGE = Permission.PROGRAMS_COHORT_MANAGE


@requires(MANAGE)
def new_cohort(request: HttpRequest, uid: str) -> HttpResponse:
    """Open a cohort."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    form = CohortForm(typed(request))
    if form.is_valid():
        try:
            cohort = actions.open_cohort(by=person, program=program, **form.cleaned_data)
        except (MisdatedPeriod, actions.NameTaken) as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("cohort_invite", uid=cohort.uid)
    back = reverse("program", args=[uid])
    frame = FormFrame(f"Open a cohort of {program.name}", "Open the cohort", back, talks=conversations(program))
    return form_page(request, form, frame)


@requires(READ)
def cohort_page(request: HttpRequest, uid: str) -> HttpResponse:
    """Who is in a cohort, by school."""
    person = signed_in_person(request)
    cohort = get_object_or_404(cohorts_of_branch(person), uid=uid)
    context = {
        "cohort": cohort,
        "stage": _stage(cohort),
        "members": members(cohort),
        "educator_count": educators_in(person, cohort),
        "may_see_names": may(person, MANAGE, cohort.program.organization),
    }
    return render(request, "programs/cohort.html", context)


def _stage(cohort: Cohort) -> str:
    return stage(Period(cohort.starts_on, cohort.ends_on), clock.today(cohort.program.organization.timezone))


@requires(MANAGE)
def edit_cohort(request: HttpRequest, uid: str) -> HttpResponse:
    """Change a cohort's name and dates."""
    person = signed_in_person(request)
    cohort = get_object_or_404(cohorts_of_branch(person, MANAGE), uid=uid)
    form = EditCohortForm(typed(request), initial=EditCohortForm.initial_of(cohort))
    talks = conversations(cohort.program)
    frame = FormFrame(f"Change {cohort.name}", "Save", back=reverse("cohort", args=[uid]), talks=talks)
    if form.is_valid():
        try:
            actions.edit_cohort(by=person, cohort=cohort, **form.edit())
        except EditConflict as conflict:
            return conflict_page(request, form, frame, conflict)
        except (MisdatedPeriod, actions.NameTaken) as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("cohort", uid=cohort.uid)
    return form_page(request, form, frame)


@requires(MANAGE)
def invite_educators(request: HttpRequest, uid: str) -> HttpResponse:
    """Find educators of the branch and invite them."""
    person = signed_in_person(request)
    cohort = get_object_or_404(cohorts_of_branch(person, MANAGE), uid=uid)
    find = FindEducatorsForm(request.GET, cohort=cohort)
    found = educators_to_invite(cohort, **find.wanted())
    form = InviteForm(typed(request), found=found)
    if form.is_valid():
        invited = actions.invite_to_cohort(by=person, cohort=cohort, educators=form.cleaned_data["educators"])
        messages.success(request, f"{len(invited)} invited to {cohort.name}.")
        return redirect("cohort", uid=cohort.uid)
    context = {"cohort": cohort, "find": find, "form": form, "found": found}
    return render(request, "programs/invite.html", context, status=422 if form.is_bound else 200)


@requires(MANAGE)
def leave_cohort(request: HttpRequest, uid: str) -> HttpResponse:
    """Take an educator out of a cohort, with a reason."""
    person = signed_in_person(request)
    member = get_object_or_404(members_of_branch(person), uid=uid)
    form = LeaveForm(typed(request))
    if form.is_valid():
        actions.leave_cohort(by=person, member=member, why=form.cleaned_data["reason"])
        messages.success(request, f"{member.person.name} is no longer in {member.cohort.name}.")
        return redirect("cohort", uid=member.cohort.uid)
    heading = f"Take {member.person.name} out of {member.cohort.name}"
    return form_page(request, form, FormFrame(heading, "Take out", back=reverse("cohort", args=[member.cohort.uid])))
