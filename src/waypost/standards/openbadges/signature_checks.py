"""Does the signature hold, and is its key the issuer's?"""

from dataclasses import dataclass

from waypost.standards.openbadges.checks import Check, CheckCode, Outcome, not_valid, passed, unknown
from waypost.standards.openbadges.data_integrity import read_proof, unknown_contexts, verify_document
from waypost.standards.openbadges.issuer_keys import FoundKey, find_proof_key, find_token_key
from waypost.standards.openbadges.json_documents import JsonObject, identifier_of
from waypost.standards.openbadges.resolving import Resolver
from waypost.standards.openbadges.signature_errors import SignatureError
from waypost.standards.openbadges.vc_jwt import Token, verify_token

INTACT = passed(CheckCode.SIGNATURE, "The signature holds: nothing was changed since the credential was signed.")
NO_KEY = unknown(CheckCode.SIGNATURE, "The signature can't be checked, because we could not get the key.")
NOT_LOOKED_UP = unknown(CheckCode.KEY, "Without a signature that we can read, there is no key to look up.")


@dataclass(frozen=True)
class SignatureChecks:
    """The two checks that belong together."""

    signature: Check
    key: Check

    @property
    def hold(self) -> bool:
        return self.signature.outcome is self.key.outcome is Outcome.PASS


def check_contexts(document: JsonObject) -> Check:
    """Every word of a signed JSON badge has its meaning from a context; we use only contexts that we hold."""
    missing = unknown_contexts(document)
    if not missing:
        return passed(CheckCode.CONTEXTS, "Every word in this credential comes from a vocabulary that we know.")
    sentence = f"This credential uses a vocabulary (context) that is not known here: {', '.join(missing)[:600]}."
    return not_valid(CheckCode.CONTEXTS, sentence)


def check_proof(document: JsonObject, resolver: Resolver) -> SignatureChecks:
    """The Data Integrity proof of a JSON credential whose contexts are known."""
    try:
        proof = read_proof(document)
    except SignatureError as problem:
        return SignatureChecks(not_valid(CheckCode.SIGNATURE, str(problem)), NOT_LOOKED_UP)
    if proof.purpose != "assertionMethod":
        sentence = "The signature was made for another purpose, not to vouch for a credential (assertionMethod)."
        return SignatureChecks(not_valid(CheckCode.SIGNATURE, sentence), NOT_LOOKED_UP)
    found = find_proof_key(proof.method_id, identifier_of(document.get("issuer")), resolver)
    return SignatureChecks(_proof_outcome(document, found), found.check)


def check_token(token: Token, resolver: Resolver) -> SignatureChecks:
    """The signature of a VC-JWT and the claims around the credential."""
    found = find_token_key(token.header, identifier_of(token.credential.get("issuer")), resolver)
    return SignatureChecks(_token_outcome(token, found), found.check)


def _proof_outcome(document: JsonObject, found: FoundKey) -> Check:
    if found.key is None:
        return NO_KEY
    try:
        verify_document(document, found.key)
    except SignatureError as problem:
        return not_valid(CheckCode.SIGNATURE, str(problem))
    return INTACT


def _token_outcome(token: Token, found: FoundKey) -> Check:
    if found.key is None:
        return NO_KEY
    try:
        verify_token(token, found.key)
    except SignatureError as problem:
        return not_valid(CheckCode.SIGNATURE, str(problem))
    return INTACT
