"""The clock of the tests stands still, and all that must differ from one call to the next still does."""

import random
import uuid

import time_machine

from tests.conftest import FROZEN
from waypost.common import clock


def test_time_stands_still() -> None:
    assert clock.now() == clock.now() == FROZEN


def test_ids_made_from_the_time_differ_wherever_it_is_moved(frozen_clock: time_machine.Traveller) -> None:
    """Hypothesis seeds `random` anew before each example; and each move makes `uuid` forget what it said last."""
    made = []
    for _ in range(3):
        random.seed(0)
        frozen_clock.move_to(FROZEN)
        made += [uuid.uuid1() for _ in range(100)]
    assert len(set(made)) == 300
