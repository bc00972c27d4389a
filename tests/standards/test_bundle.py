import json
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.standards.badges import NOW, PROFILE, STATUS_URL, World, badge, token
from waypost.standards.openbadges.bundle import BundleError, open_bundle, verify_bundle
from waypost.standards.openbadges.checks import CheckCode, Outcome, Overall
from waypost.standards.openbadges.credential import StatusEntry


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An exported folder, on a machine without a network."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    world = World(revoked=frozenset({9}))
    write(tmp_path / "issuers" / "index.json", dict(world.resolver().did_documents))
    write(tmp_path / "status" / "1.json", world.status_list())
    write(tmp_path / "credentials" / "a.json", badge())
    write(tmp_path / "credentials" / "b.json", badge(status=StatusEntry(STATUS_URL, 9)))
    (tmp_path / "jwt").mkdir()
    (tmp_path / "jwt" / "a.jwt").write_text(token())
    return tmp_path


def write(path: Path, document: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(document))


def test_a_bundle_verifies_with_neither_network_nor_database(bundle: Path) -> None:
    results = verify_bundle(bundle, now=NOW)
    assert [(result.name, result.report.overall) for result in results] == [
        ("credentials/a.json", Overall.VALID),
        ("credentials/b.json", Overall.NOT_VALID),
        ("jwt/a.jwt", Overall.VALID),
    ]
    assert all(result.report.outcome(CheckCode.ISSUER) is Outcome.PASS for result in results)
    assert results[1].report.sentence == "The issuer revoked this credential."


def test_a_bundle_without_its_issuer_reads_unknown(bundle: Path) -> None:
    write(bundle / "issuers" / "index.json", {"did:web:elsewhere.example": {}})
    assert verify_bundle(bundle, now=NOW)[0].report.overall is Overall.UNKNOWN


def test_a_bundle_without_its_status_list_reads_unknown(bundle: Path) -> None:
    (bundle / "status" / "1.json").unlink()
    assert [result.report.overall for result in verify_bundle(bundle, now=NOW)] == [Overall.UNKNOWN] * 3


def test_an_unreadable_badge_does_not_stop_the_others(bundle: Path) -> None:
    (bundle / "credentials" / "a.json").write_text("{")
    overall = [result.report.overall for result in verify_bundle(bundle, now=NOW)]
    assert overall == [Overall.UNREADABLE, Overall.NOT_VALID, Overall.VALID]


def test_an_opened_bundle_answers_for_its_issuers(bundle: Path) -> None:
    assert open_bundle(bundle).did_document(PROFILE.did)["id"] == PROFILE.did


def test_a_folder_that_is_no_bundle_gets_one_sentence(tmp_path: Path, bundle: Path) -> None:
    with pytest.raises(BundleError, match="no bundle"):
        verify_bundle(tmp_path / "jwt", now=NOW)
    (bundle / "status" / "1.json").write_text("{")
    with pytest.raises(BundleError, match=r"1\.json"):
        verify_bundle(bundle, now=NOW)
