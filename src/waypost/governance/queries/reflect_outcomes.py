"""What a reflection brings forth, offered to the phases of programs (FR1, FR2)."""

from collections.abc import Callable

from waypost.governance.queries.standings import LEADERS_PRIVATE, PARTS
from waypost.people.models import Organization
from waypost.people.viewers import Viewer
from waypost.programs.models import Program
from waypost.programs.outcomes import Outcome, Standing, register


def offer_outcomes() -> None:
    """Register each part under `governance.` and its key; a program asks about its own organization."""
    for key, title, hint, standing in PARTS:
        privacy = LEADERS_PRIVATE if key == "leaders" else None
        register(Outcome(f"governance.{key}", title, hint, _of_program(standing), privacy))


def _of_program(standing: Callable[[Viewer, Organization], Standing]) -> Callable[[Viewer, Program], Standing]:
    return lambda viewer, program: standing(viewer, program.organization)
