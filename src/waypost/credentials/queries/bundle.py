"""What an export holds: every award, its issuer's keys and its status list, for readers without network or Waypost."""

import json
from collections.abc import Iterator

from waypost.credentials.queries.awards import current_credentials
from waypost.credentials.queries.issuers import issuers, published_did_document, status_lists, status_lists_to_sign


def bundle_files() -> Iterator[tuple[str, str]]:
    """Path and text of each file, in the layout that `standards.openbadges.bundle` reads.

    Lists that still wait to be signed are left out with what stands on them: they may not say yet what was withdrawn.
    """
    unsigned = status_lists_to_sign()
    documents = {issuer.did: published_did_document(issuer) for issuer in issuers().order_by("did")}
    yield "issuers/index.json", json.dumps(documents, indent=1, ensure_ascii=False)
    for status_list in status_lists().exclude(uid__in=unsigned):
        yield f"status/{status_list.issuer.slug}-{status_list.number}.json", status_list.document
    for credential in current_credentials().exclude(status_list__uid__in=unsigned).iterator(chunk_size=200):
        yield f"credentials/{credential.award.uid}.json", credential.document
        yield f"jwt/{credential.award.uid}.jwt", credential.token
