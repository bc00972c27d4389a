"""Reads of pilot sites: which schools were asked, what each said, and whether it is enough (FR3)."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from waypost.people.models import Organization
from waypost.people.queries import within_branches
from waypost.people.viewers import Viewer
from waypost.programs.models import PilotRange, PilotSite, Program
from waypost.programs.queries.cohorts import schools_of
from waypost.programs.queries.programs import MANAGE
from waypost.programs.rules.pilots import Commitment, is_enough, standing


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


def sites_in_reach(viewer: Viewer) -> QuerySet[PilotSite]:
    """The sites of the programs that `viewer` manages."""
    found = PilotSite.objects.filter(within_branches(viewer, MANAGE, "program__organization"))
    return found.select_related("program__organization", "organization")


def schools_to_ask(program: Program) -> QuerySet[Organization]:
    """The schools of the program's organization that stand on no list yet."""
    asked = PilotSite.objects.filter(program=program, organization=OuterRef("pk"))
    return schools_of(program).exclude(Exists(asked))
