"""Claims and decisions, without database or web (EA3, EA4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from waypost.catalog.rules import Level

#: A claim that nobody worked on for this long goes back in line, so that nothing hangs.
CLAIM_LENGTH = timedelta(hours=48)


@dataclass(frozen=True)
class ClaimFacts:
    """When a claim ends, and whether it was handed back or decided."""

    expires_at: datetime
    released_at: datetime | None
    decided_at: datetime | None


def is_live(claim: ClaimFacts, now: datetime) -> bool:
    """Whether the assessor still holds the submission: decided, or claimed and not expired."""
    if claim.released_at is not None:
        return False
    return claim.decided_at is not None or now < claim.expires_at


@dataclass(frozen=True)
class Judgement:
    """What the assessor thinks so far of each open criterion, by its uid; no level where none is chosen yet."""

    levels: Mapping[str, Level]
    comments: Mapping[str, str]

    def of(self, uid: str) -> tuple[str, str]:
        """Level and comment of one criterion, empty where nothing was said."""
        return str(self.levels.get(uid, "")), self.comments.get(uid, "")


class Gap(StrEnum):
    """What a criterion still needs before a decision can be sent."""

    LEVEL = "level"
    COMMENT = "comment"


def gap(level: str, comment: str) -> Gap | None:
    """A criterion needs a level; a level other than Demonstrated needs words on what would show it (EA3)."""
    if not level:
        return Gap.LEVEL
    if level != Level.DEMONSTRATED and not comment.strip():
        return Gap.COMMENT
    return None


class Decision(StrEnum):
    """What follows from the levels; nobody chooses it."""

    AWARD = "award"
    REVISE = "revise"


def decision(levels: Mapping[str, str]) -> Decision | None:
    """The decision that follows from the levels of all criteria by uid; None while one is without level."""
    if not levels or not all(levels.values()):
        return None
    shown = all(level == Level.DEMONSTRATED for level in levels.values())
    return Decision.AWARD if shown else Decision.REVISE


KINDS_OF_FILES = {"application/pdf": "PDF", "image": "picture", "video": "video", "audio": "recording", "text": "text"}


def kind_of_file(media_type: str) -> str:
    """One word for a media type. Names of files can tell who somebody is, so an assessor reads this instead."""
    return KINDS_OF_FILES.get(media_type) or KINDS_OF_FILES.get(media_type.partition("/")[0], "document")


@dataclass(frozen=True)
class Outlook:
    """What will happen when the judgement is sent as it is now, in words."""

    heading: str
    sentence: str
    button: str
    scored: str


NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def outlook(levels: Sequence[str]) -> Outlook:
    """The outlook from the levels of all criteria in their order, carried over ones included; empty where open."""
    scored = f"{sum(map(bool, levels))} of {len(levels)} scored"
    match decision({str(number): level for number, level in enumerate(levels)}):
        case Decision.AWARD:
            sentence = "Every criterion is demonstrated, so the educator earns the credential. You can undo it first."
            return Outlook("Decision: demonstrated", sentence, "Send as demonstrated", scored)
        case Decision.REVISE:
            return Outlook("Decision: ready to revise", _what_is_left(levels), "Send with feedback", scored)
        case None:
            sentence = "The decision follows from the levels. Choose one for each criterion."
            return Outlook("Decision: not yet complete", sentence, "Send decision", scored)


def _what_is_left(levels: Sequence[str]) -> str:
    left = [str(number) for number, level in enumerate(levels, start=1) if level != Level.DEMONSTRATED]
    shown = len(levels) - len(left)
    count = NUMBERS[shown] if shown < len(NUMBERS) else str(shown)
    done = f"{count} {'criterion is' if shown == 1 else 'criteria are'} demonstrated"
    named = f"criterion {left[0]} needs" if len(left) == 1 else f"criteria {', '.join(left[:-1])} and {left[-1]} need"
    return f"{done}. Only {named} new work, and sending again is free."
