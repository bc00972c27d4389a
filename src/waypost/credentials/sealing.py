"""Private keys at rest: sealed by what follows from `WAYPOST_SECRET_KEY`, so that the database alone signs nothing."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"waypost.credentials.signing-key"


class SealBroken(Exception):
    """What was sealed can't be opened with this secret. The message says what to do."""


def seal(private: bytes, secret: str) -> str:
    """`private` as text that only `unseal` with the same `secret` opens."""
    return _box(secret).encrypt(private).decode("ascii")


def unseal(sealed: str, secret: str) -> bytes:
    """Raises SealBroken for another secret, and for text that was changed."""
    try:
        return _box(secret).decrypt(sealed.encode("ascii"))
    except InvalidToken as problem:
        raise SealBroken(
            "The issuer's key can't be opened: set WAYPOST_SECRET_KEY to the value with which it was sealed."
        ) from problem


def _box(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
