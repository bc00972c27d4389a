"""Whether enough schools, and not too many, said that they try a program first (FR3). Pure."""

from collections.abc import Sequence
from enum import StrEnum


class Commitment(StrEnum):
    """What a school said."""

    NOT_YET = "not yet"
    COMMITTED = "committed"
    WITHDRAWN = "withdrawn"


class UnsaidCommitment(ValueError):
    """A commitment needs a name and a day, a withdrawal a reason too. The message says what is missing."""


def check_commitment(commitment: Commitment, said_by: str, said_on: object, text: str) -> None:
    """Raises UnsaidCommitment."""
    if commitment is Commitment.NOT_YET:
        return
    if not said_by.strip() or said_on is None:
        raise UnsaidCommitment("Write who said it and on which day.")
    if not text.strip():
        asked = "why they withdrew" if commitment is Commitment.WITHDRAWN else "what they said yes to"
        raise UnsaidCommitment(f"Write {asked}: one sentence is enough.")


def is_enough(said: Sequence[Commitment], minimum: int, maximum: int) -> bool:
    return minimum <= said.count(Commitment.COMMITTED) <= maximum


def standing(said: Sequence[Commitment], minimum: int, maximum: int) -> str:
    """One sentence: how many are committed, and what is missing or too much."""
    count = said.count(Commitment.COMMITTED)
    waiting = said.count(Commitment.NOT_YET)
    says = f"{count} pilot {'site is' if count == 1 else 'sites are'} committed, {minimum} to {maximum} planned"
    if count < minimum:
        more = f"; {waiting} asked and not decided yet" if waiting else ""
        return f"{says}: {minimum - count} more to reach the minimum{more}."
    if count > maximum:
        return f"{says}: {count - maximum} more than the maximum. Raise it, or agree who begins later."
    return f"{says}."
