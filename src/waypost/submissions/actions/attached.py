"""Keeps files that programs attach to outcomes of phases: one check of files for the whole house."""

from django.core.files.base import File

from waypost.catalog.rules import EvidenceKind
from waypost.programs.kept_files import Keeper, KeptFile, UnusableAttachment, provide
from waypost.submissions.actions.receiving import store_as
from waypost.submissions.files.checks import UnusableFile, UnusableLink, check_link

FOLDER = "attached"
ACCEPTED = tuple(kind for kind in EvidenceKind if kind is not EvidenceKind.LINK)


def keep_attached(file: "File[bytes]") -> KeptFile:
    """Check a file by its content and write it to the store. Raises UnusableAttachment."""
    try:
        stored = store_as(file, ACCEPTED, FOLDER)
    except UnusableFile as error:
        raise UnusableAttachment(str(error)) from error
    return KeptFile(stored.path, stored.name, stored.media_type, stored.size_bytes, stored.sha256)


def attached_link(url: str) -> str:
    """The link, trimmed. Raises UnusableAttachment."""
    try:
        return check_link(url)
    except UnusableLink as error:
        raise UnusableAttachment(str(error)) from error


def offer_keeper() -> None:
    """Tell programs how files are kept."""
    provide(Keeper(keep_attached, attached_link))
