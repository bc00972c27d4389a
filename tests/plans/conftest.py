"""What the tests of plans share."""

import pytest

from tests.plans.builders import Planned, build_planned


@pytest.fixture
def planned(db: None) -> Planned:
    return build_planned()
