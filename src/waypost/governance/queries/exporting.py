"""The log of decisions as one document (FR2)."""

from collections.abc import Iterable
from dataclasses import dataclass

from waypost.common import clock
from waypost.common.days import full_day
from waypost.governance.models import LINKED, Decision
from waypost.governance.queries.decisions import DecisionSearch, search_decisions, state_of
from waypost.library.models import LibraryItem
from waypost.library.queries import readable_of
from waypost.people.models import Person
from waypost.people.queries import held_roles

#: So many decisions fit into one document; the newest are taken.
MOST_IN_A_FILE = 2_000


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


def log_document(person: Person, search: DecisionSearch) -> LogDocument:
    """What the log shows for this search, the newest first; a fixed number of queries."""
    found = search_decisions(person, search)
    linked = (f"links__{kind}" for kind in LINKED)
    rows = list(found.prefetch_related(*linked, "citations")[:MOST_IN_A_FILE])
    cited = dict(readable_of(person, [citation for row in rows for citation in row.citations.all()]))
    held = held_roles(person)
    zone = held[0].organization.timezone if held else "UTC"
    narrowed = _narrowed(search)
    says = f"{len(rows)} {'entry' if len(rows) == 1 else 'entries'}{narrowed}, as of {full_day(clock.today(zone))}"
    entries = tuple(_entry(row, [cited[one] for one in row.citations.all()]) for row in rows)
    return LogDocument("Decisions", says, entries)


def _narrowed(search: DecisionSearch) -> str:
    parts = [f"with the words {search.words}" if search.words else "", f"of {search.year}" if search.year else ""]
    said = " ".join(part for part in parts if part)
    state = f", state: {search.state.value}" if search.state else ""
    return f" {said}{state}" if said else state


def _entry(decision: Decision, cited: Iterable[LibraryItem | None]) -> DecisionEntry:
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
        ("What it changed", "\n".join(str(getattr(link, link.kind)) for link in decision.links.all())),
        ("Research that was weighed", "\n".join(item.reference for item in cited if item)),
        ("Replaced by", decision.superseded_by.question if decision.superseded_by else ""),
    )
    return DecisionEntry(decision.question, tuple(fact for fact in facts if fact[1]))
