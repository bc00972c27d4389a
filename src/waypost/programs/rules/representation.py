"""Whether those who are involved look like the staff, group by group (FR3). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from waypost.common.suppression import is_safe, safe_table

#: Percentage points between the two shares from which a gap is said.
GAP_POINTS = 10


class Dimension(StrEnum):
    """What people are compared by."""

    ROLE = "role"
    LEVEL = "school level"
    SUBJECT = "subject"
    EXPERIENCE = "years of experience"


#: Groups that stand in the table from the start; subjects are an organization's own.
USUAL_GROUPS: dict[Dimension, tuple[str, ...]] = {
    Dimension.ROLE: ("Educator", "Coach", "Principal", "Program lead", "Human resources"),
    Dimension.LEVEL: ("Elementary", "Middle", "High"),
    Dimension.SUBJECT: (),
    Dimension.EXPERIENCE: ("Up to 3 years", "4 to 10 years", "11 to 20 years", "More than 20 years"),
}


@dataclass(frozen=True)
class Group:
    """How many of a group are involved, and how many there are; None is not known, or left out.

    `seated` of the involved sit in a committee or taskforce; 0 where that is left out.
    """

    name: str
    involved: int | None
    staff: int | None
    seated: int = 0


@dataclass(frozen=True)
class Shares:
    """A group with its share of those involved and of the staff, in whole percent; None where it can't be told."""

    group: Group
    of_involved: int | None
    of_staff: int | None


#: Which numbers of a group may be known: those who work here, then those of them who are involved.
KNOWN = (("staff", "involved"), ("staff",), ("involved",))


def with_seated(group: Group, seated: int) -> Group:
    """Whoever sits in a committee is involved, whatever was typed; a typed number counts them and others."""
    return replace(group, involved=max(group.involved or 0, seated), seated=seated)


def few_left_out(count: int) -> int | None:
    """A number beside the table for those who may not see the people; None where it would tell of a few."""
    return count if is_safe(count) else None


def with_small_left_out(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The same for those who may not see the people: small groups left out, and what they could be worked out from.

    Those involved are some of the staff, so the two numbers of a group also tell how many are not. Groups of which the
    same numbers are known stand in one table: its total can be worked out by adding up, so it counts as shown.
    """
    shown: list[dict[str, int | None]] = [{} for _ in groups]
    for known in KNOWN:
        places = [place for place, group in enumerate(groups) if _known_of(group) == known]
        chains = [tuple(getattr(groups[place], name) for name in known) for place in places]
        total = tuple(sum(column) for column in zip(*chains, strict=True))
        for place, counts in zip(places, safe_table(total, chains).groups if chains else (), strict=True):
            shown[place] = dict(zip(known, counts, strict=True))
    return tuple(
        Group(group.name, both.get("involved"), both.get("staff")) for group, both in zip(groups, shown, strict=True)
    )


def _known_of(group: Group) -> tuple[str, ...]:
    return tuple(name for name in KNOWN[0] if getattr(group, name) is not None)


def shares(groups: Sequence[Group]) -> tuple[Shares, ...]:
    """A share of the staff needs the number of every group; one that is missing leaves all of them open."""
    involved, staff = _total(group.involved for group in groups), _total(group.staff for group in groups)
    return tuple(Shares(group, _percent(group.involved, involved), _percent(group.staff, staff)) for group in groups)


def _total(counts: Iterable[int | None]) -> int | None:
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total


def _percent(count: int | None, total: int | None) -> int | None:
    return round(100 * count / total) if count is not None and total else None


def gaps(groups: Sequence[Group]) -> tuple[str, ...]:
    """One sentence for each group that is far from its share of the staff, and for one that nobody speaks for."""
    return tuple(says for share in shares(groups) if (says := _gap(share)))


def _gap(share: Shares) -> str:
    group = share.group
    if group.involved == 0 and group.staff:
        return f"{group.name}: nobody is involved yet."
    if share.of_involved is None or share.of_staff is None:
        return ""
    points = share.of_involved - share.of_staff
    if abs(points) < GAP_POINTS:
        return ""
    both = f"{share.of_involved}% of those involved, {share.of_staff}% of the staff"
    return f"{group.name}: {both}. {'Ask more of them.' if points < 0 else 'Others are heard less.'}"


def unknown(groups: Sequence[Group]) -> tuple[str, ...]:
    """Groups of which nobody knows how many work here, by name."""
    return tuple(group.name for group in groups if group.staff is None)
