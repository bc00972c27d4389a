"""Pages of a program's staffing and budget (FR3)."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.queries import may
from waypost.programs.actions import budgets as actions
from waypost.programs.budget_files import CONTENT_TYPES, budget_file
from waypost.programs.forms.budgets import LineForm, NumbersForm, SpendingForm
from waypost.programs.models import Program
from waypost.programs.queries.budgets import budget_page, lines_in_reach, spending_years, years_of
from waypost.programs.queries.planning import taken_out
from waypost.programs.queries.programs import programs
from waypost.programs.rules.budgets import WrongYear
from waypost.programs.views.pages import planning_form, typed
from waypost.programs.views.planning import MANAGE, READ, back_to
from waypost.ui.editing import FormPage

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
    stored = budget_page(program).numbers
    form = NumbersForm(typed(request), initial=NumbersForm.initial_of(stored))
    page = _page("For how many it is planned", form, program, version=stored.version, initial_of=NumbersForm.initial_of)
    return answer(
        request,
        page,
        lambda version: actions.set_budget_numbers(
            by=person, program=program, started_from=version, **form.cleaned_data
        ),
    )


@requires(MANAGE)
def add_line(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a line."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    form = LineForm(typed(request), years=years_of(program))
    return answer(
        request,
        _page("Add a budget line", form, program, button="Add the line", refused=REFUSED),
        lambda _version: actions.add_budget_line(by=person, program=program, values=form.columns()),
    )


@requires(MANAGE)
def edit_line(request: HttpRequest, uid: str) -> HttpResponse:
    """Change a line."""
    person = signed_in_person(request)
    line = get_object_or_404(lines_in_reach(person), uid=uid)
    form = LineForm(typed(request), years=years_of(line.program), initial=LineForm.initial_of(line))
    page = _page(
        f"Change {line.name}",
        form,
        line.program,
        version=line.version,
        initial_of=LineForm.initial_of,
        refused=REFUSED,
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_budget_line(by=person, line=line, started_from=version, values=form.columns()),
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
    form = SpendingForm(typed(request), initial=SpendingForm.initial_of(spent) if spent else {})
    page = _page(
        f"Spent in {found}: {line.name}",
        form,
        line.program,
        version=spent.version if spent else 0,
        initial_of=SpendingForm.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.record_spending(
            by=person, line=line, year=year, started_from=version, amount=form.cleaned_data["amount"]
        ),
    )


def _page(heading: str, form: Form, program: Program, **more: Any) -> FormPage:
    return planning_form(heading, form, program, back_to(program, "program_budget"), **more)
