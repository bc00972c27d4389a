"""Awards as `export_awards` writes them, verified by software that nobody of Waypost wrote."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.credentials.builders import Earned, build_award, build_earned, share
from tests.interop.oracle import OracleResult, verify_bundle
from waypost.common import jobs
from waypost.credentials.actions.issuers import rotate_key
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.models import Award

pytestmark = [pytest.mark.oracle, pytest.mark.django_db]

TAMPERED = (("name",), ("validFrom",), ("issuer", "name"), ("credentialSubject", "achievement", "name"))


@pytest.fixture
def earned(db: None) -> Earned:
    return build_earned()


def exported(folder: Path) -> Path:
    call_command("export_awards", str(folder))
    return folder


def answers(folder: Path) -> dict[str, OracleResult]:
    # A minute later: the oracle's instants have no fractions of a second.
    now = datetime.fromtimestamp(datetime.now(UTC).timestamp() + 60, UTC)
    return {result.name: result for result in verify_bundle(folder, now=now)}


def files_of(award: Award) -> tuple[str, str]:
    return f"credentials/{award.uid}.json", f"jwt/{award.uid}.jwt"


def test_the_other_implementation_verifies_every_exported_award(earned: Earned, tmp_path: Path) -> None:
    rotate_key(by=earned.lead, issuer=earned.award.issuer)
    second = build_award(earned.offer, earned.theo)
    named = share(second, shows_name=True)
    revoke_award(by=earned.lead, award=named, reason="The rubric was the wrong one.")
    jobs.run_waiting()
    found = answers(exported(tmp_path / "bundle"))
    withdrawn, withdrawn_token = files_of(named)
    assert {name: (result.verified, result.revoked, result.problem) for name, result in found.items()} == {
        **dict.fromkeys(files_of(earned.award), (True, False, "")),
        withdrawn: (True, True, ""),
        withdrawn_token: (True, False, ""),  # the oracle asks status lists for JSON alone
    }


def test_the_other_implementation_refuses_every_tampered_copy(earned: Earned, tmp_path: Path) -> None:
    folder = exported(tmp_path / "bundle")
    name, token = files_of(earned.award)
    document = json.loads((folder / name).read_text())
    for number, path in enumerate(TAMPERED):
        changed = json.loads(json.dumps(document))
        place = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = "2026-01-01T00:00:00Z"
        (folder / "credentials" / f"tampered-{number}.json").write_text(json.dumps(changed))
    head, payload, signature = (folder / token).read_text().split(".")
    (folder / "jwt" / "tampered.jwt").write_text(f"{head}.{payload[:-4]}AAAA.{signature}")
    found = answers(folder)
    assert {name for name, result in found.items() if result.verified} == {name, token}
    assert len(found) == 7
