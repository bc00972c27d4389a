"""What a lower package announces and an upper one hears, without the lower one knowing it.

A handler runs at once, inside the transaction of the announcing action: if it raises, nothing is saved.
Upper packages subscribe in their `apps.py`.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

EventT = TypeVar("EventT")

_handlers: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[EventT], handler: Callable[[EventT], None]) -> None:
    """Call `handler` for every announced event of exactly this `kind`; subscribing twice changes nothing."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def announce(event: object) -> None:
    """Tell every subscriber, in the order in which they subscribed."""
    for handler in _handlers[type(event)]:
        handler(event)
