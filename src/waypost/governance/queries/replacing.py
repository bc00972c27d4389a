"""Which earlier decisions a form offers to replace: the newest of the committee, or those that hold some words."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from waypost.common.days import full_day
from waypost.governance.models import Committee, Decision
from waypost.governance.queries.agendas import short
from waypost.governance.queries.decisions import holding

#: So many stand in the list; the others are found by their words.
MOST_OFFERED = 20
LONGEST_LABEL = 90
Row = tuple[str, str, date | None]


@dataclass(frozen=True)
class Offer:
    """Choices as (uid, label). `has_more` where others stand in no list; `is_found` where words were looked for."""

    choices: tuple[tuple[str, str], ...]
    has_more: bool
    is_found: bool


def replaceable_offer(found: QuerySet[Decision], committee: Committee, words: str, chosen: str) -> Offer:
    """Of those that can be replaced; what is `chosen` already stays among them."""
    matching = holding(found, words) if words else found.none()
    is_found = matching.exists()
    near = matching if is_found else found.filter(committee=committee)
    rows = _newest(near) or _newest(found)
    kept = [] if any(row[0] == chosen for row in rows) else _newest(found.filter(uid=chosen))
    return Offer(tuple(map(_choice, [*kept, *rows])), found.count() > len(rows), is_found)


def _newest(found: QuerySet[Decision]) -> list[Row]:
    return list(found.order_by("-decided_on", "-pk").values_list("uid", "question", "decided_on")[:MOST_OFFERED])


def _choice(row: Row) -> tuple[str, str]:
    uid, question, decided_on = row
    said = short(question, LONGEST_LABEL)
    return uid, f"{said} ({full_day(decided_on)})" if decided_on else said
