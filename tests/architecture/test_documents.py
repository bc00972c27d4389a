"""What was decided, and what can be set, is written down where the next person looks."""

import re
from collections.abc import Iterable

import pytest

from tests.architecture.sources import ROOT, Source, committed, python_sources

SETTING = re.compile(r"\bWAYPOST_[A-Z_]*[A-Z]\b")
SECTIONS = ("## Why", "## What else was considered", "## What follows")
FEWEST_WORDS = 4


def misshapen_decisions(sources: Iterable[Source]) -> list[str]:
    """Numbers run on; the title is a sentence that states the decision, and the file is named after it."""
    found = []
    for number, source in enumerate(sorted(sources, key=lambda each: each.path), start=1):
        title = source.text.partition("\n")[0].removeprefix("# ")
        name = f"{number:04}-{re.sub(r'[^a-z0-9]+', '-', title.lower()).strip('-')}.md"
        if source.parts[-1] != name:
            found.append(f"{source.path} should be named {name}.")
        if len(title.split()) < FEWEST_WORDS or title.endswith("?"):
            found.append(f"{source.path}: the title must state what was decided.")
        found += [f"{source.path} lacks {section!r}." for section in SECTIONS if section not in source.text]
    return found


def decisions() -> list[Source]:
    return [source for source in committed() if source.path.startswith("docs/decisions/")]


def contracts_without_reason(pyproject: str) -> list[str]:
    """Import contracts that are not followed by a comment with their reason."""
    blocks = pyproject.split("[[tool.importlinter.contracts]]\n")[1:]
    return [block.partition("\n")[0] for block in blocks if not block.startswith("# Why: ")]


def names_of_settings(sources: Iterable[Source]) -> set[str]:
    return {name for source in sources for name in SETTING.findall(source.text)}


def test_decisions_are_numbered_titled_and_whole() -> None:
    assert misshapen_decisions(decisions()) == []
    assert len(decisions()) >= 4


def test_every_import_contract_says_why_it_exists() -> None:
    assert contracts_without_reason((ROOT / "pyproject.toml").read_text(encoding="utf-8")) == []


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    code = [source for source in python_sources() if not source.path.startswith("tests/architecture/")]
    page = Source("settings.md", (ROOT / "docs/operations/settings.md").read_text(encoding="utf-8"))
    assert names_of_settings(code) == names_of_settings([page])


def test_a_planted_setting_is_seen() -> None:
    planted = Source("src/waypost/config/settings.py", 'a = environ["WAYPOST_NEW_THING"]\nb = WAYPOST_\n')
    assert names_of_settings([planted]) == {"WAYPOST_NEW_THING"}


def test_a_planted_contract_without_reason_is_found() -> None:
    planted = '[[tool.importlinter.contracts]]\n# Why: so\nname = "A"\n[[tool.importlinter.contracts]]\nname = "B"\n'
    assert contracts_without_reason(planted) == ['name = "B"']


@pytest.mark.parametrize(
    ("path", "text", "finding"),
    [
        ("docs/decisions/0001-queue.md", "# The queue stays small\n", "should be named 0001-the-queue-stays-small.md."),
        ("docs/decisions/0001-queue.md", "# Queue\n", "the title must state what was decided."),
        ("docs/decisions/0001-queue.md", "# Which queue shall we use?\n", "the title must state what was decided."),
        ("docs/decisions/0001-queue.md", "# Queue\n\n## What follows\n", "lacks '## Why'."),
    ],
)
def test_a_planted_misshapen_decision_is_found(path: str, text: str, finding: str) -> None:
    assert any(line.endswith(finding) for line in misshapen_decisions([Source(path, text)]))
