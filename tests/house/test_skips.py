"""CI takes a skip for a test that did not pass, unless only the sample data is missing."""

from typing import Any

import pytest

from tests.skips import skipped_without_leave


def report(outcome: Any, reason: str) -> pytest.TestReport:
    where = ("tests/some.py", 3, f"Skipped: {reason}") if outcome == "skipped" else None
    return pytest.TestReport("tests/some.py::test", ("", 0, ""), {}, outcome, where, "call")


def test_a_missing_tool_is_no_leave_to_skip() -> None:
    assert skipped_without_leave(report("skipped", "Chromium is not installed")) == "Skipped: Chromium is not installed"


@pytest.mark.parametrize("spared", [report("skipped", "no sample data: …"), report("passed", ""), report("failed", "")])
def test_missing_sample_data_and_what_ran_are_left_as_they_are(spared: pytest.TestReport) -> None:
    assert skipped_without_leave(spared) is None
