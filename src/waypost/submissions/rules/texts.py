"""What a text or a piece of evidence still needs, and which texts are kept while somebody writes (EA2)."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256


class Progress(StrEnum):
    """How far one task is."""

    NEXT = "next"
    HALF = "half"
    DONE = "done"
    REVISE = "revise"


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


def progress(gap: str | None, *, is_started: bool, is_asked_again: bool = False) -> Progress:
    """Done without a gap, unless feedback asks again and nothing changed since; half-way with something there."""
    if gap is None:
        return Progress.REVISE if is_asked_again else Progress.DONE
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
