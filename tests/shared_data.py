"""Where the sample data lies that is not part of the product."""

import os
from pathlib import Path

import pytest


def shared_data(*parts: str) -> Path:
    """A file or folder of the sample data; skips the test, with the reason, where there is none."""
    for folder in _places():
        if folder.is_dir():
            return folder.joinpath(*parts)
    pytest.skip("no sample data: WAYPOST_SHARED_DATA is not set and no folder shared/data lies above the tests")


def _places() -> list[Path]:
    named = os.environ.get("WAYPOST_SHARED_DATA")
    above = [parent / "shared" / "data" for parent in Path(__file__).resolve().parents]
    return [Path(named), *above] if named else above
