"""How much evidence fits in one work and in one day, so that no single person can fill the disk. No Django."""

from dataclasses import dataclass
from datetime import timedelta

from waypost.submissions.files.checks import MEGABYTE, megabytes


@dataclass(frozen=True)
class Amount:
    """A number of files and links, and the size of the files among them."""

    count: int
    size_bytes: int


#: Removed evidence counts and can be brought back this long, files and links, sent or not.
KEEP_REMOVED = timedelta(days=30)
#: Kept for one micro-credential, those that were removed and can be brought back included.
MOST_KEPT = Amount(100, 2000 * MEGABYTE)
#: Added by one person in one day, whatever became of it.
MOST_IN_A_DAY = Amount(60, 1000 * MEGABYTE)
#: Said before somebody adds anything; nobody comes near the sizes without one file after another.
LIMITS = f"Up to {MOST_IN_A_DAY.count} files and links a day, {MOST_KEPT.count} in all."


def refusal(what: str, size_bytes: int, *, kept: Amount, today: Amount) -> str | None:
    """One sentence on why one more piece does not fit and what to do, or None where it does."""
    if not _fits(size_bytes, kept, MOST_KEPT):
        return (
            f"{what} does not fit: this micro-credential holds {_words(kept)}, of at most"
            f" {_words(MOST_KEPT)}. Removed ones count for 30 days. Put several into one, or add a smaller copy."
        )
    if not _fits(size_bytes, today, MOST_IN_A_DAY):
        return (
            f"{what} does not fit into today: you added {_words(today)}, of at most {_words(MOST_IN_A_DAY)}."
            " Everything else is saved; add this one tomorrow."
        )
    return None


def _fits(size_bytes: int, used: Amount, most: Amount) -> bool:
    return used.count < most.count and used.size_bytes + size_bytes <= most.size_bytes


def _words(amount: Amount) -> str:
    return f"{amount.count} files and links with {megabytes(amount.size_bytes)}"
