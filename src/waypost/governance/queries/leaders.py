"""What the program leads of an organization know of those who lead its schools (FR2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet

from waypost.common.days import day_in
from waypost.governance.models import Commitment, Conversation, Leader
from waypost.governance.queries import reflection
from waypost.governance.rules.leaving import Leaving, conversation_leaves, leader_leaves, promise_leaves
from waypost.governance.rules.stakeholders import leader_look, leaders_said, post_begun
from waypost.people.models import Organization, RoleAssignment
from waypost.people.queries import in_any_branch, roles_held_today
from waypost.people.rules import Role
from waypost.people.viewers import Viewer

#: What only the program leads of its organization see.
Private = Commitment | Conversation | Leader


@dataclass(frozen=True)
class LeaderLine:
    """A leader in the list; `look` says why somebody should talk with them, `waiting` promises are not kept yet."""

    leader: Leader
    last: date | None
    look: str
    conversations: int
    waiting: int
    kept: int
    is_in_post: bool


@dataclass(frozen=True)
class LeadersPage:
    """`not_listed` principals of today are in no line."""

    lines: tuple[LeaderLine, ...]
    not_listed: int
    says: str


def principals_of(organization: Organization) -> QuerySet[RoleAssignment]:
    """Who is principal of a school of the branch today; once each, by the role held longest."""
    held = roles_held_today().filter(in_any_branch([organization], "organization"), role=Role.PRINCIPAL)
    return held.filter(person__is_active=True).select_related("person", "organization").order_by("started_at", "pk")


def principals_not_listed(organization: Organization) -> list[RoleAssignment]:
    """Those of them who are in no row, taken out or not."""
    listed = Leader.ever.filter(organization=organization, person=OuterRef("person"))
    found = {held.person_id: held for held in reversed(principals_of(organization).exclude(Exists(listed)))}
    return sorted(found.values(), key=lambda held: held.organization.name)


def leaders_page(viewer: Viewer, organization: Organization) -> LeadersPage:
    """All leaders, those first with whom somebody should talk."""
    promises = Prefetch("commitments", Commitment.objects.order_by("made_on", "pk"))
    said = Prefetch("conversations", Conversation.objects.only("pk", "leader_id", "held_on"))
    rows = reflection.leaders(viewer).filter(organization=organization).prefetch_related(promises, said)
    held = _roles_begun(organization, [row.person_id for row in rows])
    lines = sorted((_line(row, held) for row in rows), key=lambda line: (not line.look, line.leader.post))
    missing = len(principals_not_listed(organization))
    return LeadersPage(tuple(lines), missing, leaders_said([line.look for line in lines], missing))


def leader_line(leader: Leader) -> LeaderLine:
    """The same of one leader, for a page of their own."""
    return _line(leader, _roles_begun(leader.organization, [leader.person_id]))


def leaving(part: Private) -> Leaving:
    """What goes with a part that was found by `reflection.removable`, before it is taken out."""
    if isinstance(part, Conversation):
        others = part.leader.conversations.exclude(pk=part.pk).count()
        return conversation_leaves(part.said, part.held_on, part.leader.said, others)
    if isinstance(part, Commitment):
        return promise_leaves(part.text, part.made_on, part.kept_on, part.leader.said)
    return leader_leaves(part.said, part.post, part.conversations.count(), part.commitments.count())


def _line(leader: Leader, roles: Mapping[int, Mapping[Role, datetime]]) -> LeaderLine:
    days = [each.held_on for each in leader.conversations.all()]
    last = max(days, default=None)
    held = roles.get(leader.person_id or 0, {})
    begun = post_begun(held)
    kept = sum(each.kept_on is not None for each in leader.commitments.all())
    return LeaderLine(
        leader=leader,
        last=last,
        look=leader_look(last, day_in(begun, leader.organization.timezone) if begun else None),
        conversations=len(days),
        waiting=len(leader.commitments.all()) - kept,
        kept=kept,
        is_in_post=leader.person_id is None or bool(held),
    )


def _roles_begun(organization: Organization, people: list[int | None]) -> dict[int, dict[Role, datetime]]:
    """When each of these people began the newest of each role that they hold in the branch today, teaching aside."""
    held = roles_held_today().filter(in_any_branch([organization], "organization"), person__in=people)
    newest = held.exclude(role=Role.EDUCATOR).order_by().values_list("person", "role").annotate(Max("started_at"))
    found: dict[int, dict[Role, datetime]] = {}
    for person, role, begun in newest:
        found.setdefault(person, {})[Role(role)] = begun
    return found
