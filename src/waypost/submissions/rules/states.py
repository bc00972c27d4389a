"""Where a submission stands. Derived here and nowhere else, from facts alone; every page asks this module (EA2 to EA4).

working → sent (can be taken back for ten minutes) → waiting → in review → decided (can be taken back by the
assessor for ten minutes, so the educator still sees "in review") → demonstrated, or revising → sent …
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from waypost.catalog.rules import Level
from waypost.common.limits import UNDO_WINDOW


class EnrollmentState(StrEnum):
    """Where an educator stands with one micro-credential."""

    NOT_STARTED = "not_started"
    WORKING = "working"
    SENT = "sent"
    WAITING = "waiting"
    IN_REVIEW = "in_review"
    REVISING = "revising"
    DEMONSTRATED = "demonstrated"
    WITHDRAWN = "withdrawn"


STATE_LABELS: dict[EnrollmentState, str] = {
    EnrollmentState.NOT_STARTED: "Ready to begin",
    EnrollmentState.WORKING: "In progress",
    EnrollmentState.SENT: "Sent",
    EnrollmentState.WAITING: "Waiting for an assessor",
    EnrollmentState.IN_REVIEW: "In review",
    EnrollmentState.REVISING: "Ready to revise",
    EnrollmentState.DEMONSTRATED: "Demonstrated",
    EnrollmentState.WITHDRAWN: "Stopped",
}


@dataclass(frozen=True)
class ReviewFacts:
    """What `assessment` knows of the last submission; see `review_facts.py`.

    `is_claimed`: an assessor holds an unexpired claim. `decided_at` is None while no decision stands.
    `levels` maps the uid of each criterion to its level, `comments` to what the assessor wrote.
    """

    is_claimed: bool
    decided_at: datetime | None
    levels: dict[str, Level]
    comments: dict[str, str]


@dataclass(frozen=True)
class EnrollmentFacts:
    """`sent_at` is that of the last submission that was not recalled, None without one."""

    withdrawn_at: datetime | None
    has_work: bool
    sent_at: datetime | None
    review: ReviewFacts | None


def is_final(done_at: datetime, now: datetime) -> bool:
    """Whether the ten minutes in which it can be taken back are over."""
    return now >= done_at + UNDO_WINDOW


def enrollment_state(facts: EnrollmentFacts, now: datetime) -> EnrollmentState:
    """The one state that everybody sees at the instant `now`."""
    if facts.withdrawn_at is not None:
        return EnrollmentState.WITHDRAWN
    if facts.sent_at is None:
        return EnrollmentState.WORKING if facts.has_work else EnrollmentState.NOT_STARTED
    if not is_final(facts.sent_at, now):
        return EnrollmentState.SENT
    return _state_in_review(facts.review, now)


def _state_in_review(review: ReviewFacts | None, now: datetime) -> EnrollmentState:
    if review is None:
        return EnrollmentState.WAITING
    if review.decided_at is None or not is_final(review.decided_at, now):
        return EnrollmentState.IN_REVIEW if review.is_claimed or review.decided_at else EnrollmentState.WAITING
    return EnrollmentState.DEMONSTRATED if is_demonstrated(review.levels) else EnrollmentState.REVISING


def is_demonstrated(levels: dict[str, Level]) -> bool:
    """An award needs every criterion demonstrated; no criterion at all demonstrates nothing."""
    return bool(levels) and all(level is Level.DEMONSTRATED for level in levels.values())


def criteria_to_revise(levels: dict[str, Level]) -> frozenset[str]:
    """The uids of the criteria that the educator is asked to work on again; the others stay as they are (EA4)."""
    return frozenset(uid for uid, level in levels.items() if level is not Level.DEMONSTRATED)


def may_write(state: EnrollmentState) -> bool:
    """Drafts and evidence are open before sending and while revising."""
    return state in {EnrollmentState.NOT_STARTED, EnrollmentState.WORKING, EnrollmentState.REVISING}


def shows_feedback(state: EnrollmentState) -> bool:
    """An educator reads what the assessor wrote once the decision can no longer be taken back."""
    return state in {EnrollmentState.REVISING, EnrollmentState.DEMONSTRATED}


def may_recall(state: EnrollmentState) -> bool:
    """What was sent can be taken back until the undo window closes."""
    return state is EnrollmentState.SENT


@dataclass(frozen=True)
class Step:
    """One step on the way, and whether it is "done", "current" or "next"."""

    title: str
    place: str


STEPS = ("Plan", "Write and gather", "Check and send", "Review")

CURRENT_STEP: dict[EnrollmentState, int] = {
    EnrollmentState.NOT_STARTED: 1,
    EnrollmentState.WORKING: 1,
    EnrollmentState.REVISING: 1,
    EnrollmentState.WITHDRAWN: 1,
    EnrollmentState.SENT: 2,
    EnrollmentState.WAITING: 3,
    EnrollmentState.IN_REVIEW: 3,
    EnrollmentState.DEMONSTRATED: 4,
}


def steps(state: EnrollmentState, *, has_plan: bool) -> list[Step]:
    """The four steps; a plan that nobody wrote is left out, since it is optional."""
    current = CURRENT_STEP[state]
    places = ["done" if place < current else "current" if place == current else "next" for place in range(len(STEPS))]
    found = [Step(title, place) for title, place in zip(STEPS, places, strict=True)]
    return found if has_plan else found[1:]


def waits_for_reply(state: EnrollmentState) -> bool:
    """Whether the educator waits to hear back."""
    return state in {EnrollmentState.SENT, EnrollmentState.WAITING, EnrollmentState.IN_REVIEW}
