"""The log of decisions as one document (FR2)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from waypost.common import clock
from waypost.common.days import full_day
from waypost.governance.models import Decision, DecisionLink
from waypost.governance.queries.answered_causes import answered_causes
from waypost.governance.queries.decisions import DecisionSearch, search_decisions, state_of
from waypost.governance.queries.linking import WITH_PLANS, Linked, Sight, linked_as, sight_of
from waypost.library.models import LibraryItem
from waypost.library.queries import readable_of
from waypost.people.models import Person
from waypost.people.queries import held_roles

#: So many decisions, and so many letters, fit into one document; the newest are taken.
MOST_IN_A_FILE, MOST_LETTERS = 2_000, 3_000_000
READ_AT_ONCE = 200
TEXTS = ("question", "options", "decision", "reason", "decided_by", "consulted")


@dataclass(frozen=True)
class DecisionEntry:
    """One decision as (term, text) pairs below its question; empty ones are left out."""

    question: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LogDocument:
    """Everything that a file of the log holds."""

    title: str
    says: str
    entries: tuple[DecisionEntry, ...]

    @property
    def letters(self) -> int:
        """How long the texts of its entries are, all together."""
        return sum(len(entry.question) + sum(len(said) for _, said in entry.facts) for entry in self.entries)


def log_document(person: Person, search: DecisionSearch) -> LogDocument:
    """What the log shows for this search, the newest first; what is left out is said."""
    found = search_decisions(person, search)
    rows = _newest(found)
    sight = sight_of(person, [link for decision in rows for link in decision.links.all()])
    answers = answered_causes(person, rows)
    cited = dict(readable_of(person, [citation for row in rows for citation in row.citations.all()]))
    held = held_roles(person)
    zone = held[0].organization.timezone if held else "UTC"
    says = f"{counted(len(rows), found.count())}{_narrowed(search)}, as of {full_day(clock.today(zone))}"
    entries = (_entry(row, sight, answers.get(row.pk, ()), [cited[one] for one in row.citations.all()]) for row in rows)
    return LogDocument("Decisions", says, tuple(entries))


def counted(taken: int, found: int) -> str:
    """How many entries a file holds, and where the others are."""
    if taken < found:
        rest = "a file holds no more; narrow the log by words, year or state for the others"
        return f"The newest {taken:,} of {found:,} entries ({rest})"
    return f"{taken:,} {'entry' if taken == 1 else 'entries'}"


def _newest(found: QuerySet[Decision]) -> list[Decision]:
    """As many as fit into a file, read piece by piece."""
    named = Prefetch("links", DecisionLink.objects.select_related(*WITH_PLANS))
    rows: list[Decision] = []
    letters = 0
    for decision in found.prefetch_related(named, "citations")[:MOST_IN_A_FILE].iterator(chunk_size=READ_AT_ONCE):
        letters += sum(len(getattr(decision, name)) for name in TEXTS)
        if letters > MOST_LETTERS:
            break
        rows.append(decision)
    return rows


def _narrowed(search: DecisionSearch) -> str:
    parts = [f"with the words {search.words}" if search.words else "", f"of {search.year}" if search.year else ""]
    said = " ".join(part for part in parts if part)
    state = f", state: {search.state.value}" if search.state else ""
    return f" {said}{state}" if said else state


def _entry(
    decision: Decision, sight: Sight, answers: tuple[Linked, ...], cited: Iterable[LibraryItem | None]
) -> DecisionEntry:
    facts = (
        ("State", state_of(decision).value.capitalize()),
        ("Committee", f"{decision.committee.name}, {decision.committee.organization.name}"),
        ("Asked on", full_day(decision.asked_on)),
        ("Options considered", decision.options),
        ("Decision", decision.decision),
        ("Reason", decision.reason),
        ("Who decided", decision.decided_by),
        ("Who was consulted", decision.consulted),
        ("Decided on", full_day(decision.decided_on) if decision.decided_on else ""),
        ("Look at it again on", full_day(decision.review_on) if decision.review_on else ""),
        ("What it changed", "\n".join(linked_as(link, sight).said for link in decision.links.all())),
        ("What it answers", "\n".join(f"{cause.title} ({cause.kind})" for cause in answers)),
        ("Research that was weighed", "\n".join(item.reference for item in cited if item)),
        ("Why it was withdrawn", decision.closed_why),
        ("Replaced by", decision.superseded_by.question if decision.superseded_by else ""),
    )
    return DecisionEntry(decision.question, tuple(fact for fact in facts if fact[1]))
