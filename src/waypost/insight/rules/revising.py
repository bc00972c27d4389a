"""What became of work that was asked to show more: who revised it, and who earned at first try (IN1). No database.

These numbers tell about attempts, of which nobody sees rows without a reason (DESIGN.md, Who sees what). So small
groups are left out for program leads too, who know by name who submitted and who earned; others read less still.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from waypost.common.suppression import Chain, Shown, is_safe, safe_chain, safe_table
from waypost.insight.rules.steps import share


class Turn(StrEnum):
    """In their order; whoever came to one came to all before it."""

    HEARD = "heard"
    ASKED = "asked"
    AGAIN = "again"
    AFTER = "after"


@dataclass(frozen=True)
class Revised:
    """The people of a group: how many `submitted` and `earned`, shown elsewhere, and how many came to each turn."""

    name: str
    submitted: int
    turns: Chain
    earned: int


@dataclass(frozen=True)
class RevisedLine:
    """What is shown of a group; None stands where a number is left out."""

    name: str
    heard: int | None
    asked: int | None
    again: int | None
    after: int | None

    @property
    def is_left_out(self) -> bool:
        """Nothing of the group is shown."""
        return self.heard is None

    @property
    def is_suppressed(self) -> bool:
        return None in (self.heard, self.asked, self.again, self.after)

    @property
    def first_try(self) -> int | None:
        """Who heard back and was never asked for more."""
        return self.heard - self.asked if self.heard is not None and self.asked is not None else None

    @property
    def first_try_rate(self) -> int | None:
        """Of those who heard back, in percent."""
        return share(self.first_try, self.heard)

    @property
    def again_rate(self) -> int | None:
        """Of those who were asked for more, in percent."""
        return share(self.again, self.asked)

    @property
    def after_rate(self) -> int | None:
        """Of those who sent again, in percent."""
        return share(self.after, self.again)


def first_try_of(group: Revised) -> int | None:
    """The rate before anything is left out."""
    return _line(group, group.turns).first_try_rate


Lines = tuple[RevisedLine, tuple[RevisedLine, ...]]


def lines_for_leads(everybody: Revised, groups: Sequence[Revised]) -> Lines:
    """Whoever may open a row with a reason reads every number of a group of which nobody or at least ten heard back.

    A group is left out as well where its smaller neighbor could be worked out from it.
    """
    heard = safe_table(_heard(everybody), [_heard(group) for group in groups])
    whole = _all_or_nothing(everybody, heard.total)
    return whole, tuple(_all_or_nothing(group, shown) for group, shown in zip(groups, heard.groups, strict=True))


def lines_for_others(everybody: Revised, groups: Sequence[Revised]) -> Lines:
    """Everybody, and the groups that make them up. One group that can't be shown takes all groups with it."""
    whole = safe_chain(everybody.turns) if _fits(everybody) else _nothing(everybody)
    fit = whole[0] is not None and all(_fits(group) for group in groups)
    shown = safe_table(everybody.turns, [group.turns for group in groups]).groups if fit else map(_nothing, groups)
    of_whole, of_groups = _beside_who_earned([everybody]), _beside_who_earned([everybody, *groups])
    lines = tuple(_line(group, of_groups(turns)) for group, turns in zip(groups, shown, strict=True))
    return _line(everybody, of_whole(whole)), lines


def _heard(group: Revised) -> Chain:
    return group.turns[:1]


def _all_or_nothing(group: Revised, heard: Shown) -> RevisedLine:
    return _line(group, _nothing(group) if None in heard else group.turns)


def _fits(group: Revised) -> bool:
    """Whether the first number tells of nobody beside how many submitted and earned."""
    heard = group.turns[0]
    return is_safe(group.submitted - heard) and is_safe(heard - group.earned)


def _beside_who_earned(beside: Sequence[Revised]) -> Callable[[Shown], Shown]:
    """What to leave of who was asked and who earned after: together with who earned, shown elsewhere, they tell of whom
    an award was withdrawn, and one of the two tells the other. So both are shown, or none.
    """
    return _both_or_none if all(is_safe(_without_award(group)) for group in beside) else _none_of_both


def _without_award(group: Revised) -> int:
    """How many demonstrated everything, at first try or after, more or fewer than hold an award that stands."""
    heard, asked, _, after = group.turns
    return abs(heard - asked + after - group.earned)


def _both_or_none(shown: Shown) -> Shown:
    _, asked, _, after = shown
    return _none_of_both(shown) if None in (asked, after) else shown


def _none_of_both(shown: Shown) -> Shown:
    heard, _, again, _ = shown
    return heard, None, again, None


def _nothing(group: Revised) -> Shown:
    return (None,) * len(group.turns)


def _line(group: Revised, shown: Shown) -> RevisedLine:
    return RevisedLine(group.name, *shown)
