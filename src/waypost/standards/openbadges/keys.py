"""Key pairs that sign badges, and the public keys of whoever signed one.

Issuing uses Ed25519 alone (Open Badges 3.0, eddsa-rdfc-2022). Verifying also reads RSA and P-256 keys,
because other issuers sign VC-JWTs with them.
"""

from dataclasses import dataclass, field

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_public_key,
)
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

from waypost.standards.openbadges.json_documents import JsonObject
from waypost.standards.openbadges.multibase import (
    decode_base58,
    decode_base64url,
    encode_base58,
    encode_base64url,
)

PublicKey = OKPKey | ECKey | RSAKey

# Two-byte multicodec headers of a Multikey (Controlled Identifiers 1.0, section 2.2.2).
ED25519_PUBLIC_HEADER = b"\xed\x01"
P256_PUBLIC_HEADER = b"\x80\x24"
ED25519_KEY_BYTES = 32

RSA_BITS = range(2048, 8193)


class UnusableKeyError(ValueError):
    """A key of a kind, size or form that we don't accept."""


@dataclass(frozen=True)
class KeyPair:
    """An Ed25519 key pair. `private_bytes` are the 32 raw bytes (RFC 8032); keep them encrypted at rest."""

    private_bytes: bytes = field(repr=False)

    @property
    def public_multibase(self) -> str:
        """The public key as a Multikey, `z6Mk…`."""
        raw = self._private_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return "z" + encode_base58(ED25519_PUBLIC_HEADER + raw)

    def private_pem(self) -> bytes:
        """PKCS#8 PEM, unencrypted: for signing in memory only."""
        return self._private_key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def signing_jwk(self) -> OKPKey:
        """The private key in the form that the JOSE library signs with."""
        return OKPKey.import_key(self.private_pem())

    def _private_key(self) -> Ed25519PrivateKey:
        try:
            return Ed25519PrivateKey.from_private_bytes(self.private_bytes)
        except ValueError as problem:
            raise UnusableKeyError("An Ed25519 private key has 32 bytes.") from problem


def new_key_pair() -> KeyPair:
    """A fresh Ed25519 key pair from the system's random source."""
    private = Ed25519PrivateKey.generate()
    return KeyPair(private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))


def public_key_from_multibase(text: str) -> PublicKey:
    """The Ed25519 or P-256 public key of a Multikey (`z6Mk…`, `zDn…`). Raises UnusableKeyError."""
    if not text.startswith("z"):
        raise UnusableKeyError("A Multikey starts with z.")
    try:
        data = decode_base58(text[1:])
    except ValueError as problem:
        raise UnusableKeyError("This Multikey is not base58 text.") from problem
    header, raw = data[:2], data[2:]
    if header == ED25519_PUBLIC_HEADER and len(raw) == ED25519_KEY_BYTES:
        return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": encode_base64url(raw)})
    if header == P256_PUBLIC_HEADER:
        return _p256_key(raw)
    raise UnusableKeyError("This Multikey is neither an Ed25519 nor a P-256 public key.")


def public_key_from_jwk(jwk: JsonObject) -> PublicKey:
    """The public key of a JSON Web Key (RFC 7517): Ed25519, P-256, or RSA of 2048 to 8192 bits.

    Private members are left out before anything else reads the key. Raises UnusableKeyError.
    """
    public: JsonObject = {name: jwk[name] for name in ("kty", "crv", "x", "y", "n", "e") if name in jwk}
    kind = (public.get("kty"), public.get("crv"))
    try:
        if kind == ("OKP", "Ed25519"):
            return OKPKey.import_key(public)
        if kind == ("EC", "P-256"):
            return ECKey.import_key(public)
        if kind == ("RSA", None):
            _check_rsa_size(public)
            return RSAKey.import_key(public)
    except UnusableKeyError:
        raise
    except (JoseError, ValueError, TypeError, KeyError) as problem:
        raise UnusableKeyError("This JSON Web Key is not complete.") from problem
    raise UnusableKeyError("This JSON Web Key is of a kind that we don't accept.")


def public_key_from_pem(text: str) -> PublicKey:
    """The public key of a PEM text (RFC 7468): Ed25519, P-256, or RSA of 2048 to 8192 bits. Raises UnusableKeyError."""
    try:
        key = load_pem_public_key(text.encode())
    except (ValueError, UnsupportedAlgorithm) as problem:
        raise UnusableKeyError("This is not a public key in PEM form.") from problem
    match key:
        case Ed25519PublicKey():
            return OKPKey.import_key(key)
        case EllipticCurvePublicKey(curve=SECP256R1()):
            return ECKey.import_key(key)
        case RSAPublicKey() if key.key_size in RSA_BITS:
            return RSAKey.import_key(key)
    raise UnusableKeyError("This public key is of a kind or size that we don't accept.")


def jwk_of(key: PublicKey) -> JsonObject:
    """The public JSON Web Key, without any private member."""
    return {name: value for name, value in key.as_dict(private=False).items() if name != "kid"}


def same_key(one: PublicKey, other: PublicKey) -> bool:
    """Whether both are the same public key (RFC 7638 thumbprints)."""
    return one.thumbprint() == other.thumbprint()


def _p256_key(raw: bytes) -> ECKey:
    try:
        numbers = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw).public_numbers()
    except ValueError as problem:
        raise UnusableKeyError("This Multikey is not a point on P-256.") from problem
    x, y = (encode_base64url(part.to_bytes(32, "big")) for part in (numbers.x, numbers.y))
    return ECKey.import_key({"kty": "EC", "crv": "P-256", "x": x, "y": y})


def _check_rsa_size(public: JsonObject) -> None:
    # Before the key is built: the library only warns about a short one, and a long one costs time.
    if int.from_bytes(decode_base64url(public["n"]), "big").bit_length() not in RSA_BITS:
        raise UnusableKeyError("An RSA key needs 2048 to 8192 bits.")
