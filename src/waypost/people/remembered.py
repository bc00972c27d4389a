"""The roles of a viewer, read once for a request that only reads: every list and every link on a page asks for them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from waypost.people.models import RoleAssignment

_remembered: ContextVar[dict[int, list[RoleAssignment]] | None] = ContextVar("waypost_remembered_roles", default=None)


@contextmanager
def remembering_roles() -> Iterator[None]:
    """Inside, the roles of each person are read once: only for what changes none, since an action must look again."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def remembered(person_id: int, read: Callable[[], list[RoleAssignment]]) -> list[RoleAssignment]:
    """What `read` gives, or gave before inside `remembering_roles`."""
    known = _remembered.get()
    if known is None:
        return read()
    if person_id not in known:
        known[person_id] = read()
    return known[person_id]
