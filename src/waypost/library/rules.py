"""What an item of the library says: its kind, what it found, how strong that is, and who may read it (ST7). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LONGEST_TITLE = 500
LONGEST_TAG = 60
MOST_TAGS = 12
#: Words of a search beyond which nothing more is asked for.
MOST_WORDS = 8


class Kind(StrEnum):
    """How it was found out."""

    META_ANALYSIS = "meta-analysis"
    REVIEW = "review"
    RANDOMIZED = "randomized trial"
    COMPARISON = "comparison"
    SURVEY = "survey"
    CASE = "case"
    MEMO = "memo"


KIND_LABELS: dict[Kind, str] = {
    Kind.META_ANALYSIS: "Meta-analysis: many studies added up",
    Kind.REVIEW: "Review of studies",
    Kind.RANDOMIZED: "Trial: a lottery decided who took part",
    Kind.COMPARISON: "Comparison of groups without a lottery",
    Kind.SURVEY: "Survey",
    Kind.CASE: "Case",
    Kind.MEMO: "Case memo of an organization",
}


class Finding(StrEnum):
    """What it found, in a word."""

    EFFECT = "effect"
    MIXED = "mixed"
    NO_EFFECT = "no effect"
    DESCRIBES = "describes"


FINDING_LABELS: dict[Finding, str] = {
    Finding.EFFECT: "Found an effect",
    Finding.MIXED: "Found a mixed picture",
    Finding.NO_EFFECT: "Found no effect",
    Finding.DESCRIBES: "Describes practice",
}


class Strength(StrEnum):
    """How far one may lean on it, from the strongest."""

    STRONG = "strong"
    MODERATE = "moderate"
    PROMISING = "promising"
    REASONED = "reasoned"


STRENGTH_LABELS: dict[Strength, str] = {
    Strength.STRONG: "Strong",
    Strength.MODERATE: "Moderate",
    Strength.PROMISING: "Promising",
    Strength.REASONED: "Reasoned",
}
STRENGTH_MEANINGS: dict[Strength, str] = {
    Strength.STRONG: "A lottery decided who took part, so a difference comes from what was tried.",
    Strength.MODERATE: "Groups that were alike before were compared; something unseen could still differ.",
    Strength.PROMISING: "Two things go together once others are accounted for; which leads to which stays open.",
    Strength.REASONED: "Good reasons or experience speak for it; nobody has tested it with a comparison yet.",
}


class Audience(StrEnum):
    """Who may read an item of an organization."""

    DRAFT = "draft"
    BRANCH = "branch"
    EVERYONE = "everyone"


AUDIENCE_LABELS: dict[Audience, str] = {
    Audience.DRAFT: "Draft: only those who may edit it",
    Audience.BRANCH: "Your organization, those above it and those below it",
    Audience.EVERYONE: "Every organization that uses this Waypost",
}


@dataclass(frozen=True)
class StudyFields:
    """What people type about a study or a case of others. `year` is None where nobody knows it."""

    title: str
    claim: str
    kind: str
    found: str
    strength: str
    authors: str = ""
    year: int | None = None
    venue: str = ""
    link: str = ""
    population: str = ""
    size: str = ""
    figures: str = ""
    not_found: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class MemoFields:
    """What an organization tells others of its own work."""

    title: str
    claim: str
    motivations: str
    processes: str
    outcomes: str
    population: str = ""
    not_found: str = ""
    tags: tuple[str, ...] = ()


ItemFields = StudyFields | MemoFields


@dataclass(frozen=True)
class Search:
    """What a list is narrowed to; an empty part narrows nothing."""

    text: str = ""
    tag: str = ""
    kind: str = ""
    strength: str = ""
    found: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split()[:MOST_WORDS])

    @property
    def narrows(self) -> bool:
        return any((self.words, self.tag, self.kind, self.strength, self.found))


def tags_in(text: str) -> tuple[str, ...]:
    """The tags that a line names, between commas, in small letters, each once."""
    found = (" ".join(part.lower().split()) for part in text.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(tag for tag in found if tag))


def reference(*, authors: str, year: int | None, title: str, venue: str) -> str:
    """ "Kennedy, M. M. (2016). How does professional development improve teaching? Review of Educational Research"."""
    who = f"{authors} ({year})." if authors and year else authors or (f"({year})." if year else "")
    ended = title if title.endswith(("?", "!", ".")) else f"{title}."
    return " ".join(part for part in (who, ended, f"{venue}." if venue else "") if part)


def why_tags_do_not_fit(tags: Iterable[str]) -> str:
    """One sentence for too many or too long tags; empty where they fit."""
    given = tuple(tags)
    if len(given) > MOST_TAGS:
        return f"Give at most {MOST_TAGS} tags: a few general ones are found more often."
    if any(len(tag) > LONGEST_TAG for tag in given):
        return f"Write a tag in at most {LONGEST_TAG} characters, and a comma between two."
    return ""
