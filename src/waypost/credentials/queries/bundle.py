"""What an export holds: every award, its issuer's keys and its status list, for readers without network or Waypost."""

import json
from collections.abc import Iterator

from waypost.credentials.models import StatusList
from waypost.credentials.queries.awards import current_credentials
from waypost.credentials.queries.issuers import issuers, published_did_document


def bundle_files() -> Iterator[tuple[str, str]]:
    """Path and text of each file, in the layout that `standards.openbadges.bundle` reads."""
    documents = {issuer.did: published_did_document(issuer) for issuer in issuers().order_by("did")}
    yield "issuers/index.json", json.dumps(documents, indent=1, ensure_ascii=False)
    for status_list in StatusList.objects.select_related("issuer"):
        yield f"status/{status_list.issuer.slug}-{status_list.number}.json", status_list.document
    for credential in current_credentials().iterator(chunk_size=200):
        yield f"credentials/{credential.award.uid}.json", credential.document
        yield f"jwt/{credential.award.uid}.jwt", credential.token
