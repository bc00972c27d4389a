"""Hints for an activity that says too little to be done and checked (PL5). They never stop anybody. Pure.

Four rules, each about one thing that a reader would ask: what is done (a verb at the start), to what (enough words),
what the loose words stand for, and how much or how where the verb alone says neither.
"""

import re
from enum import StrEnum

FEWEST_WORDS = 4
_VERBS = """
    adapt adopt advertise agree align analyze announce appoint approve arrange ask assemble assess assign attend
    audit award begin book bring budget build buy call cancel celebrate certify change check choose clarify close
    coach collect compare complete conduct confirm connect contact contract convene coordinate count cover create
    cut decide define deliver describe design determine develop devote draft earn edit elect email employ end enroll
    equip establish estimate evaluate examine expand extend fill film find finish fix form fund gather get give
    grant grow guide hand hire hold host identify implement inform install interview introduce invite issue join
    keep launch lead learn let list lower mail make map match measure meet mentor model monitor move name negotiate
    observe offer open order organize outline pair pass pay permit pick pilot place plan post prepare present print
    produce propose provide publish purchase put raise rank read recommend recruit reduce register release remind
    remove rent replace report request require reserve review revise rewrite run schedule score secure see select
    send set share show sign sort speak start stop store study submit summarize supply survey take talk teach tell
    test track train transfer translate try update upload use verify visit vote welcome win work write
"""
_INTENTS = """
    address boost communicate consider continue discuss embed encourage engage enhance ensure explore facilitate focus
    foster help improve increase investigate leverage maintain maximize optimize promote pursue reinforce
    strengthen strive support think utilize
"""
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve each every all both once twice half"
#: Verbs that begin an activity which somebody can do and finish.
VERBS = frozenset(_VERBS.split())
#: Verbs of good intent: without a number or a way they promise nothing that anybody could see.
INTENTS = frozenset(_INTENTS.split())
NUMBERS = frozenset(_NUMBERS.split())
#: Two words that begin in the same way.
INTENT_PAIRS = frozenset({"work on", "look at", "look into", "deal with", "work toward", "work towards", "work with"})
LOOSE = (
    "and so on", "and the like", "as appropriate", "as necessary", "as needed", "as possible", "as required", "etc",
    "if necessary", "if needed", "if possible", "in some way", "miscellaneous", "ongoing", "relevant stakeholders",
    "tbd", "various", "when possible", "whenever possible", "where appropriate", "where possible",
)  # fmt: skip
#: Words that begin the way in which something is done, as "by pairing them with coaches".
WAY = re.compile(r"\b(?:by|through|using)\s+\w|\bso that\b|\bfrom\b.+\bto\b", re.IGNORECASE)
ANY_LOOSE = re.compile(rf"\b(?:{'|'.join(map(re.escape, LOOSE))})\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][\w'\u2019-]*|\d[\d.,%]*")


class Vagueness(StrEnum):
    """What a hint asks for."""

    NO_VERB = "no verb"
    SHORT = "short"
    LOOSE = "loose words"
    INTENT = "intent only"


def vagueness(text: str) -> tuple[Vagueness, ...]:
    """What an activity leaves open, in the order of the rules; nothing of an empty text."""
    words = [word.casefold() for word in WORD.findall(text)]
    if not words:
        return ()
    found = {
        Vagueness.NO_VERB: not _begins_with_a_verb(words),
        Vagueness.SHORT: len(words) < FEWEST_WORDS,
        Vagueness.LOOSE: bool(loose_words(text)),
        Vagueness.INTENT: _is_intent(words) and not _says_how_much(words) and not WAY.search(" ".join(words[2:])),
    }
    return tuple(asked for asked, is_asked in found.items() if is_asked)


def loose_words(text: str) -> tuple[str, ...]:
    """The loose words that stand in it, in their order."""
    return tuple(said.casefold() for said in ANY_LOOSE.findall(text))


def hints(text: str) -> tuple[str, ...]:
    """One sentence for each thing that an activity leaves open: what to add."""
    return tuple(_hint(asked, text) for asked in vagueness(text))


def _hint(asked: Vagueness, text: str) -> str:
    if asked is Vagueness.NO_VERB:
        return "Begin with what somebody does: Train, Recruit, Draft."
    if asked is Vagueness.SHORT:
        return "Say what, for whom or where: a few words more."
    if asked is Vagueness.LOOSE:
        return f"Name what “{loose_words(text)[0]}” stands for."
    return "Say how, or how many, so that anybody can see when it is done."


def _begins_with_a_verb(words: list[str]) -> bool:
    return words[0] in VERBS | INTENTS or words[0].endswith(("ize", "ify")) or " ".join(words[:2]) in INTENT_PAIRS


def _is_intent(words: list[str]) -> bool:
    return words[0] in INTENTS or " ".join(words[:2]) in INTENT_PAIRS


def _says_how_much(words: list[str]) -> bool:
    return any(word[0].isdigit() or word in NUMBERS for word in words)
