"""A clone works on any machine: nothing committed knows the one it was written on, or where packages come from."""

import re
import sys
from collections.abc import Iterable

import pytest

from tests.architecture.sources import ROOT, Source, committed

MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|opt|work/(?:wt|main|shared)|home/\w+|Users/\w+)/")
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|--(?:extra-)?index-url|--find-links|--trusted-host", re.IGNORECASE
)
HERE = "tests/architecture/test_repository.py"
PINNED = re.compile(r"[a-z0-9._-]+(?:\[[a-z,]+\])?==\S+", re.IGNORECASE)


def traces_of_a_machine(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{number} names {match.group(0)!r}, which stands on one machine only."
        for source in sources
        for number, line in enumerate(source.text.splitlines(), start=1)
        if (match := MACHINE_PATH.search(line) or REGISTRY.search(line))
    ]


def unlocked(lock: Source) -> list[str]:
    """Entries of a lock file without an exact version or without a hash."""
    joined = lock.text.replace("\\\n", " ")
    entries = [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return [entry.split()[0] for entry in entries if not PINNED.match(entry) or "--hash=sha256:" not in entry]


def from_elsewhere(source: Source) -> list[str]:
    """Imports that are not of the standard library."""
    roots = {name.partition(".")[0] for _, name in source.imports()}
    return sorted(roots - set(sys.stdlib_module_names))


def read(name: str) -> Source:
    return Source(name, (ROOT / name).read_text(encoding="utf-8"))


def test_nothing_committed_names_this_machine_or_a_registry() -> None:
    assert traces_of_a_machine(source for source in committed() if source.path != HERE) == []


@pytest.mark.parametrize("name", ["requirements/run.txt", "requirements/dev.txt"])
def test_every_locked_requirement_has_a_version_and_a_hash(name: str) -> None:
    assert unlocked(read(name)) == []


def test_dev_needs_only_the_standard_library() -> None:
    assert from_elsewhere(read("dev")) == []


@pytest.mark.parametrize(
    "planted",
    ["path = '/root/.cache/x'", "see /home/ann/waypost", "--index-url https://a.example", "https://pypi.org/simple"],
)
def test_a_planted_trace_of_a_machine_is_found(planted: str) -> None:
    assert len(traces_of_a_machine([Source("docs/a.md", f"fine\n{planted}\n")])) == 1


def test_addresses_of_pages_are_no_trace_of_a_machine() -> None:
    assert traces_of_a_machine([Source("docs/a.md", "/plans/x/ and src/home/views/a.py and file:///srv/x")]) == []


def test_planted_requirements_without_version_or_hash_are_found() -> None:
    planted = "# made by a tool\na==1 \\\n    --hash=sha256:00\nb==2\nc>=3 \\\n    --hash=sha256:00\n"
    assert unlocked(Source("requirements/run.txt", planted)) == ["b==2", "c>=3"]


def test_a_planted_library_in_dev_is_found() -> None:
    assert from_elsewhere(Source("dev", "import os\nimport click\nfrom http import client\n")) == ["click"]
