"""Reads of pilot sites: which schools were asked, what each said, and whether it is enough (FR3)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from waypost.common.models import AuditEntry
from waypost.people.models import Organization
from waypost.people.queries import people_behind, person_named, within_branches
from waypost.people.viewers import Viewer
from waypost.programs.models import PilotRange, PilotSite, Program
from waypost.programs.queries.cohorts import schools_of
from waypost.programs.queries.programs import MANAGE
from waypost.programs.rules.pilots import Commitment, is_enough, standing


@dataclass(frozen=True)
class Said:
    """What a school said before: what, who and when; `recorded_by` wrote it down, on `recorded_at`."""

    commitment: Commitment
    said_by: str
    said_on: date | None
    text: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class SiteLine:
    """A school with what it said before, the newest first."""

    site: PilotSite
    before: tuple[Said, ...]


@dataclass(frozen=True)
class Pilots:
    """`range` has version 0 while nobody has set it; `says` is empty then."""

    range: PilotRange
    sites: tuple[PilotSite, ...]

    @property
    def is_set(self) -> bool:
        return self.range.version > 0

    @property
    def committed_count(self) -> int:
        return self._said.count(Commitment.COMMITTED)

    @property
    def is_enough(self) -> bool:
        return self.is_set and is_enough(self._said, self.range.minimum, self.range.maximum)

    @property
    def says(self) -> str:
        return standing(self._said, self.range.minimum, self.range.maximum) if self.is_set else ""

    @property
    def _said(self) -> list[Commitment]:
        return [Commitment(site.commitment) for site in self.sites]


def pilots(program: Program) -> Pilots:
    """Two queries, whatever the number of sites."""
    found = PilotRange.objects.filter(program=program).first()
    sites = program.pilot_sites.select_related("organization").order_by("organization__name", "pk")
    return Pilots(found or PilotRange(program=program, minimum=0, maximum=0, version=0), tuple(sites))


def with_what_they_said_before(sites: Sequence[PilotSite]) -> tuple[SiteLine, ...]:
    """Two queries, whatever the number of sites: what a site said stands in the audit trail."""
    label = PilotSite().label
    rows = AuditEntry.objects.filter(
        subject_label=label, subject_uid__in=[site.uid for site in sites], verb="record commitment"
    ).order_by("at", "pk")
    said: dict[str, list[AuditEntry]] = defaultdict(list)
    for row in rows:
        said[row.subject_uid].append(row)
    people = people_behind(row.actor for trail in said.values() for row in trail)
    return tuple(SiteLine(site, _before(site, said[site.uid], people)) for site in sites)


def _before(site: PilotSite, trail: list[AuditEntry], people: dict[str, str]) -> tuple[Said, ...]:
    """A row holds what changed, so each adds to those before it; the last one is what stands now."""
    stood: dict[str, Any] = {"commitment": Commitment.NOT_YET, "said_by": "", "said_on": None, "text": ""}
    found = []
    for row in trail[:-1]:
        stood |= site.as_stored(row.after or {})
        values = {**stood, "commitment": Commitment(stood["commitment"])}
        found.append(Said(**values, recorded_by=person_named(row.actor, people), recorded_at=row.at))
    return tuple(reversed(found))


def sites_in_reach(viewer: Viewer) -> QuerySet[PilotSite]:
    """The sites of the programs that `viewer` manages."""
    found = PilotSite.objects.filter(within_branches(viewer, MANAGE, "program__organization"))
    return found.select_related("program__organization", "organization")


def schools_to_ask(program: Program) -> QuerySet[Organization]:
    """The schools of the program's organization that stand on no list yet."""
    asked = PilotSite.objects.filter(program=program, organization=OuterRef("pk"))
    return schools_of(program).exclude(Exists(asked))
