"""Whatever a stranger sends, the verifier answers with a report, in bounded time."""

import copy
import json
import random
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.standards.badges import FIXTURES, KEY, NOW, PROFILE, World, badge, token
from waypost.standards.openbadges.checks import CheckCode, Outcome, Overall
from waypost.standards.openbadges.did import DidError, url_from_did_web
from waypost.standards.openbadges.issuers import jwt_key_id
from waypost.standards.openbadges.multibase import encode_base64url
from waypost.standards.openbadges.resolving import HeldDocuments
from waypost.standards.openbadges.vc_jwt import REGISTRY
from waypost.standards.openbadges.verification import Verifier

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
# The same examples each time: a change that breaks one shows in the change, not in someone else's run.
FUZZ = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
SIGNED = badge()
HOSTED = json.loads((FIXTURES / "hosted" / "assertion.json").read_text())


def paths(value: Any, so_far: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of every value inside `value`."""
    children: Any = ()
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    return [so_far, *(path for name, child in children for path in paths(child, (*so_far, name)))][0 if so_far else 1 :]


def replaced(document: Any, path: tuple[Any, ...], value: object) -> Any:
    changed = copy.deepcopy(document)
    holder = changed
    for name in path[:-1]:
        holder = holder[name]
    holder[path[-1]] = value
    return changed


@FUZZ
@given(path=st.sampled_from(paths(SIGNED)), value=JSON)
def test_a_badge_with_any_value_anywhere_gets_a_report_and_is_valid_only_if_unchanged(
    path: tuple[Any, ...], value: object
) -> None:
    changed = replaced(SIGNED, path, value)
    report = World().verify(changed)
    assert (report.overall is Overall.VALID) == (changed == SIGNED)
    assert report.sentence


@FUZZ
@given(path=st.sampled_from(paths(HOSTED)), value=JSON)
def test_a_hosted_badge_with_any_value_anywhere_gets_a_report(path: tuple[Any, ...], value: object) -> None:
    changed = replaced(HOSTED, path, value)
    documents = {str(changed.get("id")): changed}
    report = Verifier(HeldDocuments(documents=documents), NOW).verify(json.dumps(changed).encode())
    assert report.overall is not Overall.VALID


@FUZZ
@given(header=st.dictionaries(st.sampled_from(["alg", "kid", "jwk", "typ", "crit", "b64"]), JSON), payload=JSON)
def test_a_token_of_any_parts_gets_a_report(header: dict[str, Any], payload: object) -> None:
    parts = [encode_base64url(json.dumps(part).encode()) for part in (header, payload)]
    assert World().verify(".".join([*parts, "AAAA"])).overall is not Overall.VALID


@FUZZ
@given(path=st.sampled_from(paths(World().status_list())), value=JSON)
def test_a_status_list_with_any_value_anywhere_never_makes_a_revoked_badge_valid(
    path: tuple[Any, ...], value: object
) -> None:
    world = World(revoked=frozenset({42}))
    resolver = world.resolver()
    (url, served), *_ = resolver.status_lists.items()
    changed = json.dumps(replaced(json.loads(served), path, value)).encode()
    report = world.verify(SIGNED, resolver=HeldDocuments(resolver.did_documents, {url: changed}))
    assert report.overall in {Overall.UNKNOWN, Overall.NOT_VALID}


@FUZZ
@given(path=st.sampled_from(paths(World().resolver().did_documents[PROFILE.did])), value=JSON)
def test_an_issuers_document_with_any_value_anywhere_gets_a_report(path: tuple[Any, ...], value: object) -> None:
    resolver = World().resolver()
    changed = replaced(resolver.did_documents[PROFILE.did], path, value)
    report = World().verify(token(), resolver=HeldDocuments({PROFILE.did: changed}, resolver.status_lists))
    assert report.sentence


def test_a_token_that_asks_for_rules_that_we_do_not_know_is_not_valid() -> None:
    header = {"alg": "EdDSA", "kid": jwt_key_id(PROFILE.did, KEY.public_multibase), "crit": ["b64"], "b64": True}
    signed_part = ".".join([encode_base64url(json.dumps(header).encode()), token().split(".")[1]])
    signature = REGISTRY.get_alg("EdDSA").sign(signed_part.encode(), KEY.signing_jwk())
    report = World().verify(f"{signed_part}.{encode_base64url(signature)}")
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.NOT_VALID


def poison_graph(size: int) -> dict[str, Any]:
    """Nodes that only their links tell apart: canonicalizing them naively takes factorial time."""
    chance = random.Random(1)  # noqa: S311  # not used for security
    return {
        **SIGNED,
        "credentialSubject": [
            {"type": ["AchievementSubject"], "result": [{"id": f"_:b{chance.randrange(size)}"} for _ in range(3)]}
            for _ in range(size)
        ],
    }


@pytest.mark.parametrize(
    "document",
    [
        poison_graph(200),
        {**SIGNED, "type": SIGNED["type"] * 5000},
        {**SIGNED, "@context": SIGNED["@context"] * 2000},
        {**SIGNED, "evidence": [{"type": ["Evidence"]}] * 8000},
        {**SIGNED, "credentialSubject": [SIGNED["credentialSubject"]] * 150},
    ],
    ids=["poison graph", "many types", "many contexts", "many nodes", "many subjects"],
)
def test_a_badge_made_to_be_slow_is_answered_soon(document: dict[str, Any]) -> None:
    started = time.process_time()
    assert World().verify(document).overall is Overall.NOT_VALID
    assert time.process_time() - started < 10


def test_a_drawing_nested_to_the_limit_is_answered_soon() -> None:
    depth = 700_000
    started = time.process_time()
    report = World().verify(b"<svg>" + b"<g>" * depth + b"</g>" * depth + b"</svg>")
    assert report.overall is Overall.UNREADABLE
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "document",
    [
        {"type": "Assertion", "id": "https://["},
        {**SIGNED, "validFrom": "0001-01-01T00:00:00+14:00"},
        {**SIGNED, "validUntil": "9999-12-31T23:59:59-14:00"},
    ],
    ids=["hosted", "too early", "too late"],
)
def test_an_address_or_a_time_that_is_none_gets_a_report(document: dict[str, Any]) -> None:
    assert World().verify(document).overall in {Overall.NOT_VALID, Overall.UNREADABLE}


@pytest.mark.parametrize(("kid", "issuer"), [("https://[", PROFILE.did), ("https://a.example/key", "https://[")])
def test_a_key_at_an_address_that_is_none_gets_a_report(kid: str, issuer: str) -> None:
    parts = [{"alg": "EdDSA", "kid": kid}, {**SIGNED, "issuer": issuer}]
    text = ".".join([*(encode_base64url(json.dumps(part).encode()) for part in parts), "AAAA"])
    assert World().verify(text).overall is Overall.NOT_VALID


def test_a_did_whose_host_is_none_is_refused() -> None:
    with pytest.raises(DidError, match="The host of this did:web is not usable"):
        url_from_did_web("did:web:%5B")


def test_text_that_a_database_can_not_take_is_unreadable() -> None:
    assert World().verify({**SIGNED, "id": "https://a.example/\0"}).overall is Overall.UNREADABLE
