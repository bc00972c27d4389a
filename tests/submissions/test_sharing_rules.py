"""Where the sharing of a work stands, and what follows from it."""

import pytest

from waypost.submissions.rules.coaching import (
    WorkSharingState,
    coach_reads,
    may_converse,
    may_share,
    work_sharing_state,
)
from waypost.submissions.rules.states import EnrollmentState


@pytest.mark.parametrize(
    ("work", "is_stopped", "is_in_reach", "expected"),
    [
        (EnrollmentState.WORKING, False, True, WorkSharingState.SHARED),
        (EnrollmentState.IN_REVIEW, False, True, WorkSharingState.SHARED),
        (EnrollmentState.REVISING, False, True, WorkSharingState.SHARED),
        (EnrollmentState.DEMONSTRATED, False, True, WorkSharingState.FINISHED),
        (EnrollmentState.DEMONSTRATED, False, False, WorkSharingState.OUT_OF_REACH),
        (EnrollmentState.WORKING, False, False, WorkSharingState.OUT_OF_REACH),
        (EnrollmentState.WITHDRAWN, False, False, WorkSharingState.PUT_DOWN),
        (EnrollmentState.WORKING, True, True, WorkSharingState.STOPPED),
        (EnrollmentState.DEMONSTRATED, True, False, WorkSharingState.STOPPED),
    ],
)
def test_the_educators_choice_comes_first(
    work: EnrollmentState, is_stopped: bool, is_in_reach: bool, expected: WorkSharingState
) -> None:
    assert work_sharing_state(work, is_stopped=is_stopped, is_in_reach=is_in_reach) is expected


def test_work_can_be_shared_until_it_is_demonstrated_or_put_down() -> None:
    closed = {state for state in EnrollmentState if not may_share(state)}
    assert closed == {EnrollmentState.DEMONSTRATED, EnrollmentState.WITHDRAWN}


def test_parts_are_read_only_while_shared_and_a_thank_you_still_arrives_afterwards() -> None:
    assert {state for state in WorkSharingState if coach_reads(state)} == {WorkSharingState.SHARED}
    assert {state for state in WorkSharingState if may_converse(state)} == {
        WorkSharingState.SHARED,
        WorkSharingState.FINISHED,
    }
