"""Where a plan and each of its lines came from (PL9), in a fixed number of queries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from waypost.people.viewers import Viewer
from waypost.plans.models import Extraction, Plan, TakenPart
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
    gone = frozenset(parts.filter(base={}).values_list("from_uid", flat=True))
    teller = _Teller(extraction, gone, may_read=bool(extraction.source and access.may_read(viewer, extraction.source)))
    lines = {here: teller.of_part(part) for here, part in _lines(parts)}
    return Lineage(extraction, teller.of_plan(), lines)


@dataclass(frozen=True)
class _From:
    """A part there: the view that shows it, its uid and its objective's number; `stands` is None once it is deleted."""

    view: str
    uid: str
    number: int
    stands: bool | None


def _lines(parts: QuerySet[TakenPart]) -> Iterator[tuple[str, _From]]:
    """By the uid of the part here; plain columns, since a long plan has thousands."""
    columns = ("from_uid", "from_number", "objective__uid", "activity__uid")
    there = ("from_objective", "from_objective__taken_out_at", "from_activity", "from_activity__taken_out_at")
    for uid, number, objective, activity, *found in parts.values_list(*columns, *there):
        key, taken_out_at = found[:2] if objective else found[2:]
        view = "plan_objective" if objective else "plan_activity"
        yield objective or activity, _From(view, uid, number, None if key is None else taken_out_at is None)


@dataclass(frozen=True)
class _Teller:
    """What one viewer reads; `gone` are the parts of which it was decided here that they are gone there."""

    extraction: Extraction
    gone: frozenset[str]
    may_read: bool

    def of_plan(self) -> Origin:
        source, title, name = self.extraction.source, self.extraction.source_title, self.extraction.source_organization
        words = lineage_words.taken_from(title, name, is_plan_there=source is not None)
        return Origin(words, reverse("plan", args=[source.uid]) if source and self.may_read else "")

    def of_part(self, part: _From) -> Origin:
        is_there = part.stands is not None and part.uid not in self.gone and not self._sees_it_taken_out(part)
        words = lineage_words.origin(
            part.number,
            self.extraction.source_organization,
            is_plan_there=self.extraction.source_id is not None,
            is_part_there=is_there,
        )
        return Origin(words, reverse(part.view, args=[part.uid]) if is_there and self.may_read else "")

    def _sees_it_taken_out(self, part: _From) -> bool:
        """What is not adopted yet stays with those who read the plan there."""
        return self.may_read and part.stands is False
