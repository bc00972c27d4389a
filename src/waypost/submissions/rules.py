"""Where a submission stands. Derived here and nowhere else, from facts alone; every page asks this module (EA2 to EA4).

working → sent (can be taken back for ten minutes) → waiting → in review → decided (can be taken back by the
assessor for ten minutes, so the educator still sees "in review") → demonstrated, or revising → sent …
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from zoneinfo import ZoneInfo

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
    EnrollmentState.WITHDRAWN: "Put down",
}


class Progress(StrEnum):
    """How far one task is."""

    NEXT = "next"
    HALF = "half"
    DONE = "done"


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


def word_count(text: str) -> int:
    """Words as a reader counts them: runs of characters between white space."""
    return len(text.split())


@dataclass(frozen=True)
class AcceptedStatement:
    """The consent and student privacy statement as it was accepted: its number, and its words (EA2)."""

    number: int
    words: str


@dataclass(frozen=True)
class Gap:
    """Something still needed before sending: the uid of the part it belongs to, and one sentence."""

    part_uid: str
    sentence: str


def text_gap(title: str, text: str, minimum_words: int, maximum_words: int) -> str | None:
    """One sentence on what a text still needs to fit its limits, or None."""
    words = word_count(text)
    if words == 0:
        return f"{title}: write {minimum_words} to {maximum_words} words."
    if words < minimum_words:
        return f"{title}: {words} words so far; write at least {minimum_words}."
    if words > maximum_words:
        return f"{title}: {words} words; shorten it to {maximum_words} or fewer."
    return None


def evidence_gap(title: str, count: int, required: int) -> str | None:
    """One sentence on how many pieces of evidence are still needed, or None."""
    return f"{title}: {count} of {required} added." if count < required else None


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


def progress(gap: str | None, *, is_started: bool) -> Progress:
    """Done without a gap, half-way with something there."""
    if gap is None:
        return Progress.DONE
    return Progress.HALF if is_started else Progress.NEXT


#: A text from which words went is kept at least this often while somebody writes.
KEEP_EVERY = timedelta(minutes=5)
#: Once this many words would be gone, however few at a time, the text that still has them is kept.
WORDS_GONE = 5


def words_lost(replaced: str, text: str) -> int:
    """How many words of `replaced` are not in `text`, each counted as often as it was written."""
    return (Counter(replaced.split()) - Counter(text.split())).total()


def is_worth_keeping(words_gone: int, since_last_kept: timedelta) -> bool:
    """Whether the replaced text becomes an earlier version: now and then, and always before much of it is gone.

    `words_gone` counts this save and all since a text was last kept.
    """
    return words_gone >= WORDS_GONE or (words_gone > 0 and since_last_kept >= KEEP_EVERY)


def text_mark(text: str) -> str:
    """A short mark of a text, by which a window can show that it did not change what it was given."""
    return sha256(text.encode()).hexdigest()[:16]


#: A team is a handful of people who made something together; a whole cohort is not one.
MOST_COLLEAGUES = 15
OWN_PART_WORDS = (5, 80)
OWN_PART_ASKED = "Say in {} to {} words what you did yourself.".format(*OWN_PART_WORDS)


class ShareState(StrEnum):
    """Where a shared artifact stands between its owner and one colleague."""

    OFFERED = "offered"
    HIDDEN = "hidden"
    USED = "used"
    KEPT = "kept"
    ENDED = "ended"


def share_state(*, is_offered: bool, is_used: bool, is_hidden: bool) -> ShareState:
    """Once used it stays with the colleague, offered or no longer; that they hid it is for nobody else to know."""
    if is_used:
        return ShareState.USED if is_offered else ShareState.KEPT
    if not is_offered:
        return ShareState.ENDED
    return ShareState.HIDDEN if is_hidden else ShareState.OFFERED


def own_part_gap(text: str) -> str | None:
    """One sentence on what the words about one's own part still need, or None."""
    words, (fewest, most) = word_count(text), OWN_PART_WORDS
    if words < fewest:
        return OWN_PART_ASKED
    return f"These are {words} words; shorten them to {most} or fewer." if words > most else None


def person_named_in(text: str, names: Iterable[str]) -> str | None:
    """The first of `names` that stands whole in `text`, whatever its case: an assessor may not know who it is."""
    plain = " ".join(text.split())
    return next((name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain, re.IGNORECASE)), None)


class SharingState(StrEnum):
    """Where the sharing of a work with a coach stands."""

    SHARED = "shared"
    FINISHED = "finished"
    STOPPED = "stopped"
    PUT_DOWN = "put_down"
    OUT_OF_REACH = "out_of_reach"


def sharing_state(work: EnrollmentState, *, is_stopped: bool, is_in_reach: bool) -> SharingState:
    """What the educator chose comes first; then what became of the work, and whether the coach is still theirs.

    `is_in_reach`: the coach's role reaches a school of the educator today, and they do not supervise there.
    """
    if is_stopped:
        return SharingState.STOPPED
    if work is EnrollmentState.WITHDRAWN:
        return SharingState.PUT_DOWN
    if not is_in_reach:
        return SharingState.OUT_OF_REACH
    return SharingState.FINISHED if work is EnrollmentState.DEMONSTRATED else SharingState.SHARED


def may_share(work: EnrollmentState) -> bool:
    """Help is there before, during and after a review, until the work is demonstrated or put down."""
    return work not in {EnrollmentState.DEMONSTRATED, EnrollmentState.WITHDRAWN}


def coach_reads(state: SharingState) -> bool:
    """Parts close by themselves once the work is demonstrated: what they were shared for is done."""
    return state is SharingState.SHARED


def may_converse(state: SharingState) -> bool:
    """Both sides may write while the coach can open the page; thanks and a last question still reach them."""
    return state in {SharingState.SHARED, SharingState.FINISHED}


#: Weekdays from the day of sending within which an educator hears back.
REPLY_WITHIN_WEEKDAYS = 10
SATURDAY = 5


@dataclass(frozen=True)
class Waiting:
    """How long a submission waits, by its district's calendar; the same for educator, assessor and lead (EA3)."""

    sent_on: date
    today: date

    @property
    def days(self) -> int:
        return (self.today - self.sent_on).days

    @property
    def reply_by(self) -> date:
        return reply_by(self.sent_on)

    @property
    def is_past_reply_by(self) -> bool:
        return self.today > self.reply_by


def waiting(sent_at: datetime, now: datetime, timezone: str) -> Waiting:
    """How long something that was sent waits, by the wall calendar of `timezone`."""
    zone = ZoneInfo(timezone)
    return Waiting(sent_at.astimezone(zone).date(), now.astimezone(zone).date())


def reply_by(sent_on: date) -> date:
    """The day by which the educator hears back: ten weekdays after the day of sending."""
    day = sent_on
    for _ in range(REPLY_WITHIN_WEEKDAYS):
        day += timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
    return day


def waits_for_reply(state: EnrollmentState) -> bool:
    """Whether the educator waits to hear back."""
    return state in {EnrollmentState.SENT, EnrollmentState.WAITING, EnrollmentState.IN_REVIEW}
