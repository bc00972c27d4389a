"""What comes next in the planning of a program, and after its model is adopted."""

from collections.abc import Sequence

from waypost.people.viewers import Viewer
from waypost.programs.models import Program
from waypost.programs.outcomes import OutcomeState, find
from waypost.programs.queries.planning_outcomes import Step

#: The outcome that says what the program believes: registered by a package above this one.
THEORY = "improvement.theory_of_action"
#: What everything else is built on.
FIRST_PARTS = ("programs.ambition", "programs.model")
OPEN_THEORY = (OutcomeState.MISSING, OutcomeState.STARTED, OutcomeState.IN_REVIEW)


def next_part(found: Sequence[Step]) -> Step | None:
    """The first part that is missing or begun; what needs a look comes only where nothing else is left."""
    left = [step for step in found if not step.is_there]
    unfinished = (step for step in left if step.standing.state is not OutcomeState.NEEDS_A_LOOK)
    return next(unfinished, next(iter(left), None))


def has_its_base(found: Sequence[Step]) -> bool:
    """Whether the ambition is chosen and a model adopted."""
    return all(step.is_there for step in found if step.outcome.key in FIRST_PARTS)


def theory_to_write(viewer: Viewer, program: Program) -> Step | None:
    """The theory of action of a program that has its base; None once it is in place, or out of the viewer's reach."""
    outcome = find(THEORY)
    if outcome is None:
        return None
    standing = outcome.told_to(viewer, program)
    return Step(outcome, standing) if standing.url and standing.state in OPEN_THEORY else None
