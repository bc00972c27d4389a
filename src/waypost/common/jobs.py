"""Background jobs: named, written in the transaction of the change that needs them, run at least once.

A job may run twice (a killed worker's job is delivered again), so every job calls one idempotent action.
This module is the only one that knows the library behind it (docs/decisions/0003).
"""

import ast
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from django_q.models import OrmQ, Schedule
from django_q.signing import SignedPackage
from django_q.tasks import async_task

from waypost.common import clock

Job = Callable[..., None]

_jobs: dict[str, Job] = {}
_recurring: dict[str, int] = {}
_written: Counter[str] = Counter()
log = structlog.get_logger("waypost.jobs")


def job(name: str, *, every_minutes: int | None = None) -> Callable[[Job], Job]:
    """Register a job under `name` (`package.verb_object`); with `every_minutes` it also recurs."""

    def register(function: Job) -> Job:
        _jobs[name] = function
        if every_minutes is not None:
            _recurring[name] = every_minutes
        return function

    return register


def enqueue(name: str, *, run_at: datetime | None = None, **arguments: str | int) -> None:
    """Write the job in the current transaction: a rolled-back change leaves none.

    `run_at` delays it to an instant. Raises KeyError for a name that nobody registered.
    """
    if name not in _jobs:
        raise KeyError(name)
    _written[name] += 1
    if run_at is None or run_at <= clock.now():
        async_task(run, name, task_name=name, **arguments)
        return
    Schedule.objects.create(
        name=name,
        func="waypost.common.jobs.run",
        args=repr((name,)),
        kwargs=repr(arguments),
        schedule_type=Schedule.ONCE,
        next_run=run_at,
    )


def run(name: str, **arguments: Any) -> None:
    """Run one job now. The worker calls this."""
    log.info("job started", job=name, **arguments)
    _jobs[name](**arguments)


def schedule_recurring() -> None:
    """Bring the table of recurring jobs in line with the registered ones; run after each migration."""
    Schedule.objects.filter(name__startswith="every:").exclude(
        name__in=[f"every:{name}" for name in _recurring]
    ).delete()
    for name, minutes in _recurring.items():
        Schedule.objects.update_or_create(
            name=f"every:{name}",
            defaults={
                "func": "waypost.common.jobs.run",
                "args": repr((name,)),
                "schedule_type": Schedule.MINUTES,
                "minutes": minutes,
            },
        )


def waiting() -> int:
    """How many jobs wait to run."""
    return int(OrmQ.objects.count())


def queued(name: str) -> int:
    """How many jobs of this name wait or run; the one that asks counts too."""
    return sum(SignedPackage.loads(row.payload)["name"] == name for row in OrmQ.objects.all())


def written() -> int:
    """How many jobs this process wrote so far, so that whoever runs them need not ask the database after each step."""
    return _written.total()


def next_delayed_at() -> datetime | None:
    """The instant of the first delayed job, None without one."""
    delayed = Schedule.objects.filter(schedule_type=Schedule.ONCE).order_by("next_run")
    first: datetime | None = delayed.values_list("next_run", flat=True).first()
    return first


def run_waiting() -> int:
    """Run every job that is due here and now, delayed ones too; returns how many ran.

    For commands and tests that have no worker beside them.
    """
    ran = _run_due_schedules()
    while rows := list(OrmQ.objects.order_by("pk")):
        for row in rows:
            task = SignedPackage.loads(row.payload)
            task["func"](*task["args"], **task["kwargs"])
            row.delete()
        ran += len(rows)
    return ran


def _run_due_schedules() -> int:
    due = Schedule.objects.filter(schedule_type=Schedule.ONCE, next_run__lte=clock.now()).order_by("next_run", "pk")
    for schedule in (found := list(due)):
        run(schedule.name, **ast.literal_eval(schedule.kwargs))
        schedule.delete()
    return len(found)
