"""Several requests at the same moment, in threads with a database connection each.

Tests that use it need `@pytest.mark.django_db(transaction=True)`: the threads have to see what the test wrote.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection, connections, transaction

AnswerT = TypeVar("AnswerT")
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def at_once(*calls: Callable[[], AnswerT]) -> list[AnswerT]:
    """What each call returns; all start together, in a thread each. What one of them raises is raised here."""
    start = Barrier(len(calls))

    def run(call: Callable[[], AnswerT]) -> AnswerT:
        start.wait()
        return _on_a_connection_of_its_own(call)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def meeting_at(table: str, *calls: Callable[[], AnswerT]) -> list[AnswerT]:
    """The same, for calls that each look first: all have looked before the first of them may write to `table`.

    SQLite's writers wait in line by themselves, so there they come one after the other.
    """
    if connection.vendor == "sqlite":
        return [call() for call in calls]
    with ThreadPoolExecutor(len(calls)) as pool:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {connection.ops.quote_name(table)} IN SHARE ROW EXCLUSIVE MODE")
            running = [pool.submit(_on_a_connection_of_its_own, call) for call in calls]
            _wait_until_all_wait(len(calls))
        return [call.result() for call in running]


def waiting_for(first: Callable[[], object], second: Callable[[], AnswerT]) -> AnswerT:
    """What `second` returns, begun while the transaction of `first` is still open: it has to wait for its end.

    SQLite's writers wait in line by themselves, so there it begins after the end.
    """
    if connection.vendor == "sqlite":
        first()
        return second()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            running = pool.submit(_on_a_connection_of_its_own, second)
            _wait_until_all_wait(1)
        return running.result()


def _on_a_connection_of_its_own(call: Callable[[], AnswerT]) -> AnswerT:
    try:
        return call()
    finally:
        connections.close_all()


def _wait_until_all_wait(number: int) -> None:
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees what it saw first
            cursor.execute(WAITING)
            (waiting,) = cursor.fetchone()
        if waiting >= number:
            return
        time.sleep(0.02)
    raise AssertionError(f"{waiting} of {number} calls wait for the table: does each of them write to it?")
