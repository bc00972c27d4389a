"""Where programs say in which phase an activity of a plan falls (FR3, PL10): a plan knows no programs.

Register in the `ready` of the package's `apps.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from waypost.people.viewers import Viewer
from waypost.plans.models import Plan


@dataclass(frozen=True)
class ActivityPhase:
    """A phase that an activity falls in; `position` puts phases in order, `url` is its page."""

    position: int
    label: str
    url: str


#: By the uid of an activity; what `viewer` may not read, or falls in no phase, is left out. One query.
Phases = Mapping[str, tuple[ActivityPhase, ...]]
FindPhases = Callable[[Viewer, Plan], Phases]

_finders: list[FindPhases] = []


def provide(find_phases: FindPhases) -> None:
    """Register the one source."""
    _finders[:] = [find_phases]


def phases_of(viewer: Viewer, plan: Plan) -> Phases:
    """Empty where no installed package knows phases."""
    return _finders[0](viewer, plan) if _finders else {}
