"""What machines read, where they look for it."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.builders import BUILDER
from tests.credentials.builders import Earned, share
from waypost.common import clock, jobs
from waypost.credentials.actions.issuers import report_key_lost, rotate_key
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.queries.awards import current_credential
from waypost.credentials.queries.issuers import active_key
from waypost.standards.openbadges.checks import Overall
from waypost.standards.openbadges.did import url_from_did_web
from waypost.standards.openbadges.json_documents import JsonObject
from waypost.standards.openbadges.resolving import ResolveError
from waypost.standards.openbadges.verification import Verifier

pytestmark = pytest.mark.django_db
ORIGIN = "https://waypost.invalid"


def served(address: str) -> Any:
    assert address.startswith(ORIGIN)
    return Client().get(address.removeprefix(ORIGIN))


class OverHttp:
    """Resolves as a stranger's software does: by the addresses in the credential, without an account."""

    def did_document(self, did: str) -> JsonObject:
        return self.document(url_from_did_web(did))

    def status_list(self, url: str) -> bytes:
        return bytes(served(url).content)

    def document(self, url: str) -> JsonObject:
        response = served(url)
        if response.status_code != 200:
            raise ResolveError(url)
        found: JsonObject = response.json()
        return found


def verify_over_http(text: bytes) -> Overall:
    return Verifier(OverHttp(), clock.now()).verify(text).overall


def test_a_stranger_verifies_by_following_the_addresses_in_the_credential(earned: Earned) -> None:
    share(earned.award)
    address = json.loads(current_credential(earned.award).document)["id"]
    response = served(address)
    assert response["Content-Type"] == "application/json"
    assert verify_over_http(response.content) is Overall.VALID
    token = served(f"{ORIGIN}/credentials/{earned.award.uid}/credential.jwt")
    assert token["Content-Type"] == "application/jwt"
    assert verify_over_http(token.content) is Overall.VALID


def test_a_withdrawal_reaches_a_stranger_through_the_status_list(earned: Earned) -> None:
    revoke_award(by=earned.lead, award=earned.award, reason="The rubric was the wrong one.")
    jobs.run_waiting()
    assert verify_over_http(current_credential(earned.award).document.encode()) is Overall.NOT_VALID


def test_retired_keys_stay_published_and_lost_ones_leave(earned: Earned) -> None:
    issuer, first = earned.award.issuer, active_key(earned.award.issuer)
    second = rotate_key(by=BUILDER, issuer=issuer)
    document = served(url_from_did_web(issuer.did)).json()
    assert f"{issuer.did}#{first.public_multibase}" in document["assertionMethod"]
    assert f"{issuer.did}#{second.public_multibase}" in document["assertionMethod"]
    report_key_lost(by=BUILDER, key=first, why="Stolen")
    document = served(url_from_did_web(issuer.did)).json()
    assert f"{issuer.did}#{first.public_multibase}" not in json.dumps(document)


def test_the_profile_the_key_set_and_the_achievement_are_where_the_credential_says(earned: Earned) -> None:
    document = json.loads(current_credential(earned.award).document)
    issuer = document["issuer"]
    assert served(issuer["url"]).status_code == 200
    profile = served(f"{issuer['url']}profile.json").json()
    assert {name: profile[name] for name in issuer} == issuer
    keys = served(f"{issuer['url']}jwks.json").json()["keys"]
    assert [key["kty"] for key in keys] == ["OKP"]
    assert "d" not in keys[0]
    achievement = document["credentialSubject"]["achievement"]
    found = served(achievement["id"]).json()
    assert {name: found[name] for name in achievement} == achievement
    assert served(achievement["image"]["id"]).content.startswith(b"\x89PNG")
    assert served(achievement["criteria"]["id"]).status_code == 200


def test_documents_may_be_kept_for_a_while_and_credentials_never(earned: Earned) -> None:
    share(earned.award)
    issuer = f"{ORIGIN}/issuers/{earned.award.issuer.slug}/"
    kept = {name: served(issuer + name)["Cache-Control"] for name in ("did.json", "jwks.json", "status/1")}
    assert kept == {
        "did.json": "public, max-age=3600",
        "jwks.json": "public, max-age=3600",
        "status/1": "public, max-age=300",
    }
    assert served(f"{ORIGIN}/credentials/{earned.award.uid}/1.json")["Cache-Control"] == "private, no-store"
    assert served(f"{issuer}did.json")["Access-Control-Allow-Origin"] == "*"


def test_an_unknown_issuer_list_or_achievement_is_not_found(earned: Earned) -> None:
    slug = earned.award.issuer.slug
    for path in ("issuers/nobody/did.json", f"issuers/{slug}/status/9", "achievements/nothing/1.json"):
        assert served(f"{ORIGIN}/{path}").status_code == 404
