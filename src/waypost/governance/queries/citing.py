"""Which decisions cite an item of the library, of those that a viewer may read (ST7)."""

from django.db.models import QuerySet
from django.urls import reverse

from waypost.governance.models import Decision, DecisionCitation
from waypost.governance.queries.committees import MEET
from waypost.governance.queries.decisions import decisions
from waypost.library.models import LibraryItem
from waypost.library.uses import Use
from waypost.people.viewers import Viewer


def standing(viewer: Viewer) -> QuerySet[Decision]:
    """The decisions that `viewer` may change; one that was replaced keeps what was weighed for it."""
    return decisions(viewer, MEET).filter(superseded_by=None)


def citations(viewer: Viewer) -> QuerySet[DecisionCitation]:
    """What those cite."""
    found = DecisionCitation.objects.filter(decision__in=standing(viewer))
    return found.select_related("decision", "item")


def decisions_citing(viewer: Viewer, item: LibraryItem) -> list[Use]:
    """One query, however many there are."""
    found = DecisionCitation.objects.filter(item=item, decision__in=decisions(viewer))
    rows = found.select_related("decision__committee").order_by("pk")
    return [_use(citation) for citation in rows]


def _use(citation: DecisionCitation) -> Use:
    decision = citation.decision
    url = reverse("decision", args=[decision.uid]) + "#research"
    return Use(decision.decision or decision.question, f"Decision, {decision.committee.name}", url, citation.note)
