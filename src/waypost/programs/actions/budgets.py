"""Writes to a program's budget: for how many, its lines, and what was spent (FR3)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.acting import person_or_none
from waypost.programs.actions.planning_edits import lock_program, save_changes, write_single
from waypost.programs.models import Budget, BudgetActual, BudgetLine, Program
from waypost.programs.queries.budgets import spending_years
from waypost.programs.rules.budgets import SETTLED_BY_HAND, check_year, school_years


@transaction.atomic
def set_budget_numbers(
    *, by: Actor, program: Program, started_from: int, educators: int | None, awards: int | None
) -> Budget:
    """Say for how many educators and awards the program is planned. Raises EditConflict."""
    return write_single(
        by=by,
        verb="set numbers of budget",
        model=Budget,
        program=program,
        started_from=started_from,
        values={"educators": educators, "awards": awards},
    )


@transaction.atomic
def add_budget_line(*, by: Actor, program: Program, values: Mapping[str, Any]) -> BudgetLine:
    """Add a line; `values` are its columns. Raises WrongYear."""
    current = lock_program(program)
    check_year(values["year"], school_years(current.starts_on, current.ends_on))
    line = BudgetLine(program=current)
    save_changes(by=by, verb="add budget line", current=line, values=values)
    return line


@transaction.atomic
def edit_budget_line(*, by: Actor, line: BudgetLine, started_from: int, values: Mapping[str, Any]) -> BudgetLine:
    """Change a line. Raises EditConflict and WrongYear."""
    program = lock_program(line.program)
    current = BudgetLine.objects.select_for_update().get(pk=line.pk)
    check_version(current, started_from)
    check_year(values["year"], school_years(program.starts_on, program.ends_on))
    if _parts_from_model(current, values):
        values = {**values, "is_changed_by_hand": True}
    save_changes(by=by, verb="edit budget line", current=current, values=values)
    return current


def _parts_from_model(line: BudgetLine, values: Mapping[str, Any]) -> bool:
    """Whether these values say something else than the model that the line came from."""
    changed = {name for name, value in values.items() if getattr(line, name) != value}
    return bool(line.made_from and changed - SETTLED_BY_HAND)


@transaction.atomic
def record_spending(*, by: Actor, line: BudgetLine, year: int, started_from: int, amount: Decimal) -> BudgetActual:
    """Say what was spent on a line in one school year; nothing recorded yet has version 0.

    A year that the program left can still be put right where the line stands in it or money was spent.

    Raises EditConflict and WrongYear.
    """
    lock_program(line.program)
    check_year(year, spending_years(line))
    current = line.actuals.filter(year=year).first() or BudgetActual(line=line, year=year, version=0)
    check_version(current, started_from)
    if current.amount != amount:
        current.recorded_by = person_or_none(by)
        save_changes(by=by, verb="record spending", current=current, values={"amount": amount})
    return current
