"""The only place where this server asks an address that a stranger named.

What it may not do is the point: reach inside our own network, be kept busy, or take in more than a badge.
Source: issue 2, "Bad input".
"""

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from waypost.standards.safe_fetch.addresses import Resolve, is_public_address, system_addresses
from waypost.standards.safe_fetch.timed_connections import Deadline, TimedConnection

TOTAL_SECONDS = 10.0
MAXIMUM_BODY_BYTES = 256 * 1024
MAXIMUM_REDIRECTS = 3
# A badge with four status lists, each with its issuer's keys, needs ten.
MAXIMUM_REQUESTS = 16
MAXIMUM_URL_LENGTH = 2048
# Ports below belong to mail, shells and databases, never to a badge.
FIRST_FREE_PORT = 1024

REDIRECTS = frozenset({301, 302, 303, 307, 308})
ACCEPTED_TYPE = re.compile(r"application/([a-z0-9.+-]+\+)?(json|jwt)", re.IGNORECASE)
HEADERS = {
    "Accept": "application/json, application/ld+json, application/jwt, application/vc+jwt",
    "Accept-Encoding": "identity",
    "Connection": "close",
    "User-Agent": "Waypost credential verifier",
}


class FetchError(ValueError):
    """Nothing was fetched. The message is one sentence for a reader, and tells nothing about our network."""


class WithdrawnError(FetchError):
    """The host says that the document was withdrawn (HTTP 410)."""


@dataclass
class RequestBudget:
    """How many more requests one verification may make, redirects included."""

    left: int = MAXIMUM_REQUESTS

    def spend(self) -> None:
        """Raises FetchError where none is left."""
        if self.left <= 0:
            raise FetchError("This credential points to more addresses than any real credential does.")
        self.left -= 1


def always_admit() -> None:
    """Nobody limits the one who asks from the command line."""


@dataclass(frozen=True)
class SafeFetcher:
    """Fetches JSON or JWT documents for one verification; all its requests share one deadline and one budget.

    `admit` is called before each request; what it raises reaches the caller, so that a site can limit its visitors.
    `resolve`, `is_allowed` and `tls` exist so that tests can reach a server of their own; leave them alone.
    """

    deadline: Deadline
    resolve: Resolve = system_addresses
    is_allowed: Callable[[str], bool] = is_public_address
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    admit: Callable[[], None] = always_admit
    budget: RequestBudget = field(default_factory=RequestBudget)

    @classmethod
    def for_one_verification(cls, seconds: float = TOTAL_SECONDS) -> "SafeFetcher":
        """A fetcher whose requests, together, end `seconds` from now."""
        return cls(Deadline.after(seconds))

    def fetch(self, url: str) -> bytes:
        """The body at `url` (https, at most 256 KiB, JSON or JWT), after at most 3 redirects.

        Each hop is checked anew. Raises FetchError.
        """
        for _ in range(MAXIMUM_REDIRECTS + 1):
            parts = _checked(url)
            self.admit()
            self.budget.spend()
            answer = self._ask(parts)
            if isinstance(answer, bytes):
                return answer
            url = _next(url, answer)
        raise FetchError("This address sends us on too many times.")

    def _ask(self, parts: SplitResult) -> bytes | str:
        """One request: a body, or the address to go on to."""
        try:
            connection = self._connection(parts)
            try:
                connection.request("GET", _target(parts), headers=HEADERS)
                return self._answer(connection.getresponse())
            finally:
                connection.close()
        except TimeoutError as problem:
            raise FetchError("This address took too long to answer.") from problem
        except (OSError, HTTPException, UnicodeError) as problem:
            raise FetchError("This address does not answer.") from problem

    def _connection(self, parts: SplitResult) -> TimedConnection:
        host, port = _host(parts), parts.port or 443
        addresses = self.resolve(host, port, self.deadline.remaining())
        if not addresses or not all(self.is_allowed(address) for address in addresses):
            raise FetchError("This address is not on the public internet, so we don't ask it.")
        return TimedConnection(host, port, addresses, self.tls, self.deadline)

    def _answer(self, response: HTTPResponse) -> bytes | str:
        location = response.getheader("Location")
        if response.status in REDIRECTS and location:
            return location
        if response.status == 410:
            raise WithdrawnError("This address says that the document was withdrawn.")
        if response.status != 200:
            raise FetchError("This address has no such document.")
        _check_type(response)
        body = response.read(MAXIMUM_BODY_BYTES + 1)
        if len(body) > MAXIMUM_BODY_BYTES:
            raise FetchError("This address serves more than 256 KB, which is no credential.")
        return body


def _next(url: str, location: str) -> str:
    """Where a redirect leads. Raises FetchError."""
    try:
        return urljoin(url, location)
    except ValueError as problem:
        raise FetchError("This address sends us on to one that is not usable.") from problem


def _checked(url: str) -> SplitResult:
    """The parts of a plain https address. Raises FetchError."""
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and (parts.port in (None, 443) or (parts.port or 0) >= FIRST_FREE_PORT)
    except ValueError as problem:
        raise FetchError("This is not a usable address.") from problem
    if parts.scheme != "https":
        raise FetchError("We only ask addresses that start with https://.")
    if not usable or "@" in parts.netloc or len(url) > MAXIMUM_URL_LENGTH or not url.isprintable():
        raise FetchError("This is not a usable address.")
    return parts


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return host if ":" in host else host.encode("idna").decode("ascii")


def _target(parts: SplitResult) -> str:
    """Path and query; what is percent-encoded already stays so."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _check_type(response: HTTPResponse) -> None:
    found = (response.getheader("Content-Type") or "").partition(";")[0].strip()
    if not ACCEPTED_TYPE.fullmatch(found):
        raise FetchError("This address serves something else than a JSON or JWT document.")
    if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
        raise FetchError("This address serves its document packed, which we did not ask for.")
