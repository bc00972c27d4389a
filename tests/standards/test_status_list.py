import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standards.badges import NOW, PROFILE, STATUS_URL
from waypost.standards.openbadges.multibase import decode_base64url, encode_base64url
from waypost.standards.openbadges.status_list import (
    MAXIMUM_BYTES,
    MINIMUM_BITS,
    StatusListError,
    build_status_list,
    decode_status_list,
    encode_status_list,
)


def packed(octets: bytes) -> str:
    return "u" + encode_base64url(gzip.compress(octets))


@given(st.sets(st.integers(0, MINIMUM_BITS - 1), max_size=20))
def test_the_bits_that_were_set_and_no_others_are_read(indexes: set[int]) -> None:
    bits = decode_status_list(encode_status_list(indexes))
    assert {index for index in indexes | {0, MINIMUM_BITS - 1} if bits.is_set(index)} == indexes


def test_index_zero_is_the_leftmost_bit() -> None:
    octets = gzip.decompress(decode_base64url(encode_status_list([0, 15])[1:]))
    assert octets[:2] == b"\x80\x01"
    assert len(octets) * 8 == 131_072


def test_the_same_bits_always_give_the_same_text() -> None:
    assert encode_status_list([7, 3]) == encode_status_list([3, 7])


@pytest.mark.parametrize("index", [-1, MINIMUM_BITS])
def test_an_index_outside_the_list_is_an_error(index: int) -> None:
    with pytest.raises(ValueError, match="no entry"):
        encode_status_list([index])
    with pytest.raises(StatusListError, match="no entry"):
        decode_status_list(encode_status_list([])).is_set(index)


def test_a_list_shorter_than_the_standard_allows_is_not_made_or_read() -> None:
    with pytest.raises(ValueError, match="131072"):
        encode_status_list([], bit_count=MINIMUM_BITS - 8)
    with pytest.raises(StatusListError, match="shorter"):
        decode_status_list(packed(bytes(MINIMUM_BITS // 8 - 1)))


def test_a_list_that_unpacks_to_far_too_much_is_refused() -> None:
    assert len(decode_status_list(packed(bytes(MAXIMUM_BYTES))).octets) == MAXIMUM_BYTES
    with pytest.raises(StatusListError, match="far larger"):
        decode_status_list(packed(bytes(MAXIMUM_BYTES + 1)))


@pytest.mark.parametrize(
    "encoded", ["", "zabc", "u", "u***", "uAAAA", encode_status_list([1])[1:], encode_status_list([1])[:-8]]
)
def test_a_damaged_list_is_refused(encoded: str) -> None:
    with pytest.raises(StatusListError):
        decode_status_list(encoded)


def test_the_credential_names_its_address_purpose_and_end() -> None:
    document = build_status_list(
        url=STATUS_URL, issuer_did=PROFILE.did, revoked_indexes=[9], valid_from=NOW, valid_until=NOW
    )
    assert document == {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": STATUS_URL,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": PROFILE.did,
        "validFrom": "2027-01-14T15:00:00Z",
        "validUntil": "2027-01-14T15:00:00Z",
        "credentialSubject": {
            "id": f"{STATUS_URL}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode_status_list([9]),
        },
    }
