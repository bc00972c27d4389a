"""Who saved a part of a theory last."""

from datetime import datetime

from waypost.improvement.models import Link, Statement
from waypost.people.models import Person
from waypost.plans.queries.history import YOU, last_change


def last_saved(viewer: Person, part: Link | Statement) -> tuple[str, datetime, bool]:
    """Their name, when, and whether it was somebody else."""
    who, when = last_change(viewer, part) or ("Somebody", part.created_at)
    return who, when, who != YOU
