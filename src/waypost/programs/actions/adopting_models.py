"""Adopting an implementation model: it becomes the program's numbers, budget lines, and steps of its plan (LA4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.plans.actions.activities import add_activity
from waypost.plans.models import Activity
from waypost.plans.rules.fields import ActivityFields
from waypost.programs.actions.planning_edits import lock_program, person_or_none, save_changes, single_of
from waypost.programs.models import Budget, BudgetLine, ImplementationModel, ModelPart, Program
from waypost.programs.queries.implementation_models import may_add_steps
from waypost.programs.rules.budgets import Basis, Category, school_years
from waypost.programs.rules.estimates import PartKind, Size, Span, estimate, money_words
from waypost.programs.rules.periods import spread

#: What money of each kind of part is for.
CATEGORIES = {
    PartKind.SUPPORT: Category.TRAINING,
    PartKind.LOCATION: Category.SPACE,
    PartKind.CURRENCY: Category.INCENTIVES,
}
STAFF_HOURS = "Staff hours of the model"


class NothingToAdopt(ValueError):
    """The model holds no part."""


@dataclass(frozen=True)
class Adopted:
    """How many budget lines and plan activities came of it; `may_add_steps` is false where the plan is not theirs."""

    lines: int
    activities: int
    may_add_steps: bool


@transaction.atomic
def adopt_model(*, by: Actor, model: ImplementationModel) -> Adopted:
    """Let the program run by this model. Again doubles nothing: each part has one step and one line of each kind.

    Lines of the model that it replaces are taken out of the budget; steps stay in the plan. Raises NothingToAdopt.
    """
    program = lock_program(model.program)
    current = ImplementationModel.objects.select_for_update().get(pk=model.pk)
    parts = list(current.parts.all())
    if not parts:
        raise NothingToAdopt("Choose at least one support, location or currency first.")
    if current.adopted_at is None:
        _replace(by, program, current)
    lines = _add_lines(by, program, current, parts)
    may = may_add_steps(by, program)
    steps = _add_steps(by, program, current, parts) if may else 0
    return Adopted(lines, steps, may)


def _replace(by: Actor, program: Program, model: ImplementationModel) -> None:
    """Make it the one adopted model, with the lines that it had when it was adopted before."""
    for former in program.implementation_models.filter(adopted_at__isnull=False):
        former.adopted_at, former.adopted_by = None, None
        former.version += 1
        former.save(update_fields=["adopted_at", "adopted_by", "version"])
        audit.record(by=by, verb="replace adopted model", on=former, after={"adopted_at": None})
        for line in BudgetLine.objects.filter(program=program, from_model=former):
            save_changes(by=by, verb="take out of planning", current=line, values={"taken_out_at": clock.now()})
    for line in BudgetLine.ever.filter(_of_standing_parts(), from_model=model, taken_out_at__isnull=False):
        save_changes(by=by, verb="put back into planning", current=line, values={"taken_out_at": None})
    model.adopted_at, model.adopted_by = clock.now(), person_or_none(by)
    model.version += 1
    model.save(update_fields=["adopted_at", "adopted_by", "version"])
    audit.record(by=by, verb="adopt model", on=model, after={"adopted_at": model.adopted_at})
    numbers = {"educators": model.educators, "awards": model.awards}
    save_changes(by=by, verb="set numbers of budget", current=single_of(Budget, program), values=numbers)


def _add_lines(by: Actor, program: Program, model: ImplementationModel, parts: list[ModelPart]) -> int:
    """Those that the model does not have yet, taken out or not; what people changed in a line stays."""
    there = {(line.part_id, line.basis) for line in BudgetLine.ever.filter(_of_standing_parts(), from_model=model)}
    wanted = [*_lines_of(model, parts), *_staff_line(model, parts)]
    fresh = [line for line in wanted if (line.part_id, line.basis) not in there]
    year = school_years(program.starts_on, program.ends_on)[0].starts_in
    for line in fresh:
        line.program, line.from_model, line.year = program, model, year
    BudgetLine.objects.bulk_create(fresh)
    audit.record_each(by=by, verb="add budget line", changes=[(line, _said(line)) for line in fresh])
    return len(fresh)


def _of_standing_parts() -> Q:
    """Lines of parts that the model still holds, and that of its staff hours."""
    return Q(part__isnull=False) | Q(category=Category.STAFFING.value)


def _said(line: BudgetLine) -> dict[str, object]:
    return {"name": line.name, "amount": line.amount, "units": line.units, "year": line.year}


def _lines_of(model: ImplementationModel, parts: list[ModelPart]) -> Iterator[BudgetLine]:
    """One line for each kind of money of each part, planned at the high end so that it suffices."""
    for part in parts:
        figures = part.figures
        for basis, money, units in (
            (Basis.ONCE, figures.money_once, 1),
            (Basis.EDUCATOR, figures.money_each, model.educators),
            (Basis.AWARD, figures.money_award, model.awards),
        ):
            if not money.is_nothing:
                yield _line(part, basis, money, units)


def _line(part: ModelPart, basis: Basis, money: Span, units: int) -> BudgetLine:
    return BudgetLine(
        part=part,
        category=CATEGORIES[PartKind(part.kind)].value,
        name=part.name,
        basis=basis.value,
        amount=money.high,
        units=units,
        note=f"The model says {money_words(money)} {basis.value}; planned with the high end.",
    )


def _staff_line(model: ImplementationModel, parts: list[ModelPart]) -> list[BudgetLine]:
    hours = estimate([part.mixed for part in parts], Size(model.educators, model.awards)).staff_hours
    if hours.is_nothing:
        return []
    rate = model.staff_hour_usd
    note = "" if rate is not None else "Nobody said yet what an hour of staff costs."
    return [
        BudgetLine(
            category=Category.STAFFING.value,
            name=STAFF_HOURS,
            basis=Basis.ONCE.value,
            amount=((rate or Decimal(0)) * hours.high).quantize(Decimal("0.01")),
            hours=hours.high,
            note=note,
        )
    ]


def _add_steps(by: Actor, program: Program, model: ImplementationModel, parts: list[ModelPart]) -> int:
    """Add each part's step to the objective that the program serves, unless a model of the program added it before."""
    known = _steps_there(program)
    open_parts = [part for part in parts if part.activity_id is None and part.step]
    fresh = [part for part in open_parts if _key(part) not in known]
    days = spread(len(fresh), clock.today(program.organization.timezone), program.starts_on)
    for part, target_on in zip(fresh, days, strict=True):
        fields = ActivityFields(text=part.step)
        known[_key(part)] = add_activity(
            by=by, objective=program.activity.objective, fields=fields, target_on=target_on
        )
    for part in open_parts:
        part.activity = known[_key(part)]
        part.save(update_fields=["activity"])
    if fresh:
        after = {"model": model.name, "steps": len(fresh)}
        audit.record(by=by, verb="add steps of model", on=program.activity.objective.plan, after=after)
    return len(fresh)


def _key(part: ModelPart) -> tuple[str, str]:
    return part.kind, part.option_key


def _steps_there(program: Program) -> dict[tuple[str, str], Activity]:
    found = ModelPart.objects.filter(model__program=program, activity__isnull=False).select_related("activity")
    return {_key(part): part.activity for part in found if part.activity}
