"""The word lists behind the help with writing: what educators' plans call people, places, products and deeds."""

import re
from collections.abc import Iterable

#: "one" is left out: it mostly stands for "a".
NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip

#: Words that can mean anything: a reader could not say what will be there.
VAGUE = (
    "address", "advance", "be aware", "be the best", "become aware", "build capacity", "build on", "collaborate",
    "consider", "continue", "create awareness", "cultivate", "deepen", "drive", "emphasize", "empower", "encourage",
    "enhance", "ensure", "examine", "explore", "facilitate", "feel", "focus on", "foster", "grow", "help", "honor",
    "hope", "implement", "improve", "inspire", "investigate", "know", "leverage", "look into", "make sure", "maximize",
    "meet the requirements", "monitor", "move toward", "optimize", "prioritize", "promote", "provide", "strengthen",
    "strive", "support", "sustain", "think about", "transform", "try", "understand", "utilize", "value", "work on",
    "work to", "work toward",
)  # fmt: skip

#: What somebody could see being done.
DEEDS = (
    "accept", "adopt", "agree", "appoint", "approve", "assign", "attend", "audit", "award", "begin", "build", "buy",
    "cancel", "certify", "choose", "coach", "collect", "complete", "conduct", "contract", "convene", "count", "create",
    "deliver", "design", "develop", "draft", "draw", "earn", "elect", "enact", "enroll", "equip", "establish", "fill",
    "finish", "form", "fund", "give", "hire", "hold", "host", "install", "interview", "introduce", "invite", "issue",
    "join", "launch", "lead", "license", "list", "meet with", "mentor", "move", "name", "negotiate", "observe",
    "offer", "open", "order", "organize", "pass", "pay", "pilot", "place", "post", "present", "produce", "publish",
    "purchase", "ratify", "read", "receive", "recognize", "recommend", "recruit", "release", "renew", "replace",
    "report", "review", "revise", "rewrite", "run", "schedule", "score", "screen", "send", "serve", "set aside",
    "set up", "share", "sign", "start", "submit", "survey", "switch", "take part", "teach", "test", "train",
    "translate", "try", "use", "visit", "vote", "write",
)  # fmt: skip

#: Which way a number goes; each needs a measure to be clear.
DIRECTIONS = (
    "bring", "close", "cut", "decrease", "double", "eliminate", "end", "expand", "gain", "grow", "halve", "improve",
    "increase", "keep", "lift", "limit", "lower", "narrow", "raise", "reach", "reduce", "rise", "shorten", "shrink",
    "triple",
)  # fmt: skip

#: What can be counted or measured in schools.
MEASURES = (
    "absenteeism", "absence", "attendance", "average", "caseloads?", "completion", "costs?", "count", "credits?",
    "dropouts?", "enrollment", "fluency", "gap (?:in|between|of)", "graduation", "growth scores?", "hours",
    "incidents?", "length", "median", "minutes", "number", "participation", "pass rates?", "percent(?:age)?",
    "permits?", "proficiency", "proficient", "rates?", "ratio", "referrals?", "response time", "results?", "retention",
    "satisfaction", "scores?", "share", "suspensions?", "spending", "tardies", "time (?:from|to|between)", "turnover",
    "vacanc(?:y|ies)", "wait(?:ing time)?",
)  # fmt: skip

#: Whom or what part of the system it is about. "Everyone" and "stakeholders" are no one.
GROUPS = (
    "administrators?", "agenc(?:y|ies)", "aides?", "applicants?", "assessors?", "associations?", "board", "buildings?",
    "cabinet", "campus(?:es)?", "candidates?", "children", "child", "class(?:es)?", "classrooms?", "coach(?:es)?",
    "cohorts?", "committees?", "counselors?", "courses?", "departments?", "districts?", "educators?", "employees?",
    "evaluators?", "families", "freshmen", "grade \\d+", "graders?", "graduates?", "gyms?", "high school",
    "kindergart\\w+", "leaders?", "learners?", "legislature", "librarians?", "librar(?:y|ies)", "mentors?", "nurses?",
    "offices?", "paraprofessionals?", "parents?", "positions?", "principals?", "residents?", "schools?", "seniors?",
    "sites?", "specialists?", "staff", "students?", "substitutes?", "superintendents?", "teachers?", "teams?",
    "unions?", "universit(?:y|ies)", "website", "states?",
)  # fmt: skip

#: Things of which anyone can say whether they are there.
PRODUCTS = (
    "agreements?", "analysis", "applications?", "audits?", "bylaws", "calendars?", "charters?", "checklists?",
    "contracts?", "courses?", "curriculum", "dashboards?", "databases?", "forms?", "frameworks?", "guides?",
    "handbooks?", "inventory", "job descriptions?", "language", "lessons?", "manuals?", "memorandum",
    "micro-credentials?", "modules?", "motions?", "polic(?:y|ies)", "plans?", "procedures?", "proposals?",
    "protocols?", "report cards?", "reports?", "resolutions?", "rubrics?", "rules?", "schedules?", "standards",
    "stud(?:y|ies)", "surveys?", "templates?", "toolkits?", "videos?", "waivers?", "websites?",
)  # fmt: skip

#: Deeds that leave such a thing behind.
CHECKABLE = (
    "adopt", "agree on", "approve", "build", "complete", "conduct", "create", "design", "develop", "draft", "enact",
    "finish", "issue", "negotiate", "pass", "post", "produce", "publish", "ratify", "release", "revise", "rewrite",
    "sign", "submit", "translate", "vote on", "write",
)  # fmt: skip

#: Means that carry the work.
MEANS = (
    "bonds?", "bonus(?:es)?", "budget", "coach(?:es|ing)?", "fees?", "fund(?:s|ing)?", "grants?", "mentors?", "money",
    "release time", "specialists?", "stipends?", "substitutes?", "volunteers?", "budgeted",
)  # fmt: skip

_IRREGULAR = {
    "build": ("built",), "bring": ("brought",), "buy": ("bought",), "choose": ("chose", "chosen"),
    "draw": ("drew", "drawn"), "feel": ("felt",), "give": ("gave", "given"), "grow": ("grew", "grown"),
    "hold": ("held",), "lead": ("led",), "pay": ("paid",), "rewrite": ("rewritten",), "send": ("sent",),
    "teach": ("taught",), "write": ("wrote", "written"),
}  # fmt: skip


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words or patterns, whole."""
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)


def any_verb(verbs: Iterable[str]) -> re.Pattern[str]:
    """Any of the verbs in the forms that plans use: signs, signed, signing."""
    return any_of(form for verb in verbs for form in _forms(verb))


def _forms(verb: str) -> Iterable[str]:
    head, _, rest = verb.partition(" ")
    behind = rf"\s+{rest}" if rest else ""
    yield f"{head}(?:e?s)?{behind}"
    yield from (f"{form}{behind}" for form in _IRREGULAR.get(head, ()))
    stem = head.removesuffix("e")
    yield rf"{stem}(?:{stem[-1]})?(?:ed|ing){behind}"
    if head.endswith("y"):
        yield f"{head[:-1]}(?:ies|ied){behind}"
