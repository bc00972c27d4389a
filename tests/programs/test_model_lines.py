"""Budget lines that an adopted model made: they follow it until somebody changes or takes them out (LA4)."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from tests.builders import BUILDER
from tests.programs.builders import Programmed, build_programmed
from tests.programs.planning import COACHED, line_of, model_of, options
from waypost.programs.actions.adopting_models import adopt_model
from waypost.programs.actions.budgets import edit_budget_line, record_spending, set_budget_numbers
from waypost.programs.actions.implementation_models import edit_model
from waypost.programs.actions.planning_edits import put_back_part, take_out_part
from waypost.programs.models import BudgetLine, ImplementationModel, Program
from waypost.programs.queries.budgets import budget_page
from waypost.programs.queries.implementation_models import model_line

pytestmark = pytest.mark.django_db

COACH, STIPEND, STAFF = "A coach beside each educator", "A stipend for each award", "Staff hours of the model"


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


def line_called(program: Program, name: str) -> BudgetLine:
    return BudgetLine.ever.get(program=program, name=name)


def planned(program: Program) -> dict[str, Decimal]:
    """What each line of the budget comes to."""
    return {row.line.name: row.forecast for row in budget_page(program).rows}


def model_replaced(program: Program) -> ImplementationModel:
    """For 20 educators and 15 awards, adopted, then replaced by a lighter one."""
    model = model_of(program, staff_hour_usd=Decimal(40))
    adopt_model(by=BUILDER, model=model)
    adopt_model(by=BUILDER, model=model_of(program, "hybrid", "recognition", name="Lighter"))
    model.refresh_from_db()
    return model


def changed(model: ImplementationModel, *keys: str, **values: object) -> ImplementationModel:
    chosen = options(model.program, *(keys or COACHED))
    return edit_model(by=BUILDER, model=model, started_from=model.version, values=values, chosen=chosen)


def test_a_model_adopted_again_brings_the_money_that_it_names_today(programmed: Programmed) -> None:
    program = programmed.program
    model = changed(model_replaced(program), educators=100, awards=90)
    made = adopt_model(by=BUILDER, model=model)
    assert (made.lines, made.renewed, made.kept) == (0, 1, ())
    assert planned(program) == {COACH: Decimal(1500), STIPEND: Decimal(45_000), STAFF: Decimal(49_440)}
    page = budget_page(program)
    assert (page.numbers.educators, page.numbers.awards, page.hours) == (100, 90, Decimal(1236))


def test_who_pays_stays_with_a_line_that_is_worked_out_anew(programmed: Programmed) -> None:
    program = programmed.program
    model = model_of(program)
    adopt_model(by=BUILDER, model=model)
    values = {"funding": "Title II", "year": 2026}
    edit_budget_line(by=BUILDER, line=line_called(program, STIPEND), started_from=1, values=values)
    adopt_model(by=BUILDER, model=model_of(program, "hybrid", "recognition", name="Lighter"))
    model.refresh_from_db()
    adopt_model(by=BUILDER, model=changed(model, awards=90))
    assert planned(program)[STIPEND] == Decimal(45_000)
    assert line_called(program, STIPEND).funding == "Title II"


def test_a_line_that_somebody_changed_stays_as_typed_and_is_named(programmed: Programmed) -> None:
    program = programmed.program
    model = model_of(program)
    adopt_model(by=BUILDER, model=model)
    typed = {"amount": Decimal(400), "units": 15, "year": 2026}
    edit_budget_line(by=BUILDER, line=line_called(program, STIPEND), started_from=1, values=typed)
    adopt_model(by=BUILDER, model=model_of(program, "hybrid", "recognition", name="Lighter"))
    model.refresh_from_db()
    made = adopt_model(by=BUILDER, model=changed(model, educators=100, awards=90))
    assert made.kept == (STIPEND,)
    assert planned(program)[STIPEND] == Decimal(400) * 15


def test_what_was_spent_stays_in_the_budget_when_another_model_takes_over(programmed: Programmed) -> None:
    program = programmed.program
    model = model_of(program, staff_hour_usd=Decimal(40))
    adopt_model(by=BUILDER, model=model)
    record_spending(by=BUILDER, line=line_called(program, STIPEND), year=2026, started_from=0, amount=Decimal(500))
    made = adopt_model(by=BUILDER, model=model_of(program, "hybrid", "recognition", name="Lighter"))
    assert made.spent == (STIPEND,)
    page = budget_page(program)
    assert (planned(program)[STIPEND], page.actual) == (Decimal(500), Decimal(500))
    model.refresh_from_db()
    adopt_model(by=BUILDER, model=model)
    assert planned(program)[STIPEND] == Decimal(7500)


def test_a_line_that_the_model_no_longer_names_does_not_come_back(programmed: Programmed) -> None:
    program = programmed.program
    model = changed(model_replaced(program), "coach", "own-school", educators=20, awards=15)
    adopt_model(by=BUILDER, model=model)
    assert set(planned(program)) == {COACH, STAFF}


def test_pressing_again_after_a_change_adds_no_second_line(programmed: Programmed) -> None:
    program = programmed.program
    model = model_of(program, staff_hour_usd=Decimal(40))
    adopt_model(by=BUILDER, model=model)
    once = {"basis": "one-off", "units": 1, "amount": Decimal(2000), "year": 2026}
    edit_budget_line(by=BUILDER, line=line_called(program, STIPEND), started_from=1, values=once)
    yearly = {"basis": "each year", "category": "other", "year": 2026}
    edit_budget_line(by=BUILDER, line=line_called(program, STAFF), started_from=1, values=yearly)
    made = adopt_model(by=BUILDER, model=model)
    assert (made.lines, made.kept) == (0, (STIPEND, STAFF))
    assert planned(program) == {COACH: Decimal(1500), STIPEND: Decimal(2000), STAFF: Decimal(11_040)}


def test_a_line_taken_out_by_hand_stays_out_until_somebody_puts_it_back(programmed: Programmed) -> None:
    program = programmed.program
    model = model_of(program)
    adopt_model(by=BUILDER, model=model)
    coach = line_called(program, COACH)
    take_out_part(by=BUILDER, part=coach)
    assert adopt_model(by=BUILDER, model=model).left_out == (COACH,)
    other = model_of(program, "hybrid", "recognition", name="Lighter")
    adopt_model(by=BUILDER, model=other)
    adopt_model(by=BUILDER, model=model)
    assert set(planned(program)) == {STIPEND, STAFF}
    put_back_part(by=BUILDER, part=coach)
    adopt_model(by=BUILDER, model=other)
    adopt_model(by=BUILDER, model=model)
    assert set(planned(program)) == {COACH, STIPEND, STAFF}


def test_a_line_of_a_replaced_model_that_was_put_back_by_hand_and_taken_out_again_stays_out(
    programmed: Programmed,
) -> None:
    program = programmed.program
    model = model_replaced(program)
    stipend = line_called(program, STIPEND)
    put_back_part(by=BUILDER, part=stipend)
    take_out_part(by=BUILDER, part=stipend)
    adopt_model(by=BUILDER, model=model)
    assert set(planned(program)) == {COACH, STAFF}


def test_lines_from_before_are_told_apart_by_their_note_and_a_second_one_follows_nothing(
    programmed: Programmed,
) -> None:
    program = programmed.program
    model = model_of(program)
    adopt_model(by=BUILDER, model=model)
    stipend = line_called(program, STIPEND)
    once = {"basis": "one-off", "units": 1, "amount": Decimal(2000), "year": 2026}
    edit_budget_line(by=BUILDER, line=stipend, started_from=1, values=once)
    BudgetLine.ever.update(made_from="", is_changed_by_hand=False)
    stipend.pk, stipend.uid, stipend.name, stipend.made_from = None, "second-one", "Its double", ""
    stipend.save()
    migration = import_module("waypost.programs.migrations.0006_lines_follow_their_model")
    migration.say_where_lines_came_from(apps, None)
    assert set(BudgetLine.ever.values_list("name", "made_from", "is_changed_by_hand")) == {
        (COACH, "money once", False),
        (STIPEND, "money per award", True),
        (STAFF, "staff hours", False),
        ("Its double", "", False),
    }


def test_lines_of_a_model_follow_the_numbers_of_the_budget_and_those_that_do_not_are_named(
    programmed: Programmed,
) -> None:
    program = programmed.program
    adopt_model(by=BUILDER, model=model_of(program, awards=90))
    line_of(program, name="Books", basis="per educator", amount=Decimal(10), units=8)
    set_budget_numbers(by=BUILDER, program=program, started_from=1, educators=10, awards=5)
    page = budget_page(program)
    assert planned(program) == {COACH: 1500, STIPEND: 2500, STAFF: 0, "Books": 80}
    assert (page.per_educator, page.per_award) == (Decimal(408), Decimal(816))
    assert page.counted_otherwise == (
        "Books counts 8 educators; the budget is planned for 10.",
        "Staff hours of the model sums hours for 20 educators; the budget is planned for 10.",
    )
    assert page.uncounted == ()


def test_a_line_that_waits_for_the_numbers_is_named(programmed: Programmed) -> None:
    program = programmed.program
    line_of(program, name="Books", basis="per educator", units=None)
    page = budget_page(program)
    assert page.uncounted == ("Books",)
    assert page.forecast == 0
    set_budget_numbers(by=BUILDER, program=program, started_from=0, educators=2, awards=None)
    page = budget_page(program)
    assert page.uncounted == ()
    assert page.forecast == Decimal("241.00")


def test_the_budget_comes_to_what_the_model_was_compared_by(programmed: Programmed) -> None:
    program = programmed.program
    model = model_of(program, staff_hour_usd=Decimal("40.55"))
    adopt_model(by=BUILDER, model=model)
    assert budget_page(program).forecast == model_line(model).sums.together.high
