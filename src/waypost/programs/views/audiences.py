"""Pages of for whom a program is, and of the schools that go first (FR3)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from waypost.common import clock
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.queries import may
from waypost.programs.actions import pilots as actions
from waypost.programs.forms.audiences import (
    AskSitesForm,
    AudienceForm,
    CommitmentForm,
    LevelsForm,
    PilotRangeForm,
)
from waypost.programs.queries import pilots as pilot_queries
from waypost.programs.queries.audiences import audience_of, audience_page, levels_of_schools
from waypost.programs.queries.planning import taken_out
from waypost.programs.queries.programs import programs
from waypost.programs.rules.pilots import UnsaidCommitment
from waypost.programs.views.pages import planning_form, typed
from waypost.programs.views.planning import MANAGE, READ, back_to


@requires(READ)
def audience(request: HttpRequest, uid: str) -> HttpResponse:
    """Whom the program is for, counted live."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person), uid=uid)
    schools = levels_of_schools(program)
    context = {
        "program": program,
        "may_manage": may(person, MANAGE, program.organization),
        "page": audience_page(person, program),
        "schools": schools,
        "lacks_levels": any(level is None for _, level in schools),
    }
    return render(request, "programs/planning/audience.html", context)


@requires(MANAGE)
def edit_audience(request: HttpRequest, uid: str) -> HttpResponse:
    """Describe the audience."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    stored = audience_of(program)
    form = AudienceForm(typed(request), program=program, initial=AudienceForm.initial_of(stored))
    page = planning_form(
        "Whom the program is for",
        form,
        program,
        back_to(program, "program_audience"),
        "Save the audience",
        version=stored.version,
        initial_of=AudienceForm.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.describe_audience(by=person, program=program, started_from=version, **form.described()),
    )


@requires(MANAGE)
def levels(request: HttpRequest, uid: str) -> HttpResponse:
    """Say of which level each school is."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    form = LevelsForm(typed(request), schools=levels_of_schools(program))
    back = back_to(program, "program_audience")
    refused = {actions.LevelsMoved: None}
    page = planning_form("Levels of your schools", form, program, back, "Save the levels", refused=refused)

    def save(_version: int) -> None:
        try:
            actions.say_levels(by=person, said=form.said())
        except actions.LevelsMoved:
            form.start_again()
            raise

    return answer(request, page, save)


@requires(READ)
def pilots(request: HttpRequest, uid: str) -> HttpResponse:
    """The schools that were asked, what each said, and whether it is enough."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person), uid=uid)
    found = pilot_queries.pilots(program)
    may_manage = may(person, MANAGE, program.organization)
    context = {
        "program": program,
        "may_manage": may_manage,
        "pilots": found,
        "lines": pilot_queries.with_what_they_said_before(found.sites),
        "taken_out": taken_out(program, ["site"]) if may_manage else (),
    }
    return render(request, "programs/planning/pilots.html", context)


@requires(MANAGE)
def set_range(request: HttpRequest, uid: str) -> HttpResponse:
    """Say how few and how many schools go first."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    stored = pilot_queries.pilots(program).range
    form = PilotRangeForm(typed(request), initial=PilotRangeForm.initial_of(stored))
    page = planning_form(
        "How many pilot sites",
        form,
        program,
        back_to(program, "program_pilots"),
        refused={actions.EmptyRange: "maximum"},
        version=stored.version,
        initial_of=PilotRangeForm.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.set_pilot_range(by=person, program=program, started_from=version, **form.cleaned_data),
    )


@requires(MANAGE)
def ask_sites(request: HttpRequest, uid: str) -> HttpResponse:
    """Put schools on the list."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    form = AskSitesForm(typed(request), program=program)
    back = back_to(program, "program_pilots")
    return answer(
        request,
        planning_form("Ask schools to go first", form, program, back, "Put them on the list"),
        lambda _version: actions.ask_sites(by=person, program=program, **form.cleaned_data),
    )


@requires(MANAGE)
def commitment(request: HttpRequest, uid: str) -> HttpResponse:
    """Write down what a school said."""
    person = signed_in_person(request)
    site = get_object_or_404(pilot_queries.sites_in_reach(person), uid=uid)
    today = clock.today(site.organization.timezone)
    form = CommitmentForm(typed(request), today=today, initial=CommitmentForm.initial_of(site))
    page = planning_form(
        f"What {site.organization.name} said",
        form,
        site.program,
        back_to(site.program, "program_pilots"),
        refused={UnsaidCommitment: None},
        version=site.version,
        initial_of=CommitmentForm.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.record_commitment(by=person, site=site, started_from=version, **form.said()),
    )
