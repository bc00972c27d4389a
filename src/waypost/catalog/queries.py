"""Reads of the catalog. Published and retired versions are open to all; drafts to editors of the issuing branch."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.urls import reverse

from waypost.catalog.models import (
    Criterion,
    EvidenceItem,
    MicroCredential,
    MicroCredentialVersion,
    Piece,
    Prompt,
    Stack,
    StackMembership,
    SubmissionPart,
    Tag,
)
from waypost.catalog.rules import (
    HOURS_BETWEEN,
    ISSUING_KINDS,
    Anatomy,
    CriterionFacts,
    HoursRange,
    Level,
    PartFacts,
    PartKind,
    VersionState,
)
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import (
    holds,
    names_with_role,
    organizations,
    roles_to_give_anywhere,
    within_branches,
)
from waypost.people.rules import Role
from waypost.people.viewers import Viewer

EDIT = Permission.CATALOG_CREDENTIAL_EDIT
ANATOMY = (
    "components",
    "research_sources",
    "resources",
    "time_steps",
    "alignments",
    "tags",
    "parts__prompts",
    "parts__evidence_items",
    Prefetch("criteria", Criterion.objects.select_related("part", "prompt", "evidence_item")),
    "criteria__descriptors",
)
#: What an empty catalog says first.
WRITES = "A catalog editor writes and publishes micro-credentials"
PieceT = TypeVar("PieceT", bound=Piece)


@dataclass(frozen=True)
class CatalogSearch:
    """What a reader of the catalog asked for; empty means all."""

    text: str = ""
    tag: str = ""
    issuer: str = ""
    hours: HoursRange | None = None


@dataclass(frozen=True)
class StackPlace:
    """The place of a micro-credential in a stack that has `size` published members."""

    stack: Stack
    position: int
    size: int


@dataclass(frozen=True)
class WayIn:
    """One sentence, and the button that leads on; `url` is empty where somebody else has to act."""

    sentence: str
    action: str = ""
    url: str = ""


def drafts_to_publish(viewer: Viewer) -> bool:
    """Whether `viewer` could publish a draft that is there."""
    within = within_branches(viewer, EDIT, "micro_credential__organization")
    return MicroCredentialVersion.objects.filter(within, state=VersionState.DRAFT).exists()


def readable_versions(viewer: Viewer) -> QuerySet[MicroCredentialVersion]:
    """Every version that `viewer` may read, with its issuer."""
    own_drafts = within_branches(viewer, EDIT, "micro_credential__organization")
    found = MicroCredentialVersion.objects.filter(~Q(state=VersionState.DRAFT) | own_drafts)
    return found.select_related("micro_credential__organization", "published_by")


def search_catalog(viewer: Viewer, search: CatalogSearch) -> QuerySet[MicroCredentialVersion]:
    """The published versions that match, by title, with their tags."""
    found = readable_versions(viewer).filter(state=VersionState.PUBLISHED)
    for word in search.text.split():
        found = found.filter(_contains(word))
    if search.tag:
        found = found.filter(tags__text=search.tag)
    if search.issuer:
        found = found.filter(micro_credential__organization__slug=search.issuer)
    if search.hours:
        above, up_to = HOURS_BETWEEN[search.hours]
        found = found.filter(estimated_hours__gt=above, estimated_hours__lte=up_to)
    return found.distinct().order_by("title", "pk").prefetch_related("tags")


def _contains(word: str) -> Q:
    fields = ("title", "topic", "summary", "competency", "tags__text")
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__icontains": word})
    return condition


def tags_in_use(viewer: Viewer) -> list[str]:
    """The tags of published versions, by alphabet."""
    published = readable_versions(viewer).filter(state=VersionState.PUBLISHED)
    return list(Tag.objects.filter(version__in=published).order_by("text").values_list("text", flat=True).distinct())


def issuers(viewer: Viewer) -> QuerySet[Organization]:
    """The organizations that have something in the catalog, by name."""
    published = readable_versions(viewer).filter(state=VersionState.PUBLISHED)
    found: QuerySet[Organization] = Organization.objects.filter(micro_credentials__versions__in=published)
    return found.distinct().order_by("name")


def published_version(viewer: Viewer, slug: str) -> MicroCredentialVersion:
    """The version that takes enrollments today. Raises DoesNotExist where there is none."""
    return readable_versions(viewer).get(micro_credential__slug=slug, state=VersionState.PUBLISHED)


def published_in(viewer: Viewer, micro_credentials: Iterable[MicroCredential]) -> QuerySet[MicroCredentialVersion]:
    """The versions of `micro_credentials` that take enrollments today, by title."""
    published = readable_versions(viewer).filter(state=VersionState.PUBLISHED)
    return published.filter(micro_credential__in=micro_credentials).order_by("title", "pk")


def newest_readable_version(viewer: Viewer, slug: str) -> MicroCredentialVersion:
    """What the page of a micro-credential shows: the published version, else the newest retired one.

    With its whole anatomy. Raises DoesNotExist.
    """
    open_to_all = readable_versions(viewer).exclude(state=VersionState.DRAFT)
    # "published" comes before "retired" in the alphabet.
    return with_anatomy(open_to_all.filter(micro_credential__slug=slug).order_by("state", "-number"))[:1].get()


def numbered_version(viewer: Viewer, slug: str, number: int) -> MicroCredentialVersion:
    """One version with its whole anatomy; a draft too, for those who may read it. Raises DoesNotExist."""
    return with_anatomy(readable_versions(viewer)).get(micro_credential__slug=slug, number=number)


def version(viewer: Viewer, uid: str) -> MicroCredentialVersion:
    """One version with its whole anatomy. Raises DoesNotExist."""
    return with_anatomy(readable_versions(viewer)).get(uid=uid)


def with_anatomy(found: QuerySet[MicroCredentialVersion]) -> QuerySet[MicroCredentialVersion]:
    """The same versions with every piece of theirs, in a number of reads that does not grow with the rows."""
    return found.prefetch_related(*ANATOMY)


def earlier_versions(viewer: Viewer, current: MicroCredentialVersion) -> QuerySet[MicroCredentialVersion]:
    """The other readable versions of the same micro-credential, newest first, drafts aside."""
    others = readable_versions(viewer).filter(micro_credential=current.micro_credential_id).exclude(pk=current.pk)
    return others.exclude(state=VersionState.DRAFT).order_by("-number")


def places_in_stacks(viewer: Viewer, micro_credential: MicroCredential) -> list[StackPlace]:
    """Where `micro_credential` stands in stacks, by their title."""
    published = readable_versions(viewer).filter(state=VersionState.PUBLISHED)
    size = Count("stack__memberships", filter=Q(stack__memberships__micro_credential__versions__in=published))
    found = StackMembership.objects.filter(micro_credential=micro_credential).select_related("stack")
    return [
        StackPlace(place.stack, place.position, place.size)
        for place in found.annotate(size=size).order_by("stack__title")
    ]


def stacks(viewer: Viewer) -> QuerySet[Stack]:
    """Every stack that has a published member, and those of the viewer's branches, by title.

    Each with `size`, the number of its published members.
    """
    published = readable_versions(viewer).filter(state=VersionState.PUBLISHED)
    members = Count("memberships", filter=Q(memberships__micro_credential__versions__in=published), distinct=True)
    found = Stack.objects.annotate(size=members).filter(Q(size__gt=0) | within_branches(viewer, EDIT, "organization"))
    return found.select_related("organization").order_by("title")


def members(viewer: Viewer, of: Stack) -> list[MicroCredentialVersion]:
    """The published versions in a stack, in its order."""
    published = readable_versions(viewer).filter(state=VersionState.PUBLISHED)
    return list(
        published.filter(micro_credential__stack_memberships__stack=of).order_by(
            "micro_credential__stack_memberships__position"
        )
    )


def issuing_organizations(viewer: Viewer) -> QuerySet[Organization]:
    """The organizations in whose name `viewer` may write micro-credentials, in tree order."""
    return organizations(viewer, EDIT).filter(kind__in=ISSUING_KINDS)


def micro_credentials_to_edit(viewer: Viewer) -> QuerySet[MicroCredential]:
    """The micro-credentials of the viewer's branches with all their versions, the one changed last on top."""
    own = MicroCredential.objects.filter(within_branches(viewer, EDIT, "organization"))
    newest = own.annotate(newest_at=Max("versions__created_at")).order_by("-newest_at", "-pk")
    return newest.select_related("organization").prefetch_related("versions")


def micro_credential_to_edit(viewer: Viewer, slug: str) -> MicroCredential:
    """One micro-credential of the viewer's branches. Raises DoesNotExist."""
    return MicroCredential.objects.filter(within_branches(viewer, EDIT, "organization")).get(slug=slug)


def version_to_edit(viewer: Viewer, uid: str) -> MicroCredentialVersion:
    """A version of the viewer's branches with its whole anatomy. Raises DoesNotExist for everybody else's."""
    own = MicroCredentialVersion.objects.filter(within_branches(viewer, EDIT, "micro_credential__organization"))
    return with_anatomy(own.select_related("micro_credential__organization")).get(uid=uid)


def piece_to_edit(viewer: Viewer, kind: type[PieceT], uid: str) -> PieceT:
    """A piece of a version of the viewer's branches. Raises DoesNotExist for everybody else's."""
    path = "version" if kind.parent_field == "version" else "part__version"
    own = within_branches(viewer, EDIT, f"{path}__micro_credential__organization")
    piece: PieceT = kind.objects.filter(own).select_related(path).get(uid=uid)
    return piece


def stacks_to_edit(viewer: Viewer) -> QuerySet[Stack]:
    """The stacks of the viewer's branches, by title, with their members."""
    own = Stack.objects.filter(within_branches(viewer, EDIT, "organization"))
    return own.select_related("organization").prefetch_related("memberships__micro_credential").order_by("title")


def anatomy_of(of: MicroCredentialVersion) -> Anatomy:
    """What the checklist reads of a version that came with its anatomy."""
    parts, criteria = list(of.parts.all()), list(of.criteria.all())
    seen = {criterion.part_id for criterion in criteria}
    items = [item for part in parts for item in part.evidence_items.all()]
    return Anatomy(
        texts={name: value for name, value in of.content().items() if isinstance(value, str)},
        tag_count=len(of.tags.all()),
        component_count=len(of.components.all()),
        source_count=len(of.research_sources.all()),
        sources_without_address=[source.title for source in of.research_sources.all() if not source.address],
        resource_count=len(of.resources.all()),
        alignment_count=len(of.alignments.all()),
        estimated_hours=of.estimated_hours,
        weeks_are_known=of.minimum_weeks is not None and of.maximum_weeks is not None,
        step_hours=[step.hours for step in of.time_steps.all()],
        parts=[PartFacts(part.title, PartKind(part.kind), len(_tasks(part)), part.pk in seen) for part in parts],
        items_without_details=[item.title for item in items if not (item.what_to_include and item.privacy_note)],
        criteria=[
            CriterionFacts(criterion.title, {Level(d.level): d.text for d in criterion.descriptors.all()})
            for criterion in criteria
        ],
    )


def _tasks(part: SubmissionPart) -> list[Prompt | EvidenceItem]:
    """What an educator does in this part."""
    return [*part.evidence_items.all()] if part.asks_for_evidence else [*part.prompts.all()]


def stack_to_edit(viewer: Viewer, slug: str) -> Stack:
    """A stack of the viewer's branches. Raises DoesNotExist for everybody else's."""
    return Stack.objects.filter(within_branches(viewer, EDIT, "organization")).get(slug=slug)


def micro_credentials_for_stacks(viewer: Viewer) -> QuerySet[MicroCredential]:
    """What may stand in a stack of the viewer's: everything published, and drafts of the viewer's branches."""
    return MicroCredential.objects.filter(versions__in=readable_versions(viewer)).distinct().order_by("slug")


def all_members(of: Stack) -> list[MicroCredential]:
    """What stands in `of`, in order, for its editors; drafts too."""
    memberships = of.memberships.select_related("micro_credential")
    return [membership.micro_credential for membership in memberships]


def way_into_catalog(person: Person) -> WayIn:
    """The next step of `person` towards a first published micro-credential."""
    if holds(person, EDIT):
        return _of_an_editor(person)
    editors = names_with_role(person, Role.CATALOG_EDITOR)
    if editors:
        return WayIn(f"{WRITES}: ask {_listed(editors)}.")
    nobody = f"{WRITES}, and nobody here holds that role yet"
    if Role.CATALOG_EDITOR in roles_to_give_anywhere(person):
        url = f"{reverse('person', args=[person.uid])}#h-give"
        return WayIn(f"{nobody}. Give it to yourself or to somebody else.", "Give yourself the role", url)
    administrators = names_with_role(person, Role.ORGANIZATION_ADMIN)
    return WayIn(f"{nobody}: ask {_listed(administrators) if administrators else 'your administrator'} to give it.")


def _of_an_editor(person: Person) -> WayIn:
    if drafts_to_publish(person):
        return WayIn("A draft waits to be published.", "Open the drafts", reverse("catalog_drafts"))
    return WayIn("Begin with a draft, or with one of six samples.", "Write the first one", reverse("catalog_new"))


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
