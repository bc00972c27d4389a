"""An activity that a program carries out stays in its plan."""

import pytest

from tests.programs.builders import Programmed, build_programmed
from waypost.plans.actions.removal import PartInUse, take_out
from waypost.plans.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


def test_an_activity_that_a_program_carries_out_is_not_taken_out(programmed: Programmed) -> None:
    with pytest.raises(PartInUse, match="Programs carry this out: Checking"):
        take_out(by=programmed.lead, part=programmed.activity)
    assert Activity.objects.get().version == 1


def test_nor_is_its_objective(programmed: Programmed) -> None:
    with pytest.raises(PartInUse, match="Give them another activity first"):
        take_out(by=programmed.lead, part=programmed.activity.objective)
    assert Activity.objects.exists()
