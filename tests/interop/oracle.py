"""Asks `@digitalbazaar/vc`, which nobody of Waypost wrote, whether exported credentials verify.

Needs Node and npm; the packages come from the registry that npm is set up with, by the lock file in `oracle/`.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openbadgeslib.ob3.contexts import bundled_contexts

SOURCES = Path(__file__).parent / "oracle"
INSTALL_SECONDS = 300
VERIFY_SECONDS = 120


@dataclass(frozen=True)
class OracleResult:
    """What the other implementation says of one file of the bundle; `name` is its path inside."""

    name: str
    verified: bool
    revoked: bool
    problem: str


def verify_bundle(directory: Path, *, now: datetime | None = None) -> list[OracleResult]:
    """One result per `credentials/*.json` and `jwt/*.jwt` of the bundle, as of `now` (default: the present).

    `verified` covers form, dates, signature, key of the issuer and the status list's own signature; a set
    bit in the list shows as `revoked`. Skips the test where Node is missing (never with CI=true).
    """
    home = installed_oracle()
    instant = (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    contexts = home / "contexts.json"
    answer = run(["node", "verify.mjs", str(directory.resolve()), str(contexts), instant], home, VERIFY_SECONDS)
    return [OracleResult(**result) for result in json.loads(answer)]


def installed_oracle() -> Path:
    """A folder with the scripts, their packages and the contexts; made once for each state of the sources."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        cannot_ask("Node and npm are not on this machine")
    files = sorted(path for path in SOURCES.iterdir() if path.is_file())
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
    home = Path(tempfile.gettempdir()) / f"waypost-oracle-{os.getuid()}-{digest}"
    if not home.is_dir():
        _install(files, home)
    return home


def run(command: list[str], folder: Path, seconds: int) -> str:
    """Standard output of `command`. A command that ends badly fails the test with its own words."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=seconds, check=False)
    if done.returncode:
        pytest.fail(f"{command[0]} {command[1]}: {done.stderr[-2000:]}")
    return done.stdout


def cannot_ask(reason: str) -> None:
    """Skip, or fail where nothing may be skipped for a missing tool."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _install(files: list[Path], home: Path) -> None:
    # Parallel test processes may get here together: each builds its own folder, the first rename wins.
    made = Path(tempfile.mkdtemp(prefix="waypost-oracle-"))
    for path in files:
        shutil.copy(path, made)
    (made / "contexts.json").write_text(json.dumps(bundled_contexts()))
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=made,
        capture_output=True,
        text=True,
        timeout=INSTALL_SECONDS,
        check=False,
    )
    if done.returncode:
        cannot_ask(f"npm can't install the packages: {done.stderr[-500:]}")
    try:
        made.rename(home)
    except OSError:
        shutil.rmtree(made)
