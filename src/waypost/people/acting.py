"""Who acts, for rows that show a name."""

from waypost.common.actors import Actor
from waypost.people.models import Person


def person_or_none(by: Actor) -> Person | None:
    """The person who acts; None where the system or the public does: the audit row knows which, and why."""
    return by if isinstance(by, Person) else None
