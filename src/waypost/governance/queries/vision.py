"""The shared vision of an organization: versions, comments, and who stands behind which (FR2)."""

from dataclasses import dataclass

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum

from waypost.common.actors import System
from waypost.governance.models import Endorsement, VisionComment, VisionVersion
from waypost.governance.queries import reflection
from waypost.governance.rules.vision import endorsed_by
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import branches, roles_held_today, school_of, within_branches
from waypost.people.rules import OrganizationKind
from waypost.people.viewers import Viewer

ENDORSE = Permission.GOVERNANCE_VISION_ENDORSE
MOST_SHOWN = 200


@dataclass(frozen=True)
class Support:
    """How many people stand behind a version, and in how many schools."""

    people: int
    schools: int

    @property
    def says(self) -> str:
        return endorsed_by(self.people, self.schools)


@dataclass(frozen=True)
class VisionLine:
    """One version, with who stands behind it."""

    version: VisionVersion
    support: Support
    is_mine: bool = False


@dataclass(frozen=True)
class VisionPage:
    """The version that stands, None before the first; `by_hand` was recorded by the lead, `names` by themselves."""

    current: VisionLine | None
    earlier: tuple[VisionLine, ...]
    comments: tuple[VisionComment, ...]
    by_hand: tuple[Endorsement, ...]
    names: tuple[str, ...]
    is_endorsed: bool
    may_endorse: bool


def visions(viewer: Viewer, permission: Permission = reflection.READ) -> QuerySet[VisionVersion]:
    """Every version of the organizations where `viewer` holds `permission`."""
    found = VisionVersion.objects.filter(within_branches(viewer, permission, "organization"))
    return found.select_related("organization", "written_by")


def visions_to_endorse(viewer: Viewer) -> QuerySet[VisionVersion]:
    """The versions that stand, of the organizations in which `viewer` works: at their place or above it."""
    found = standing_visions().select_related("organization", "written_by").order_by("organization__path")
    if isinstance(viewer, System):
        return found
    paths = {path for node in branches(viewer, ENDORSE) for path in node.paths_from_the_top}
    return found.filter(organization__path__in=paths)


def standing_visions() -> QuerySet[VisionVersion]:
    """Of each organization the version with the highest number."""
    newest = VisionVersion.objects.filter(organization=OuterRef("organization")).order_by("-number")
    return VisionVersion.objects.filter(pk=Subquery(newest.values("pk")[:1]))


def shared_visions(person: Person) -> list[VisionLine]:
    """The visions that `person` may endorse, each with who stands behind it, and whether they do."""
    found = list(visions_to_endorse(person))
    support = support_of(found)
    mine = set(Endorsement.objects.filter(person=person, vision__in=found).values_list("vision_id", flat=True))
    return [VisionLine(each, support[each.pk], each.pk in mine) for each in found]


def endorsements_by_hand(viewer: Viewer) -> QuerySet[Endorsement]:
    """What `viewer` may take out: recorded by hand in their organizations."""
    within = within_branches(viewer, reflection.VISION, "vision__organization")
    return Endorsement.objects.filter(within, person=None).select_related("vision__organization")


def vision_page(viewer: Person, organization: Organization) -> VisionPage:
    """All versions of an organization's vision, with what people say of the one that stands."""
    rows = list(visions(viewer).filter(organization=organization).order_by("-number"))
    support = support_of(rows)
    lines = [VisionLine(row, support[row.pk]) for row in rows]
    current = lines[0] if lines else None
    key = current.version.pk if current else None
    own = list(Endorsement.objects.filter(vision=key).select_related("person"))
    comments = VisionComment.objects.filter(vision=key).select_related("person")
    return VisionPage(
        current=current,
        earlier=tuple(lines[1:]),
        comments=tuple(comments[:MOST_SHOWN]),
        by_hand=tuple(each for each in own if each.person is None),
        names=tuple(sorted(each.person.name for each in own if each.person))[:MOST_SHOWN],
        is_endorsed=any(each.person_id == viewer.pk for each in own),
        may_endorse=current is not None and visions_to_endorse(viewer).filter(pk=current.version.pk).exists(),
    )


def support_of(versions: list[VisionVersion]) -> dict[int, Support]:
    """Of each version how many people in how many schools; one query. People are counted where they work today."""
    found = Endorsement.objects.filter(vision__in=versions).order_by().annotate(school=_school_of_endorser())
    counted = found.values_list("vision_id").annotate(
        Sum("people_count"), Max("school_count"), Count("school", distinct=True)
    )
    support = {key: Support(people or 0, max(by_hand or 0, schools)) for key, people, by_hand, schools in counted}
    return {each.pk: support.get(each.pk, Support(0, 0)) for each in versions}


def _school_of_endorser() -> Subquery:
    """The school in which somebody works who endorsed by themselves; null for what was recorded by hand."""
    at_school = roles_held_today().filter(
        Q(organization__kind=OrganizationKind.SCHOOL) | Q(organization__kind=OrganizationKind.DEPARTMENT)
    )
    held = at_school.filter(person=OuterRef("person")).annotate(school=school_of("organization", "pk"))
    return Subquery(held.order_by("pk").values("school")[:1])


def standing_support(organization: Organization) -> tuple[VisionVersion | None, Support]:
    """The version that stands, and who stands behind it; two queries."""
    stands = VisionVersion.objects.filter(organization=organization).select_related("written_by").first()
    return stands, support_of([stands])[stands.pk] if stands else Support(0, 0)
