"""What the page of a theory says of a link, in sentences (ST1). Pure."""

from decimal import Decimal

from waypost.common.days import full_day
from waypost.improvement.rules.kinds import COLUMN_LABELS, COMPARISON_LABELS, Column, Comparison, SourceKind
from waypost.improvement.rules.links import LinkFields
from waypost.plans.rules.words import amount

NOTHING = "nothing"
LEFT_OUT = "Left out: the number is about too few people to show."


def threshold_said(fields: LinkFields, unit: str) -> str:
    """ "At least 70%. Of those who met a coach"; empty while nothing is written."""
    number = ""
    if fields.threshold is not None and fields.comparison:
        number = f"{COMPARISON_LABELS[Comparison(fields.comparison)]} {amount(fields.threshold, unit)}"
    return ". ".join(part for part in (number, fields.threshold_words.strip()) if part)


def source_said(fields: LinkFields, label: str) -> str:
    """What a link is read from; `label` is that of its measure, and empty where no installed package feeds it."""
    if fields.source_kind == SourceKind.MEASURE:
        return label or ("A measure that is not installed any more" if fields.source_key else "")
    kind = "Survey question" if fields.source_kind == SourceKind.SURVEY else "Protocol"
    return f"{kind}: {fields.source_text}" if fields.source_text else ""


def value_said(value: Decimal | None, unit: str, fields: LinkFields, *, is_due: bool, is_left_out: bool) -> str:
    """A measured link in one sentence: the value now beside what was asked for."""
    if is_left_out:
        return LEFT_OUT
    asked = threshold_said(LinkFields(comparison=fields.comparison, threshold=fields.threshold), unit)
    asked = f"{asked[:1].lower()}{asked[1:]}"
    asking = f"We asked for {asked}." if asked else "No threshold is written yet."
    until = f" It is read on {full_day(fields.reads_on)}." if fields.reads_on and not is_due else ""
    if value is None:
        return f"There is nothing to count yet. {asking}{until}"
    now = amount(value, unit)
    return f"Now {now}. {asking}" if is_due else f"So far {now}. {asking}{until}"


def waiting_said(fields: LinkFields, *, is_due: bool) -> str:
    """A link that people read themselves, before anybody wrote a finding."""
    if fields.reads_on is None:
        return "No date is written yet."
    when = full_day(fields.reads_on)
    return f"Its date came on {when}: write down what was found." if is_due else f"It is read on {when}."


def part_said(name: str, fields: LinkFields, label: str, unit: str) -> str:
    """One part of a link as a later edit shows it; "nothing" where it is empty."""
    texts = {
        "assumption": fields.assumption,
        "burning question": fields.question,
        "feedback": fields.feedback,
        "source": source_said(fields, label),
        "threshold": threshold_said(fields, unit),
        "date": full_day(fields.reads_on) if fields.reads_on else "",
    }
    return texts[name] or NOTHING


def statement_edit_said(before: tuple[Column, str], after: tuple[Column, str]) -> tuple[str, str]:
    """A statement before and after an edit, each as (column, text): with its column where that is what changed."""
    if before[0] == after[0]:
        return before[1], after[1]
    old, new = (f"{COLUMN_LABELS[column]} {text}" for column, text in (before, after))
    return old, new


def describe(statements: int, links: int, says: str) -> str:
    """The picture in words, for those who don't see it."""
    of = "statement" if statements == 1 else "statements"
    joined = "link" if links == 1 else "links"
    return (
        f"{statements} {of} joined by {links} {joined}. {says} The outline beside the picture has every link in words."
    )
