"""The words by which the template's parts are known, however they are cased, spaced, quoted or punctuated."""

import re
from dataclasses import dataclass
from enum import StrEnum

from waypost.standards.implementation_plan.document import Term

_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2011\uff0f", "''\"\"---/")
_NOT_WORDS = re.compile(r"[^a-z0-9/#%]+")


class FrontLabel(StrEnum):
    DATE_STARTED = "Date Started"
    DATE_IMPLEMENTED = "Date Implemented"
    PRIORITY_AREA = "Priority Area"
    GOAL = "Goal"


class BackgroundLabel(StrEnum):
    SOURCE = "Source"
    EVIDENCE_BASE = "Evidence Base"
    POLICY_CHANGE = "Policy Change"
    STRATEGY_TYPE = "Type of Strategy"
    EVIDENCE_TIER = "Tier of Evidence"
    PRODUCTS = "Products or Outcomes"


class Heading(StrEnum):
    MEASURES = "Performance Measures"
    SHORT_TERM = "Short Term Indicators"
    LONG_TERM = "Long Term Indicators"
    OBJECTIVE = "Objective"
    BACKGROUND = "Background on Strategy"
    ACTIONS = "Action Plan"
    ALIGNMENT = "Alignment"


@dataclass(frozen=True)
class FoundHeading:
    """`rest` is what stands on the line after the heading; only an objective has a number or is continued."""

    heading: Heading
    rest: str = ""
    number: int | None = None
    is_continued: bool = False


# A label ends with a mark, with its line, with a parenthesis, or where a date in numbers follows.
_END = r"\s*(?:[:.?]+|-(?=\s)|$|(?<=\))|(?=(?<=\s)\d{1,2}[/.-]\d))\s*"
_NUMBERED = r"(?: ?#? ?\d{1,2})?"
_FRONT = {
    FrontLabel.DATE_STARTED: r"(?:plan )?(?:date (?:started|begun|start)|start(?:ing)? date|date of start)",
    FrontLabel.DATE_IMPLEMENTED: r"(?:plan )?(?:date implemented|implementation date|date of implementation)",
    FrontLabel.PRIORITY_AREA: rf"(?:priority areas?|area of priority|priority){_NUMBERED}",
    FrontLabel.GOAL: rf"(?:broad |plan |overall )?goals?(?: statement)?{_NUMBERED}",
}
_BACKGROUND = {
    BackgroundLabel.SOURCE: r"sources?(?: of (?:the )?strategy)?",
    BackgroundLabel.EVIDENCE_BASE: r"evidence[ -]?base|evidence",
    BackgroundLabel.STRATEGY_TYPE: r"(?:type of strategy|strategy type)",
    BackgroundLabel.EVIDENCE_TIER: r"(?:tier of evidence|evidence tier)",
    BackgroundLabel.PRODUCTS: r"products? (?:or|and) outcomes?",
    BackgroundLabel.POLICY_CHANGE: r"policy change\s*\??\s*(?:[(\[]\s*(?:y|yes)\s*/\s*(?:n|no)\s*[)\]])?",
}
_OBJECTIVE = re.compile(
    r"objective\s*(?:(?:#|no\.?|number)?\s*(?P<number>\d{1,3})\s*(?P<again>\(cont[^)]{0,10}\)\s*)?(?:[:.)]|-(?=\s)|$)|(?:#\s*)?(?::|$))\s*",
    re.IGNORECASE,
)
_HEADINGS = {
    Heading.MEASURES: r"performance (?:measures?|indicators?)",
    Heading.SHORT_TERM: r"short[ -]?term(?: (?:performance )?(?:indicators?|measures?|goals?))?",
    Heading.LONG_TERM: r"long[ -]?term(?: (?:performance )?(?:indicators?|measures?|goals?))?",
    Heading.BACKGROUND: r"(?:strategy )?background(?: on (?:the )?strateg(?:y|ies))?",
    Heading.ACTIONS: r"action (?:plans?|steps)",
    Heading.ALIGNMENT: r"alignment(?: (?:matrix|table)| (?:with|to) .{0,60}priorit(?:y|ies))?",
}
_PARENTHESIS = r"(?:\s*\([^)]*\))?"


def _compiled(patterns: dict[FrontLabel, str] | dict[BackgroundLabel, str]) -> dict[StrEnum, re.Pattern[str]]:
    return {label: re.compile(rf"(?:{words}){_END}", re.IGNORECASE) for label, words in patterns.items()}


_FRONT_PATTERNS = _compiled(_FRONT)
_BACKGROUND_PATTERNS = _compiled(_BACKGROUND)
_HEADING_PATTERNS = {
    heading: re.compile(rf"(?:{words}){_PARENTHESIS}{_END}", re.IGNORECASE) for heading, words in _HEADINGS.items()
}
# Only the dates and capitals share a line with another label; "goal:" in lower case may be in a sentence.
_SECOND_LABEL = re.compile(
    r"(?<=\s)(?=(?:[Dd]ate [Ii]mplemented|[Ii]mplementation [Dd]ate|[Dd]ate [Ss]tarted|[Ss]tart [Dd]ate"
    r"|DATE STARTED|DATE IMPLEMENTED|PRIORITY AREA|GOAL)\s*:)"
)
_SECOND_BACKGROUND_LABEL = re.compile(r"(?<=\s)(?=(?:Evidence Base|Policy Change(?: \([^)]*\))?)\s*:)", re.IGNORECASE)

TERMS = {Heading.SHORT_TERM: Term.SHORT, Heading.LONG_TERM: Term.LONG}


def plain(text: str) -> str:
    """Straight quotes and hyphens, same length, so that positions still fit the typed text."""
    return text.translate(_QUOTES)


def key_of(text: str) -> str:
    """Lower-case words of a heading, single-spaced, without punctuation."""
    return _NOT_WORDS.sub(" ", plain(text).lower()).strip()


def find_front_label(line: str) -> tuple[FrontLabel, str] | None:
    """The label that a line begins with, and the words after it."""
    found = _find_label(line, _FRONT_PATTERNS)
    return (FrontLabel(found[0]), found[1]) if found else None


def find_background_label(line: str) -> tuple[BackgroundLabel, str] | None:
    found = _find_label(line, _BACKGROUND_PATTERNS)
    return (BackgroundLabel(found[0]), found[1]) if found else None


def _find_label(line: str, patterns: dict[StrEnum, re.Pattern[str]]) -> tuple[StrEnum, str] | None:
    for label, pattern in patterns.items():
        if match := pattern.match(plain(line)):
            return label, line[match.end() :].strip()
    return None


def split_front_labels(line: str) -> list[str]:
    """ "Date Started: 9/1/16 Date Implemented: 6/1/17" is two lines on one."""
    return [part.strip() for part in _SECOND_LABEL.split(line)]


def split_background_labels(line: str) -> list[str]:
    return [part.strip() for part in _SECOND_BACKGROUND_LABEL.split(line)]


def with_second_labels_marked(line: str, mark: str) -> str:
    """With `mark` where either of the above would part the line, so that it does not."""
    return _SECOND_BACKGROUND_LABEL.sub(mark, _SECOND_LABEL.sub(mark, line))


def find_heading(line: str) -> FoundHeading | None:
    """The template's heading that a line begins with, objectives with their number."""
    words = plain(line)
    if match := _OBJECTIVE.match(words):
        number = int(match["number"]) if match["number"] else None
        return FoundHeading(Heading.OBJECTIVE, line[match.end() :].strip(), number, match["again"] is not None)
    for heading, pattern in _HEADING_PATTERNS.items():
        if match := pattern.match(words):
            return FoundHeading(heading, line[match.end() :].strip())
    return None
