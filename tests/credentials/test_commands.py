"""What an administrator types: verify, export, rotate."""

import json
import socket
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.core.management import CommandError, call_command

from tests.credentials.builders import Earned, build_award
from waypost.common import clock, jobs
from waypost.credentials.actions.issuers import rotate_key
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.models import SigningKey
from waypost.credentials.queries.awards import current_credential
from waypost.credentials.queries.issuers import active_key
from waypost.credentials.queries.pages import baked_png, baked_svg
from waypost.standards.openbadges.bundle import verify_bundle
from waypost.standards.openbadges.checks import Overall

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's client opens its connections by itself, so these tests run on it as well."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("there is no network")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and output of a command."""
    out, code = StringIO(), 0
    try:
        call_command(*arguments, stdout=out)
    except SystemExit as left:
        code = int(str(left.code))
    return code, out.getvalue()


def verified(path: Path) -> tuple[int, dict[str, Any]]:
    code, printed = run("verify_credential", str(path), "--json")
    answer: dict[str, Any] = json.loads(printed)
    return code, answer


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_our_credential_verifies_offline_in_every_form(earned: Earned, tmp_path: Path) -> None:
    credential = current_credential(earned.award)
    forms: dict[str, bytes | str] = {
        "a.json": credential.document,
        "a.jwt": credential.token,
        "a.png": baked_png(earned.award),
        "a.svg": baked_svg(earned.award),
    }
    answers = {name: verified(written(tmp_path, name, content)) for name, content in forms.items()}
    assert {name: (code, answer["overall"]) for name, (code, answer) in answers.items()} == dict.fromkeys(
        forms, (0, "valid")
    )
    assert {name: (answer["kind"], answer["carrier"]) for name, (_, answer) in answers.items()} == {
        "a.json": ("json", "text"),
        "a.jwt": ("jwt", "text"),
        "a.png": ("json", "png"),
        "a.svg": ("json", "svg"),
    }


def test_a_tampered_a_withdrawn_and_a_strangers_file_exit_with_1(earned: Earned, tmp_path: Path) -> None:
    text = current_credential(earned.award).document
    tampered = written(tmp_path, "tampered.json", text.replace("Checking for Understanding", "Superintendent"))
    assert verified(tampered)[0] == 1
    stranger = written(tmp_path, "stranger.json", text.replace("cedar-valley", "elsewhere"))
    code, answer = verified(stranger)
    assert (code, answer["overall"]) == (1, "unknown")
    revoke_award(by=earned.lead, award=earned.award, reason="The rubric was the wrong one.")
    jobs.run_waiting()
    code, answer = verified(written(tmp_path, "withdrawn.json", text))
    assert (code, answer["sentence"]) == (1, "The issuer revoked this credential.")


def test_what_can_not_be_read_exits_with_2_and_one_sentence(tmp_path: Path) -> None:
    for name, content in {"a.json": b"{", "b.pdf": b"%PDF-1.7", "c.txt": b""}.items():
        code, answer = verified(written(tmp_path, name, content))
        assert (code, answer["overall"], answer["checks"]) == (2, "unreadable", [])
    code, answer = verified(tmp_path / "missing.json")
    assert (code, answer["sentence"].startswith("There is no file to read at")) == (2, True)


def test_people_read_one_line_for_each_check(earned: Earned, tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", current_credential(earned.award).document)
    code, printed = run("verify_credential", str(path))
    lines = printed.strip().splitlines()
    assert (code, len(lines), lines[0]) == (0, 9, "This credential is valid.")
    assert (
        "It was not changed (holds). The signature holds: nothing was changed since the credential was signed." in lines
    )


def export(folder: Path) -> Path:
    run("export_awards", str(folder))
    return folder


def test_an_export_verifies_with_neither_network_nor_database(earned: Earned, tmp_path: Path) -> None:
    rotate_key(by=earned.lead, issuer=earned.award.issuer)
    other = build_award(earned.offer, earned.theo)
    revoke_award(by=earned.lead, award=other, reason="The rubric was the wrong one.")
    folder = export(tmp_path / "bundle")
    overall = {result.name: result.report.overall for result in verify_bundle(folder, now=clock.now())}
    assert overall == {
        f"credentials/{earned.award.uid}.json": Overall.VALID,
        f"credentials/{other.uid}.json": Overall.NOT_VALID,
        f"jwt/{earned.award.uid}.jwt": Overall.VALID,
        f"jwt/{other.uid}.jwt": Overall.NOT_VALID,
    }


def test_an_export_lists_retired_keys_too(earned: Earned, tmp_path: Path) -> None:
    rotate_key(by=earned.lead, issuer=earned.award.issuer)
    index = json.loads((export(tmp_path / "bundle") / "issuers" / "index.json").read_text())
    published = {method.get("publicKeyMultibase") for method in index[earned.award.issuer.did]["verificationMethod"]}
    assert published - {None} == set(SigningKey.objects.values_list("public_multibase", flat=True))


def test_every_tampered_copy_of_an_export_is_refused(earned: Earned, tmp_path: Path) -> None:
    folder = export(tmp_path / "bundle")
    path = folder / "credentials" / f"{earned.award.uid}.json"
    document = json.loads(path.read_text())
    document["credentialSubject"]["achievement"]["name"] = "Superintendent"
    path.write_text(json.dumps(document))
    token = folder / "jwt" / f"{earned.award.uid}.jwt"
    token.write_text(token.read_text().swapcase())
    assert Overall.VALID not in {result.report.overall for result in verify_bundle(folder, now=clock.now())}


def test_an_export_never_writes_among_other_files(earned: Earned, tmp_path: Path) -> None:
    written(tmp_path, "mine.txt", "Keep me")
    with pytest.raises(CommandError, match="is not empty: name a folder that is empty or does not exist yet"):
        run("export_awards", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(CommandError, match="can't be written"):
        run("export_awards", str(tmp_path / "mine.txt"))


def test_a_key_is_rotated_by_name(earned: Earned) -> None:
    _, printed = run("rotate_issuer_key", earned.tree.district.slug)
    assert printed.strip() == f"New key {active_key(earned.award.issuer).public_multibase}"
    with pytest.raises(CommandError, match="has not issued anything yet"):
        run("rotate_issuer_key", "nowhere")


def test_a_lost_key_is_taken_out_of_use_with_a_reason(earned: Earned) -> None:
    lost = active_key(earned.award.issuer)
    with pytest.raises(CommandError, match="Say with --why"):
        run("rotate_issuer_key", earned.tree.district.slug, "--lost", lost.public_multibase)
    with pytest.raises(CommandError, match="has no key z6MkUnknown"):
        run("rotate_issuer_key", earned.tree.district.slug, "--lost", "z6MkUnknown", "--why", "Stolen")
    run("rotate_issuer_key", earned.tree.district.slug, "--lost", lost.public_multibase, "--why", "Stolen")
    jobs.run_waiting()
    assert current_credential(earned.award).key == active_key(earned.award.issuer) != lost
