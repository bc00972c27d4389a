"""Lets the stories of the demo happen side by side, each step at its own instant of the past."""

from collections.abc import Generator, Iterable
from datetime import datetime
from heapq import heappop, heappush

from waypost.common import clock, jobs

#: A story yields the instant at which it goes on; what follows the `yield` happens then.
Story = Generator[datetime, None, None]


def play(stories: Iterable[Story]) -> None:
    """Let all steps happen in the order of their instants, and background jobs between them as they fall due."""
    waiting: list[tuple[datetime, int, Story]] = []
    for order, story in enumerate(stories):
        _go_on(waiting, order, story)
    due_at = jobs.next_delayed_at()
    while waiting:
        instant, order, story = heappop(waiting)
        due_at = _run_jobs_until(instant, due_at)
        written = jobs.written()
        with clock.at(instant):
            _go_on(waiting, order, story)
            if jobs.written() > written:
                jobs.run_waiting()
                due_at = jobs.next_delayed_at()
    _run_jobs_until(clock.now(), due_at)


def _run_jobs_until(instant: datetime, due_at: datetime | None) -> datetime | None:
    """Each delayed job at its own instant, the first of which is `due_at`; returns that of the first one after."""
    while due_at is not None and due_at <= instant:
        with clock.at(due_at):
            jobs.run_waiting()
        due_at = jobs.next_delayed_at()
    return due_at


def _go_on(waiting: list[tuple[datetime, int, Story]], order: int, story: Story) -> None:
    instant = next(story, None)
    if instant is not None:
        heappush(waiting, (instant, order, story))
