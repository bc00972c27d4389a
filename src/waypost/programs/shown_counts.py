"""The place where `insight` tells this package which numbers of educators a viewer may read (decision 0017).

The pages of progress show the same ones: two answers to one question could be subtracted from each other.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from waypost.people.viewers import Viewer
from waypost.programs.models import Program

#: By the uid of a program or cohort; None where the number is left out.
Counts = dict[str, int | None]


@dataclass(frozen=True)
class ShownCounts:
    """`in_programs` says nothing of a program of which the viewer may see no numbers.

    `in_cohorts` says nothing of a cohort in which nobody is.
    """

    in_programs: Callable[[Viewer, Sequence[Program]], Counts]
    in_cohorts: Callable[[Viewer, Program], Counts]


class NoSource(Exception):
    """No package registered itself here. The message is one sentence for whoever sets up the apps."""


_providers: list[ShownCounts] = []


def provide(counts: ShownCounts) -> None:
    """Register the one source."""
    _providers[:] = [counts]


def shown_in_programs(viewer: Viewer, programs: Sequence[Program]) -> Counts:
    """Of each of these programs, in two queries at most. Raises NoSource."""
    return _source().in_programs(viewer, programs)


def shown_in_cohorts(viewer: Viewer, program: Program) -> Counts:
    """With 0 for a cohort in which nobody is. Raises NoSource."""
    shown: Counts = defaultdict(lambda: 0, _source().in_cohorts(viewer, program))
    return shown


def _source() -> ShownCounts:
    if not _providers:
        raise NoSource("Nobody says which numbers of educators may be read: add waypost.insight to INSTALLED_APPS.")
    return _providers[0]
