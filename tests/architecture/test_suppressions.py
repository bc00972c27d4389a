"""A rule is switched off only for a reason that everyone agreed to; a new one is added to REASONS, in the open."""

import re
from collections.abc import Iterable

from tests.architecture.sources import Source, python_sources

REASONS = {
    "the library ships no types",
    "the library's types are too narrow",
    "the query annotates it",
    "an interface sets the signature",
    "a name, not a secret",
    "any error here must become one sentence",
    "cleaned before it is marked safe",
    "not used for security",
    "a bad value on purpose",
    "a test's shorthand",
}
SWITCH = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no cover|nosec)(?P<rest>.*)")
GOOD_REST = re.compile(r"(?:\[[a-z, -]+\]|:\s*[A-Z0-9, ]+?)\s+#\s+(?P<reason>.+)")


def without_reason(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{number} switches a rule off: write its name, two spaces, # and one of REASONS."
        for source in sources
        for number, line in enumerate(source.text.splitlines(), start=1)
        if (switch := SWITCH.search(line)) and not is_reasoned(switch["rest"])
    ]


def is_reasoned(rest: str) -> bool:
    good = GOOD_REST.fullmatch(rest.strip())
    return good is not None and good["reason"] in REASONS


def test_every_suppression_names_its_rule_and_an_agreed_reason() -> None:
    here = "tests/architecture/test_suppressions.py"
    assert without_reason(source for source in python_sources() if source.path != here) == []


def test_planted_suppressions_are_found() -> None:
    planted = """a = 1  # noqa
b = 2  # noqa: S608
c = 3  # noqa: S608  # because
d = 4  # type: ignore  # the library ships no types
e = 5  # type: ignore[misc, attr-defined]  # the library ships no types
f = 6  # noqa: S324  # not used for security
"""
    found = without_reason([Source("src/waypost/plans/rules.py", planted)])
    assert [line.split(" ")[0] for line in found] == [f"src/waypost/plans/rules.py:{number}" for number in (1, 2, 3, 4)]
