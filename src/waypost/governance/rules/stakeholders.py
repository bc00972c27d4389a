"""Who has a stake, where each stands on the map, and what a leader was told and promised (FR2). Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from textwrap import wrap

from waypost.people.rules import Role

#: Interest and influence go from 1, little, to this.
MOST = 4
STEPS = tuple(range(1, MOST + 1))
#: By these somebody leads a district or a school; other roles come beside a post.
LEADING = frozenset(
    {Role.HUMAN_RESOURCES, Role.ORGANIZATION_ADMIN, Role.PRINCIPAL, Role.PROGRAM_LEAD, Role.STATE_STAFF}
)
STEP_WORDS = {1: "little", 2: "some", 3: "much", 4: "very much"}


class StakeholderKind(StrEnum):
    """Whether many or one."""

    GROUP = "group"
    PERSON = "person"


class Stance(StrEnum):
    """How somebody looks at the program today; it can change."""

    CHAMPION = "speaks up for it"
    SUPPORTIVE = "supportive"
    UNDECIDED = "not sure yet"
    CONCERNED = "has concerns"
    AGAINST = "sees another way"


@dataclass(frozen=True)
class StakeholderFields:
    """`engaged_by` is a name, or the email address of somebody who has a role around the organization."""

    name: str
    kind: str
    interest: int
    influence: int
    stance: str
    engagement: str = ""
    engaged_by: str = ""
    is_classroom: bool = False


@dataclass(frozen=True)
class Placed:
    """Somebody to be drawn: the number by which the table names them too."""

    number: int
    name: str
    interest: int
    influence: int


@dataclass(frozen=True)
class Label:
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class StakeholderMap:
    """A square of four by four fields: interest to the right, influence upward. Each field lists who stands in it."""

    labels: tuple[Label, ...]
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.columns[-1]

    @property
    def bottom(self) -> int:
        return self.rows[-1]

    @property
    def middle_x(self) -> int:
        return self.columns[2]

    @property
    def middle_y(self) -> int:
        return self.rows[2]

    @property
    def half_width(self) -> int:
        return self.right - self.middle_x

    @property
    def upper_height(self) -> int:
        return self.middle_y - self.top

    @property
    def quadrants(self) -> tuple[Label, ...]:
        """What to do with those in each quarter, above and below the square."""
        above, below = self.top - 9, self.bottom + 19
        return (
            Label(self.left, above, "Keep content"),
            Label(self.middle_x, above, "Work closely with"),
            Label(self.left, below, "Keep in sight"),
            Label(self.middle_x, below, "Keep informed"),
        )

    @property
    def marks(self) -> tuple[Label, ...]:
        """The steps of both scales."""
        foot = self.bottom + 40
        across = [Label(x + 10, foot, f"Interest {step}") for step, x in enumerate(self.columns[:-1], 1)]
        upward = [Label(4, self.rows[MOST - step] + 26, f"Influence {step}") for step in STEPS]
        return (*across, *upward)


FIELD, LETTERS, LINES, LINE, PADDING, BETWEEN = 208, 24, 2, 17, 12, 5
#: A field is at least so high.
LOWEST = 52
LEFT, TOP, FOOT = 84, 26, 52


def stakeholder_map(people: Sequence[Placed]) -> StakeholderMap:
    """Lay out the map: a row of fields is as high as its fullest field needs, so that no two names overlap."""
    fields = {(x, y): _lines(people, x, y) for x in STEPS for y in STEPS}
    heights = [max(LOWEST, *(_height(fields[x, y]) for x in STEPS)) for y in reversed(STEPS)]
    rows = [TOP]
    for height in heights:
        rows.append(rows[-1] + height)
    columns = [LEFT + FIELD * place for place in range(MOST + 1)]
    labels = tuple(
        Label(columns[x - 1] + 10, rows[MOST - y] + PADDING + 12 + down, text)
        for (x, y), lines in fields.items()
        for down, text in lines
    )
    return StakeholderMap(labels, tuple(columns), tuple(rows), LEFT, TOP, columns[-1] + 12, rows[-1] + FOOT)


def _lines(people: Sequence[Placed], interest: int, influence: int) -> list[tuple[int, str]]:
    """The words of a field, each with how far below its upper edge they stand."""
    found: list[tuple[int, str]] = []
    down = 0
    for each in people:
        if (each.interest, each.influence) == (interest, influence):
            said = wrap(f"{each.number} {each.name}", LETTERS, max_lines=LINES, placeholder=" …")
            found += [(down + LINE * place, line) for place, line in enumerate(said)]
            down += LINE * len(said) + BETWEEN
    return found


def _height(lines: Sequence[tuple[int, str]]) -> int:
    return 2 * PADDING + (lines[-1][0] + LINE if lines else 0)


def missing_voice(classroom_count: int, count: int) -> str:
    """What the map says of those who teach; empty where they are on it."""
    if not count or classroom_count:
        return ""
    return "No classroom educators are on the map yet. They will do the work: who can speak for them?"


@dataclass(frozen=True)
class LeaderFields:
    """`name` is words where the leader has no account."""

    name: str
    post: str
    contact: str = ""
    concerns: str = ""


@dataclass(frozen=True)
class CommitmentFields:
    """`kept_on` is None while it is not kept yet."""

    text: str
    made_on: date
    due_on: date | None = None
    kept_on: date | None = None


def post_begun(held: Mapping[Role, datetime]) -> datetime | None:
    """When somebody began what they lead by: as principal where they are one.

    A seat in a committee, or work to judge, makes nobody a new leader.
    """
    if Role.PRINCIPAL in held:
        return held[Role.PRINCIPAL]
    return max((begun for role, begun in held.items() if role in LEADING), default=None)


def leader_look(last_conversation: date | None, in_post_since: date | None) -> str:
    """Why somebody should talk with this leader; empty where there is no reason."""
    if last_conversation is None:
        return "No conversation yet"
    if in_post_since is not None and in_post_since > last_conversation:
        return "New in the role since then"
    return ""


def leaders_said(looks: Iterable[str], not_listed: int) -> str:
    """One sentence about all leaders: who had a conversation, and who is new."""
    found = list(looks)
    spoken = sum(look != "No conversation yet" for look in found)
    new = sum(look.startswith("New") for look in found)
    parts = [f"{spoken} of {len(found)} leaders have had a conversation."]
    if new:
        parts.append(f"{new} {'is' if new == 1 else 'are'} new in the role since.")
    if not_listed:
        parts.append(f"{not_listed} {'principal is' if not_listed == 1 else 'principals are'} not listed yet.")
    return " ".join(parts)
