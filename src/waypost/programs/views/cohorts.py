"""Pages of cohorts, for those who run them."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from waypost.common import clock
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.programs.actions import cohorts as actions
from waypost.programs.forms.cohorts import CohortForm, FindEducatorsForm, InviteForm, LeaveForm
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
from waypost.programs.views.pages import dated_form, typed
from waypost.ui.editing import FormPage

READ = Permission.PROGRAMS_PROGRAM_READ
MANAGE = Permission.PROGRAMS_COHORT_MANAGE
REFUSED: Mapping[type[Exception], str | None] = {MisdatedPeriod: None, actions.NameTaken: None}


@requires(MANAGE)
def new_cohort(request: HttpRequest, uid: str) -> HttpResponse:
    """Open a cohort."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    form = CohortForm(typed(request))
    page = dated_form(
        f"Open a cohort of {program.name}",
        form,
        reverse("program", args=[uid]),
        "Open the cohort",
        talks=conversations(program),
        refused=REFUSED,
    )
    return answer(
        request,
        page,
        lambda _version: actions.open_cohort(by=person, program=program, **form.cleaned_data),
        then=lambda cohort: reverse("cohort_invite", args=[cohort.uid]),
    )


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
    form = CohortForm(typed(request), initial=CohortForm.initial_of(cohort))
    page = dated_form(
        f"Change {cohort.name}",
        form,
        reverse("cohort", args=[uid]),
        talks=conversations(cohort.program),
        zone=cohort.program.organization.timezone,
        version=cohort.version,
        initial_of=CohortForm.initial_of,
        refused=REFUSED,
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_cohort(by=person, cohort=cohort, started_from=version, **form.cleaned_data),
    )


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
    page = FormPage(
        f"Take {member.person.name} out of {member.cohort.name}",
        form,
        reverse("cohort", args=[member.cohort.uid]),
        "Take out",
        done=f"{member.person.name} is no longer in {member.cohort.name}.",
    )
    return answer(
        request,
        page,
        lambda _version: actions.leave_cohort(by=person, member=member, why=form.cleaned_data["reason"]),
    )
