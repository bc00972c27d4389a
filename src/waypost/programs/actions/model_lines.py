"""The budget lines of an adopted model: they follow it until somebody changes them or takes them out (LA4, FR3)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Sum

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.programs.actions.planning_edits import save_changes
from waypost.programs.models import BudgetLine, ImplementationModel, ModelPart, Program
from waypost.programs.rules.budgets import Basis, Category, MadeFrom, school_years
from waypost.programs.rules.estimates import NOTHING, PartKind, Size, Span, estimate, money_words

#: What money of each kind of part is for.
CATEGORIES = {
    PartKind.SUPPORT: Category.TRAINING,
    PartKind.LOCATION: Category.SPACE,
    PartKind.CURRENCY: Category.INCENTIVES,
}
STAFF_HOURS = "Staff hours of the model"
#: Columns that a line takes over from its model.
FOLLOWED = ("category", "name", "basis", "amount", "units", "hours", "note")
COUNTED = ("basis", "amount", "units", "hours")
IN_BUDGET = {"taken_out_at": None, "left_with_model": False}


@dataclass(frozen=True)
class Written:
    """How many lines came new and were worked out anew; then, by name, what stands otherwise than in the model.

    `kept` was changed by hand and stays as typed, `left_out` was taken out by hand.
    """

    added: int
    renewed: int
    kept: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass
class _Ledger:
    """What becomes of each line while the lines are gone through."""

    fresh: list[BudgetLine] = field(default_factory=list)
    renewed: int = 0
    kept: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def take_out_lines(*, by: Actor, program: Program, model: ImplementationModel) -> list[str]:
    """Let the lines of a model that is replaced leave the budget with it, inside the caller's transaction.

    A line on which money was spent stays, planned at what was spent; returns the names of those.
    """
    stay = []
    lines = BudgetLine.objects.filter(program=program, from_model=model)
    for line in lines.annotate(spent=Sum("actuals__amount")):
        values: dict[str, object] = {"taken_out_at": clock.now(), "left_with_model": True}
        if line.spent:
            stay.append(line.name)
            values = {
                "left_with_model": True,
                "basis": Basis.ONCE.value,
                "amount": line.spent,
                "units": 1,
                "hours": None,
            }
        verb = "plan line at what was spent" if line.spent else "take out of planning"
        save_changes(by=by, verb=verb, current=line, values=values)
    return stay


def write_lines(*, by: Actor, program: Program, model: ImplementationModel, parts: list[ModelPart]) -> Written:
    """Let the budget say what the model says today, inside the caller's transaction.

    What left with the model comes back, worked out anew unless somebody changed it; what was taken out by hand
    stays out.
    """
    there = {(line.part_id, line.made_from): line for line in BudgetLine.ever.filter(from_model=model)}
    ledger = _Ledger()
    for wanted in (*_lines_of(parts), *_staff_line(model, parts)):
        stored = there.get((wanted.part_id, wanted.made_from))
        if stored is None:
            ledger.fresh.append(wanted)
        else:
            _write_again(by, stored, wanted, ledger)
    _add(by, program, model, ledger.fresh)
    return Written(len(ledger.fresh), ledger.renewed, tuple(ledger.kept), tuple(ledger.left_out))


def _write_again(by: Actor, stored: BudgetLine, wanted: BudgetLine, ledger: _Ledger) -> None:
    if stored.taken_out_at is not None and not stored.left_with_model:
        ledger.left_out.append(stored.name)
        return
    verb = "put back into planning" if stored.left_with_model else "work out budget line anew"
    if stored.is_changed_by_hand:
        save_changes(by=by, verb=verb, current=stored, values=IN_BUDGET)
        if _differ(stored, wanted):
            ledger.kept.append(stored.name)
        return
    ledger.renewed += _differ(stored, wanted)
    values = {name: getattr(wanted, name) for name in FOLLOWED}
    save_changes(by=by, verb=verb, current=stored, values=IN_BUDGET | values)


def _differ(stored: BudgetLine, wanted: BudgetLine) -> bool:
    return any(getattr(stored, name) != getattr(wanted, name) for name in COUNTED)


def _add(by: Actor, program: Program, model: ImplementationModel, fresh: list[BudgetLine]) -> None:
    year = school_years(program.starts_on, program.ends_on)[0].starts_in
    for line in fresh:
        line.program, line.from_model, line.year = program, model, year
    BudgetLine.objects.bulk_create(fresh)
    audit.record_each(by=by, verb="add budget line", changes=[(line, _said(line)) for line in fresh])


def _said(line: BudgetLine) -> dict[str, object]:
    return {"name": line.name, "amount": line.amount, "units": line.units, "year": line.year}


def _lines_of(parts: list[ModelPart]) -> Iterator[BudgetLine]:
    """One line for each kind of money of each part, planned at the high end so that it suffices.

    What counts per educator or award follows the numbers of the budget.
    """
    for part in parts:
        figures = part.figures
        for made_from, basis, money in (
            (MadeFrom.MONEY_ONCE, Basis.ONCE, figures.money_once),
            (MadeFrom.MONEY_EACH, Basis.EDUCATOR, figures.money_each),
            (MadeFrom.MONEY_AWARD, Basis.AWARD, figures.money_award),
        ):
            if not money.is_nothing:
                yield _line(part, made_from, basis, money)


def _line(part: ModelPart, made_from: MadeFrom, basis: Basis, money: Span) -> BudgetLine:
    return BudgetLine(
        part=part,
        made_from=made_from.value,
        category=CATEGORIES[PartKind(part.kind)].value,
        name=part.name,
        basis=basis.value,
        amount=money.high,
        units=1 if basis is Basis.ONCE else None,
        note=f"The model says {money_words(money)} {basis.value}; planned with the high end.",
    )


def _staff_line(model: ImplementationModel, parts: list[ModelPart]) -> Iterator[BudgetLine]:
    size = Size(model.educators, model.awards, model.staff_hour_usd)
    made = estimate([part.mixed for part in parts], size)
    if made.staff_hours.is_nothing:
        return
    yield BudgetLine(
        made_from=MadeFrom.STAFF_HOURS.value,
        category=Category.STAFFING.value,
        name=STAFF_HOURS,
        basis=Basis.ONCE.value,
        amount=made.staff_money.high if made.staff_money else NOTHING,
        hours=made.staff_hours.high,
        note="" if made.staff_money else "Nobody said yet what an hour of staff costs.",
    )
