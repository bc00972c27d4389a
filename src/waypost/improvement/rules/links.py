"""What is written about a link before its data arrive, what is missing, and what the data say of it (ST1). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from waypost.improvement.rules.kinds import Column, Comparison, LockedBy, SourceKind, Verdict

LONGEST_STATEMENT = 200
#: What is written before data arrive, and the columns that hold each part.
PARTS: dict[str, tuple[str, ...]] = {
    "assumption": ("assumption",),
    "burning question": ("question",),
    "feedback": ("feedback",),
    "source": ("source_kind", "source_key", "source_text"),
    "threshold": ("comparison", "threshold", "threshold_words"),
    "date": ("reads_on",),
}
#: How a sentence begins for a cause and goes on to an effect, by column.
CAUSE = {Column.DO: "If we", Column.EDUCATORS: "If educators", Column.RESULT: "If"}
EFFECT = {Column.DO: "then we", Column.EDUCATORS: "then educators", Column.RESULT: "then"}


@dataclass(frozen=True)
class LinkFields:
    """All of a link but what it joins. `source_key` names a measure, `source_text` a question or protocol."""

    assumption: str = ""
    question: str = ""
    feedback: str = ""
    source_kind: str = ""
    source_key: str = ""
    source_text: str = ""
    comparison: str = ""
    threshold: Decimal | None = None
    threshold_words: str = ""
    reads_on: date | None = None
    owner_id: int | None = None

    @property
    def is_measured(self) -> bool:
        return self.source_kind == SourceKind.MEASURE

    @property
    def has_source(self) -> bool:
        return bool(self.source_key if self.is_measured else self.source_kind and self.source_text)

    @property
    def has_threshold(self) -> bool:
        """A measure is read against a number; words may stand beside it, and stand alone for everything else."""
        if self.is_measured:
            return self.threshold is not None and bool(self.comparison)
        return bool(self.threshold_words)

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that are not written yet, by name."""
        written = {
            "assumption": self.assumption,
            "burning question": self.question,
            "feedback": self.feedback,
            "source": self.has_source,
            "threshold": self.has_threshold,
            "date": self.reads_on,
        }
        return tuple(name for name, value in written.items() if not value)


@dataclass(frozen=True)
class Lock:
    """When and why a link was locked; `on` is None where only the instant of a first value is not kept yet."""

    by: LockedBy
    at: datetime | date | None


def lock_of(
    *, locked_at: datetime | None, value_seen_at: datetime | None, reads_on: date | None, today: date, has_value: bool
) -> Lock | None:
    """None while everything may still be written. A person's lock goes first, then data, then its date."""
    if locked_at is not None:
        return Lock(LockedBy.PERSON, locked_at)
    if value_seen_at is not None or has_value:
        return Lock(LockedBy.DATA, value_seen_at)
    return Lock(LockedBy.DATE, reads_on) if reads_on is not None and reads_on <= today else None


def is_found_before(found_on: date, locked_on: date | None, reads_on: date | None) -> bool:
    """Whether something was found before its link was locked, so that its threshold may have been written afterwards.

    `locked_on` is the day on which a person locked it; its date locks it too.
    """
    locks = [day for day in (locked_on, reads_on) if day is not None]
    return bool(locks) and found_on < min(locks)


def verdict_of_value(value: Decimal | None, comparison: str, threshold: Decimal | None, *, is_due: bool) -> Verdict:
    """From its date on, a number beside its threshold; before, nothing is known yet."""
    if value is None or threshold is None or not is_due:
        return Verdict.NOT_YET_KNOWN
    reaches = value <= threshold if comparison == Comparison.AT_MOST else value >= threshold
    return Verdict.SUPPORTED if reaches else Verdict.NOT_SUPPORTED


def said(text: str) -> str:
    """A statement inside a sentence: no period at its end, and no ellipsis or "we" repeated at its start."""
    return " ".join(text.split()).strip(" .…")


def sentence(cause: tuple[str, str], effect: tuple[str, str]) -> str:
    """ "If we train people, then educators gather evidence."; each as (column, text)."""
    first = f"{CAUSE[Column(cause[0])]} {said(cause[1])}"
    return f"{first}, {EFFECT[Column(effect[0])]} {said(effect[1])}."


def count_sentence(verdicts: Sequence[Verdict]) -> str:
    """ "1 of 7 links is supported, 1 is not, 5 are not yet known."; says so where there is no link."""
    if not verdicts:
        return "No link yet: nothing is said to lead to anything."
    if len(verdicts) == 1:
        is_open = verdicts[0] is Verdict.NOT_YET_KNOWN
        return "Whether the one link holds is not yet known." if is_open else f"The one link is {verdicts[0].value}."
    supported, not_supported, unknown = (verdicts.count(each) for each in Verdict)
    parts = [
        f"{supported} of {len(verdicts)} links {_be(supported)} supported",
        f"{not_supported} {_be(not_supported)} not",
        f"{unknown} {_be(unknown)} not yet known",
    ]
    return f"{', '.join(parts)}."


def list_said(names: Iterable[str]) -> str:
    """ "threshold and date"."""
    given = list(names)
    return " and ".join(filter(None, [", ".join(given[:-1]), given[-1]])) if given else ""


def changed_parts(before: LinkFields, after: LinkFields) -> tuple[str, ...]:
    """The parts, by name, in which two versions of a link differ."""
    return tuple(
        name for name, columns in PARTS.items() if any(getattr(before, c) != getattr(after, c) for c in columns)
    )


def _be(count: int) -> str:
    return "is" if count == 1 else "are"
