"""Reads of implementation models: which there are, what each sums up to, and where it does not fit (LA4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from waypost.common.actors import Actor, System
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import within_branches
from waypost.people.viewers import Viewer
from waypost.plans.queries import access
from waypost.programs.models import ImplementationModel, ModelPart, Program
from waypost.programs.queries.programs import READ
from waypost.programs.rules.estimates import GOAL_LABELS, Estimate, Goal, PartKind, Size, cost_says, estimate
from waypost.programs.rules.fitting_models import Limits, looks, shortages

#: As many stand side by side.
MOST_COMPARED = 3


@dataclass(frozen=True)
class ModelLine:
    """A model with its sums, and what needs a look; `is_short` where hours or money that are there may not suffice."""

    model: ImplementationModel
    parts: tuple[ModelPart, ...]
    sums: Estimate
    looks: tuple[str, ...]
    is_short: bool

    @property
    def cost_says(self) -> str:
        return cost_says(self.sums)

    @property
    def goals(self) -> tuple[str, ...]:
        return tuple(GOAL_LABELS[Goal(goal)] for goal in self.model.goals)

    @property
    def supports(self) -> tuple[ModelPart, ...]:
        return self._of(PartKind.SUPPORT)

    @property
    def locations(self) -> tuple[ModelPart, ...]:
        return self._of(PartKind.LOCATION)

    @property
    def currencies(self) -> tuple[ModelPart, ...]:
        return self._of(PartKind.CURRENCY)

    @property
    def steps_to_add(self) -> tuple[str, ...]:
        """First steps that stand in no plan yet: whoever adopted it could not edit the plan."""
        return tuple(part.step for part in self.parts if part.step and part.activity_id is None)

    def _of(self, kind: PartKind) -> tuple[ModelPart, ...]:
        return tuple(part for part in self.parts if part.kind == kind)


def models_in_reach(viewer: Viewer, permission: Permission = READ) -> QuerySet[ImplementationModel]:
    """The models of the programs for which `viewer` holds `permission`."""
    found = ImplementationModel.objects.filter(within_branches(viewer, permission, "program__organization"))
    return found.select_related("program__organization", "adopted_by")


def model_lines(program: Program) -> tuple[ModelLine, ...]:
    """The models of a program, the adopted one first, then in the order in which they were started."""
    return _lines(_models(program).prefetch_related(_PARTS))


def model_sums(program: Program) -> tuple[ModelLine, ...]:
    """The same, without the activities that its parts name."""
    return _lines(_models(program).prefetch_related("parts"))


def _models(program: Program) -> QuerySet[ImplementationModel]:
    return program.implementation_models.select_related("adopted_by").order_by("pk")


def _lines(models: Iterable[ImplementationModel]) -> tuple[ModelLine, ...]:
    return tuple(sorted(map(model_line, models), key=lambda line: line.model.adopted_at is None))


def model_line(model: ImplementationModel) -> ModelLine:
    """One model with its sums."""
    parts = tuple(model.parts.all())
    mixed = [part.mixed for part in parts]
    sums = estimate(mixed, Size(model.educators, model.awards, model.staff_hour_usd))
    limits = Limits(model.staff_hours_there, model.educator_hours_there, model.money_there)
    found = looks(mixed, sums, limits, frozenset(map(Goal, model.goals)))
    return ModelLine(model, parts, sums, found, is_short=bool(shortages(sums, limits)))


def adopted_model(program: Program) -> ImplementationModel | None:
    """The model that the program runs by."""
    return program.implementation_models.filter(adopted_at__isnull=False).first()


def adopted_line(program: Program) -> ModelLine | None:
    """The same, with its sums."""
    found = program.implementation_models.filter(adopted_at__isnull=False).prefetch_related(_PARTS).first()
    return model_line(found) if found else None


def compared(lines: Iterable[ModelLine], uids: list[str]) -> tuple[ModelLine, ...]:
    """Those with these uids, at most MOST_COMPARED; the first ones where none is named."""
    found = list(lines)
    chosen = [line for line in found if line.model.uid in uids]
    return tuple((chosen or found)[:MOST_COMPARED])


def may_add_steps(actor: Actor, program: Program) -> bool:
    """Whether `actor` may add activities to the plan that the program serves."""
    if isinstance(actor, System):
        return True
    plan = program.activity.objective.plan
    return isinstance(actor, Person) and access.plans(actor, access.EDIT).filter(pk=plan.pk).exists()


_PARTS = Prefetch("parts", ModelPart.objects.select_related("activity__objective__plan").order_by("pk"))
