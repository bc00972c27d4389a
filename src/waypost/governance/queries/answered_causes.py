"""Which causes of difficult initiatives a decision takes up: its page and the document of the log say it (FR2)."""

from collections import defaultdict
from collections.abc import Collection

from django.urls import reverse

from waypost.governance.models import Cause, Decision
from waypost.governance.queries import reflection
from waypost.governance.queries.linking import Linked
from waypost.governance.rules.initiatives import flat, tree
from waypost.people.viewers import Viewer


def answered_causes(viewer: Viewer, decisions: Collection[Decision]) -> dict[int, tuple[Linked, ...]]:
    """By key of the decision, the causes that `viewer` may read and that stand in their trees; at most two queries."""
    found = list(reflection.causes(viewer, reflection.READ).filter(decision__in=[each.pk for each in decisions]))
    standing = _standing({cause.initiative_id for cause in found}) if found else set()
    answered: dict[int, list[Linked]] = defaultdict(list)
    for cause in found:
        if cause.pk in standing and cause.decision_id:
            answered[cause.decision_id].append(_linked(cause))
    return {pk: tuple(causes) for pk, causes in answered.items()}


def _standing(initiatives: set[int]) -> set[int]:
    """What hangs below a cause that was taken out does not stand."""
    return {twig.item.pk for twig in flat(tree(Cause.objects.filter(initiative__in=initiatives)))}


def _linked(cause: Cause) -> Linked:
    page = reverse("reflect_initiative", args=[cause.initiative.uid])
    kind = "Root cause" if cause.is_root else "Cause"
    return Linked(f"cause:{cause.uid}", f"{kind} of {cause.initiative.title}", cause.text, f"{page}#cause-{cause.uid}")
