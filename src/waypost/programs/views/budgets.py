"""Pages of a program's staffing and budget (FR3)."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify

from waypost.people.gates import requires, signed_in_person
from waypost.people.queries import may
from waypost.programs.actions import budgets as actions
from waypost.programs.budget_files import CONTENT_TYPES, budget_file
from waypost.programs.forms.budgets import LineForm, NumbersForm, SpendingForm
from waypost.programs.models import BudgetLine
from waypost.programs.queries.budgets import budget_page, lines_in_reach, spending_years, years_of
from waypost.programs.queries.planning import taken_out
from waypost.programs.queries.programs import programs
from waypost.programs.rules.budgets import WrongYear
from waypost.programs.views.pages import FormFrame, typed
from waypost.programs.views.planning import MANAGE, READ, back_to
from waypost.programs.views.planning_forms import PlanningFormPage, answer

REFUSED: Mapping[type[Exception], str | None] = {WrongYear: "year"}


@requires(READ)
def budget(request: HttpRequest, uid: str) -> HttpResponse:
    """Lines, sums by year, and what one educator and one award cost."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person), uid=uid)
    may_manage = may(person, MANAGE, program.organization)
    context = {
        "program": program,
        "may_manage": may_manage,
        "budget": budget_page(program),
        "taken_out": taken_out(program, ["line"]) if may_manage else (),
    }
    return render(request, "programs/planning/budget.html", context)


@requires(READ)
def download(request: HttpRequest, uid: str, suffix: str) -> HttpResponse:
    """The budget as a file for spreadsheets."""
    program = get_object_or_404(programs(signed_in_person(request)), uid=uid)
    if suffix not in CONTENT_TYPES:
        raise Http404
    name = f"{slugify(program.name)[:80] or 'program'}-budget.{suffix}"
    response = HttpResponse(budget_file(budget_page(program), suffix), content_type=CONTENT_TYPES[suffix])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(MANAGE)
def set_numbers(request: HttpRequest, uid: str) -> HttpResponse:
    """Say for how many educators and awards the program is planned."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    initial = NumbersForm.initial_of(budget_page(program).numbers)
    form = NumbersForm(typed(request), initial=initial)
    frame = FormFrame("For how many it is planned", "Save", back_to(program, "program_budget"))
    page = PlanningFormPage(program, form, frame, saved_of=NumbersForm.initial_of)
    return answer(request, page, lambda: actions.set_budget_numbers(by=person, program=program, **form.edit()))


@requires(MANAGE)
def add_line(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a line."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    form = LineForm(typed(request), years=years_of(program), initial={"version": 0})
    frame = FormFrame("Add a budget line", "Add the line", back_to(program, "program_budget"))
    return answer(
        request,
        PlanningFormPage(program, form, frame, REFUSED),
        lambda: actions.add_budget_line(by=person, program=program, values=form.columns()),
    )


@requires(MANAGE)
def edit_line(request: HttpRequest, uid: str) -> HttpResponse:
    """Change a line."""
    person = signed_in_person(request)
    line = get_object_or_404(lines_in_reach(person), uid=uid)
    form = LineForm(typed(request), years=years_of(line.program), initial=LineForm.initial_of(line))
    page = PlanningFormPage(line.program, form, _frame(line, "Change"), REFUSED, LineForm.initial_of)
    return answer(
        request,
        page,
        lambda: actions.edit_budget_line(
            by=person, line=line, started_from=form.cleaned_data["version"], values=form.columns()
        ),
    )


@requires(MANAGE)
def spend(request: HttpRequest, uid: str, year: int) -> HttpResponse:
    """Say what was spent on a line in one school year: of the program, or one that its dates left."""
    person = signed_in_person(request)
    line = get_object_or_404(lines_in_reach(person), uid=uid)
    found = next((each for each in spending_years(line) if each.starts_in == year), None)
    if found is None:
        raise Http404
    spent = line.actuals.filter(year=year).first()
    form = SpendingForm(typed(request), initial=SpendingForm.initial_of(spent) if spent else {"version": 0})
    frame = _frame(line, f"Spent in {found}:")
    page = PlanningFormPage(line.program, form, frame, saved_of=SpendingForm.initial_of)
    return answer(
        request,
        page,
        lambda: actions.record_spending(
            by=person,
            line=line,
            year=year,
            started_from=form.cleaned_data["version"],
            amount=form.cleaned_data["amount"],
        ),
    )


def _frame(line: BudgetLine, verb: str) -> FormFrame:
    return FormFrame(f"{verb} {line.name}", "Save", back_to(line.program, "program_budget"))
