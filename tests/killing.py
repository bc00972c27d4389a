"""Kills a process at each of its writes, to see what is left: nothing may be half-done, and a retry does it once.

    for boundary in killed_at_each_boundary(lambda: send(…)):
        assert nothing_is_sent(), boundary
    assert it_is_sent_once()

A boundary is the moment before a row is written or a transaction is committed. The action runs in a forked child with
a connection of its own, which kills itself there with SIGKILL; the last round finds no boundary left and ends well.
Tests that use it need `@pytest.mark.django_db(transaction=True)`: the child has to see what the test wrote.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, cast

from django.db import connection, connections

WRITES = ("INSERT", "UPDATE", "DELETE")


class ActionBroke(AssertionError):
    """The action raised instead of ending or being killed; its traceback stands on stderr."""


def killed_at_each_boundary(action: Callable[[], object]) -> Iterator[int]:
    """Yields after each kill, with the number of the boundary; returns once the action ended without being killed."""
    for boundary in count(1):
        if not was_killed_at(action, boundary):
            return
        yield boundary


def was_killed_at(action: Callable[[], object], boundary: int) -> bool:
    """Run `action` in a child that dies at `boundary`; False where it ended before it came there."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _act_and_die(action, boundary)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    if os.waitstatus_to_exitcode(status) != 0:
        raise ActionBroke(f"before boundary {boundary}")
    return False


def _act_and_die(action: Callable[[], object], boundary: int) -> None:
    """What the child does; it never returns into the test."""
    exit_code = 1
    try:
        countdown = _Countdown(boundary)
        _count_commits(countdown)
        with connection.execute_wrapper(countdown):
            action()
        exit_code = 0
    except BaseException:  # noqa: BLE001  # any error here must become one sentence
        traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(exit_code)


def _count_commits(countdown: "_Countdown") -> None:
    """Commits do not pass through cursors, so that they are counted where Django makes them."""
    opened = cast(Any, connection)
    opened.ensure_connection()
    commit = opened._commit

    def counted_commit() -> None:
        countdown.step()
        commit()

    opened._commit = counted_commit


class _Countdown:
    """Counts boundaries, and kills its process at the last one."""

    def __init__(self, boundary: int) -> None:
        self.left = boundary

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, execute: Callable[..., Any], sql: str, *how: Any) -> Any:
        if sql.lstrip().startswith(WRITES):
            self.step()
        return execute(sql, *how)
