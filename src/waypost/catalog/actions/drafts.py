"""Beginning and editing a draft; what is published stays as it is."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max, Model

from waypost.catalog.actions.copies import copy_anatomy
from waypost.catalog.models import Content, MicroCredential, MicroCredentialVersion
from waypost.catalog.rules import VersionState
from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.people.models import Organization


class VersionIsFrozen(Exception):
    """A published or retired version was to be changed."""

    def __init__(self) -> None:
        super().__init__("This version is published, and work relies on it. Start a new draft to change it.")


def save_new(content: Model) -> None:
    """Check and save. Raises ValidationError, also where somebody took the same name in addresses just now."""
    content.full_clean()
    try:
        with transaction.atomic():
            content.save()
    except IntegrityError:
        content.full_clean()
        raise


@transaction.atomic
def create_micro_credential(*, by: Actor, organization: Organization, slug: str, title: str) -> MicroCredentialVersion:
    """Begin a micro-credential that `organization` issues; returns its first draft."""
    credential = MicroCredential(organization=organization, slug=slug)
    save_new(credential)
    draft = MicroCredentialVersion(micro_credential=credential, number=1, title=title)
    draft.full_clean()
    draft.save()
    audit.record(
        by=by,
        verb="create micro-credential",
        on=credential,
        after={"slug": slug, "title": title, "organization": organization.slug},
    )
    return draft


@transaction.atomic
def start_draft(*, by: Actor, micro_credential: MicroCredential) -> MicroCredentialVersion:
    """Copy the newest version, rubric included, to edit it; returns the open draft where there is one already."""
    credential = MicroCredential.objects.select_for_update().get(pk=micro_credential.pk)
    newest = credential.versions.latest("number")
    if newest.is_draft:
        return newest
    highest = credential.versions.aggregate(highest=Max("number"))["highest"]
    draft = MicroCredentialVersion.objects.create(micro_credential=credential, number=highest + 1, **newest.content())
    copy_anatomy(newest, draft)
    audit.record(by=by, verb="start draft", on=draft, after={"number": draft.number, "copied_from": newest.number})
    return draft


@transaction.atomic
def edit_draft(
    *,
    by: Actor,
    draft: MicroCredentialVersion,
    values: Mapping[str, object],
    started_from: int,
    tags: Sequence[str] | None = None,
) -> MicroCredentialVersion:
    """Change fields of `draft` itself, such as its competency or hours.

    Where `tags` are given exactly they stand from now on, in lower case and each once.
    Raises EditConflict if it moved on since revision `started_from`, VersionIsFrozen if it is no draft any more.
    """
    current = locked_draft(draft)
    check_revision(current, started_from)
    write_content(by=by, on=current, values=values, verb="edit draft")
    if tags is not None:
        _write_tags(by, current, tags, started_from)
    return current


def _write_tags(by: Actor, draft: MicroCredentialVersion, tags: Sequence[str], started_from: int) -> None:
    """Tags have no revision of their own: whoever changes them alone raises that of the draft, too."""
    before = sorted(tag.text for tag in draft.tags.all())
    after = sorted({" ".join(tag.lower().split()) for tag in tags} - {""})
    if before == after:
        return
    draft.tags.exclude(text__in=after).delete()
    for text in set(after) - set(before):
        draft.tags.create(text=text)
    draft.revision = started_from + 1
    draft.save()
    audit.record(by=by, verb="set tags", on=draft, before={"tags": before}, after={"tags": after})


def locked_draft(version: MicroCredentialVersion) -> MicroCredentialVersion:
    """The version as it stands now, held until the transaction ends. Raises VersionIsFrozen unless it is a draft."""
    current = MicroCredentialVersion.objects.select_for_update().get(pk=version.pk)
    if current.state != VersionState.DRAFT:
        raise VersionIsFrozen
    return current


def check_revision(current: Content, started_from: int) -> None:
    """Raise EditConflict if `current` moved on since the edit began."""
    if current.revision != started_from:
        raise EditConflict(current, current.revision)


def write_content(*, by: Actor, on: Content, values: Mapping[str, object], verb: str) -> None:
    """Set the `values` that differ, check the whole, save, and leave an audit row; nothing differs, nothing happens.

    Raises KeyError for a name that is no content, ValidationError for a value that does not fit.
    """
    content = on.content()
    before = {name: content[name] for name in values if content[name] != values[name]}
    if not before:
        return
    for name in before:
        setattr(on, name, values[name])
    on.full_clean()
    on.revision += 1
    on.save()
    audit.record(by=by, verb=verb, on=on, before=before, after={name: values[name] for name in before})
