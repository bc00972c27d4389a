"""Bringing frameworks in from files: keep what was uploaded, then do exactly what was shown, all or nothing."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.frameworks.models import Framework, FrameworkItem, FrameworkUpload
from waypost.frameworks.queries import (
    FACTS,
    FileSource,
    kept_framework,
    planned_framework,
    read_framework,
    uploads_of,
)
from waypost.frameworks.rules import PlannedFramework, Spot, spots_of
from waypost.people.models import Organization, Person
from waypost.standards.competency_framework import FileItem, FrameworkFile

#: Rows in one statement.
BATCH = 500
#: What a file says about an item.
SAID = ("code", "statement", "short_statement", "levels", "kind")
COLUMNS = (*SAID, "parent_id", "position", "last_position", "depth", "withdrawn_at")
UPDATED = [name.removesuffix("_id") for name in COLUMNS]
Rows = dict[str, FrameworkItem]


class FileMoved(Exception):
    """What the file would do is no longer what was shown."""


@transaction.atomic
def keep_upload(*, by: Person, organization: Organization, file_name: str, source: FileSource) -> FrameworkUpload:
    """Keep an uploaded file until it is confirmed; it takes the place of earlier ones of the same person."""
    uploads_of(by).delete()
    upload = FrameworkUpload.objects.create(
        organization=organization,
        uploaded_by=by,
        file_name=file_name[:200],
        title=source.title,
        content=source.content,
        sha256=hashlib.sha256(source.content).hexdigest(),
    )
    audit.record(by=by, verb="upload framework", on=upload, after={"sha256": upload.sha256})
    return upload


def apply_upload(*, by: Person, upload: FrameworkUpload, shown: str) -> Framework:
    """Do what the preview whose digest is `shown` listed, once. Raises FileMoved.

    The file is read before the transaction begins; inside it the organization is locked, so that of two files for
    one framework the second is compared with what the first left.
    """
    file = read_framework(FileSource(bytes(upload.content), upload.title))
    with transaction.atomic():
        current = uploads_of(by).select_for_update(of=("self",)).filter(pk=upload.pk).first()
        if current is None:
            raise FileMoved("This file was confirmed already.")
        planned = _planned_alone(current.organization, file)
        if planned.digest != shown:
            raise FileMoved("Something changed since this list was made: look at it again, then confirm.")
        current.framework = _write(by, current.organization, planned)
        current.applied_at, current.content = clock.now(), b""
        current.save(update_fields=["framework", "applied_at", "content"])
        return current.framework


@transaction.atomic
def import_framework(*, by: Actor, organization: Organization, file: FrameworkFile) -> PlannedFramework:
    """Bring a file in at once, and say what that did; the same file twice changes nothing."""
    planned = _planned_alone(organization, file)
    if planned.changes_anything:
        _write(by, organization, planned)
    return planned


def _planned_alone(organization: Organization, file: FrameworkFile) -> PlannedFramework:
    Organization.objects.select_for_update().get(pk=organization.pk)
    return planned_framework(organization, file)


def _write(by: Actor, organization: Organization, planned: PlannedFramework) -> Framework:
    facts = {name: value for name in FACTS if (value := getattr(planned.head, name))}
    framework = kept_framework(organization, planned.head.identifier)
    before = {name: getattr(framework, name) for name in facts} if framework else None
    framework = framework or Framework(organization=organization)
    for name, value in facts.items():
        setattr(framework, name, value)
    framework.imported_at = clock.now()
    framework.save()
    _write_items(by, framework, planned)
    audit.record(by=by, verb="import framework", on=framework, before=before, after={**facts, **planned.counts})
    return framework


def _write_items(by: Actor, framework: Framework, planned: PlannedFramework) -> None:
    rows = {row.identifier: row for row in framework.items.all()}
    old = {identifier: _columns_of(row) for identifier, row in rows.items()}
    spots = spots_of(planned.items)
    _add(framework, planned.added, rows, spots)
    for item in planned.items:
        _put(rows[item.identifier], {**_said(item), **_place(item, rows, spots), "withdrawn_at": None})
    for place, gone in enumerate(planned.withdrawn, start=len(planned.items) + 1):
        alone = {"position": place, "last_position": place, "withdrawn_at": clock.now()}
        _put(rows[gone.identifier], alone)
    moved = [row for identifier, row in rows.items() if identifier in old and old[identifier] != _columns_of(row)]
    _write_over(moved)
    audit.record_changes(by=by, verb="change framework item", changes=_changes(planned, rows, old))


def _write_over(rows: list[FrameworkItem]) -> None:
    """The same as `bulk_update`, which takes some ten times as long for thousands of rows."""
    FrameworkItem.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=UPDATED
    )


def _add(framework: Framework, added: tuple[FileItem, ...], rows: Rows, spots: Mapping[str, Spot]) -> None:
    """From the top down, so that each row finds the one that it stands under; `rows` takes them up."""
    by_depth = sorted(added, key=lambda item: spots[item.identifier].depth)
    for _, level in groupby(by_depth, key=lambda item: spots[item.identifier].depth):
        made = [
            FrameworkItem(framework=framework, identifier=item.identifier, **_said(item), **_place(item, rows, spots))
            for item in level
        ]
        rows.update({row.identifier: row for row in FrameworkItem.objects.bulk_create(made, batch_size=BATCH)})


def _changes(
    planned: PlannedFramework, rows: Rows, old: Mapping[str, dict[str, Any]]
) -> Iterator[tuple[FrameworkItem, dict[str, object], dict[str, object]]]:
    """For the audit trail: what differs of each item that says something else, or is gone."""
    for identifier in (
        *(change.after.identifier for change in planned.changed),
        *(gone.identifier for gone in planned.withdrawn),
    ):
        before, after = old[identifier], _columns_of(rows[identifier])
        names = [name for name in (*SAID, "parent_id", "withdrawn_at") if before[name] != after[name]]
        yield rows[identifier], {name: before[name] for name in names}, {name: after[name] for name in names}


def _said(item: FileItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in SAID}


def _place(item: FileItem, rows: Rows, spots: Mapping[str, Spot]) -> dict[str, Any]:
    return {"parent_id": rows[item.parent].pk if item.parent else None, **vars(spots[item.identifier])}


def _put(row: FrameworkItem, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _columns_of(row: FrameworkItem) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS}
