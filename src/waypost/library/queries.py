"""Reads of the library: what comes with Waypost, what organizations share, and the drafts of one's own."""

from collections.abc import Iterable
from functools import reduce
from operator import and_

from django.db.models import Prefetch, Q, QuerySet

from waypost.common.actors import System
from waypost.library.models import Citation, ItemTag, LibraryItem
from waypost.library.rules import Audience, Search
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import EVERYTHING, NOTHING, branches, organizations, within_branches
from waypost.people.viewers import Viewer

READ = Permission.LIBRARY_ITEM_READ
EDIT = Permission.LIBRARY_ITEM_EDIT
TEXTS = ("title", "authors", "claim", "population", "figures", "not_found", "motivations", "processes", "outcomes")


def items(viewer: Viewer) -> QuerySet[LibraryItem]:
    """What `viewer` may read: shared with everyone, or in or above a branch of theirs; drafts where they may edit."""
    found = LibraryItem.objects.filter(_in_reach(viewer), taken_out_at=None)
    return found.select_related("organization").prefetch_related(Prefetch("tags", ItemTag.objects.order_by("word")))


def found_items(viewer: Viewer, search: Search) -> QuerySet[LibraryItem]:
    """Those of them that hold every word of the search, in a text or a tag, by title."""
    found = items(viewer)
    if search.words:
        found = found.filter(reduce(and_, [_holds(word) for word in search.words]))
    if search.tag:
        found = found.filter(pk__in=ItemTag.objects.filter(word=search.tag).values("item"))
    chosen = {"kind": search.kind, "strength": search.strength, "found": search.found}
    return found.filter(**{name: value for name, value in chosen.items() if value}).order_by("title", "pk")


def items_to_cite(viewer: Viewer) -> QuerySet[LibraryItem]:
    """What upper packages may cite for `viewer`: nothing that only its editors can read."""
    return items(viewer).exclude(audience=Audience.DRAFT).order_by("title", "pk")


def readable_of(viewer: Viewer, citations: Iterable[Citation]) -> tuple[tuple[Citation, LibraryItem | None], ...]:
    """Each with its item, also one that was taken out since; None where `viewer` may not read that; one query."""
    cited = list(citations)
    found = LibraryItem.objects.filter(_in_reach(viewer), pk__in=[one.item_id for one in cited])
    readable = {item.pk: item for item in found} if cited else {}
    return tuple((one, readable.get(one.item_id)) for one in cited)


def may_cite_at(organization: Organization, item: LibraryItem) -> bool:
    """Whether those who read at `organization` may read `item`, so that something of theirs can cite it."""
    above = item.organization is not None and item.organization.path in organization.paths_from_the_top
    shared = item.audience == Audience.EVERYONE or (item.audience == Audience.BRANCH and above)
    return item.taken_out_at is None and shared


def own_items(viewer: Viewer) -> QuerySet[LibraryItem]:
    """The items of organizations that `viewer` may edit, taken out or not."""
    return LibraryItem.objects.filter(within_branches(viewer, EDIT, "organization")).select_related("organization")


def drafts(viewer: Viewer) -> QuerySet[LibraryItem]:
    """Those of them that wait to be shared, the newest first."""
    return own_items(viewer).filter(audience=Audience.DRAFT, taken_out_at=None).order_by("-pk")


def taken_out(viewer: Viewer) -> QuerySet[LibraryItem]:
    """Those of them that were taken out, the last one first."""
    return own_items(viewer).exclude(taken_out_at=None).order_by("-taken_out_at", "pk")


def tags_of(viewer: Viewer) -> list[str]:
    """The tags of all that `viewer` may read, in order."""
    seen = LibraryItem.objects.filter(_in_reach(viewer), taken_out_at=None)
    return list(ItemTag.objects.filter(item__in=seen).order_by("word").values_list("word", flat=True).distinct())


def may_add(viewer: Viewer) -> bool:
    """Whether `viewer` may write for some organization."""
    return isinstance(viewer, Person) and bool(branches(viewer, EDIT))


def organizations_to_write_for(viewer: Viewer) -> QuerySet[Organization]:
    """Where `viewer` may add studies, cases and memos, in tree order."""
    return organizations(viewer, EDIT)


def shipped() -> dict[str, LibraryItem]:
    """The items that come with Waypost, by their keys."""
    found = LibraryItem.objects.exclude(shipped_key="").prefetch_related("tags")
    return {item.shipped_key: item for item in found}


def _holds(word: str) -> Q:
    texts = (Q(**{f"{name}__icontains": word}) for name in TEXTS)
    tagged = Q(pk__in=ItemTag.objects.filter(word__icontains=word).values("item"))
    return reduce(lambda one, other: one | other, texts, tagged)


def _in_reach(viewer: Viewer) -> Q:
    """Whoever may read nowhere reads nothing, not even what is shared with everyone."""
    if isinstance(viewer, System):
        return EVERYTHING
    nodes = branches(viewer, READ)
    if not nodes:
        return NOTHING
    above = {path for node in nodes for path in node.paths_from_the_top}
    in_branch = within_branches(viewer, READ, "organization") | Q(organization__path__in=sorted(above))
    drafts = Q(audience=Audience.DRAFT) & within_branches(viewer, EDIT, "organization")
    return Q(audience=Audience.EVERYONE) | (Q(audience=Audience.BRANCH) & in_branch) | drafts
