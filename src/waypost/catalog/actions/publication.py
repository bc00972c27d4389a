"""Publishing a draft and retiring what is published; earlier versions stay readable for the work begun on them."""

from django.db import transaction

from waypost.catalog.actions.drafts import locked_draft
from waypost.catalog.models import MicroCredentialVersion
from waypost.catalog.queries import anatomy_of
from waypost.catalog.rules import QualityCheck, VersionState, needs_change_note, quality_checks
from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.people.acting import person_or_none


class NotReadyToPublish(Exception):
    """Something is still missing; `missing` says what, and where to write it."""

    def __init__(self, missing: list[QualityCheck]) -> None:
        super().__init__("Some things are still missing. Add each of them, then publish.")
        self.missing = missing


class ChangeNoteMissing(Exception):
    """A later version was to be published without a word on what changed."""

    def __init__(self) -> None:
        super().__init__("Say in a sentence what changed since the last version, so that educators can follow it.")


@transaction.atomic
def publish_version(*, by: Actor, draft: MicroCredentialVersion, change_note: str = "") -> MicroCredentialVersion:
    """Open `draft` to enrollment and close the version before it.

    Raises NotReadyToPublish, ChangeNoteMissing, or VersionIsFrozen if it is published already.
    """
    current = locked_draft(draft)
    missing = [check for check in quality_checks(anatomy_of(current)) if not check.is_met]
    if missing:
        raise NotReadyToPublish(missing)
    if needs_change_note(current.number) and not change_note.strip():
        raise ChangeNoteMissing
    for former in current.micro_credential.versions.filter(state=VersionState.PUBLISHED):
        _retire(by=by, version=former, why=f"version {current.number} took its place")
    current.state = VersionState.PUBLISHED
    current.change_note = change_note.strip()
    current.published_at = clock.now()
    current.published_by = person_or_none(by)
    current.save()
    audit.record(
        by=by, verb="publish version", on=current, after={"number": current.number, "change_note": current.change_note}
    )
    return current


@transaction.atomic
def retire_version(*, by: Actor, version: MicroCredentialVersion, why: str) -> None:
    """Close a published version to new enrollment; who began goes on, and it stays readable. Twice changes nothing."""
    current = MicroCredentialVersion.objects.select_for_update().get(pk=version.pk)
    if current.state == VersionState.PUBLISHED:
        _retire(by=by, version=current, why=why)


def _retire(*, by: Actor, version: MicroCredentialVersion, why: str) -> None:
    version.state = VersionState.RETIRED
    version.retired_at = clock.now()
    version.save(update_fields=["state", "retired_at"])
    audit.record(by=by, verb="retire version", on=version, after={"number": version.number}, why=why)
