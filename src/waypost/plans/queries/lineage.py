"""Where a plan and each of its lines came from (PL9), in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from waypost.people.viewers import Viewer
from waypost.plans.models import Activity, Extraction, Objective, Plan, TakenPart
from waypost.plans.queries import access
from waypost.plans.rules import lineage_words


@dataclass(frozen=True)
class Origin:
    """Where something came from, in words; `url` leads there, and is empty where the viewer may not read it."""

    words: str
    url: str = ""


#: Of a line that was written in the plan itself.
WRITTEN_HERE = Origin(lineage_words.OWN)


@dataclass(frozen=True)
class Lineage:
    """Where a plan came from, and each of its objectives and activities by uid."""

    extraction: Extraction
    origin: Origin
    lines: Mapping[str, Origin]

    def of(self, uid: str) -> Origin:
        return self.lines.get(uid, WRITTEN_HERE)


def extraction_of(plan: Plan) -> Extraction | None:
    """How `plan` was taken from another one; None where it was not."""
    found = Extraction.objects.filter(plan=plan)
    return found.select_related("plan__organization", "source__organization").first()


def lineage_of(viewer: Viewer, plan: Plan, of: str = "") -> Lineage | None:
    """Of a plan from `access.plans(viewer)`, or its one line with the uid `of`.

    None where it was taken from nowhere, after one query.
    """
    extraction = extraction_of(plan)
    if extraction is None:
        return None
    parts = TakenPart.objects.filter(extraction=extraction).exclude(objective=None, activity=None)
    parts = parts.filter(Q(objective__uid=of) | Q(activity__uid=of)) if of else parts
    gone = frozenset(parts.filter(base={}).values_list("pk", flat=True))
    found = parts.select_related("objective", "activity", "from_objective", "from_activity").defer("base")
    teller = _Teller(extraction, gone, may_read=bool(extraction.source and access.may_read(viewer, extraction.source)))
    return Lineage(extraction, teller.of_plan(), {part.here.uid: teller.of_part(part) for part in found if part.here})


@dataclass(frozen=True)
class _Teller:
    """What one viewer reads; `gone` are the parts of which it was decided here that they are gone there."""

    extraction: Extraction
    gone: frozenset[int]
    may_read: bool

    def of_plan(self) -> Origin:
        source, title, name = self.extraction.source, self.extraction.source_title, self.extraction.source_organization
        words = lineage_words.taken_from(title, name, is_plan_there=source is not None)
        return Origin(words, reverse("plan", args=[source.uid]) if source and self.may_read else "")

    def of_part(self, part: TakenPart) -> Origin:
        there = part.there
        is_there = there is not None and part.pk not in self.gone and not self._sees_it_taken_out(there)
        words = lineage_words.origin(
            part.from_number,
            self.extraction.source_organization,
            is_plan_there=self.extraction.source_id is not None,
            is_part_there=is_there,
        )
        address = "plan_objective" if part.from_objective else "plan_activity"
        return Origin(words, reverse(address, args=[part.from_uid]) if is_there and self.may_read else "")

    def _sees_it_taken_out(self, there: Objective | Activity) -> bool:
        """What is not adopted yet stays with those who read the plan there."""
        return self.may_read and there.taken_out_at is not None
