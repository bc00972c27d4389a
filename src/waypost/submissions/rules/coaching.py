"""What an educator shares with a coach (EA4, decision 0012)."""

from datetime import timedelta
from enum import StrEnum

from waypost.submissions.rules.states import EnrollmentState

#: For so long the same words again count as a second press, also where the other side settled the first ones already.
SECOND_PRESS = timedelta(minutes=5)


class WorkSharingState(StrEnum):
    """Where the sharing of a work with a coach stands."""

    SHARED = "shared"
    FINISHED = "finished"
    STOPPED = "stopped"
    PUT_DOWN = "put_down"
    OUT_OF_REACH = "out_of_reach"


def work_sharing_state(work: EnrollmentState, *, is_stopped: bool, is_in_reach: bool) -> WorkSharingState:
    """What the educator chose comes first; then what became of the work, and whether the coach is still theirs.

    `is_in_reach`: the coach's role reaches a school of the educator today, and they do not supervise there.
    """
    if is_stopped:
        return WorkSharingState.STOPPED
    if work is EnrollmentState.WITHDRAWN:
        return WorkSharingState.PUT_DOWN
    if not is_in_reach:
        return WorkSharingState.OUT_OF_REACH
    return WorkSharingState.FINISHED if work is EnrollmentState.DEMONSTRATED else WorkSharingState.SHARED


def may_share(work: EnrollmentState) -> bool:
    """Help is there before, during and after a review, until the work is demonstrated or put down."""
    return work not in {EnrollmentState.DEMONSTRATED, EnrollmentState.WITHDRAWN}


def coach_reads(state: WorkSharingState) -> bool:
    """Parts close by themselves once the work is demonstrated: what they were shared for is done."""
    return state is WorkSharingState.SHARED


def may_converse(state: WorkSharingState) -> bool:
    """Both sides may write while the coach can open the page; thanks and a last question still reach them."""
    return state in {WorkSharingState.SHARED, WorkSharingState.FINISHED}


def is_second_press(*, is_settled: bool, age: timedelta) -> bool:
    """Whether the words of the last message, written again by the same person `age` later, are that one message."""
    return not is_settled or age < SECOND_PRESS
