"""What tests of the first page begin with."""

import pytest

from tests.insight.builders import Running, build_running


@pytest.fixture
def running(db: None) -> Running:
    return build_running()
