"""Which parts of a reflection a viewer may read or edit. Views get every object from here (FR2).

What was said with leaders is for the program leads of that very organization, not for those above it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar, cast

from django.db.models import Q, QuerySet
from django.urls import reverse

from waypost.common import clock
from waypost.common.actors import System
from waypost.common.limits import UNDO_WINDOW, minutes_left
from waypost.governance.models import Cause, Commitment, Conversation, Initiative, Leader, Stakeholder, TalentElement
from waypost.people.models import Organization
from waypost.people.permissions import Permission
from waypost.people.queries import EVERYTHING, branches, organizations, within_branches
from waypost.people.rules import OrganizationKind
from waypost.people.viewers import Viewer

READ = Permission.GOVERNANCE_REFLECTION_READ
EDIT = Permission.GOVERNANCE_REFLECTION_EDIT
LEADERS = Permission.GOVERNANCE_LEADERS_EDIT
VISION = Permission.GOVERNANCE_VISION_EDIT
#: How long a part that was taken out can come back.
KEPT = timedelta(days=30)
MOST_SHOWN = 50
Removable = Cause | Commitment | Conversation | Initiative | Leader | Stakeholder | TalentElement
RemovableT = TypeVar("RemovableT", bound=Removable)
#: By the noun that addresses use.
REMOVABLE: dict[str, type[Removable]] = {
    "cause": Cause,
    "conversation": Conversation,
    "element": TalentElement,
    "initiative": Initiative,
    "leader": Leader,
    "promise": Commitment,
    "stakeholder": Stakeholder,
}


@dataclass(frozen=True)
class OutLine:
    """A part that was taken out; `minutes` are left in which a bar offers to undo that, 0 for what left long ago."""

    kind: str
    part: Removable
    minutes: int


def organizations_to_reflect(viewer: Viewer) -> QuerySet[Organization]:
    """Where `viewer` may read a reflection, in tree order; schools only for those whose role is at the school."""
    small = Q(kind__in=[OrganizationKind.SCHOOL, OrganizationKind.DEPARTMENT])
    own = Q(pk__in=[node.pk for node in branches(viewer, READ)])
    found: QuerySet[Organization] = organizations(viewer, READ).filter(~small | own)
    return found


def organization_at(viewer: Viewer, uid: str, permission: Permission = READ) -> QuerySet[Organization]:
    """The organization with this uid, if `viewer` holds `permission` there."""
    found: QuerySet[Organization] = organizations(viewer, permission).filter(uid=uid)
    return found


def organization_of_leaders(viewer: Viewer, uid: str) -> QuerySet[Organization]:
    """The same, if `viewer` is a program lead of that very organization."""
    found: QuerySet[Organization] = Organization.objects.filter(_is_led(viewer, ""), uid=uid)
    return found


def may_see_leaders(viewer: Viewer, organization: Organization) -> bool:
    return isinstance(viewer, System) or organization.pk in {node.pk for node in branches(viewer, LEADERS)}


def initiatives(viewer: Viewer, permission: Permission = READ) -> QuerySet[Initiative]:
    """The newest first."""
    found = Initiative.objects.filter(within_branches(viewer, permission, "organization"))
    return found.select_related("organization").order_by("-since_year", "title", "pk")


def causes(viewer: Viewer, permission: Permission = EDIT) -> QuerySet[Cause]:
    """The causes of those initiatives."""
    within = within_branches(viewer, permission, "initiative__organization")
    found = Cause.objects.filter(within, initiative__taken_out_at=None)
    return found.select_related("initiative__organization", "parent", "objective", "activity", "decision")


def stakeholders(viewer: Viewer, permission: Permission = READ) -> QuerySet[Stakeholder]:
    """Those with most influence first."""
    found = Stakeholder.objects.filter(within_branches(viewer, permission, "organization"))
    return found.select_related("organization", "engaged_by").order_by("-influence", "-interest", "name", "pk")


def elements(viewer: Viewer, permission: Permission = READ) -> QuerySet[TalentElement]:
    """Elements of the talent system."""
    found = TalentElement.objects.filter(within_branches(viewer, permission, "organization"))
    return found.select_related("organization", "objective__plan", "micro_credential")


def leaders(viewer: Viewer) -> QuerySet[Leader]:
    """By their posts; only for the program leads of that very organization."""
    found = Leader.objects.filter(_is_led(viewer, "organization_id"))
    return found.select_related("organization", "person").order_by("post", "pk")


def conversations(viewer: Viewer) -> QuerySet[Conversation]:
    """With those leaders."""
    found = Conversation.objects.filter(_is_led(viewer, "leader__organization_id"), leader__taken_out_at=None)
    return found.select_related("leader__organization", "leader__person", "held_by")


def commitments(viewer: Viewer) -> QuerySet[Commitment]:
    """Of those leaders."""
    found = Commitment.objects.filter(_is_led(viewer, "leader__organization_id"), leader__taken_out_at=None)
    return found.select_related("leader__organization", "leader__person")


def removable(viewer: Viewer, kind: str, uid: str) -> Removable | None:
    """The part that `viewer` may take out or put back, taken out or not; None also for a kind that is none."""
    model = REMOVABLE.get(kind)
    if model is None:
        return None
    found: Removable | None = cast("Any", model).ever.filter(_reach(viewer, model), uid=uid).first()
    return found


def taken_out(viewer: Viewer, kind: str, **of: object) -> list[OutLine]:
    """What left this list in the last 30 days, the newest first, for those who may put it back."""
    model = REMOVABLE[kind]
    now = clock.now()
    found = cast("Any", model).ever.filter(_reach(viewer, model), taken_out_at__gt=now - KEPT, **of)
    rows = found.order_by("-taken_out_at", "-pk")[:MOST_SHOWN]
    return [OutLine(kind, row, minutes_left(row.taken_out_at + UNDO_WINDOW, now)) for row in rows]


def page_of(part: Removable) -> str:
    """Where a part stood, and where it can be put back."""
    if isinstance(part, Cause):
        return reverse("reflect_initiative", args=[part.initiative.uid])
    if isinstance(part, Commitment | Conversation):
        return reverse("reflect_leader", args=[part.leader.uid])
    pages = {Initiative: "reflect_initiatives", Leader: "reflect_leaders", Stakeholder: "reflect_stakeholders"}
    return reverse(pages.get(type(part), "reflect_gaps"), args=[part.organization.uid])


def _reach(viewer: Viewer, model: type[Removable]) -> Q:
    if model is Leader:
        return _is_led(viewer, "organization_id")
    if model in (Commitment, Conversation):
        return _is_led(viewer, "leader__organization_id") & Q(leader__taken_out_at=None)
    return within_branches(viewer, EDIT, "initiative__organization" if model is Cause else "organization")


def _is_led(viewer: Viewer, column: str) -> Q:
    if isinstance(viewer, System):
        return EVERYTHING
    return Q(**{f"{column or 'pk'}__in": [node.pk for node in branches(viewer, LEADERS)]})
