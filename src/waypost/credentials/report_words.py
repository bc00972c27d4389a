"""What a report says to somebody who never heard of keys and signatures: the answer, each check, what to do next."""

import re
from dataclasses import dataclass

from waypost.standards.openbadges.checks import BadgeSummary, Check, CheckCode, Outcome, Overall, Report, deciding_check


@dataclass(frozen=True)
class CheckWords:
    """What a reader sees above the sentence of one check."""

    title: str
    icon: str
    says: str


#: The title of each check by how it came out.
CHECK_TITLES: dict[CheckCode, dict[Outcome, str]] = {
    CheckCode.CONTEXTS: {
        Outcome.PASS: "Its words are known here",
        Outcome.NOT_VALID: "It uses words that are not known here",
        Outcome.NOT_APPLICABLE: "Its words need no look-up",
    },
    CheckCode.SCHEMA: {Outcome.PASS: "It is complete", Outcome.NOT_VALID: "A part is missing or wrong"},
    CheckCode.SIGNATURE: {
        Outcome.PASS: "It was not changed",
        Outcome.NOT_VALID: "Its signature does not hold",
        Outcome.UNKNOWN: "We can't check its signature",
    },
    CheckCode.HOSTED: {
        Outcome.PASS: "Its issuer serves it",
        Outcome.NOT_VALID: "Its issuer serves something else",
        Outcome.UNKNOWN: "We can't reach its issuer",
    },
    CheckCode.KEY: {
        Outcome.PASS: "It leads to its issuer",
        Outcome.NOT_VALID: "It does not lead to the issuer that it names",
        Outcome.UNKNOWN: "We can't tell whether it leads to its issuer",
    },
    CheckCode.ISSUER: {Outcome.PASS: "The issuer is known here", Outcome.UNKNOWN: "The issuer is not known here"},
    CheckCode.STATUS: {
        Outcome.PASS: "It was not withdrawn",
        Outcome.NOT_VALID: "It was withdrawn",
        Outcome.UNKNOWN: "We can't tell whether it was withdrawn",
        Outcome.NOT_APPLICABLE: "It names no list of withdrawn credentials",
    },
    CheckCode.DATES: {Outcome.PASS: "Its dates fit", Outcome.NOT_VALID: "Its dates do not fit"},
    CheckCode.RECIPIENT: {Outcome.NOT_APPLICABLE: "Its holder was not checked"},
}
ICONS = {Outcome.PASS: "done", Outcome.NOT_VALID: "stop", Outcome.UNKNOWN: "half", Outcome.NOT_APPLICABLE: "next"}
SPOKEN = {
    Outcome.PASS: "holds",
    Outcome.NOT_VALID: "does not hold",
    Outcome.UNKNOWN: "unknown",
    Outcome.NOT_APPLICABLE: "not asked",
}


def check_words(check: Check) -> CheckWords:
    """Title, icon and spoken result of one check."""
    title = CHECK_TITLES[check.code].get(check.outcome, check.code.capitalize())
    return CheckWords(title, ICONS[check.outcome], SPOKEN[check.outcome])


@dataclass(frozen=True)
class Answer:
    """The first thing that a reader sees: `headline` is the answer, `sentence` why, `next_step` what to do now."""

    tone: str
    icon: str
    headline: str
    sentence: str
    next_step: str


LONGEST_NAME = 120
ASK_AGAIN = "Ask whoever gave it to you for the file or the link that they got from the issuer, and check that."
#: What to do about the first check that does not hold.
NEXT_IF_NOT_VALID: dict[CheckCode | None, str] = {
    CheckCode.CONTEXTS: f"{ASK_AGAIN} If this is that file, ask its issuer which verifier can read it.",
    CheckCode.SCHEMA: f"{ASK_AGAIN} If this is that file, its issuer has to correct it: the list below says where.",
    CheckCode.STATUS: "Do not rely on it. Ask its holder whether they have a newer one, or ask the issuer why.",
    CheckCode.DATES: "Ask its holder whether they have one that counts today.",
}
NOT_TODAY = "This credential is not valid today."
DO_NOT_RELY = f"Do not rely on this copy. {ASK_AGAIN}"
NEXT_IF_UNKNOWN: dict[CheckCode | None, str] = {
    CheckCode.STATUS: "All else holds, but it may have been withdrawn. Check it again later, or ask the issuer.",
}
ASK_THE_ISSUER = (
    "Ask the organization that it names, in a way that you already trust, whether it issues under the address below."
)
TRY_LATER = "Check it again in a few minutes. If nothing changes, ask the issuer whether it is theirs."


def shortened(text: str) -> str:
    """A stranger's text, short enough for a sentence."""
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"


def answer_to(report: Report) -> Answer:
    """The answer to: may I rely on this?"""
    if report.overall is Overall.VALID:
        return _good_answer(report)
    decided = deciding_check(report.overall, report.checks)
    code = decided.code if decided else None
    if report.overall is Overall.NOT_VALID:
        headline = NOT_TODAY if code is CheckCode.DATES else "This credential is not valid."
        return Answer("late", "stop", headline, _about_it(report), NEXT_IF_NOT_VALID.get(code, DO_NOT_RELY))
    return Answer("info", "half", "We can't say for sure.", _about_it(report), NEXT_IF_UNKNOWN.get(code, TRY_LATER))


def _good_answer(report: Report) -> Answer:
    issuer = shortened(report.badge.issuer_name if report.badge else "") or "Its issuer"
    if report.outcome(CheckCode.ISSUER) is Outcome.PASS:
        why = f"{issuer} issued it, nothing in it was changed, and it counts today."
        return Answer("done", "done", "This credential is valid.", why, _whose(report.badge))
    why = "Nothing in it was changed, and it counts today. But we don't know its issuer, and anyone can choose a name."
    return Answer("done", "done", "This credential is valid.", why, ASK_THE_ISSUER)


def _whose(badge: BadgeSummary | None) -> str:
    if badge and badge.recipient_name:
        return f"Make sure that the person who shows it to you is {shortened(badge.recipient_name)}."
    return "It does not name its holder. Ask whoever shows it to you for its page with the name shown."


def _about_it(report: Report) -> str:
    """The sentence of the report, after one that already names the credential."""
    return re.sub(r"^This (?:credential |(?=is ))", "It ", report.sentence)
