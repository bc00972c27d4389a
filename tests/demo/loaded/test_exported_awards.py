"""Every award of the demo, as `export_awards` writes it, before software that nobody of Waypost wrote."""

import json
from pathlib import Path

from django.core.management import call_command

from tests.conftest import FROZEN
from tests.interop.oracle import verify_bundle
from waypost.credentials.models import Award


def tampered(file: Path) -> Path:
    """A copy beside `file` that says of another micro-credential that it was earned."""
    document = json.loads(file.read_text())
    document["credentialSubject"]["achievement"]["name"] = "Another Micro-credential"
    copy = file.with_name(f"tampered-{file.name}")
    copy.write_text(json.dumps(document))
    return copy


def test_other_software_verifies_every_award_of_the_demo_and_no_tampered_copy(db: None, tmp_path: Path) -> None:
    call_command("export_awards", str(tmp_path / "bundle"))
    credentials = sorted((tmp_path / "bundle/credentials").glob("*.json"))
    copies = {tampered(file).name for file in credentials}
    found = {Path(result.name).name: result for result in verify_bundle(tmp_path / "bundle", now=FROZEN)}
    awards = {award.uid: award.is_withdrawn for award in Award.objects.all()}
    assert len(copies) == len(awards) > 15
    assert {name for name, result in found.items() if not result.verified} == copies
    assert {uid: found[f"{uid}.json"].revoked for uid in awards} == awards
    assert {f"{uid}.jwt" for uid in awards} <= found.keys()
