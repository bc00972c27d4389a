"""Pages of what a program decides before it begins: ambition, timing, how it lasts (FR3, LA1)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from waypost.common import clock
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.programs.actions import planning as actions
from waypost.programs.actions.planning_edits import AdoptedModelStays, ReasonMissing, put_back_part, take_out_part
from waypost.programs.forms.planning import (
    AmbitionForm,
    SustainabilityForm,
    TakeOutForm,
    TimingAnswerForm,
    TimingQuestionForm,
)
from waypost.programs.models import Program
from waypost.programs.queries import planning as queries
from waypost.programs.queries.planning_outcomes import steps
from waypost.programs.queries.planning_page import has_its_base, next_part, theory_to_write
from waypost.programs.queries.programs import programs
from waypost.programs.views.pages import planning_form, typed

READ = Permission.PROGRAMS_PROGRAM_READ
MANAGE = Permission.PROGRAMS_PROGRAM_MANAGE


def back_to(program: Program, name: str = "program_planning") -> str:
    """The address of a page of this program's planning."""
    return reverse(name, args=[program.uid])


@requires(READ)
def planning(request: HttpRequest, uid: str) -> HttpResponse:
    """All parts of a program's planning: what is there and what is next."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person), uid=uid)
    found = steps(person, program)
    context = {
        "program": program,
        "may_manage": may(person, MANAGE, program.organization),
        "steps": found,
        "next": next_part(found),
        "follows": theory_to_write(person, program) if has_its_base(found) else None,
        "there": sum(step.is_there for step in found),
        "ambitions": queries.ambitions(program),
        "sustainability": queries.sustainability(program),
    }
    return render(request, "programs/planning/planning.html", context)


@requires(MANAGE)
def ambition(request: HttpRequest, uid: str) -> HttpResponse:
    """Choose how far the program wants to go."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    stands = next(iter(queries.ambitions(program)), None)
    form = AmbitionForm(typed(request), initial=AmbitionForm.initial_of(stands))
    page = planning_form(
        "Choose the ambition",
        form,
        program,
        back_to(program),
        "Save the ambition",
        version=stands.version if stands else 0,
        initial_of=AmbitionForm.initial_of,
        template="programs/planning/ambition.html",
    )
    return answer(
        request,
        page,
        lambda version: actions.choose_ambition(by=person, program=program, started_from=version, **form.choice()),
    )


@requires(READ)
def timing(request: HttpRequest, uid: str) -> HttpResponse:
    """The questions to consider before dates are set, with what was said."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person), uid=uid)
    may_manage = may(person, MANAGE, program.organization)
    context = {
        "program": program,
        "may_manage": may_manage,
        "talks": queries.conversations(program),
        "taken_out": queries.taken_out(program, ["question", "answer"]) if may_manage else (),
    }
    return render(request, "programs/planning/timing.html", context)


@requires(MANAGE)
def ask_question(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a question of the program's own."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    form = TimingQuestionForm(typed(request))
    back = back_to(program, "program_timing")
    return answer(
        request,
        planning_form("Add a question of your own", form, program, back, "Add the question"),
        lambda _version: actions.ask_timing_question(by=person, program=program, **form.cleaned_data),
    )


@requires(MANAGE)
def record_answer(request: HttpRequest, uid: str, key: str) -> HttpResponse:
    """Write down what somebody said to one question."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    question = queries.question_called(program, key)
    talk = next((talk for talk in queries.conversations(program) if talk.key == key), None)
    if question is None or talk is None:
        raise Http404
    today = clock.today(program.organization.timezone)
    form = TimingAnswerForm(typed(request), today=today, initial={"said_on": today})
    back, lede = back_to(program, "program_timing"), f"{talk.text} {talk.hint}"
    page = planning_form("Write down an answer", form, program, back, "Save the answer", lede=lede)
    return answer(
        request,
        page,
        lambda _version: actions.record_timing_answer(
            by=person, program=program, question=question, **form.cleaned_data
        ),
    )


@requires(MANAGE)
def edit_sustainability(request: HttpRequest, uid: str) -> HttpResponse:
    """Write what continues, who pays, from when, and what could stop it."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    stored = queries.sustainability(program)
    form = SustainabilityForm(typed(request), initial=SustainabilityForm.initial_of(stored))
    page = planning_form(
        "How the program lasts",
        form,
        program,
        back_to(program) + "#sustainability",
        version=stored.version,
        initial_of=SustainabilityForm.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.write_sustainability(
            by=person, program=program, started_from=version, **form.cleaned_data
        ),
    )


@requires(MANAGE)
@require_POST
def take_out(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Take a part out of the planning; its page offers it back."""
    person = signed_in_person(request)
    part = queries.removable(person, kind, uid)
    if part is None:
        raise Http404
    form = TakeOutForm(request.POST)
    if not form.is_valid():
        messages.warning(request, f"It was not taken out. {form.errors['why'][0]}")
        return redirect(_back(request, part.program))
    try:
        take_out_part(by=person, part=part, why=form.cleaned_data["why"])
    except (AdoptedModelStays, ReasonMissing) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Taken out: {part}. You find it below, where you can put it back.")
    return redirect(_back(request, part.program))


@requires(MANAGE)
@require_POST
def put_back(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Put it back where it stood."""
    person = signed_in_person(request)
    part = queries.removable(person, kind, uid)
    if part is None:
        raise Http404
    put_back_part(by=person, part=part)
    messages.success(request, f"Put back: {part}.")
    return redirect(_back(request, part.program))


def _back(request: HttpRequest, program: Program) -> str:
    """The page of this site that the button stood on, else all of the planning."""
    named = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(named, allowed_hosts=None) and named.startswith("/programs/")
    return named if is_ours else back_to(program)
