"""Lets several calls happen at the same moment, each in a thread with a database connection of its own.

    answers = at_once(click, click)

Tests that use it need `@pytest.mark.django_db(transaction=True)`: the threads have to see what the test wrote.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


def at_once(*calls: Callable[[], T]) -> list[T]:
    """What each call returns, in their order; what one of them raises is raised here."""
    start = Barrier(len(calls))

    def run(call: Callable[[], T]) -> T:
        start.wait()
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
