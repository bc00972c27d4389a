"""Builders of the objects that the addresses of programs name, for the access table."""

from datetime import date

from django.core.files.base import ContentFile

from tests.access.world import World
from tests.builders import BUILDER
from tests.plans.builders import activity_of, plan_at
from tests.programs.builders import SPRING, invited, program_at
from tests.programs.phased import SEPTEMBER, SMALL
from tests.programs.planning import answer_of, line_of, model_of
from waypost.catalog.actions.drafts import create_micro_credential
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.plans.actions.objectives import add_objective
from waypost.plans.rules.fields import ObjectiveFields
from waypost.programs.actions.cohorts import open_cohort
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.outcomes import Attached, attach_work
from waypost.programs.actions.phase_sets import make_phase_set
from waypost.programs.actions.phases import follow_phases
from waypost.programs.actions.pilots import ask_sites
from waypost.programs.actions.programs import curate_credential
from waypost.programs.models import Cohort, Cycle, PhaseOutcome, PhaseSet, Program
from waypost.programs.rules.phases import AttachedState


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


def program_with_phases(world: World) -> dict[str, object]:
    return {"uid": _cycle(world).program.uid}


def closed_cycle(world: World) -> dict[str, object]:
    cycle = _cycle(world)
    start_next_cycle(by=BUILDER, cycle=cycle, began_on=date(2027, 1, 11))
    return {"uid": cycle.program.uid, "number": 1}


def phase(world: World) -> dict[str, object]:
    """The first phase, which the program is in."""
    return {"uid": _cycle(world).phases.get(position=1).uid}


def outcome(world: World) -> dict[str, object]:
    return {"uid": _outcome(world).uid}


def attachment(world: World) -> dict[str, object]:
    file = ContentFile(b"We meet on Tuesdays.", name="charter.txt")
    work = Attached(AttachedState.AGREED, "Our charter", file=file)
    return {"uid": attach_work(by=BUILDER, outcome=_outcome(world), work=work).uid}


def question(world: World) -> dict[str, object]:
    return {"uid": _cycle(world).phases.get(position=1).questions.get().uid}


def phase_set(world: World) -> dict[str, object]:
    return {"uid": _phase_set(world).uid}


def phase_of_a_set(world: World) -> dict[str, object]:
    return {"uid": _phase_set(world).uid, "key": "begin"}


def move_of_a_phase(world: World) -> dict[str, object]:
    return {**phase_of_a_set(world), "way": "down"}


def _cycle(world: World) -> Cycle:
    return follow_phases(by=BUILDER, program=_program(world), words=SMALL, began_on=SEPTEMBER)


def _outcome(world: World) -> PhaseOutcome:
    return PhaseOutcome.objects.get(phase__cycle=_cycle(world), label="Charter")


def _phase_set(world: World) -> PhaseSet:
    return make_phase_set(by=BUILDER, organization=world.tree.district, name="Ours", like=SMALL)


def timing_question(world: World) -> dict[str, object]:
    return {**program(world), "key": "educators"}


def model(world: World) -> dict[str, object]:
    return {"uid": model_of(_program(world)).uid}


def budget_file(world: World) -> dict[str, object]:
    made = _program(world)
    line_of(made)
    return {"uid": made.uid, "suffix": "csv"}


def budget_line(world: World) -> dict[str, object]:
    return {"uid": line_of(_program(world)).uid}


def spending(world: World) -> dict[str, object]:
    return {**budget_line(world), "year": 2026}


def pilot_site(world: World) -> dict[str, object]:
    (site,) = ask_sites(by=BUILDER, program=_program(world), schools=[world.tree.cedar])
    return {"uid": site.uid}


def planning_part(world: World) -> dict[str, object]:
    return {"kind": "answer", "uid": answer_of(_program(world)).uid}


def library(world: World) -> dict[str, object]:
    return {"slug": world.tree.district.slug}


def new_option(world: World) -> dict[str, object]:
    return {**library(world), "kind": "support"}


def option(world: World) -> dict[str, object]:
    return {**new_option(world), "key": "coach"}


def dimension(world: World) -> dict[str, object]:
    return {**program(world), "by": "role"}
