"""In CI nothing is skipped for a missing tool: a skipped test counts as one that did not pass (DESIGN.md, set-up).

The sample data folder is not part of the product, so its absence is the one reason that is let through.
"""

import os
from collections.abc import Generator

import pytest

LET_THROUGH = "sample data"


def skipped_without_leave(report: pytest.TestReport) -> str | None:
    """The reason of a skip that CI does not allow, or None."""
    if not report.skipped or not isinstance(report.longrepr, tuple):
        return None
    reason = report.longrepr[2]
    return None if LET_THROUGH in reason else reason


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn such a skip into a failure, with its reason."""
    report = yield
    reason = skipped_without_leave(report) if os.environ.get("CI") == "true" else None
    if reason is not None:
        report.outcome = "failed"
        report.longrepr = f"CI skips nothing for a missing tool. {reason}"
    return report
