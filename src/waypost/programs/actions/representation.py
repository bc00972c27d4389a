"""Writing down who is involved (FR3)."""

from collections.abc import Sequence

from django.db import transaction

from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.programs.actions.planning_edits import lock_program, save_changes
from waypost.programs.models import Program, Representation
from waypost.programs.rules.representation import Dimension, Group


@transaction.atomic
def count_involved(
    *, by: Actor, program: Program, dimension: Dimension, started_from: int, groups: Sequence[Group]
) -> Representation:
    """Keep the groups of one comparison; a staff of None is looked up where people are listed. Raises EditConflict."""
    lock_program(program)
    found = program.representations.filter(dimension=dimension.value).first()
    current = found or Representation(program=program, dimension=dimension.value, version=0)
    check_version(current, started_from)
    rows = [{"group": group.name, "involved": group.involved, "staff": group.staff} for group in groups]
    save_changes(by=by, verb="count involved", current=current, values={"rows": rows})
    return current
