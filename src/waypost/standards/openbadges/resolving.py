"""Where a verifier asks for what a badge points to. One protocol; callers say where answers come from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from waypost.standards.openbadges.did import DidError, self_describing_document, url_from_did_web
from waypost.standards.openbadges.json_documents import (
    JsonObject,
    UnreadableDocumentError,
    identifier_of,
    parse_json_object,
)
from waypost.standards.safe_fetch.fetching import FetchError, SafeFetcher, WithdrawnError

Document = TypeVar("Document")


class ResolveError(ValueError):
    """What the badge points to can't be had. The message is one sentence for a reader."""


class GoneError(ResolveError):
    """The host says that the document was withdrawn (HTTP 410)."""


class Resolver(Protocol):
    """Answers what a badge points to, or raises ResolveError."""

    def did_document(self, did: str) -> JsonObject:
        """The document of a did:web (did:key and did:jwk never get here)."""

    def status_list(self, url: str) -> bytes:
        """The status list credential at `url`, as JSON or VC-JWT, as it was served."""

    def document(self, url: str) -> JsonObject:
        """Any other JSON document: a hosted assertion, a badge class, an issuer's profile, a key."""


@dataclass(frozen=True)
class HeldDocuments:
    """Answers from documents in hand: an offline bundle, or our own database's."""

    did_documents: Mapping[str, JsonObject] = field(default_factory=dict)
    status_lists: Mapping[str, bytes] = field(default_factory=dict)
    documents: Mapping[str, JsonObject] = field(default_factory=dict)

    def did_document(self, did: str) -> JsonObject:
        return _held(self.did_documents, did, "The issuer's keys are not among the documents at hand.")

    def status_list(self, url: str) -> bytes:
        return _held(self.status_lists, url, "The status list is not among the documents at hand.")

    def document(self, url: str) -> JsonObject:
        return _held(self.documents, url, "What this credential points to is not among the documents at hand.")


@dataclass(frozen=True)
class FirstAnswer:
    """Asks several resolvers in turn: our own records first, then the network, for example."""

    resolvers: tuple[Resolver, ...]

    def did_document(self, did: str) -> JsonObject:
        return _first(resolver.did_document for resolver in self.resolvers)(did)

    def status_list(self, url: str) -> bytes:
        return _first(resolver.status_list for resolver in self.resolvers)(url)

    def document(self, url: str) -> JsonObject:
        return _first(resolver.document for resolver in self.resolvers)(url)


@dataclass(frozen=True)
class FetchingResolver:
    """Answers over the network. Use one for one verification: all its requests share the fetcher's deadline."""

    fetcher: SafeFetcher

    def did_document(self, did: str) -> JsonObject:
        try:
            return self.document(url_from_did_web(did))
        except DidError as problem:
            raise ResolveError("The issuer's identifier is of a kind that we can't look up.") from problem

    def status_list(self, url: str) -> bytes:
        return self._fetched(url)

    def document(self, url: str) -> JsonObject:
        try:
            return parse_json_object(self._fetched(url))
        except UnreadableDocumentError as problem:
            raise ResolveError("The address that this credential points to does not serve JSON.") from problem

    def _fetched(self, url: str) -> bytes:
        try:
            return self.fetcher.fetch(url)
        except WithdrawnError as problem:
            raise GoneError(str(problem)) from problem
        except FetchError as problem:
            raise ResolveError(str(problem)) from problem


def controller_document(resolver: Resolver, identifier: str) -> JsonObject:
    """The document that lists the keys of `identifier`: a DID, or an https address of an issuer.

    Raises ResolveError, also where the document is about someone else.
    """
    document = _controller_document(resolver, identifier)
    if identifier_of(document) != identifier:
        raise ResolveError("The document that should list the issuer's keys is about someone else.")
    return document


def _controller_document(resolver: Resolver, identifier: str) -> JsonObject:
    try:
        local = self_describing_document(identifier)
    except DidError as problem:
        raise ResolveError("The issuer's identifier does not hold a key that we can use.") from problem
    if local is not None:
        return local
    if identifier.startswith("did:"):
        return resolver.did_document(identifier)
    if identifier.startswith("https://"):
        return resolver.document(identifier)
    raise ResolveError("The issuer's identifier is of a kind that we can't look up.")


def _held(documents: Mapping[str, Document], name: str, sentence: str) -> Document:
    if name not in documents:
        raise ResolveError(sentence)
    return documents[name]


def _first(questions: Iterable[Callable[[str], Document]]) -> Callable[[str], Document]:
    def ask(name: str) -> Document:
        problem = ResolveError("There is nowhere to look this up.")
        for question in questions:
            try:
                return question(name)
            except ResolveError as found:
                problem = found
        raise problem

    return ask
