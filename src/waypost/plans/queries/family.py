"""Where a plan stands among those above and below it, as its pages show it (PL9)."""

from dataclasses import dataclass

from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.plans.queries.lineage import Lineage, lineage_of
from waypost.plans.queries.offers import OpenOffer, open_offers
from waypost.plans.queries.rollup import RolledUp, rolled_up


@dataclass(frozen=True)
class Family:
    """`lineage` is None where it was taken from nowhere; `offers` are for those who may edit it."""

    lineage: Lineage | None
    offers: tuple[OpenOffer, ...]
    taken: RolledUp


def family_of(viewer: Viewer, plan: Plan) -> Family:
    """Of a plan from `access.plans(viewer)`, in a fixed number of queries."""
    lineage = lineage_of(viewer, plan)
    is_asked = lineage is not None and may(viewer, access.EDIT, plan.organization)
    offers = open_offers(lineage.extraction) if lineage and is_asked else ()
    return Family(lineage, offers, rolled_up(viewer, plan))


def family_of_part(viewer: Viewer, plan: Plan, uid: str) -> Family:
    """The same for one objective or activity of it."""
    return Family(lineage_of(viewer, plan, uid), (), rolled_up(viewer, plan, uid))
