"""Writes to the library: studies, cases and memos of organizations, and the studies that come with Waypost (ST7)."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor, System
from waypost.common.conflicts import check_version
from waypost.common.models import Record
from waypost.library.models import Citation, ItemTag, LibraryItem
from waypost.library.queries import shipped
from waypost.library.rules import Audience, Finding, ItemFields, Kind, MemoFields, Strength
from waypost.library.shipped import shipped_studies
from waypost.library.uses import uses_of
from waypost.people.models import Organization

EYES = System("what cites an item of the library")


class ItemInUse(ValueError):
    """Something cites it, so it has to stay readable."""


@transaction.atomic
def cite(*, by: Actor, on: Any, item: LibraryItem, note: str) -> Citation:
    """Cite an item on a record with `citations`, or say anew why. The row stands in the trail of that record."""
    citation, is_new = on.citations.get_or_create(item=item, defaults={"note": note})
    before = None if is_new else citation.note
    if before != note:
        citation.note = note
        citation.save(update_fields=["note"])
        said = None if before is None else {"cited": Citation.said(item, before)}
        audit.record(by=by, verb="cite", on=on, before=said, after={"cited": str(citation)})
    made: Citation = citation
    return made


@transaction.atomic
def take_citation_out(*, by: Actor, on: Record, citation: Citation) -> None:
    """Cite it no longer."""
    audit.record(by=by, verb="take citation out", on=on, before={"cited": str(citation)}, after={"cited": ""})
    citation.delete()


@transaction.atomic
def add_item(*, by: Actor, organization: Organization, fields: ItemFields) -> LibraryItem:
    """Add a study, a case or a memo of an organization, as a draft."""
    item = LibraryItem(organization=organization, audience=Audience.DRAFT.value, **_columns(fields))
    item.save()
    _tag(item, fields.tags)
    verb = "add memo" if isinstance(fields, MemoFields) else "add study"
    audit.record(by=by, verb=verb, on=item, after=asdict(fields))
    return item


@transaction.atomic
def edit_item(*, by: Actor, item: LibraryItem, started_from: int, fields: ItemFields) -> LibraryItem:
    """Change what it says. Raises EditConflict."""
    current = _locked(item)
    check_version(current, started_from)
    _write(by, current, {**_columns(fields), "tags": fields.tags}, verb="edit library item")
    return current


@transaction.atomic
def share_item(*, by: Actor, item: LibraryItem, audience: Audience) -> LibraryItem:
    """Say who may read it. Raises ItemInUse where something cites it and it would become a draft."""
    current = _locked(item)
    if audience is Audience.DRAFT and current.audience != audience.value:
        _check_unused(current)
    _write(by, current, {"audience": audience.value}, verb="share library item")
    return current


@transaction.atomic
def take_out_item(*, by: Actor, item: LibraryItem) -> LibraryItem:
    """Take it out of the library; it can be put back. Again changes nothing. Raises ItemInUse."""
    current = _locked(item)
    if current.taken_out_at is not None:
        return current
    _check_unused(current)
    _write(by, current, {"taken_out_at": clock.now()}, verb="take out")
    return current


@transaction.atomic
def put_back_item(*, by: Actor, item: LibraryItem) -> LibraryItem:
    """Put it back as it was. Again changes nothing."""
    current = _locked(item)
    _write(by, current, {"taken_out_at": None}, verb="put back")
    return current


@transaction.atomic
def ship_studies(*, by: Actor) -> int:
    """Bring the studies that come with Waypost up to date with its file; returns how many were new or changed."""
    known = shipped()
    count = 0
    for study in shipped_studies():
        item = known.get(study.key) or LibraryItem(shipped_key=study.key, audience=Audience.EVERYONE.value)
        values = {**_columns(study.fields), "checked": study.checked, "tags": study.fields.tags}
        count += _write(by, item, values, verb="ship study")
    return count


def _locked(item: LibraryItem) -> LibraryItem:
    return LibraryItem.objects.select_for_update().get(pk=item.pk)


def _check_unused(item: LibraryItem) -> None:
    if uses_of(EYES, item):
        raise ItemInUse("Something cites it, so others need to read it: take the citations out first.")


def _columns(fields: ItemFields) -> dict[str, Any]:
    """The columns of an item; a memo is one's own experience, which no comparison tested."""
    values = asdict(fields)
    del values["tags"]
    if isinstance(fields, MemoFields):
        values |= {"kind": Kind.MEMO.value, "found": Finding.DESCRIBES.value, "strength": Strength.REASONED.value}
    return values


def _write(by: Actor, item: LibraryItem, values: dict[str, Any], *, verb: str) -> bool:
    """Save what differs, with its row; whether anything did."""
    tags = values.pop("tags", None)
    stood = tuple(tag.word for tag in item.tags.all()) if item.pk else ()
    changed = {name: value for name, value in values.items() if getattr(item, name) != value}
    before = {name: getattr(item, name) for name in changed}
    if tags is not None and sorted(tags) != sorted(stood):
        before["tags"], changed["tags"] = list(stood), list(tags)
    if not changed:
        return False
    for name, value in changed.items():
        if name != "tags":
            setattr(item, name, value)
    is_new = item.pk is None
    item.version += 0 if is_new else 1
    item.save()
    if "tags" in changed:
        _tag(item, changed["tags"])
    audit.record(by=by, verb=verb, on=item, before=None if is_new else before, after=changed)
    return True


def _tag(item: LibraryItem, words: Iterable[str]) -> None:
    item.tags.all().delete()
    ItemTag.objects.bulk_create(ItemTag(item=item, word=word) for word in words)
