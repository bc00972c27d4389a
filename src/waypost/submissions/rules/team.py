"""What a team shares, and one's own part in it (EA2, decision 0013)."""

import re
from collections.abc import Iterable
from enum import StrEnum

from waypost.submissions.rules.texts import word_count

#: A team is a handful of people who made something together; a whole cohort is not one.
MOST_COLLEAGUES = 15

OWN_PART_WORDS = (5, 80)

OWN_PART_ASKED = "Say in {} to {} words what you did yourself.".format(*OWN_PART_WORDS)


_EVERYDAY = """
an angel april art august autumn bill bob carol chance chase christian clay constant cook dawn dean destiny do drew
earl early ever faith frank gene grace grant happy harmony hart hope hunter iris ivy jack jade jay joy june justice
lance lily long major mark may melody miles misty my nick noble page paige pat patience pearl penny pierce prince
rich rob robin rock rose ruby rusty sage sandy see serenity sky so song sterling sue summer sun sunny tab tan
trinity van victor wade ward will winter wren young
"""
#: First names that are words of everyday writing as well.
EVERYDAY_WORDS = frozenset(_EVERYDAY.split())


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


def own_part_gap(text: str, names: Iterable[str]) -> str | None:
    """One sentence on what the words about one's own part still need, or None; they name nobody of `names`."""
    words, (fewest, most) = word_count(text), OWN_PART_WORDS
    if words < fewest:
        return OWN_PART_ASKED
    if words > most:
        return f"These are {words} words; shorten them to {most} or fewer."
    named = person_named_in(text, names)
    return f"Leave “{named}” out: the assessor should not know who made it." if named else None


def person_named_in(text: str, names: Iterable[str]) -> str | None:
    """Which of the people called `names` stands in `text`, by the whole name or else by the first name alone.

    Case does not matter, except for a first name that is an everyday word as well: it counts with a capital only, so
    that "I will mark" names nobody. A single letter is no name.
    """
    plain = " ".join(text.split())
    whole = [" ".join(name.split()) for name in names]
    named = next((name for name in whole if _stands(name, plain, re.IGNORECASE)), None)
    return named or next((first for first in map(_first_name, whole) if first and _is_called(first, plain)), None)


def _first_name(name: str) -> str:
    """The first word of a name, empty for an initial."""
    first = name.partition(" ")[0].rstrip(".,")
    return first if len(first) > 1 else ""


def _is_called(first: str, text: str) -> bool:
    if first.lower() not in EVERYDAY_WORDS:
        return _stands(first, text, re.IGNORECASE)
    return _stands(first.capitalize(), text) or _stands(first.upper(), text)


def _stands(name: str, text: str, flags: int = 0) -> bool:
    """Whether `name` stands in `text` as words of its own."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags) is not None
