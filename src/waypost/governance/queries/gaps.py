"""The gap analysis: elements by their gap, with data, picture and what each leads to (FR2)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery

from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.catalog.queries import published_in
from waypost.catalog.rules import VersionState
from waypost.governance.models import GapScale, TalentElement
from waypost.governance.queries import reflection
from waypost.governance.rules.gaps import Dumbbell, dumbbell, is_large
from waypost.governance.rules.standings import GapCounts
from waypost.people.models import Organization
from waypost.people.viewers import Viewer
from waypost.plans import measures
from waypost.plans.queries import access as plans

#: So many elements fit into one form, with what each of their fields held when it was opened.
MOST_SCORED = 100


@dataclass(frozen=True)
class GapLine:
    """An element with its picture; `measure` is the label of the measure cited, `leads_to_title` of the credential."""

    element: TalentElement
    drawing: Dumbbell | None
    measure: str
    credential_title: str
    reads_objective: bool


@dataclass(frozen=True)
class GapsPage:
    """The largest gaps first, what is not compared yet last."""

    lines: tuple[GapLine, ...]
    scale: GapScale
    without_way: tuple[TalentElement, ...]
    says: str


def gaps_page(viewer: Viewer, organization: Organization) -> GapsPage:
    """All elements of an organization's analysis."""
    rows = sorted(reflection.elements(viewer).filter(organization=organization), key=_by_gap)
    titles = _titles(viewer, rows)
    objectives = {row.objective_id for row in rows if row.objective_id}
    readable = set(plans.objectives(viewer).filter(pk__in=objectives).values_list("pk", flat=True))
    lines = tuple(
        GapLine(
            element=row,
            drawing=dumbbell(row.now, row.wanted),
            measure=_measure(row.measure_key),
            credential_title=titles.get(row.micro_credential_id or 0, ""),
            reads_objective=row.objective_id in readable,
        )
        for row in rows
    )
    return GapsPage(lines, scale_of(organization), tuple(row for row in rows if row.needs_a_way), _says(rows))


def scale_of(organization: Organization) -> GapScale:
    """The meaning of its ends; an unsaved one, version 0, with the default words where nobody wrote others."""
    stored = GapScale.objects.filter(organization=organization).first()
    return stored or GapScale(organization=organization, version=0)


def elements_to_score(
    viewer: Viewer, organization: Organization, uids: Collection[str] | None = None
) -> list[TalentElement]:
    """The elements of an analysis in their order, or those whose rows a form brought back.

    One that somebody took out while the form was open is among these: what was typed of it stands when it is put back.
    """
    if uids is None:
        found = reflection.elements(viewer, reflection.EDIT).filter(organization=organization)
        return list(found.order_by("position", "pk")[:MOST_SCORED])
    return list(TalentElement.ever.filter(organization=organization, uid__in=uids).order_by("position", "pk"))


def has_more_to_score(organization: Organization, elements: Collection[TalentElement]) -> bool:
    """Whether elements of the analysis are left that stand beside these in no form."""
    found = TalentElement.objects.filter(organization=organization)
    return len(elements) >= MOST_SCORED and found.exclude(pk__in=[one.pk for one in elements]).exists()


def catalog_choices(viewer: Viewer) -> QuerySet[MicroCredential]:
    """What the catalog offers today, by title (`title`)."""
    published = MicroCredentialVersion.objects.filter(micro_credential=OuterRef("pk"), state=VersionState.PUBLISHED)
    found = MicroCredential.objects.filter(
        pk__in=published_in(viewer, MicroCredential.objects.all()).values("micro_credential")
    )
    return found.annotate(title=Subquery(published.values("title")[:1])).order_by("title", "pk")


def gap_counts(organization: Organization) -> GapCounts:
    """How far the analysis is; one query."""
    rows = list(TalentElement.objects.filter(organization=organization))
    return GapCounts(
        elements=len(rows),
        compared=sum(row.gap is not None for row in rows),
        large=sum(is_large(row.gap) for row in rows),
        open=sum(row.needs_a_way for row in rows),
    )


def _by_gap(row: TalentElement) -> tuple[bool, Decimal, int]:
    return (row.gap is None, -(row.gap or Decimal(0)), row.position)


def _titles(viewer: Viewer, rows: Iterable[TalentElement]) -> dict[int, str]:
    cited = [row.micro_credential for row in rows if row.micro_credential]
    return dict(published_in(viewer, cited).values_list("micro_credential_id", "title"))


def _measure(key: str) -> str:
    """The label of a registered measure; the key itself where no package offers it any more."""
    found = measures.find(key) if key else None
    return found.label if found else key


def _says(rows: list[TalentElement]) -> str:
    """One sentence about the largest gap."""
    compared = [row for row in rows if row.gap is not None and row.gap > 0]
    if not compared:
        return "What the system for growing and keeping people is like today, and what it should be."
    return (
        f"{compared[0].name} is furthest from what is wanted: {compared[0].gap} points apart, on a scale from 1 to 4."
    )
