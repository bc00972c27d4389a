"""What a team shares, and one's own part in it (EA2, decision 0013)."""

import re
from collections.abc import Iterable
from enum import StrEnum

from waypost.submissions.rules.texts import word_count

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
