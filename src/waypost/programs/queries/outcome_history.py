"""Who changed what about an outcome, when and why (FR1), from the audit trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.people.queries import people_behind, person_named
from waypost.programs.models import OutcomeAttachment, PhaseOutcome
from waypost.programs.rules.outcome_history import detail_words, done_words

#: So many rows stand on the page, the newest ones.
MOST_STEPS = 50
BEGUN = ("follow phases", "start next cycle")


@dataclass(frozen=True)
class OutcomeStep:
    """One row of the trail in words; `detail` is the reason, or what was attached."""

    at: datetime
    who: str
    done: str
    detail: str


def steps_of(outcome: PhaseOutcome) -> tuple[OutcomeStep, ...]:
    """The newest first; read the outcome with its attachments. Three queries.

    One that came with its cycle begins with that; one that was added later begins there.
    """
    attached = Q(
        subject_label=OutcomeAttachment().trail_label, subject_uid__in=[one.uid for one in outcome.attachments.all()]
    )
    itself = Q(subject_label=outcome.trail_label, subject_uid=outcome.uid)
    begun = Q(subject_label=outcome.phase.cycle.trail_label, subject_uid=outcome.phase.cycle.uid, verb__in=BEGUN)
    found = AuditEntry.objects.filter(itself | attached | begun).order_by("-at", "-pk")
    rows = _since_added(list(found[:MOST_STEPS]))
    people, names = people_behind(row.actor for row in rows), _owners(rows)
    return tuple(
        OutcomeStep(
            row.at,
            person_named(row.actor, people),
            done_words(row.verb, row.after or {}, names, outcome.carried_from),
            detail_words(row.verb, row.after or {}, row.why),
        )
        for row in rows
    )


def _since_added(rows: list[AuditEntry]) -> list[AuditEntry]:
    was_added = any(row.verb == "add outcome" for row in rows)
    return [row for row in rows if not (was_added and row.verb in BEGUN)]


def _owners(rows: Iterable[AuditEntry]) -> dict[str, str]:
    uids = {row.after["owner"] for row in rows if row.after and row.after.get("owner")}
    return dict(Person.objects.filter(uid__in=uids).values_list("uid", "name"))
