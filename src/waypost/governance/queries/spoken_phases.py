"""The phases in which members of a committee speak: those of the programs that it steers (FR1, BP3)."""

from collections.abc import Iterable

from waypost.governance.rules.committees import USUAL_PHASES, PhaseNames
from waypost.people.models import Organization
from waypost.people.queries import in_any_branch
from waypost.programs.models import Phase


def phases_to_speak_in(organizations: Iterable[Organization]) -> dict[int, PhaseNames]:
    """By key of each organization, the phases that the open cycles of its programs and of those below go through.

    In their order, each name once; the usual ones where no program follows phases yet. One query.
    """
    nodes = list(organizations)
    at = "cycle__program__organization"
    found = Phase.objects.filter(in_any_branch(nodes, at), cycle__closed_at=None) if nodes else Phase.objects.none()
    ordered = found.order_by("position", f"{at}__depth", "cycle", "pk")
    rows = list(ordered.values_list(f"{at}__path", "short_name"))
    return {node.pk: _names(name for path, name in rows if path.startswith(node.path)) for node in nodes}


def phases_of(organization: Organization) -> PhaseNames:
    """The same of one."""
    return phases_to_speak_in([organization])[organization.pk]


def _names(found: Iterable[str]) -> PhaseNames:
    names: dict[str, str] = {}
    for name in found:
        names.setdefault(name.lower(), name)
    return names or USUAL_PHASES
