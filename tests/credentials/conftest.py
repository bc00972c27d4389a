"""What the tests of credentials share."""

import pytest

from tests.credentials.builders import Earned, build_earned
from waypost.credentials.models import Award


@pytest.fixture
def earned(db: None) -> Earned:
    return build_earned()


@pytest.fixture
def award(earned: Earned) -> Award:
    return earned.award
