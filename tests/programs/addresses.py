"""Builders of the objects that the addresses of programs name, for the access table."""

from datetime import date

from tests.access.world import World
from tests.builders import BUILDER
from tests.plans.builders import activity_of, plan_at
from tests.programs.builders import SPRING, invited, program_at
from waypost.catalog.actions.drafts import create_micro_credential
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.plans.actions.objectives import add_objective
from waypost.plans.rules.fields import ObjectiveFields
from waypost.programs.actions.cohorts import open_cohort
from waypost.programs.actions.programs import curate_credential
from waypost.programs.models import Cohort, Program


def program(world: World) -> dict[str, object]:
    return {"uid": _program(world).uid}


def cohort(world: World) -> dict[str, object]:
    return {"uid": _cohort(world).uid}


def member(world: World) -> dict[str, object]:
    educator = current_roles(world.own[Role.EDUCATOR]).get()
    return {"uid": invited(_cohort(world), educator).uid}


def offer(world: World) -> dict[str, object]:
    draft = create_micro_credential(by=BUILDER, organization=world.tree.district, slug="checking", title="Checking")
    made = curate_credential(
        by=BUILDER, program=_program(world), micro_credential=draft.micro_credential, reason="Asked for"
    )
    return {"uid": made.uid}


def school(world: World) -> dict[str, object]:
    """The school at which educators and the principal work."""
    return {"slug": world.tree.cedar.slug}


def _program(world: World) -> Program:
    objective = add_objective(
        by=BUILDER, plan=plan_at(world.tree.district), fields=ObjectiveFields(text="Run a pilot with 7 to 12 schools")
    )
    return program_at(world.tree.district, activity_of(objective, "Train 12 assessors", date(2027, 1, 8)))


def _cohort(world: World) -> Cohort:
    return open_cohort(by=BUILDER, program=_program(world), name="Cohort A", **SPRING)
