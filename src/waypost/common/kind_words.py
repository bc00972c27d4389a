"""Words of growth and reflection: a hint, before something is sent, where a word closes a door (BP10)."""

import re

#: Words that close a door, each with one that opens it (BP10). Each is matched as a whole word, whatever its case.
BETTER_WORDS = {
    "bad": "not there yet",
    "careless": "needs another look",
    "deficient": "not yet shown",
    "denied": "not yet shown",
    "fail": "do not yet show",
    "failed": "did not yet show",
    "fails": "does not yet show",
    "failure": "next step",
    "inadequate": "a start",
    "incompetent": "still learning",
    "lacking": "not yet visible",
    "lazy": "brief",
    "overdue": "past date",
    "poor": "a start",
    "rejected": "ready to revise",
    "sloppy": "needs another look",
    "unacceptable": "not yet shown",
    "unsatisfactory": "not yet shown",
    "weak": "a start",
    "wrong": "not there yet",
}
_HARSH = re.compile(rf"\b(?:{'|'.join(BETTER_WORDS)})\b", re.IGNORECASE)


def better_words(text: str) -> dict[str, str]:
    """For each word of `text` that closes a door, as it was written, a better one; a hint that never blocks (BP10)."""
    return {word: BETTER_WORDS[word.lower()] for word in _HARSH.findall(text)}
