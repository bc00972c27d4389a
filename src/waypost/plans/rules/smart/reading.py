"""An objective read once: its ends, amounts, deeds, groups and means, which the five letters share."""

import re
from functools import cached_property

from waypost.plans.rules.smart import words
from waypost.plans.rules.smart.amounts import amounts, masked
from waypost.plans.rules.smart.deadlines import Deadline, deadlines
from waypost.plans.rules.smart.facts import IndicatorNumbers, ObjectiveFacts

#: Longer texts are read to here; a text is never longer than a form allows (`forms.fields.LONGEST_TEXT`).
LONGEST_READ = 4_000
#: So many words an indicator and an objective have in common where one speaks for the other.
SHARED_WORDS = 2
SHORT_WORD = 4

_PAST = re.compile(
    r"^\W*(?:since|for years|last year|over the (?:past|last)|in the past|historically|previously)\b", re.IGNORECASE
)
#: "write more", "collaborate better": more than what?
_COMPARED = re.compile(r"\b(?:more|better|less|further)\s*(?:\W|$)", re.IGNORECASE)
_VERBS = re.compile(r"\b(?:will|has|have|is|are|be|been|meets?|do|does|can|shall|should|must)\b|:", re.IGNORECASE)
_VAGUE = words.any_verb(words.VAGUE)
_DEEDS = words.any_verb(words.DEEDS)
_DIRECTIONS = words.any_verb(words.DIRECTIONS)
_MEASURES = words.any_of(words.MEASURES)
_GROUPS = words.any_of(words.GROUPS)
_NAMES = re.compile(
    r"\b[A-Z][a-z]+(?:['\u2019]s)?\s+(?:Elementary|Middle|High|Primary|Academy|School|District|County)\b"
)
_PRODUCTS = words.any_of(words.PRODUCTS)
_CHECKABLE = re.compile(
    rf"{words.any_verb(words.CHECKABLE).pattern}(?:\s+[^\s.;]+){{0,7}}?\s+{_PRODUCTS.pattern}", re.IGNORECASE
)
_WORDS = re.compile(rf"[a-z]{{{SHORT_WORD},}}")


class Reading:
    """What stands in an objective; each part is looked for when somebody asks."""

    def __init__(self, facts: ObjectiveFacts) -> None:
        self.facts = facts
        self.text = " ".join(facts.text[:LONGEST_READ].split())
        self.today = facts.today

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        return deadlines(self.text, self.today)

    @cached_property
    def plain(self) -> str:
        """The text without its deadlines, whose numbers and months say nothing else."""
        return masked(self.text, [(one.start, one.end) for one in self.deadlines])

    @cached_property
    def amounts(self) -> tuple[str, ...]:
        return amounts(self.plain)

    @property
    def tells_of_the_past(self) -> bool:
        return bool(_PAST.search(self.text))

    @property
    def vague(self) -> str:
        return _first(_VAGUE, self.plain)

    @property
    def only_compares(self) -> bool:
        """Nothing but "more" or "better" says how it will differ."""
        return bool(_COMPARED.search(self.plain)) and not self.amounts

    @property
    def has_a_verb(self) -> bool:
        return bool(self.deed or self.direction or self.vague or _VERBS.search(self.plain))

    @property
    def deed(self) -> str:
        return _first(_DEEDS, self.plain)

    @property
    def direction(self) -> str:
        return _first(_DIRECTIONS, self.plain)

    @property
    def measure(self) -> str:
        return _first(_MEASURES, self.plain)

    @property
    def group(self) -> str:
        return _first(_NAMES, self.text) or _first(_GROUPS, self.plain)

    @property
    def product(self) -> str:
        return _first(_PRODUCTS, self.plain)

    @property
    def checkable(self) -> str:
        """ "Adopt a board policy": a deed and the thing that it leaves behind."""
        return _first(_CHECKABLE, self.plain)

    @cached_property
    def indicator(self) -> IndicatorNumbers | None:
        """The first indicator with a target that shares its words with the objective."""
        own = _roots(self.text)
        measured = (one for one in self.facts.indicators if one.target is not None)
        return next((one for one in measured if len(own & _roots(one.text)) >= SHARED_WORDS), None)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(found.group().split()) if found else ""


def _roots(text: str) -> set[str]:
    """The longer words, cut so that "educators" and "educator" meet."""
    return {word[:6] for word in _WORDS.findall(text.lower())}
