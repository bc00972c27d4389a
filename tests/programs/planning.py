"""Parts of a program's planning, made through the same actions that people use."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.builders import BUILDER
from waypost.common.actors import Actor
from waypost.programs.actions.budgets import add_budget_line
from waypost.programs.actions.implementation_models import mix_model
from waypost.programs.actions.planning import record_timing_answer
from waypost.programs.models import BudgetLine, ImplementationModel, Program, TimelineAnswer, TimelineQuestion
from waypost.programs.queries.model_options import offered
from waypost.programs.rules.estimates import PartKind
from waypost.programs.rules.timing import TimingQuestion
from waypost.programs.shipped_options import Option

#: A model that meets in person, with and without money.
COACHED = ("coach", "own-school", "stipend")
LINE: dict[str, Any] = {
    "category": "materials",
    "name": "Books",
    "basis": "one-off",
    "amount": Decimal("120.50"),
    "units": 1,
    "year": 2026,
}


def options(program: Program, *keys: str) -> list[Option]:
    return [option for option in offered(program.organization) if option.key in keys]


def model_of(
    program: Program, *keys: str, name: str = "Coached", by: Actor = BUILDER, **values: Any
) -> ImplementationModel:
    columns = {"name": name, "educators": 20, "awards": 15, "goals": ["practice", "finish"], **values}
    return mix_model(by=by, program=program, values=columns, chosen=options(program, *(keys or COACHED)))


def line_of(program: Program, **values: Any) -> BudgetLine:
    return add_budget_line(by=BUILDER, program=program, values={**LINE, **values})


def answer_of(
    program: Program,
    question: TimingQuestion | TimelineQuestion = TimingQuestion.EDUCATORS,
    text: str = "January, after report cards",
) -> TimelineAnswer:
    return record_timing_answer(
        by=BUILDER,
        program=program,
        question=question,
        said_by="Ana Torres, grade 4",
        said_on=date(2026, 9, 14),
        text=text,
    )


def own_option(kind: PartKind = PartKind.SUPPORT, **values: Any) -> dict[str, Any]:
    """Columns of an entry that an organization writes itself."""
    return {"kind": kind.value, "name": "Tea with a mentor", "money_once_high": Decimal(80), **values}
