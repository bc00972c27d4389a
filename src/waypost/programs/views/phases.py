"""Pages of phases: which a program goes through, what each should bring forth, and cycle by cycle."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from waypost.common import clock
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.programs.actions import phases as actions
from waypost.programs.forms.phases import EnterForm, FollowForm, LeaveForm
from waypost.programs.models import Phase, Program
from waypost.programs.queries.phase_activities import activities_in
from waypost.programs.queries.phase_lines import CycleShown, cycle_shown
from waypost.programs.queries.phase_nav import phase_links
from waypost.programs.queries.phase_snapshots import left_open, snapshot_page
from waypost.programs.queries.phases import cycles, open_cycle, phases, programs_in_phases, sets_to_follow
from waypost.programs.queries.programs import programs
from waypost.programs.rules.phases import MisdatedStay
from waypost.programs.views.pages import typed
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

READ = Permission.PROGRAMS_PROGRAM_READ
MANAGE = Permission.PROGRAMS_PROGRAM_MANAGE
IN_SIGHT = 5


@requires(READ)
def phase_list(request: HttpRequest) -> HttpResponse:
    """The programs of the branch with the phases that each is in; straight to the only one."""
    found = programs_in_phases(signed_in_person(request))
    if len(found) == 1:
        return redirect("program_phases", uid=found[0].uid)
    return render(request, "programs/phase_list.html", {"programs": found})


@requires(READ)
def program_phases(request: HttpRequest, uid: str) -> HttpResponse:
    """All phases of a program with rings, what is missing next, and what an earlier cycle left open."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person), uid=uid)
    shown = _shown(person, program)
    if shown is None:
        return _no_phases(request, person, program)
    earlier = list(program.cycles.exclude(closed_at=None).order_by("-number"))
    context = {
        "program": program,
        "shown": shown,
        "phase_nav": phase_links(shown),
        "tabs": _tabs(program, "program_phases"),
        "missing": shown.missing_next(IN_SIGHT),
        "earlier": earlier,
        "left_open": left_open(person, earlier[0]) if earlier else None,
    }
    return render(request, "programs/phases.html", context)


@requires(READ)
def program_elements(request: HttpRequest, uid: str) -> HttpResponse:
    """The same outcomes by the five groups of key elements (FR7)."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person), uid=uid)
    shown = _shown(person, program)
    if shown is None:
        return _no_phases(request, person, program)
    tabs = _tabs(program, "program_elements")
    context = {"program": program, "shown": shown, "phase_nav": phase_links(shown), "tabs": tabs}
    return render(request, "programs/elements.html", context)


def _no_phases(request: HttpRequest, person: Person, program: Program) -> HttpResponse:
    may_edit = may(person, MANAGE, program.organization)
    return render(request, "programs/no_phases.html", {"program": program, "may_edit": may_edit})


def _shown(person: Person, program: Program) -> CycleShown | None:
    """The open cycle; None where the program follows no phases yet."""
    cycle = open_cycle(program)
    if cycle is None:
        return None
    cycle.program = program
    return cycle_shown(person, cycle)


def _tabs(program: Program, current: str) -> tuple[Link, ...]:
    pages = (("By phase", "program_phases"), ("By key element", "program_elements"))
    return tuple(Link(label, reverse(name, args=[program.uid]), is_current=name == current) for label, name in pages)


@requires(READ)
def cycle_page(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """A cycle that is over, as it stood on the day on which the next one began."""
    person = signed_in_person(request)
    cycle = get_object_or_404(cycles(person).exclude(closed_at=None), program__uid=uid, number=number)
    return render(request, "programs/cycle.html", {"cycle": cycle, "phases": snapshot_page(person, cycle)})


@requires(READ)
def phase_page(request: HttpRequest, uid: str) -> HttpResponse:
    """One phase: its outcomes with what is there, and its questions."""
    person = signed_in_person(request)
    phase = get_object_or_404(phases(person), uid=uid)
    if phase.cycle.closed_at is not None:
        return redirect("program_cycle", uid=phase.cycle.program.uid, number=phase.cycle.number)
    phase.cycle.program = get_object_or_404(programs(person), pk=phase.cycle.program_id)
    shown = cycle_shown(person, phase.cycle)
    context = {
        "shown": shown,
        "page": shown.phase(uid),
        "phase_nav": phase_links(shown, uid),
        "count": len(shown.phases),
        "activities": activities_in(person, phase),
    }
    return render(request, "programs/phase.html", context)


@requires(MANAGE)
def follow(request: HttpRequest, uid: str) -> HttpResponse:
    """Choose the set of phases that a program follows."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    sets = sets_to_follow(program.organization)
    form = FollowForm(typed(request), sets=sets, today=_today(program))
    page = FormPage(
        "Follow phases",
        form,
        reverse("program_phases", args=[uid]),
        button="Follow these phases",
        lede="Phases show what is there, what is missing, and who has it. You can be in two at once, and go back.",
        crumbs=(Link(program.name, reverse("program", args=[uid])),),
        refused={actions.FollowsPhases: None},
    )
    return answer(
        request,
        page,
        lambda _version: actions.follow_phases(
            by=person,
            program=program,
            words=sets[form.cleaned_data["follows"]],
            began_on=form.cleaned_data["on"],
        ),
    )


@requires(MANAGE)
def enter(request: HttpRequest, uid: str) -> HttpResponse:
    """Enter a phase, or go back to it."""
    person = signed_in_person(request)
    phase = get_object_or_404(phases(person, MANAGE), uid=uid)
    form = EnterForm(typed(request), today=_today(phase.cycle.program))
    lede = "Phases that you are in go on: leave them on their own pages."
    page = _stay_page(f"Enter “{phase.name}”", "Enter the phase", form, phase, lede)
    return answer(request, page, lambda _version: actions.enter_phase(by=person, phase=phase, **form.cleaned_data))


@requires(MANAGE)
def leave(request: HttpRequest, uid: str) -> HttpResponse:
    """Leave a phase; it can be entered again."""
    person = signed_in_person(request)
    phase = get_object_or_404(phases(person, MANAGE), uid=uid)
    form = LeaveForm(typed(request), today=_today(phase.cycle.program))
    lede = "What is there stays, and you can come back at any time."
    page = _stay_page(f"Leave “{phase.name}”", "Leave the phase", form, phase, lede)
    return answer(request, page, lambda _version: actions.leave_phase(by=person, phase=phase, **form.cleaned_data))


def _stay_page(heading: str, button: str, form: EnterForm | LeaveForm, phase: Phase, lede: str) -> FormPage:
    url = reverse("phase", args=[phase.uid])
    return FormPage(
        heading,
        form,
        url,
        button=button,
        lede=lede,
        crumbs=(Link(phase.name, url),),
        refused={actions.InPhase: None, actions.NotInPhase: None, actions.CycleClosed: None, MisdatedStay: "on"},
    )


def _today(program: Program) -> date:
    return clock.today(program.organization.timezone)
