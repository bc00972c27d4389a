"""What a team shares, and one's own part in it (EA2, decision 0013)."""

from collections.abc import Iterable
from enum import StrEnum

from waypost.submissions.rules.names import person_named_in
from waypost.submissions.rules.texts import word_count

#: A team is a handful of people who made something together; a whole cohort is not one.
MOST_COLLEAGUES = 15

OWN_PART_WORDS = (5, 80)

OWN_PART_ASKED = "Say in {} to {} words what you did yourself.".format(*OWN_PART_WORDS)


class ArtifactShareState(StrEnum):
    """Where a shared artifact stands between its owner and one colleague."""

    OFFERED = "offered"
    HIDDEN = "hidden"
    USED = "used"
    KEPT = "kept"
    ENDED = "ended"


def artifact_share_state(*, is_offered: bool, is_used: bool, is_hidden: bool) -> ArtifactShareState:
    """Once used it stays with the colleague, offered or no longer; that they hid it is for nobody else to know."""
    if is_used:
        return ArtifactShareState.USED if is_offered else ArtifactShareState.KEPT
    if not is_offered:
        return ArtifactShareState.ENDED
    return ArtifactShareState.HIDDEN if is_hidden else ArtifactShareState.OFFERED


def own_part_gap(text: str, names: Iterable[str]) -> str | None:
    """One sentence on what the words about one's own part still need, or None; they name nobody of `names`."""
    words, (fewest, most) = word_count(text), OWN_PART_WORDS
    if words < fewest:
        return OWN_PART_ASKED
    if words > most:
        return f"These are {words} words; shorten them to {most} or fewer."
    named = person_named_in(text, names)
    return f"Leave “{named}” out: the assessor should not know who made it." if named else None
