"""Where an educator can use a shared artifact: open evidence items of their own work that take its kind."""

from collections.abc import Collection
from dataclasses import dataclass

from waypost.catalog.models import EvidenceItem
from waypost.catalog.rules import EvidenceKind
from waypost.people.models import Person
from waypost.submissions.files.formats import format_of
from waypost.submissions.models import Enrollment, Evidence
from waypost.submissions.queries.outline import outlines
from waypost.submissions.queries.parts import EvidenceTask
from waypost.submissions.queries.standing import own_enrollments, standings


@dataclass(frozen=True)
class Place:
    """One evidence item of one work."""

    enrollment: Enrollment
    item: EvidenceItem

    @property
    def key(self) -> str:
        return f"{self.enrollment.uid}:{self.item.uid}"

    @property
    def label(self) -> str:
        return f"{self.enrollment.version.title}: {self.item.title}"


def takes(item: EvidenceItem, evidence: Evidence) -> bool:
    """Whether `item` accepts a piece of this kind."""
    accepted = {EvidenceKind(kind) for kind in item.accepted_kinds}
    if evidence.is_link:
        return EvidenceKind.LINK in accepted
    return bool(format_of(evidence.media_type).kinds & accepted)


def places_for(person: Person, evidence: Evidence, *, used: Collection[Evidence]) -> list[Place]:
    """Every open item of the work of `person` that takes `evidence` and has room, the oldest work first.

    Pieces that are `used` already take no room, so that pressing twice finds the place that the first press filled.
    """
    works = outlines(standings(own_enrollments(person).filter(withdrawn_at=None).order_by("created_at", "pk")))
    return [
        Place(work.enrollment, task.item)
        for work in works
        for part in work.parts
        for task in part.items
        if task.is_open and takes(task.item, evidence) and _has_room(task, used)
    ]


def _has_room(task: EvidenceTask, used: Collection[Evidence]) -> bool:
    return len([piece for piece in task.pieces if piece not in used]) < task.item.number_allowed
