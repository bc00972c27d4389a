"""Where the sharing of a work stands, and what follows from it."""

import pytest

from waypost.submissions.rules.coaching import SharingState, coach_reads, may_converse, may_share, sharing_state
from waypost.submissions.rules.states import EnrollmentState


@pytest.mark.parametrize(
    ("work", "is_stopped", "is_in_reach", "expected"),
    [
        (EnrollmentState.WORKING, False, True, SharingState.SHARED),
        (EnrollmentState.IN_REVIEW, False, True, SharingState.SHARED),
        (EnrollmentState.REVISING, False, True, SharingState.SHARED),
        (EnrollmentState.DEMONSTRATED, False, True, SharingState.FINISHED),
        (EnrollmentState.DEMONSTRATED, False, False, SharingState.OUT_OF_REACH),
        (EnrollmentState.WORKING, False, False, SharingState.OUT_OF_REACH),
        (EnrollmentState.WITHDRAWN, False, False, SharingState.PUT_DOWN),
        (EnrollmentState.WORKING, True, True, SharingState.STOPPED),
        (EnrollmentState.DEMONSTRATED, True, False, SharingState.STOPPED),
    ],
)
def test_the_educators_choice_comes_first(
    work: EnrollmentState, is_stopped: bool, is_in_reach: bool, expected: SharingState
) -> None:
    assert sharing_state(work, is_stopped=is_stopped, is_in_reach=is_in_reach) is expected


def test_work_can_be_shared_until_it_is_demonstrated_or_put_down() -> None:
    closed = {state for state in EnrollmentState if not may_share(state)}
    assert closed == {EnrollmentState.DEMONSTRATED, EnrollmentState.WITHDRAWN}


def test_parts_are_read_only_while_shared_and_a_thank_you_still_arrives_afterwards() -> None:
    assert {state for state in SharingState if coach_reads(state)} == {SharingState.SHARED}
    assert {state for state in SharingState if may_converse(state)} == {SharingState.SHARED, SharingState.FINISHED}
