"""The words of the plan template that an organization may change, and the sections that it may leave out. Pure.

What an organization says holds for its plans and for those below it, until one below says something else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST_WORD = 60
#: Each word by its key, as the template has it.
TEMPLATE = {
    "objective": "Objective",
    "activity": "Activity",
    "activities": "Activities",
    "indicators": "Indicators",
    "actions": "Objectives and activities",
    "alignment": "Alignment",
    "teams": "Teams",
    "procedures": "How work goes on",
    "voices": "Who is involved",
}
#: Where each word stands, for those who choose another.
PLACES = {
    "objective": "Heads each objective and its forms, and the first column of the matrix; not where parts are taken.",
    "activity": "Heads the list of activities and their forms.",
    "activities": "Heads the activities on the page of an objective.",
    "indicators": "A section of the plan; one alone is always an indicator.",
    "actions": "A section of the plan and of its baselines.",
    "alignment": "A section of the plan and of each objective.",
    "teams": "A section of the plan; one alone is always a team.",
    "procedures": "A section of the plan.",
    "voices": "A section of the plan.",
}
#: Sections that can be left out while they are empty.
SECTIONS = ("alignment", "teams", "procedures", "voices")
#: Not u: most such words sound like "a unit".
VOWELS = "aeio"


@dataclass(frozen=True)
class Wording:
    """What one organization says: other words by their key, and of sections whether they are shown."""

    words: Mapping[str, str]
    sections: Mapping[str, bool]


@dataclass(frozen=True)
class TemplateWords:
    """The words that hold in one place; a template reads `words.objective`, or `words.inside.objective`."""

    said: Mapping[str, str]
    hidden: frozenset[str]

    def __getitem__(self, key: str) -> str:
        return self.said[key]

    @property
    def inside(self) -> dict[str, str]:
        """Each as it stands inside a sentence: "action step"."""
        return {key: inside(word) for key, word in self.said.items()}

    def one(self, key: str) -> str:
        """ "an objective", "a strategy"."""
        word = inside(self.said[key])
        return f"{'an' if word[0].lower() in VOWELS else 'a'} {word}"


def words_from(above: Sequence[Wording]) -> TemplateWords:
    """What holds at the end of the way: `above` goes from the top of the tree down to the organization itself."""
    said, shown = dict(TEMPLATE), dict.fromkeys(SECTIONS, True)
    for wording in above:
        said |= {key: word for key, word in wording.words.items() if key in TEMPLATE and word}
        shown |= {key: is_shown for key, is_shown in wording.sections.items() if key in SECTIONS}
    return TemplateWords(said, frozenset(key for key, is_shown in shown.items() if not is_shown))


def inside(word: str) -> str:
    """With a small first letter, unless it begins with an abbreviation."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def wording_of(words: Mapping[str, Any], sections: Mapping[str, Any]) -> Wording:
    """As JSON holds them."""
    return Wording({key: str(word) for key, word in words.items()}, {key: bool(one) for key, one in sections.items()})
