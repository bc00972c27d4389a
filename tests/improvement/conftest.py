"""What the tests of theories share."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.improvement.builders import MEASURE, Believed, build_believed
from waypost.plans import measures
from waypost.plans.measures import Measure


class Meter:
    """A measure whose value a test sets."""

    def __init__(self) -> None:
        self.value: Decimal | None = None
        self.is_safe = True


@pytest.fixture
def believed(db: None) -> Believed:
    return build_believed()


@pytest.fixture
def meter() -> Iterator[Meter]:
    found = Meter()
    measures.register(
        Measure(
            MEASURE,
            "Educators who came",
            "educators",
            lambda _plan, _day: found.value,
            is_safe_to_show=lambda _plan: found.is_safe,
        )
    )
    yield found
    del measures._measures[MEASURE]
