"""Adopting an implementation model: it becomes the program's numbers, budget lines, and steps of its plan (LA4)."""

from dataclasses import dataclass

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.people.acting import person_or_none
from waypost.plans.actions.activities import add_activity
from waypost.plans.models import Activity
from waypost.plans.rules.fields import ActivityFields
from waypost.programs.actions.model_lines import take_out_lines, write_lines
from waypost.programs.actions.planning_edits import lock_program, save_changes, single_of
from waypost.programs.models import Budget, ImplementationModel, ModelPart, Program
from waypost.programs.queries.implementation_models import may_add_steps
from waypost.programs.rules.periods import spread


class NothingToAdopt(ValueError):
    """The model holds no part."""


@dataclass(frozen=True)
class Adopted:
    """How many budget lines and plan activities came of it; `may_add_steps` is false where the plan is not theirs.

    `renewed`, `kept` and `left_out` are those of `model_lines.Written`; `spent` are lines of the model that it
    replaced, by name, which stay for what was spent on them.
    """

    lines: int
    activities: int
    may_add_steps: bool
    renewed: int
    kept: tuple[str, ...]
    left_out: tuple[str, ...]
    spent: tuple[str, ...]


@transaction.atomic
def adopt_model(*, by: Actor, model: ImplementationModel) -> Adopted:
    """Let the program run by this model. Again doubles nothing: each part has one step, each of its figures one line.

    Lines of the model that it replaces leave the budget unless money was spent on them; steps stay in the plan.
    Raises NothingToAdopt.
    """
    program = lock_program(model.program)
    current = ImplementationModel.objects.select_for_update().get(pk=model.pk)
    parts = list(current.parts.all())
    if not parts:
        raise NothingToAdopt("Choose at least one support, location or currency first.")
    spent = _replace(by, program, current) if current.adopted_at is None else []
    written = write_lines(by=by, program=program, model=current, parts=parts)
    may = may_add_steps(by, program)
    steps = _add_steps(by, program, current, parts) if may else 0
    return Adopted(written.added, steps, may, written.renewed, written.kept, written.left_out, tuple(spent))


def _replace(by: Actor, program: Program, model: ImplementationModel) -> list[str]:
    """Make it the one adopted model; returns which lines of the former stay in the budget for what was spent."""
    spent: list[str] = []
    for former in program.implementation_models.filter(adopted_at__isnull=False):
        former.adopted_at, former.adopted_by = None, None
        former.version += 1
        former.save(update_fields=["adopted_at", "adopted_by", "version"])
        audit.record(by=by, verb="replace adopted model", on=former, after={"adopted_at": None})
        spent += take_out_lines(by=by, program=program, model=former)
    model.adopted_at, model.adopted_by = clock.now(), person_or_none(by)
    model.version += 1
    model.save(update_fields=["adopted_at", "adopted_by", "version"])
    audit.record(by=by, verb="adopt model", on=model, after={"adopted_at": model.adopted_at})
    numbers = {"educators": model.educators, "awards": model.awards}
    save_changes(by=by, verb="set numbers of budget", current=single_of(Budget, program), values=numbers)
    return spent


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
