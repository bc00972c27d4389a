"""Bitstring status lists: one bit per badge says whether it was revoked.

Source: W3C Bitstring Status List 1.0, sections 2 and 3.
"""

import gzip
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from waypost.standards.openbadges.credential import timestamp
from waypost.standards.openbadges.issuers import CREDENTIALS_CONTEXT
from waypost.standards.openbadges.json_documents import JsonObject
from waypost.standards.openbadges.multibase import decode_base64url, encode_base64url

# So many entries that a reader of the list learns nothing about one person (section 6.1).
MINIMUM_BITS = 131_072
# A list that unpacks to more than this is a bomb, not a list: it would hold 32 million badges.
MAXIMUM_BYTES = 4 * 1024 * 1024


class StatusListError(ValueError):
    """The list can't be read, or has no entry at the index that was asked for."""


@dataclass(frozen=True)
class StatusBits:
    """A decoded list; index 0 is the leftmost bit (section 3.4)."""

    octets: bytes

    def is_set(self, index: int) -> bool:
        """The bit at `index`. Raises StatusListError where the list has no such entry."""
        if not 0 <= index < len(self.octets) * 8:
            raise StatusListError("The status list has no entry for this credential.")
        return bool(self.octets[index // 8] & (0x80 >> (index % 8)))


def encode_status_list(set_indexes: Iterable[int], *, bit_count: int = MINIMUM_BITS) -> str:
    """The `encodedList` with the given bits set; the same bits always give the same text.

    `bit_count` is a multiple of 8, at least 131,072. Raises ValueError for an index outside the list.
    """
    if bit_count % 8 or not MINIMUM_BITS <= bit_count <= MAXIMUM_BYTES * 8:
        problem = f"A status list has a multiple of 8 bits, at least {MINIMUM_BITS}."
        raise ValueError(problem)
    octets = bytearray(bit_count // 8)
    for index in set_indexes:
        if not 0 <= index < bit_count:
            problem = f"A status list of {bit_count} bits has no entry {index}."
            raise ValueError(problem)
        octets[index // 8] |= 0x80 >> (index % 8)
    return "u" + encode_base64url(gzip.compress(bytes(octets), mtime=0))


def decode_status_list(encoded: str) -> StatusBits:
    """The bits of an `encodedList`. Raises StatusListError, also where it is too short or a bomb."""
    if not encoded.startswith("u"):
        raise StatusListError("The status list is not written the way the standard says.")
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        octets = unpacker.decompress(decode_base64url(encoded[1:]), MAXIMUM_BYTES)
    except (ValueError, zlib.error) as problem:
        raise StatusListError("The status list is damaged.") from problem
    if not unpacker.eof:
        raise StatusListError("The status list is cut short, or far larger than any real list.")
    if len(octets) * 8 < MINIMUM_BITS:
        raise StatusListError("The status list is shorter than the standard allows.")
    return StatusBits(octets)


def build_status_list(
    *,
    url: str,
    issuer_did: str,
    revoked_indexes: Iterable[int],
    valid_from: datetime,
    valid_until: datetime,
    bit_count: int = MINIMUM_BITS,
) -> JsonObject:
    """The unsigned status list credential served at `url` (section 2.2).

    After `valid_until` readers treat it as unknown, so an old copy can't hide a revocation.
    """
    return {
        "@context": [CREDENTIALS_CONTEXT],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did,
        "validFrom": timestamp(valid_from),
        "validUntil": timestamp(valid_until),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode_status_list(revoked_indexes, bit_count=bit_count),
        },
    }
