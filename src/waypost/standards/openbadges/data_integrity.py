"""Data Integrity proofs with the cryptosuite `eddsa-rdfc-2022`: the one place that talks to openbadgeslib.

The proof covers the statements that a document expands to, not its text. So both signing and verifying also
require that the text says exactly those statements: a word that no context defines is refused, because
nothing would protect it. Contexts come from the library's bundle; nothing here reaches the network.
Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.2; VC Data Integrity 1.0, section 2.4.1.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openbadgeslib.errors import ErrorSigningFile
from openbadgeslib.ob3.contexts import bundled_contexts, document_loader
from openbadgeslib.ob3.credential import OpenBadgeCredential
from openbadgeslib.ob3.ldp import (
    OB3LdpSigner,
    _check_json_ld_form,
    _reject_unsigned_ldp_aliases,
    _screen_structure,
    verify_data_integrity_proof,
)
from openbadgeslib.ob3.verifier import OB3VerificationError

from waypost.standards.openbadges.json_documents import JsonObject, as_list, text_of
from waypost.standards.openbadges.keys import KeyPair, PublicKey
from waypost.standards.openbadges.signature_errors import MISMATCH, SignatureError

CRYPTOSUITE = "eddsa-rdfc-2022"
INLINE_CONTEXT = "terms defined inside the file"


class SigningError(ValueError):
    """The document can't be signed so that the proof covers every word of it."""


@dataclass(frozen=True)
class Proof:
    """What a document's one Data Integrity proof claims about itself."""

    method_id: str
    purpose: str


class _UnsignedDocument(OpenBadgeCredential):
    """The library's safe signer asks a credential for nothing but its JSON; this is any credential's JSON."""

    def __init__(self, document: JsonObject) -> None:
        self.document = document

    def to_vc(self) -> JsonObject:
        return self.document


def sign_document(document: JsonObject, key_pair: KeyPair, *, method_id: str, created: datetime) -> JsonObject:
    """A copy of `document` (any VC 2.0 credential) with an `assertionMethod` proof made at `created`.

    Raises SigningError, rather than sign a document with a word that the proof would not cover.
    """
    try:
        signer = OB3LdpSigner(key_pair.private_pem(), method_id)
        return dict(signer.sign(_UnsignedDocument(document), created=created))
    except ErrorSigningFile as problem:
        raise SigningError(str(problem)) from problem


def unknown_contexts(document: JsonObject) -> list[str]:
    """Every context that `document` names and we don't hold. Terms defined inline count as INLINE_CONTEXT."""
    known = bundled_contexts()
    found: list[str] = []
    for entry in _context_entries(document):
        name = entry if isinstance(entry, str) else INLINE_CONTEXT
        if name not in known and name not in found:
            found.append(name)
    return found


def read_proof(document: JsonObject) -> Proof:
    """The one proof that we can check. Raises SignatureError where there is none, or more than one."""
    proofs = _checkable_proofs(document)
    if not proofs:
        raise SignatureError(_no_proof_sentence(document))
    if len(proofs) > 1:
        raise SignatureError("This credential carries more than one signature, so we can't tell who vouches for it.")
    return Proof(text_of(proofs[0], "verificationMethod"), text_of(proofs[0], "proofPurpose"))


def verify_document(document: JsonObject, key: PublicKey) -> None:
    """Check the one proof of `document` against `key`. Raises SignatureError."""
    read_proof(document)
    proof = _checkable_proofs(document)[0]
    try:
        _screen_structure(document, contexts=False)
        _reject_unsigned_ldp_aliases(document)
        _check_json_ld_form(document, proof, document_loader())
    except OB3VerificationError as problem:
        raise SignatureError(
            "This credential holds words that its signature does not cover. They may have been added later."
        ) from problem
    try:
        verify_data_integrity_proof(document, key.as_pem(private=False))
    except OB3VerificationError as problem:
        raise SignatureError(MISMATCH) from problem


def _checkable_proofs(document: JsonObject) -> list[JsonObject]:
    proofs = [proof for proof in as_list(document.get("proof")) if isinstance(proof, dict)]
    return [proof for proof in proofs if proof.get("cryptosuite") == CRYPTOSUITE]


def _no_proof_sentence(document: JsonObject) -> str:
    names = [
        str(proof.get("cryptosuite") or proof.get("type"))
        for proof in as_list(document.get("proof"))
        if isinstance(proof, dict)
    ]
    if not names:
        return "This credential carries no signature, so anyone could have written it."
    return f"This credential is signed in a way that we can't check ({', '.join(names)[:80]})."


def _context_entries(document: JsonObject) -> list[Any]:
    """Entries of every `@context`, at any depth, the proof's included."""
    found: list[Any] = []
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            found.extend(as_list(value.get("@context")))
            waiting.extend(child for name, child in value.items() if name != "@context")
        elif isinstance(value, list):
            waiting.extend(value)
    return found
