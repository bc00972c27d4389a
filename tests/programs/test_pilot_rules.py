"""Whether enough schools, and not too many, are committed."""

from datetime import date

import pytest

from waypost.programs.rules.pilots import Commitment, UnsaidCommitment, check_commitment, is_enough, standing

YES, WAITS, NO = Commitment.COMMITTED, Commitment.NOT_YET, Commitment.WITHDRAWN


@pytest.mark.parametrize(
    ("said", "says", "enough"),
    [
        ([], "0 pilot sites are committed, 2 to 3 planned: 2 more to reach the minimum.", False),
        (
            [YES, WAITS, NO],
            "1 pilot site is committed, 2 to 3 planned: 1 more to reach the minimum; 1 asked and not decided yet.",
            False,
        ),
        ([YES, YES], "2 pilot sites are committed, 2 to 3 planned.", True),
        (
            [YES] * 4,
            (
                "4 pilot sites are committed, 2 to 3 planned: 1 more than the maximum. "
                "Raise it, or agree who begins later."
            ),
            False,
        ),
    ],
)
def test_it_says_when_there_are_too_few_or_too_many(said: list[Commitment], says: str, enough: bool) -> None:
    assert standing(said, 2, 3) == says
    assert is_enough(said, 2, 3) is enough


def test_a_commitment_needs_who_and_when_and_a_withdrawal_a_reason() -> None:
    day = date(2026, 9, 1)
    check_commitment(WAITS, "", None, "")
    check_commitment(YES, "Ms. Reyes", day, "Eight teachers from October on")
    with pytest.raises(UnsaidCommitment, match="who said it and on which day"):
        check_commitment(YES, " ", day, "Eight teachers")
    with pytest.raises(UnsaidCommitment, match="what they said yes to"):
        check_commitment(YES, "Ms. Reyes", day, " ")
    with pytest.raises(UnsaidCommitment, match="why they withdrew"):
        check_commitment(NO, "Ms. Reyes", day, "")
