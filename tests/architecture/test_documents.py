"""What was decided, and what can be set, is written down where the next person looks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.sources import ROOT, Source, committed, python_sources

SETTING = re.compile(r"\bWAYPOST_[A-Z_]*[A-Z]\b")
SECTIONS = ("## Context", "## Decision", "## Consequences")
FEWEST_WORDS = 4
DECISION_FILE = re.compile(r"docs/decisions/(?P<number>\d{4})-(?P<slug>[a-z0-9-]+)\.md")


def misshapen_decisions(sources: Iterable[Source]) -> list[str]:
    """A title is a sentence that states the decision; the file is named after its number and first words."""
    return [f"{source.path} {trouble}" for source in sources for trouble in troubles_of(source)]


def troubles_of(decision: Source) -> Iterator[str]:
    name = DECISION_FILE.fullmatch(decision.path)
    number, _, title = decision.text.partition("\n")[0].removeprefix("# ").partition(" ")
    if not name or name["number"] != number or not slug(title).startswith(name["slug"]):
        yield f"should be named after its first line: {number}-{slug(title)}.md"
    if len(title.split()) < FEWEST_WORDS or title.endswith("?"):
        yield "must state in its title what was decided."
    yield from (f"lacks {section!r}." for section in SECTIONS if f"\n{section}\n" not in decision.text)


def slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower().replace("'", "")).strip("-")


def repeated_numbers(sources: Iterable[Source]) -> list[str]:
    counts = Counter(source.parts[-1][:4] for source in sources)
    return [number for number, count in counts.items() if count > 1]


def decisions() -> list[Source]:
    """Every decision record; the README beside them is their index."""
    return [
        source
        for source in committed()
        if source.path.startswith("docs/decisions/") and source.parts[-1] != "README.md"
    ]


def missing_from_index(records: Iterable[Source], index: str) -> list[str]:
    return [record.path for record in records if f"({record.parts[-1]})" not in index]


def contracts_without_reason(pyproject: str) -> list[str]:
    """Import contracts that are not followed by a comment with their reason."""
    blocks = pyproject.split("[[tool.importlinter.contracts]]\n")[1:]
    return [block.partition("\n")[0] for block in blocks if not block.startswith("# Why: ")]


def named_requirements(requirements: str) -> set[str]:
    """The libraries of a `.in` file, without versions, extras and comments."""
    return set(re.findall(r"^([a-z][a-z0-9-]*)", requirements, re.MULTILINE))


def libraries_of_tables(page: str) -> set[str]:
    """What stands in the first column of a page's tables, in backticks."""
    return set(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE))


def names_of_settings(sources: Iterable[Source]) -> set[str]:
    return {name for source in sources for name in SETTING.findall(source.text)}


def test_decisions_are_titled_and_whole() -> None:
    assert misshapen_decisions(decisions()) == []


def test_every_decision_stands_in_the_index() -> None:
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    assert missing_from_index(decisions(), index) == []
    planted = Source("docs/decisions/9999-planted.md", "")
    assert missing_from_index([planted], index) == [planted.path]


def test_no_two_decisions_share_a_number() -> None:
    assert repeated_numbers(decisions()) == []


def test_every_import_contract_says_why_it_exists() -> None:
    assert contracts_without_reason((ROOT / "pyproject.toml").read_text(encoding="utf-8")) == []


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    code = [source for source in python_sources() if not source.path.startswith("tests/architecture/")]
    page = Source("settings.md", (ROOT / "docs/operations/settings.md").read_text(encoding="utf-8"))
    assert names_of_settings(code) == names_of_settings([page])


def test_every_library_has_its_row_in_decision_0002_and_every_row_its_library() -> None:
    asked = [(ROOT / "requirements" / name).read_text(encoding="utf-8") for name in ("run.in", "dev.in")]
    page = (ROOT / "docs/decisions/0002-one-kept-library-per-job.md").read_text(encoding="utf-8")
    assert named_requirements("\n".join(asked)) == libraries_of_tables(page)


def test_planted_libraries_are_seen_on_both_sides() -> None:
    assert named_requirements("# why\n-r run.in\ndjango~=5.2.0  # web\npsycopg[binary]\n") == {"django", "psycopg"}
    assert libraries_of_tables("| library | job |\n|---|---|\n| `django` | web, with `psycopg` |\n") == {"django"}


def test_a_planted_setting_is_seen() -> None:
    planted = Source("src/waypost/config/settings.py", 'a = environ["WAYPOST_NEW_THING"]\nb = WAYPOST_\n')
    assert names_of_settings([planted]) == {"WAYPOST_NEW_THING"}


def test_a_planted_contract_without_reason_is_found() -> None:
    planted = '[[tool.importlinter.contracts]]\n# Why: so\nname = "A"\n[[tool.importlinter.contracts]]\nname = "B"\n'
    assert contracts_without_reason(planted) == ['name = "B"']


WHOLE = "\n\n## Context\n\n## Decision\n\n## Consequences\n"


@pytest.mark.parametrize(
    ("path", "text", "trouble"),
    [
        ("0001-queue.md", "# 0001 The queue stays small" + WHOLE, "should be named after its first line"),
        ("0002-the-queue.md", "# 0001 The queue stays small" + WHOLE, "should be named after its first line"),
        ("0001-queue.md", "# 0001 Queue" + WHOLE, "must state in its title"),
        ("0001-which-queue.md", "# 0001 Which queue shall we use?" + WHOLE, "must state in its title"),
        ("0001-the-queue.md", "# 0001 The queue stays small\n\n## Context\n## Decision\n", "lacks '## Consequences'."),
    ],
)
def test_a_planted_misshapen_decision_is_found(path: str, text: str, trouble: str) -> None:
    found = misshapen_decisions([Source(f"docs/decisions/{path}", text)])
    assert [trouble in line for line in found] == [True]


def test_a_whole_decision_and_one_that_repeats_its_number() -> None:
    small = Source("docs/decisions/0001-the-queue.md", "# 0001 The queue stays small" + WHOLE)
    large = Source("docs/decisions/0001-the-pool.md", "# 0001 The pool stays large" + WHOLE)
    assert misshapen_decisions([small, large]) == []
    assert repeated_numbers([small, large]) == ["0001"]
