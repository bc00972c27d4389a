"""Objects that addresses of theories name."""

from tests.access.world import World
from tests.builders import BUILDER
from tests.improvement.builders import BY_PROTOCOL, written
from tests.library.builders import study_at
from tests.plans.builders import activity_of, plan_at
from tests.programs.builders import program_at
from waypost.improvement.actions.removal import take_out
from waypost.improvement.actions.statements import add_statement, begin_theory
from waypost.improvement.models import Link, Theory
from waypost.improvement.rules.kinds import Column
from waypost.library.actions import cite
from waypost.plans.actions.objectives import add_objective
from waypost.plans.rules.fields import ObjectiveFields
from waypost.programs.models import Program


def _program(world: World) -> Program:
    plan = plan_at(world.tree.district)
    objective = add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text="Run a pilot"))
    return program_at(world.tree.district, activity_of(objective, "Train assessors", None))


def _theory(world: World) -> Theory:
    theory = begin_theory(by=BUILDER, program=_program(world), text="give every educator a coach")
    coach = theory.statements.get()
    add_statement(by=BUILDER, theory=theory, column=Column.EDUCATORS, text="revise", after=coach)
    return theory


def _link(world: World) -> Link:
    return written(_theory(world).links.get(), BY_PROTOCOL)


def program(world: World) -> dict[str, object]:
    """A program of the district whose theory has begun."""
    return {"uid": _theory(world).program.uid}


def statement(world: World) -> dict[str, object]:
    """One of its statements."""
    return {"uid": _theory(world).statements.earliest("pk").uid}


def link(world: World) -> dict[str, object]:
    """Its link, written in full."""
    return {"uid": _link(world).uid}


def citation(world: World) -> dict[str, object]:
    """What the link cites."""
    item = study_at(world.tree.district)
    return {"uid": cite(by=BUILDER, on=_link(world), item=item, note="It fits").uid}


def part(world: World) -> dict[str, object]:
    """The link as a part that can be taken out."""
    return {"kind": "link", "uid": _link(world).uid}


def part_that_is_out(world: World) -> dict[str, object]:
    """The link after it was taken out."""
    return {"kind": "link", "uid": take_out(by=BUILDER, part=_link(world)).uid}
