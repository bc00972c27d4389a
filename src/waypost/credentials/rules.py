"""Who may see an award, and when what was signed is signed anew. Without database or web (CR1 to CR3)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from waypost.credentials.report_words import ICONS, SPOKEN, CheckWords, check_words
from waypost.standards.openbadges.checks import Check, CheckCode, Outcome

#: A copy of a status list counts this long; then a reader must ask again, so an old copy can't hide a withdrawal.
LIST_GOOD_FOR = timedelta(days=7)
#: Lists are signed anew when less than this is left: a worker may rest for days before anything reads "unknown".
LIST_RENEWED_BEFORE = timedelta(days=6)
#: Half of a list, so that a random place is free at the first or second try and tells nothing about its neighbors.
LIST_SHARE_USED = 2


class Visibility(StrEnum):
    """Who may open the page of an award."""

    PRIVATE = "private"
    LINK = "link"
    PUBLIC = "public"


VISIBILITY_LABELS: dict[Visibility, str] = {
    Visibility.PRIVATE: "Only me",
    Visibility.LINK: "Anyone with the link",
    Visibility.PUBLIC: "Anyone, search engines too",
}


class AwardState(StrEnum):
    """Whether an award still stands."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class SharingChoice:
    """What the holder decides: who opens the page, and whether their name stands there and in the file."""

    visibility: Visibility
    shows_name: bool


def is_outdated(*, has_name: bool, shows_name: bool, key_is_compromised: bool, is_withdrawn: bool) -> bool:
    """Whether an award needs a new credential. A withdrawn one gets none: nothing good would come of it."""
    return not is_withdrawn and (has_name is not shows_name or key_is_compromised)


def is_withheld(*, has_name: bool, shows_name: bool) -> bool:
    """Whether a signed file says more than its holder chooses to say now: then nobody gets it."""
    return has_name and not shows_name


def needs_signing(valid_until: datetime, now: datetime, *, key_is_compromised: bool, has_news: bool) -> bool:
    """Whether a status list is signed anew now; it has news when something was withdrawn since it was signed."""
    return key_is_compromised or has_news or valid_until - now < LIST_RENEWED_BEFORE


def has_room(used_count: int, bit_count: int) -> bool:
    """Whether a status list takes another credential."""
    return used_count < bit_count // LIST_SHARE_USED


def free_index(is_taken: Callable[[int], bool], draw: Callable[[], int]) -> int:
    """The first drawn place that is free; `draw` is random, so nobody can tell whose place comes next."""
    index = draw()
    while is_taken(index):
        index = draw()
    return index


_TYPED_NUMBER = re.compile(r"(?:number[\s:]*)?[0-9a-z]{4}(?:[\s-]?[0-9a-z]{4}){2}\.?", re.IGNORECASE)


def award_number(uid: str) -> str:
    """`7q4mx2kd9hta` as people read it to each other: 7Q4M-X2KD-9HTA."""
    return "-".join(uid[start : start + 4] for start in range(0, len(uid), 4)).upper()


def is_award_number(text: str) -> bool:
    """Whether somebody typed such a number, whatever its hyphens, spaces and capitals."""
    return bool(_TYPED_NUMBER.fullmatch(text.strip()))


def is_reachable(identifier: str) -> bool:
    """Whether an address or DID can be looked up on the internet; the embedded default (`.invalid`, RFC 6761) can't."""
    return ".invalid" not in identifier


def is_local(address: str) -> bool:
    """Whether only the computer on which Waypost runs can open an address: `localhost` or a loopback number."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


@dataclass(frozen=True)
class TrustFacts:
    """What the page of an award knows beside the report: names and instants, already in words."""

    issuer_name: str
    issuer_host: str
    holder_name: str
    listed_at: str
    listed_until: str
    issued_on: str
    withdrawn_on: str


@dataclass(frozen=True)
class TrustLine:
    """One line of "Why you can trust it"."""

    words: CheckWords
    sentence: str


#: The checks that the page of an award explains in its own words; others appear only if they do not hold.
EXPLAINED = (CheckCode.SIGNATURE, CheckCode.KEY, CheckCode.STATUS, CheckCode.DATES)
SILENT_IF_PASSED = (CheckCode.CONTEXTS, CheckCode.SCHEMA, CheckCode.ISSUER)


WITHDRAWN = "The issuer's list says so, or will as soon as it is signed anew."


def trust_lines(checks: tuple[Check, ...], facts: TrustFacts) -> list[TrustLine]:
    """The checks of an award as its page explains them, and whose it is."""
    shown = [
        check
        for check in checks
        if check.code in EXPLAINED or (check.code in SILENT_IF_PASSED and check.outcome is not Outcome.PASS)
    ]
    return [*(_trust_line(check, facts) for check in shown), _belongs(facts)]


def _trust_line(check: Check, facts: TrustFacts) -> TrustLine:
    words = check_words(check)
    if check.code is CheckCode.STATUS and facts.withdrawn_on:
        title = f"It was withdrawn on {facts.withdrawn_on}"
        return TrustLine(CheckWords(title, ICONS[Outcome.NOT_VALID], SPOKEN[Outcome.NOT_VALID]), WITHDRAWN)
    if check.outcome is not Outcome.PASS:
        return TrustLine(words, check.sentence)
    sentences = {
        CheckCode.SIGNATURE: "The signature fits every word of the file. One changed letter would break it.",
        CheckCode.KEY: f"The key that signed it is published by {facts.issuer_name} at {facts.issuer_host}.",
        CheckCode.STATUS: f"The issuer's list of {facts.listed_at} says so. It counts until {facts.listed_until}.",
        CheckCode.DATES: f"Issued {facts.issued_on}. It does not expire.",
    }
    return TrustLine(words, sentences[check.code])


def _belongs(facts: TrustFacts) -> TrustLine:
    tied = "It is tied to a confirmed email that stays hidden."
    if facts.holder_name:
        title, sentence = f"It belongs to {facts.holder_name}", f"{tied} {facts.holder_name} chose to show the name."
    else:
        title, sentence = "It belongs to one person", f"{tied} The holder chose not to show a name."
    return TrustLine(CheckWords(title, ICONS[Outcome.PASS], SPOKEN[Outcome.PASS]), sentence)
