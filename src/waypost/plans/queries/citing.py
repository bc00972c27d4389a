"""Which objectives cite an item of the library, of the plans that a viewer may read (ST7)."""

from django.urls import reverse

from waypost.library.models import LibraryItem
from waypost.library.uses import Use
from waypost.people.viewers import Viewer
from waypost.plans.models import ObjectiveCitation
from waypost.plans.queries import access


def objectives_citing(viewer: Viewer, item: LibraryItem) -> list[Use]:
    """One query, however many there are."""
    found = ObjectiveCitation.objects.filter(item=item, objective__in=access.objectives(viewer))
    rows = found.select_related("objective__plan__organization").order_by("pk")
    return [_use(citation) for citation in rows]


def _use(citation: ObjectiveCitation) -> Use:
    objective = citation.objective
    plan = objective.plan
    url = reverse("plan_objective", args=[objective.uid]) + "#research"
    return Use(str(objective), f"Strategy, {plan.title}, {plan.organization.name}", url, citation.note)
