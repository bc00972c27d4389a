"""A bundle of exported badges, verified with neither network nor database.

Layout: `credentials/*.json`, `jwt/*.jwt`, `issuers/index.json` (DID to DID document), `status/*.json`
(signed status lists).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from waypost.standards.openbadges.checks import Report
from waypost.standards.openbadges.json_documents import (
    JsonObject,
    UnreadableDocumentError,
    parse_json_object,
    text_of,
)
from waypost.standards.openbadges.resolving import HeldDocuments
from waypost.standards.openbadges.verification import Verifier

# A state's worth of issuers with all their retired keys fits into this.
MAXIMUM_INDEX_BYTES = 16 * 1024 * 1024


class BundleError(ValueError):
    """The folder is no bundle. The message is one sentence for a reader."""


@dataclass(frozen=True)
class BundleResult:
    """One badge of a bundle; `name` is its path inside the folder."""

    name: str
    report: Report


def open_bundle(directory: Path) -> HeldDocuments:
    """Issuers and status lists of a bundle, as a resolver. Raises BundleError."""
    return HeldDocuments(_issuers(directory), dict(_status_lists(directory)))


def verify_bundle(directory: Path, *, now: datetime) -> list[BundleResult]:
    """A report on every badge of the bundle, in order of their names. Its own issuers count as known.

    Raises BundleError.
    """
    held = open_bundle(directory)
    verifier = Verifier(held, now, frozenset(held.did_documents))
    badges = [*sorted(directory.glob("credentials/*.json")), *sorted(directory.glob("jwt/*.jwt"))]
    return [BundleResult(str(path.relative_to(directory)), verifier.verify(path.read_bytes())) for path in badges]


def _issuers(directory: Path) -> dict[str, JsonObject]:
    path = directory / "issuers" / "index.json"
    try:
        index = parse_json_object(path.read_bytes(), maximum_bytes=MAXIMUM_INDEX_BYTES)
    except (OSError, UnreadableDocumentError) as problem:
        raise BundleError("This folder has no readable issuers/index.json, so it is no bundle.") from problem
    return {did: document for did, document in index.items() if isinstance(document, dict)}


def _status_lists(directory: Path) -> Iterable[tuple[str, bytes]]:
    for path in sorted(directory.glob("status/*.json")):
        served = path.read_bytes()
        try:
            yield text_of(parse_json_object(served), "id"), served
        except UnreadableDocumentError as problem:
            sentence = f"The status list {path.name} in this folder can't be read."
            raise BundleError(sentence) from problem
