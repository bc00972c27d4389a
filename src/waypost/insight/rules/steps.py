"""The steps from an invitation to a credential, and how many took each (IN1). No database, no web."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """In their order; whoever reached a step reached all before it."""

    INVITED = "invited"
    ENROLLED = "enrolled"
    WORKING = "working"
    SUBMITTED = "submitted"
    EARNED = "earned"


STEP_LABELS: dict[Step, str] = {
    Step.INVITED: "Invited",
    Step.ENROLLED: "Enrolled",
    Step.WORKING: "Working",
    Step.SUBMITTED: "Submitted",
    Step.EARNED: "Earned",
}
FIRST, *LATER = Step


@dataclass(frozen=True)
class StepCount:
    """How many people reached a step; `count` is None where it is suppressed.

    `rate` is the share, in whole percent, of those who reached the step before; None where one of the two is
    suppressed, and for the first step.
    """

    step: Step
    count: int | None
    rate: int | None

    @property
    def label(self) -> str:
        return STEP_LABELS[self.step]


def step_counts(steps: Sequence[Step], counts: Sequence[int | None]) -> tuple[StepCount, ...]:
    """Each step with its count and its rate."""
    before: list[int | None] = [None, *counts[:-1]]
    return tuple(
        StepCount(step, count, share(count, whole)) for step, count, whole in zip(steps, counts, before, strict=True)
    )


def share(part: int | None, whole: int | None) -> int | None:
    """`part` of `whole` in whole percent, half up; only all of them read 100 and only nobody 0; None of none."""
    if part is None or not whole:
        return None
    if part in {0, whole}:
        return 100 if part else 0
    return min(max((200 * part + whole) // (2 * whole), 1), 99)


def furthest(reached: Sequence[Step]) -> Step:
    """The last of the steps that somebody reached; everybody counted was invited."""
    return max(reached, key=list(Step).index, default=FIRST)
