"""The page on which activities of the plan are put into a phase."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.programs.actions.phase_activities import choose_activities
from waypost.programs.actions.phases import CycleClosed
from waypost.programs.forms.phase_activities import PhaseActivitiesForm
from waypost.programs.models import Phase
from waypost.programs.queries.phase_activities import activities_in, activities_to_choose
from waypost.programs.queries.phases import phases
from waypost.programs.queries.programs import MANAGE, programs
from waypost.programs.views.pages import typed
from waypost.ui.editing import BASE, FormPage, posted_base
from waypost.ui.navigation import Link


@requires(Permission.PROGRAMS_PROGRAM_MANAGE)
def phase_activities(request: HttpRequest, uid: str) -> HttpResponse:
    """Choose which activities of the plan fall in a phase."""
    person = signed_in_person(request)
    phase = get_object_or_404(phases(person, MANAGE), uid=uid)
    program = get_object_or_404(programs(person, MANAGE), pk=phase.cycle.program_id)
    plan = program.activity.objective.plan
    chosen = [activity.uid for activity in activities_in(person, phase)]
    form = PhaseActivitiesForm(typed(request), found=activities_to_choose(person, plan), chosen=chosen)
    started_from = dict(posted_base(request.POST)).get(f"{BASE}activities", "").split()
    back = reverse("phase", args=[uid])
    page = FormPage(
        f"Activities in “{phase.name}”",
        form,
        back,
        lede=f"Of “{plan.title}”. An activity falls in one phase: one that you tick here leaves its other phase.",
        crumbs=(Link(phase.name, back),),
        zone=program.organization.timezone,
        refused={CycleClosed: None},
        initial_of=lambda current: _saved(person, current),
    )
    return answer(
        request,
        page,
        lambda _version: choose_activities(
            by=person, phase=phase, activities=form.cleaned_data["activities"], started_from=started_from
        ),
    )


def _saved(person: Person, phase: Phase) -> dict[str, list[str]]:
    """What fell in the phase meanwhile."""
    return {"activities": [activity.uid for activity in activities_in(person, phase)]}
