"""The tables of a Word file that the template lacks: under which title, with which columns, in which order.

An exported file has one only where the plan says something for it, and in it only the columns that hold something.
"""

from dataclasses import dataclass
from enum import StrEnum

#: Stands for a kind that nobody said, and for a place that nobody holds.
NO_KIND, OPEN = "-", "(open)"


class Title(StrEnum):
    INDICATORS = "MORE ABOUT THE INDICATORS"
    MEASUREMENTS = "MEASUREMENTS SO FAR"
    ACTIVITIES = "MORE ABOUT THE ACTIVITIES"
    TEAMS = "IMPLEMENTATION TEAMS"
    PROCEDURES = "HOW WORK GOES ON"
    INVOLVEMENT = "WHO TAKES PART"


class Head(StrEnum):
    INDICATOR = "Indicator #"
    DIRECTION = "Direction"
    RANGE_FROM = "Range From"
    OWNER = "Owner"
    BUILT_BY = "Built By Activity"
    COUNTED_AS = "Counted As"
    MEASURED_ON = "Measured On"
    VALUE = "Value"
    NOTE = "Note"
    ACTIVITY = "Activity #"
    MILESTONE = "Milestone"
    TEAM = "Team"
    NEEDS = "Needs Activities"
    LEAD_KINDS = "Kinds Of Leads"
    RESOURCE_KINDS = "Kinds Of Resources"
    RESULT_KIND = "Kind Of Result"
    ANTICIPATED_NUMBER = "Anticipated Number"
    BEGUN_ON = "Begun On"
    PROGRESS = "Progress"
    DONE_ON = "Done On"
    ACTUAL_RESULT = "Actual Result"
    ACTUAL_NUMBER = "Actual Number"
    LEAD = "Lead"
    MEMBER = "Member"
    EXPERTISE = "Expertise"
    STAGE = "Stage"
    PROCEDURE = "Procedure"
    VOICE = "Voice"
    WHO = "Who"
    SCHOOL_LEVEL = "School Level"
    PART = "Part"


#: The first column of each is always there.
HEADS: dict[Title, tuple[Head, ...]] = {
    Title.INDICATORS: (
        Head.INDICATOR, Head.DIRECTION, Head.RANGE_FROM, Head.OWNER, Head.BUILT_BY, Head.COUNTED_AS,
    ),
    Title.MEASUREMENTS: (Head.INDICATOR, Head.MEASURED_ON, Head.VALUE, Head.NOTE),
    Title.ACTIVITIES: (
        Head.ACTIVITY, Head.MILESTONE, Head.TEAM, Head.NEEDS, Head.LEAD_KINDS, Head.RESOURCE_KINDS, Head.RESULT_KIND,
        Head.ANTICIPATED_NUMBER, Head.BEGUN_ON, Head.PROGRESS, Head.DONE_ON, Head.ACTUAL_RESULT, Head.ACTUAL_NUMBER,
    ),
    Title.TEAMS: (Head.TEAM, Head.LEAD, Head.MEMBER, Head.EXPERTISE),
    Title.PROCEDURES: (Head.STAGE, Head.PROCEDURE),
    Title.INVOLVEMENT: (Head.STAGE, Head.VOICE, Head.WHO, Head.SCHOOL_LEVEL, Head.PART),
}  # fmt: skip
#: Columns of sentences, beside those of a word or a number.
_WIDE: dict[str, int] = {
    Head.INDICATOR: 5,
    Head.ACTIVITY: 5,
    Head.ACTUAL_RESULT: 5,
    Head.NOTE: 5,
    Head.EXPERTISE: 4,
    Head.COUNTED_AS: 4,
    Head.VOICE: 4,
    Head.WHO: 5,
    Head.PART: 6,
    Head.PROCEDURE: 15,
}
_NARROW = 3
TITLES = frozenset(title.value for title in Title)


@dataclass(frozen=True)
class FurtherTable:
    """What an exported file shows: `rows` have a text for each of `heads`."""

    title: Title
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def shares(self) -> tuple[int, ...]:
        """How wide the columns are beside each other."""
        return tuple(_WIDE.get(head, _NARROW) for head in self.heads)


def table_of(title: Title, rows: list[dict[Head, str]]) -> FurtherTable | None:
    """Only with the columns that hold something; None where there is no row."""
    if not rows:
        return None
    first, *others = HEADS[title]
    heads = (first, *(head for head in others if any(row.get(head) for row in rows)))
    return FurtherTable(title, heads, tuple(tuple(row.get(head, "") for head in heads) for row in rows))
