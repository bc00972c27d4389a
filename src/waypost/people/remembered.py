"""What several parts of a page ask for, read once for a request that only reads: above all the roles of a viewer."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_remembered: ContextVar[dict[Hashable, Any] | None] = ContextVar("waypost_remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Inside, what is remembered is read once: only for what changes nothing, since an action must look again."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def remembered(key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives, or gave before under `key` inside `remembering`; a key begins with the name of its module."""
    known = _remembered.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found
