"""How much: the numbers in an objective that say what will be reached, and those that only look like it."""

import re

from waypost.plans.rules.smart.words import NUMBER_WORDS

_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_NUMBER = rf"(?:\d+(?:[.,]\d+)*|{_WORDS})"
_NAMED = (
    "grades?|standards?|sections?|titles?|phases?|tiers?|levels?|parts?|articles?|versions?|bill|rooms?|act|chapters?"
    "|steps?|laws?|forms?|objectives?|goals?|priorit(?:y|ies)|domains?|indicators?|algebra|year|item|page|cohort"
)
#: Numbers that name something, describe it, cost something, or say where it began.
_NO_TARGET = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{_NAMED})\s+{_NUMBER}(?:\s*(?:,|-|\u2013|to|and|or|through)\s*{_NUMBER})*",
        r"\b\d+(?:st|nd|rd|th)\b",
        r"\b(?:pre-?)?k\s?[-\u2013]\s?\d+",
        rf"\b(?:{_NUMBER}|one)-(?:day|page|hour|week|month|year|time|on|part|person|way|step|point|credit|minute)s?\b",
        r"(?<!by )(?<!to )(?<!under )(?<!below )\$\s?[\d.,]+(?:\s?(?:million|billion|thousand|k)\b)?",
        r"\b(?:19|20)\d\d\b(?:\s?[-\u2013/]\s?\d{2,4})?",
        rf"\b(?:baseline|up from|down from|starting (?:from|with|at)|currently)\b\D{{0,12}}?{_NUMBER}\s?(?:%|percent)?",
        rf"\b(?:for|every)\s+{_NUMBER}\s+(?:days|weeks|months|years|decades)\b",
    )
)
_AMOUNT = re.compile(
    rf"(?:(?:at least|at most|up to|more than|fewer than|no more than)\s+)?"
    rf"(?:\bone in {_NUMBER}\b|\b(?:half|(?:a|one) (?:third|quarter|half)|two thirds|three quarters)\b"
    rf"|\b{_NUMBER}\s?(?:%|(?:percent|percentage points)\b|points\b)?"
    rf"|\b(?:doubl|tripl)(?:e[sd]?|ing)\b|\btwice\b|\ba dozen\b)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    rf"\bfrom\s+(?:[\w-]+\s+){{0,2}}?({_NUMBER})\s?(%|percent)?[^.;]{{0,40}}?\bto\s+({_NUMBER})\s?(%|percent)?",
    re.IGNORECASE,
)
_BY_SHARE = re.compile(rf"\bby\s+(?:at least\s+)?({_NUMBER})\s?(?:%|percent\b)", re.IGNORECASE)
_MANIFOLD = re.compile(r"\b(?:doubl|tripl|quadrupl|halv)(?:e[sd]?|ing)\b", re.IGNORECASE)
_UP_FROM = re.compile(
    rf"({_NUMBER})\s?(?:%|percent)[^.;]{{0,70}}?\b(?:up|down) from\s+({_NUMBER})\s?(?:%|percent)?", re.IGNORECASE
)


def masked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with blanks in place of `spans`, as long as before."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def amounts(text: str) -> tuple[str, ...]:
    """What will be reached, as the text says it; `text` has no deadlines any more."""
    for pattern in _NO_TARGET:
        text = masked(text, [found.span() for found in pattern.finditer(text)])
    return tuple(found.group().strip() for found in _AMOUNT.finditer(text))


def from_to(text: str) -> str:
    """ "from 46% to 55%", or nothing."""
    found = _CHANGE.search(text)
    return found.group() if found else ""


def change_in_percent(text: str) -> float:
    """How far a number should go, in percentage points or percent of where it began; 0 where that is not said."""
    if _MANIFOLD.search(text):
        return 100.0
    if share := _BY_SHARE.search(text):
        return number(share[1])
    if change := _UP_FROM.search(text):
        return abs(number(change[1]) - number(change[2]))
    change = _CHANGE.search(text)
    if not change:
        return 0.0
    before, after = number(change[1]), number(change[3])
    return abs(after - before) if change[2] or change[4] else abs(after - before) / max(before, 1) * 100


def number(said: str) -> float:
    """A number in digits or as a word; what has too many points counts as 0."""
    word = said.lower()
    if word in NUMBER_WORDS:
        return float(NUMBER_WORDS[word])
    digits = word.replace(",", "")
    return float(digits) if digits.count(".") <= 1 else 0.0
