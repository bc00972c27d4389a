"""Which of the five an objective is, by what its words and its plan show (PL3). `docs/domains/smart.md` defines each.

A pure function of what is written: no model, no network. It never says that an objective is good, only which words a
reader would look for and did not find.
"""

import re
from datetime import date

from waypost.plans.rules.smart import words
from waypost.plans.rules.smart.advice import Gap, missing
from waypost.plans.rules.smart.amounts import change_in_percent, from_to
from waypost.plans.rules.smart.facts import Finding, Letter, ObjectiveFacts, Shown, shown_in
from waypost.plans.rules.smart.reading import Reading

#: Beyond so many months an end needs a step on the way; before so many days a large change is too fast.
FAR_MONTHS = 36
SOON_DAYS = 60
#: Within so many days hardly any number can be reached that stands in no calendar yet.
VERY_SOON_DAYS = 7
#: What counts as a large change, in percentage points or percent.
LARGE_CHANGE = 15

_UNIVERSAL_SUBJECT = re.compile(
    r"\b(?:all|every|each)\s+(?:[\w-]+\s+){1,5}?(?:will|earns?|has|have|completes?|pass(?:es)?|teach(?:es)?|uses?)\b",
    re.IGNORECASE,
)
_TO_ZERO = re.compile(r"\b(?:eliminat(?:e[sd]?|ing)|to zero|no more|end all|100\s?%|100 percent)(?!\w)", re.IGNORECASE)
_PEOPLE = (
    r"(?:students?|child(?:ren)?|learners?|kids|graders?|teachers?|educators?|staff|employees?|schools?|classrooms?"
    r"|districts?|famil(?:y|ies)|parents?|suspensions?|permits?|absences?|dropouts?|referrals?)"
)
#: Everyone of a group without a number; "half of all teachers" and "all 12 teachers" are not.
_EVERYONE = re.compile(
    rf"(?<!of )(?<!in )(?<!at )(?<!to )(?<!for )\b(?:all|every|each|no)\s+(?!\d)"
    rf"(?:(?!(?:{'|'.join(words.NUMBER_WORDS)}|of)\b)[\w-]+\s+){{0,2}}?{_PEOPLE}\b"
    rf"|\b100\s?(?:%|percent) of (?:[\w-]+\s+){{0,2}}?{_PEOPLE}\b"
    r"|\beliminat\w+|\bto zero\b",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    r"\b(?:pilot\w*|volunteer (?:schools?|teachers?|teams?)|(?:beginning|begin|starting|start) with\s+\w+"
    r"|in (?:year one|the first (?:year|semester))|starting from \w+|first cohort|phase (?:1|one)|trial"
    r"|(?:baseline|up from|down from|currently)\b[^.;,]{0,20}|20\d\d:\s?\d[\d.]*"
    r"|\d[\d.]*\s?%?(?: of \w+(?: do)?)? (?:now|today|last year)\b"
    r"|\b(?:it|now|today)(?: (?:is|was))? (?:at )?\d[\d.]*)",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    rf"\b(?:with|using|use|through|from|supported by|thanks to|out of|pays? for|paid (?:from|by|with))\s+"
    rf"(?:[^\s;]+\s+){{0,6}}?"
    rf"{words.any_of(words.MEANS).pattern}"
    rf"|\b(?:led|staffed|facilitated|taught|funded|paid|run|guided|coached) by\b[^.;,]*"
    rf"|\b(?:task force|working group|(?:implementation|design|steering) (?:team|committee))\b"
    rf"|\bworks? with (?:a|an|one) (?:mentor|coach)\b",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(r"\b(?:each|every|per|a) (?:school )?year\b|\bannually\b|\byearly\b", re.IGNORECASE)


def check(facts: ObjectiveFacts) -> tuple[Finding, ...]:
    """One finding for each of the five, in their order."""
    reading = Reading(facts)
    measurable = _measurable(reading)
    specific = _specific(reading, is_measured=measurable.is_there)
    time_bound = _time_bound(reading)
    has_scope = specific.is_there or measurable.is_there
    realistic = _realistic(reading, has_scope=has_scope)
    return specific, measurable, _achievable(reading), realistic, time_bound


def _specific(reading: Reading, *, is_measured: bool) -> Finding:
    """A deed with whom it is for, or a named measure that moves."""
    if reading.tells_of_the_past:
        return missing(Letter.SPECIFIC, Gap.PAST)
    if reading.direction and _names_a_measure(reading):
        return Finding(Letter.SPECIFIC, shown_in(reading.direction, reading.measure, reading.group))
    if reading.deed and (reading.group or reading.checkable) and not _is_vague(reading):
        return Finding(Letter.SPECIFIC, shown_in(reading.deed, reading.group or reading.checkable))
    if is_measured and reading.group and not _is_vague(reading):
        return Finding(Letter.SPECIFIC, shown_in(*reading.amounts[:1], reading.group))
    if reading.vague and not reading.deed:
        return missing(Letter.SPECIFIC, Gap.VAGUE, word=reading.vague)
    return missing(Letter.SPECIFIC, Gap.NOBODY if reading.deed else Gap.NO_DEED)


def _names_a_measure(reading: Reading) -> bool:
    return bool(reading.measure) and bool(reading.group or reading.amounts or len(reading.plain.split()) > 3)


def _is_vague(reading: Reading) -> bool:
    """A vague verb comes first, or a mere "more", and no number takes its place."""
    if reading.only_compares:
        return True
    if not reading.vague or reading.amounts:
        return False
    deed = reading.plain.find(reading.deed) if reading.deed else len(reading.plain)
    return reading.plain.find(reading.vague) < deed


def _measurable(reading: Reading) -> Finding:
    """An amount of something, a product that is there or not, or a number of the plan that says the same."""
    if reading.tells_of_the_past:
        return missing(Letter.MEASURABLE, Gap.PAST)
    counted = reading.group or reading.measure or reading.product
    if reading.amounts and counted and reading.has_a_verb:
        return Finding(Letter.MEASURABLE, shown_in(*reading.amounts))
    whole = _found(_TO_ZERO, reading.plain) or _found(_UNIVERSAL_SUBJECT, reading.plain)
    if whole and counted and not _is_vague(reading):
        return Finding(Letter.MEASURABLE, shown_in(whole))
    if reading.checkable and not _is_vague(reading):
        return Finding(Letter.MEASURABLE, shown_in(reading.checkable))
    if in_plan := _measured_by_the_plan(reading):
        return Finding(Letter.MEASURABLE, in_plan)
    return missing(Letter.MEASURABLE, Gap.COUNTS_NOTHING if reading.amounts else Gap.NO_NUMBER)


def _measured_by_the_plan(reading: Reading) -> tuple[Shown, ...]:
    products = [Shown(text, "Products") for text in reading.facts.products if _says_a_product(text, reading.today)]
    indicators = [Shown(reading.indicator.text, "Indicators")] if reading.indicator else []
    return (*products, *indicators)


def _says_a_product(text: str, today: date) -> bool:
    product = Reading(ObjectiveFacts(text, today))
    return bool(product.amounts or product.product)


def _achievable(reading: Reading) -> Finding:
    """Where it starts, a first small scope, or the means that carry it."""
    in_text = (from_to(reading.text), _found(_BEGINNING, reading.text), _found(_CARRIED, reading.text))
    from_plan = _carried_by_the_plan(reading)
    if any(in_text) and (reading.deed or reading.direction or reading.amounts) and not _only_expands(reading):
        return Finding(Letter.ACHIEVABLE, (*shown_in(*in_text), *from_plan))
    if from_plan:
        return Finding(Letter.ACHIEVABLE, from_plan)
    return missing(Letter.ACHIEVABLE, Gap.NO_START)


def _only_expands(reading: Reading) -> bool:
    """ "Expand the pilot" names a start, and nothing that it should become."""
    return not (reading.amounts or reading.group or reading.product)


def _carried_by_the_plan(reading: Reading) -> tuple[Shown, ...]:
    indicator = reading.indicator
    starts = [Shown(indicator.text, "Indicators")] if indicator and indicator.baseline is not None else []
    led = [Shown(step.text, "Activities") for step in reading.facts.steps if step.has_lead and step.has_resources]
    return (*starts, *led[:1])


def _realistic(reading: Reading, *, has_scope: bool) -> Finding:
    """A scope and an end that go together as far as the words say."""
    ends = reading.deadlines
    if not has_scope or not ends:
        return missing(Letter.REALISTIC, Gap.NOTHING_TO_JUDGE)
    last = max(ends, key=lambda one: one.ends_on)
    days = (last.ends_on - reading.today).days
    everyone = _found(_EVERYONE, reading.plain)
    if days < 0:
        return missing(Letter.REALISTIC, Gap.OVER, word=last.words)
    if everyone:
        return missing(Letter.REALISTIC, Gap.EVERYONE, word=everyone)
    is_too_soon = days <= VERY_SOON_DAYS and reading.amounts
    if is_too_soon or (days < SOON_DAYS and change_in_percent(reading.plain) >= LARGE_CHANGE):
        return missing(Letter.REALISTIC, Gap.TOO_SOON, word=last.words)
    if _months(days) > FAR_MONTHS and not _has_a_step(reading, last.ends_on):
        return missing(Letter.REALISTIC, Gap.TOO_FAR, word=last.words)
    amount = reading.amounts[0] if reading.amounts else reading.checkable or reading.deed or reading.measure
    return Finding(Letter.REALISTIC, shown_in(amount, last.words))


def _has_a_step(reading: Reading, ends_on: date) -> bool:
    """Something between today and the end: a date of its own, a pace for each year, or a dated activity."""
    dates = [step.target_on for step in reading.facts.steps if step.target_on is not None]
    between = any(reading.today <= day < ends_on for day in (*dates, *(one.ends_on for one in reading.deadlines)))
    return between or bool(_EACH_YEAR.search(reading.text))


def _months(days: int) -> int:
    return days * 12 // 365


def _time_bound(reading: Reading) -> Finding:
    """A date or period that says until when."""
    if reading.deadlines:
        return Finding(Letter.TIME_BOUND, shown_in(*(one.words for one in reading.deadlines)))
    dated = [step.target_on for step in reading.facts.steps if step.target_on is not None]
    if dated:
        return missing(Letter.TIME_BOUND, Gap.ONLY_STEPS, day=max(dated))
    return missing(Letter.TIME_BOUND, Gap.NO_END)


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(found.group().split()) if found else ""
