"""Answers for a verifier: from our own records first, so that our credentials need no network."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import Resolver404, resolve

from waypost.common import clock
from waypost.credentials.models import Award, Credential, Issuer, StatusList
from waypost.credentials.queries.awards import Withheld, awards_to_open, credential_to_hand_out, current_credential
from waypost.credentials.queries.issuers import known_dids, published_did_document
from waypost.credentials.rules import is_award_number
from waypost.people.viewers import Viewer
from waypost.standards.openbadges.addresses import split_url
from waypost.standards.openbadges.checks import Report
from waypost.standards.openbadges.json_documents import JsonObject
from waypost.standards.openbadges.resolving import FetchingResolver, FirstAnswer, ResolveError
from waypost.standards.openbadges.verification import Verifier
from waypost.standards.safe_fetch.fetching import FetchError, SafeFetcher

#: A report on our own credential is shown again for this long, unless something about it changed.
REPORT_SECONDS = 3600
NUMBER_ALONE = (
    "A number alone can't be checked: scan the QR code of the certificate, or type the address that stands below it."
)


@dataclass(frozen=True)
class OurRecords:
    """Issuers and status lists of this site, as a resolver."""

    def did_document(self, did: str) -> JsonObject:
        issuer = Issuer.objects.filter(did=did).prefetch_related("keys").first()
        if issuer is None:
            raise ResolveError("The issuer is not one of this site's.")
        return published_did_document(issuer)

    def status_list(self, url: str) -> bytes:
        found = StatusList.objects.filter(url=url).values_list("document", flat=True).first()
        if found is None:
            raise ResolveError("The status list is not one of this site's.")
        return found.encode()

    def document(self, url: str) -> JsonObject:
        raise ResolveError(f"{url[:200]} is not one of this site's documents.")


def verify(data: bytes, fetcher: SafeFetcher) -> Report:
    """The report on what somebody handed us: ours need no network, others are looked up through `fetcher`."""
    resolver = FirstAnswer((OurRecords(), FetchingResolver(fetcher)))
    return Verifier(resolver, clock.now(), known_dids()).verify(data)


@dataclass(frozen=True)
class CheckedReport:
    """A report and when it was made."""

    report: Report
    at: datetime


def verify_own(award: Award) -> CheckedReport:
    """The report on the current credential of `award`; kept for an hour, since checking a signature takes long."""
    credential = current_credential(award)
    key = _report_key(credential)
    kept: CheckedReport | None = cache.get(key)
    if kept is None:
        now = clock.now()
        kept = CheckedReport(Verifier(OurRecords(), now, known_dids()).verify(credential.document.encode()), now)
        cache.set(key, kept, REPORT_SECONDS)
    return kept


def _report_key(credential: Credential) -> str:
    """Another key, another signing of the status list or another credential makes another report."""
    signed_at = f"{credential.status_list.signed_at:%Y%m%d%H%M%S%f}"
    return f"credentials:report:{credential.uid}:{credential.key.state}:{signed_at}"


class UnreadableLink(ValueError):
    """The link leads to nothing that can be checked. The message is one sentence for a reader."""


def verify_text(viewer: Viewer, text: str, own_origins: frozenset[str], fetcher: SafeFetcher) -> Report:
    """The report on what somebody pasted: a link, to this site or another, or the text of a credential.

    `own_origins` are those under which this site is reached. Raises UnreadableLink.
    """
    if is_award_number(text):
        raise UnreadableLink(NUMBER_ALONE)
    if not text.startswith(("https://", "http://")) or len(text.split()) > 1:
        return verify(text.encode(), fetcher)
    parts = split_url(text)
    if f"{parts.scheme}://{parts.netloc}" in own_origins:
        return verify(_behind_own_link(viewer, parts.path), fetcher)
    try:
        return verify(fetcher.fetch(text), fetcher)
    except FetchError as problem:
        raise UnreadableLink(f"{problem} Download the credential from there, and give us the file.") from problem


def _behind_own_link(viewer: Viewer, path: str) -> bytes:
    try:
        found = shared_document(viewer, str(resolve(path).kwargs.get("uid", "")))
    except Resolver404:
        found = None
    except Withheld as reason:
        raise UnreadableLink(str(reason)) from reason
    if found is None:
        raise UnreadableLink("This link does not lead to a credential that its holder shares. Ask them for the file.")
    return found


def credentials_to_open(viewer: Viewer) -> QuerySet[Credential]:
    """The credentials of awards that `viewer` may open, replaced ones too."""
    opened = Credential.objects.filter(award__in=awards_to_open(viewer))
    return opened.select_related("award__revocation")


def shared_document(viewer: Viewer, uid: str) -> bytes | None:
    """The current credential behind the page of an award, None where `viewer` may not open it. Raises Withheld."""
    award = awards_to_open(viewer).filter(uid=uid).first()
    return credential_to_hand_out(award).document.encode() if award else None
