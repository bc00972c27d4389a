"""Pages of programs, for those who run them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.catalog.queries import way_into_catalog
from waypost.common import clock
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.plans.queries.access import may_read
from waypost.programs.actions import programs as actions
from waypost.programs.actions.beginning import FirstLines, begin_program
from waypost.programs.forms.beginning import FirstProgramForm
from waypost.programs.forms.programs import CurateForm, NewProgramForm, ProgramForm
from waypost.programs.models import Program
from waypost.programs.queries.cohorts import cohorts_in_numbers
from waypost.programs.queries.planning import conversations
from waypost.programs.queries.programs import (
    activities_to_serve,
    curated,
    curated_of_branch,
    may_start,
    programs,
    programs_in_numbers,
    programs_to_show,
)
from waypost.programs.rules.periods import MisdatedPeriod, Period, stage
from waypost.programs.rules.timing import usual_questions
from waypost.programs.views.pages import dated_form, typed

READ = Permission.PROGRAMS_PROGRAM_READ
MANAGE = Permission.PROGRAMS_PROGRAM_MANAGE
#: What is said above the form, by whether it writes the first lines of a plan too.
FIRST = {
    True: "A program carries out an activity of a plan. No plan has an activity yet: these lines begin one.",
    False: "",
}


@requires(READ)
def program_list(request: HttpRequest) -> HttpResponse:
    """The programs of the branch."""
    person = signed_in_person(request)
    context = {"programs": programs_in_numbers(person), "may_manage": may_start(person)}
    return render(request, "programs/list.html", context)


@requires(READ)
def program_page(request: HttpRequest, uid: str) -> HttpResponse:
    """What a program serves, offers and enrolls."""
    person = signed_in_person(request)
    program = get_object_or_404(programs_to_show(person), uid=uid)
    may_manage = may(person, MANAGE, program.organization)
    form = CurateForm(program=program) if may_manage else None
    return render(request, "programs/program.html", _context(person, program, form))


def _context(person: Person, program: Program, form: CurateForm | None) -> dict[str, object]:
    today = clock.today(program.organization.timezone)
    return {
        "program": program,
        "stage": stage(Period(program.starts_on, program.ends_on), today),
        "curated": curated(program),
        "cohorts": cohorts_in_numbers(person, program),
        "form": form,
        "way_in": None if form is None or form.has_choices else way_into_catalog(person),
        "reads_plan": may_read(person, program.activity.objective.plan),
    }


@requires(MANAGE)
def new_program(request: HttpRequest) -> HttpResponse:
    """Start a program that serves an activity; where no plan has one yet, its first lines are written here too."""
    person = signed_in_person(request)
    is_first = not activities_to_serve(person).exists()
    form = (FirstProgramForm if is_first else NewProgramForm)(typed(request), person=person)
    page = dated_form(
        "Start a program",
        form,
        reverse("programs"),
        "Start the program",
        talks=usual_questions(),
        are_usual=True,
        lede=FIRST[is_first],
        done="It is ready. Plan it next: its ambition comes first.",
        refused={actions.MisplacedProgram: "organization"},
    )
    return answer(
        request,
        page,
        lambda _version: _start(person, form),
        then=lambda program: reverse("program", args=[program.uid]),
    )


def _start(person: Person, form: NewProgramForm | FirstProgramForm) -> Program:
    if isinstance(form, FirstProgramForm):
        return begin_program(by=person, lines=FirstLines(**form.first_lines()), **form.program())
    return actions.create_program(by=person, **form.cleaned_data)


@requires(MANAGE)
def edit_program(request: HttpRequest, uid: str) -> HttpResponse:
    """Change the program's words and dates."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    form = ProgramForm(typed(request), initial=ProgramForm.initial_of(program))
    page = dated_form(
        f"Change {program.name}",
        form,
        reverse("program", args=[uid]),
        talks=conversations(program),
        zone=program.organization.timezone,
        version=program.version,
        initial_of=ProgramForm.initial_of,
        refused={MisdatedPeriod: None},
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_program(by=person, program=program, started_from=version, **form.cleaned_data),
    )


@requires(MANAGE)
@require_POST
def curate(request: HttpRequest, uid: str) -> HttpResponse:
    """Offer a micro-credential in the program."""
    person = signed_in_person(request)
    program = get_object_or_404(programs_to_show(person, MANAGE), uid=uid)
    form = CurateForm(request.POST, program=program)
    if not form.is_valid():
        return render(request, "programs/program.html", _context(person, program, form), status=422)
    actions.curate_credential(by=person, program=program, **form.cleaned_data)
    return redirect("program", uid=program.uid)


@requires(MANAGE)
@require_POST
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    """Stop offering a micro-credential to those who have not begun."""
    person = signed_in_person(request)
    curated = get_object_or_404(curated_of_branch(person), uid=uid)
    actions.withdraw_credential(by=person, curated=curated)
    return redirect("program", uid=curated.program.uid)
