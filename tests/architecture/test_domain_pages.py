"""A promise in docs/domains names a test that exists; a link in the docs leads to a file that exists."""

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from tests.architecture.sources import ROOT, Source, committed, python_sources

NAMED_TEST = re.compile(r"`(?P<path>tests/[\w/]+\.py)::(?P<name>test_\w+)`")
LINK = re.compile(r"\]\((?P<target>[^)#:]+)(?:#[^)]*)?\)")


def names_by_file(sources: Iterable[Source]) -> dict[str, set[str]]:
    return {source.path: {function.name for function in source.functions()} for source in sources}


def promises_without_test(pages: Iterable[Source], known: dict[str, set[str]]) -> list[str]:
    return [
        f"{page.path}: {found['path']}::{found['name']} does not exist."
        for page in pages
        for found in NAMED_TEST.finditer(page.text)
        if found["name"] not in known.get(found["path"], set())
    ]


def broken_links(pages: Iterable[Source], exists: Callable[[str], bool]) -> list[str]:
    """Links from a page to a file or folder of the repository that is not there."""
    return [
        f"{page.path} links to {found['target']}, which does not exist."
        for page in pages
        for found in LINK.finditer(page.text)
        if not exists(resolved(page.path, found["target"]))
    ]


def resolved(page: str, target: str) -> str:
    parts: list[str] = list(PurePosixPath(page).parent.parts)
    for part in PurePosixPath(target).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return str(PurePosixPath(*parts))


def pages() -> list[Source]:
    return [source for source in committed() if source.path.endswith(".md")]


def test_every_promise_names_a_test_that_exists() -> None:
    domains = [page for page in pages() if page.path.startswith("docs/domains/")]
    assert promises_without_test(domains, names_by_file(python_sources())) == []


def test_every_link_in_the_docs_leads_to_a_file() -> None:
    assert broken_links(pages(), lambda path: (ROOT / path).exists()) == []


def test_a_planted_promise_and_a_planted_link_are_found() -> None:
    page = Source(
        "docs/domains/x.md", "| `tests/a.py::test_gone` | [there](../gone.md) [here](x.md) [home](../../README.md)"
    )
    assert promises_without_test([page], {"tests/a.py": {"test_here"}}) == [
        "docs/domains/x.md: tests/a.py::test_gone does not exist."
    ]
    assert broken_links([page], {"docs/domains/x.md", "README.md"}.__contains__) == [
        "docs/domains/x.md links to ../gone.md, which does not exist."
    ]
