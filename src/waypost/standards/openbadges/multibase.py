"""The two multibase encodings that badges use: base58btc (`z`) and base64url (`u`)."""

import base64
import binascii

BASE58_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# Decoding base58 takes quadratic time; keys and signatures are far shorter than this.
MAXIMUM_BASE58_LENGTH = 256


def encode_base58(data: bytes) -> str:
    """Base58btc text without a multibase prefix."""
    zeros = len(data) - len(data.lstrip(b"\0"))
    number = int.from_bytes(data, "big")
    digits = ""
    while number:
        number, digit = divmod(number, 58)
        digits = BASE58_ALPHABET[digit] + digits
    return "1" * zeros + digits


def decode_base58(text: str) -> bytes:
    """Bytes of base58btc text without its prefix. Raises ValueError."""
    if len(text) > MAXIMUM_BASE58_LENGTH:
        raise ValueError("base58 text is too long")
    number = 0
    for character in text:
        digit = BASE58_ALPHABET.find(character)
        if digit < 0:
            raise ValueError("not base58 text")
        number = number * 58 + digit
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def encode_base64url(data: bytes) -> str:
    """Base64url text without padding (RFC 7515, appendix C)."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def decode_base64url(text: str) -> bytes:
    """Bytes of base64url text without padding. Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as problem:
        raise ValueError("not base64url text") from problem
