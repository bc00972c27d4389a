"""Everything on the page of one decision: where it was talked about, what it changed, who did what when."""

from dataclasses import dataclass
from datetime import datetime

from waypost.common import clock
from waypost.common.models import AuditEntry
from waypost.governance.models import AgendaItem, Decision
from waypost.governance.queries.answered_causes import answered_causes
from waypost.governance.queries.committees import MEET
from waypost.governance.queries.committees import READ as READ_COMMITTEES
from waypost.governance.queries.decisions import DecisionLine, decisions, state_of
from waypost.governance.queries.linking import Linked, linked_of
from waypost.governance.queries.seats import departed, seat_lines
from waypost.governance.rules.words import done
from waypost.library.models import Citation, LibraryItem
from waypost.library.queries import readable_of
from waypost.people.queries import may, people_behind, person_named
from waypost.people.viewers import Viewer


@dataclass(frozen=True)
class Step:
    """One row of the trail in words."""

    at: datetime
    who: str
    done: str


@dataclass(frozen=True)
class DecisionPage:
    """One decision as one viewer may see it. `discussed` is empty for those who read no meetings."""

    line: DecisionLine
    may_edit: bool
    reads_meetings: bool
    needs_owner: bool
    linked: tuple[Linked, ...]
    answers: tuple[Linked, ...]
    discussed: tuple[AgendaItem, ...]
    replaced: tuple[Decision, ...]
    steps: tuple[Step, ...]
    citations: tuple[tuple[Citation, LibraryItem | None], ...]

    @property
    def options(self) -> list[str]:
        """One a line."""
        return self.line.decision.options.splitlines()


def decision_page(viewer: Viewer, decision: Decision) -> DecisionPage:
    """All of a decision from `decisions(viewer)`, in a fixed number of queries."""
    organization = decision.committee.organization
    reads_meetings = may(viewer, READ_COMMITTEES, organization)
    items = decision.agenda_items.select_related("meeting").order_by("meeting__starts_at", "pk")
    return DecisionPage(
        line=DecisionLine(decision, state_of(decision)),
        may_edit=may(viewer, MEET, organization),
        reads_meetings=reads_meetings,
        needs_owner=decision.decided_on is None and decision.closed_at is None and needs_owner(decision),
        linked=linked_of(viewer, decision),
        answers=answered_causes(viewer, [decision]).get(decision.pk, ()),
        discussed=tuple(items) if reads_meetings else (),
        replaced=tuple(decisions(viewer).filter(superseded_by=decision)),
        steps=_steps(decision),
        citations=readable_of(viewer, decision.citations.all()),
    )


def needs_owner(decision: Decision) -> bool:
    """Whether nobody prepares it, or whoever did is gone; three queries."""
    if not decision.said:
        return True
    organization = decision.committee.organization
    seats = seat_lines(decision.committee, clock.today(organization.timezone))
    return departed(seats, {decision.person_id}, organization).holds(decision)


def _steps(decision: Decision) -> tuple[Step, ...]:
    rows = AuditEntry.objects.filter(subject_label=decision.label, subject_uid=decision.uid).order_by("-at", "-pk")
    found = list(rows[:50])
    people = people_behind(row.actor for row in found)
    return tuple(Step(row.at, person_named(row.actor, people), done(row.verb)) for row in found)
