"""Reads of frameworks: one is seen in the branch of the organization that keeps it, and from above that branch."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from waypost.frameworks.models import Framework, FrameworkItem, FrameworkUpload
from waypost.frameworks.rules import KeptItem, PlannedFramework, plan_framework, words_of_search
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import branches, organizations, within_branches
from waypost.people.viewers import Viewer
from waypost.standards.case_packages import looks_like_json, read_case_package
from waypost.standards.competency_framework import FrameworkFile
from waypost.standards.framework_csv import read_framework_csv

READ = Permission.FRAMEWORKS_FRAMEWORK_READ
MANAGE = Permission.FRAMEWORKS_FRAMEWORK_MANAGE
FACTS = ("identifier", "title", "creator", "edition", "adoption_status", "licence", "source", "language")
#: Children of all items on one page that are folded under them; more are shown on the page of each item only.
MOST_FOLDED = 300
WORDS_OF_AN_ITEM = ("identifier", "code", "statement", "short_statement", "levels", "kind")


def frameworks(viewer: Viewer) -> QuerySet[Framework]:
    """Those that `viewer` may read: kept in a branch of theirs, or above it."""
    return Framework.objects.filter(_in_reach(viewer, "organization")).select_related("organization")


def frameworks_in_numbers(viewer: Viewer) -> QuerySet[Framework]:
    """The same, each with its `item_count`, which is counted only for those that are read."""
    standing = FrameworkItem.objects.filter(framework=OuterRef("pk"), withdrawn_at=None).order_by()
    counted = standing.values("framework").annotate(number=Count("pk")).values("number")
    return frameworks(viewer).annotate(item_count=Coalesce(Subquery(counted), 0)).order_by("title", "pk")


def frameworks_for(viewer: Viewer, organization: Organization) -> QuerySet[Framework]:
    """Those that the organization may align with: its own, and those kept above it."""
    return frameworks(viewer).filter(organization__path__in=organization.paths_from_the_top)


def items(viewer: Viewer) -> QuerySet[FrameworkItem]:
    """The items of frameworks that `viewer` may read, withdrawn ones too."""
    found = FrameworkItem.objects.filter(_in_reach(viewer, "framework__organization"))
    return found.select_related("framework__organization", "parent")


def organizations_to_keep_for(viewer: Viewer) -> QuerySet[Organization]:
    """Where `viewer` may bring frameworks in, in tree order."""
    return organizations(viewer, MANAGE)


def may_keep(viewer: Viewer) -> bool:
    """Whether `viewer` may bring frameworks in somewhere."""
    return organizations_to_keep_for(viewer).exists()


def counts_of(framework: Framework) -> dict[str, int]:
    """How many items stand in it, and how many are withdrawn."""
    gone = Q(withdrawn_at=None)
    return framework.items.aggregate(standing=Count("pk", filter=gone), withdrawn=Count("pk", filter=~gone))


def top_items(framework: Framework) -> QuerySet[FrameworkItem]:
    """What stands at the top of the tree today."""
    return framework.items.filter(depth=0, withdrawn_at=None).order_by("position")


@dataclass(frozen=True)
class Branch:
    """An item with what stands right under it, folded on its page; empty where a page has no room for all of them."""

    item: FrameworkItem
    children: tuple[FrameworkItem, ...]


def branches_of(tops: Iterable[FrameworkItem]) -> list[Branch]:
    """Each of these with its children, in one query."""
    shown = list(tops)
    below = FrameworkItem.objects.filter(parent__in=shown, withdrawn_at=None).order_by("position")
    found = list(below[: MOST_FOLDED + 1])
    folded = found if len(found) <= MOST_FOLDED else []
    return [Branch(item, tuple(child for child in folded if child.parent_id == item.pk)) for item in shown]


def children(item: FrameworkItem) -> QuerySet[FrameworkItem]:
    """What stands right under an item today."""
    return item.children.filter(withdrawn_at=None).order_by("position")


def withdrawn_items(framework: Framework) -> QuerySet[FrameworkItem]:
    """What later files no longer hold."""
    return framework.items.exclude(withdrawn_at=None).order_by("position", "pk")


def ancestors(item: FrameworkItem) -> QuerySet[FrameworkItem]:
    """What the item stands under, from the top."""
    around = Q(position__lt=item.position, last_position__gte=item.position, withdrawn_at=None)
    found = FrameworkItem.objects.filter(around, framework=item.framework_id)
    return (found if item.withdrawn_at is None else found.none()).order_by("position")


def found_items(among: QuerySet[Framework], typed: str) -> QuerySet[FrameworkItem]:
    """Items of these frameworks whose code and statement hold every word of `typed`; none for an empty search.

    In a statement a word has to begin so: "ratio" is not "illustration".
    """
    words = [
        Q(code__icontains=word) | Q(statement__iregex=begins) | Q(short_statement__iregex=begins)
        for word in words_of_search(typed)
        for begins in [f"(^|[^a-zA-Z0-9]){re.escape(word)}"]
    ]
    if not words:
        return FrameworkItem.objects.none()
    found = FrameworkItem.objects.filter(reduce(and_, words), framework__in=among, withdrawn_at=None)
    return found.select_related("framework").order_by("framework__title", "framework", "position")


def uploads_of(viewer: Person) -> QuerySet[FrameworkUpload]:
    """The files that `viewer` uploaded and did not confirm yet, where they may still keep frameworks."""
    reach = within_branches(viewer, MANAGE, "organization")
    return FrameworkUpload.objects.filter(reach, uploaded_by=viewer, applied_at=None).select_related("organization")


@dataclass(frozen=True)
class FileSource:
    """A file as somebody brought it; `title` names the framework where the file itself does not."""

    content: bytes
    title: str


def read_framework(source: FileSource) -> FrameworkFile:
    """A CASE package or a table. Raises UnreadableFrameworkError."""
    if looks_like_json(source.content):
        return read_case_package(source.content)
    return read_framework_csv(source.content, source.title)


def planned_framework(organization: Organization, file: FrameworkFile) -> PlannedFramework:
    """What applying the file for `organization` would do now."""
    kept = kept_framework(organization, file.head.identifier)
    if kept is None:
        return plan_framework(file, None, ())
    return plan_framework(file, {name: getattr(kept, name) for name in FACTS}, _kept_items(kept))


def planned_upload(upload: FrameworkUpload) -> PlannedFramework:
    """What confirming an uploaded file would do now. Raises UnreadableFrameworkError."""
    return planned_framework(upload.organization, read_framework(FileSource(bytes(upload.content), upload.title)))


def kept_framework(organization: Organization, identifier: str) -> Framework | None:
    """What a file with this identifier would update."""
    return Framework.objects.filter(organization=organization, identifier=identifier).first()


def same_above(organization: Organization, identifier: str) -> Framework | None:
    """The same framework where it is kept above `organization`, and so readable there already."""
    above = organization.paths_from_the_top[:-1]
    found = Framework.objects.filter(organization__path__in=above, identifier=identifier)
    return found.select_related("organization").first()


def _kept_items(framework: Framework) -> list[KeptItem]:
    rows = framework.items.order_by("position", "pk").values(
        *WORDS_OF_AN_ITEM, parent_identifier=Coalesce("parent__identifier", Value("")), gone_at=F("withdrawn_at")
    )
    return [
        KeptItem(
            **{name: row[name] for name in WORDS_OF_AN_ITEM},
            parent=row["parent_identifier"],
            is_withdrawn=row["gone_at"] is not None,
        )
        for row in rows
    ]


def _in_reach(viewer: Viewer, prefix: str) -> Q:
    """What lies in a branch of the viewer, or on the way from the top of the tree to it."""
    above = {path for node in branches(viewer, READ) for path in node.paths_from_the_top}
    return within_branches(viewer, READ, prefix) | Q(**{f"{prefix}__path__in": sorted(above)})
