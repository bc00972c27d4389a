"""What a file of people would change, without database or web: new people, new roles, what stays, and troubles."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import groupby

from waypost.people.rules import ROLE_LABELS, Role
from waypost.standards.csv_text import Trouble
from waypost.standards.people_csv import PeopleFile, PersonLine


class Outcome(StrEnum):
    """What happens to a line when the file is confirmed."""

    NEW_PERSON = "new person"
    NEW_ROLE = "new role"
    LEFT = "left as it is"


@dataclass(frozen=True)
class Place:
    """An organization of the uploader's branch and what they may give there."""

    slug: str
    name: str
    roles_to_give: frozenset[Role]
    #: departments below it, by their name and by their short name in small letters
    departments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What Waypost knows about the people and places that a file may name."""

    places: Mapping[str, Place]
    #: everybody in the file who has an account, and whether the uploader may see them
    seen_people: Mapping[str, bool]
    #: email address, role and short name of the place
    held: frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class RosterRow:
    """One line that is understood."""

    number: int
    outcome: Outcome
    name: str
    email: str
    role: Role
    organization: str
    organization_name: str

    @property
    def role_label(self) -> str:
        return ROLE_LABELS[self.role]


@dataclass(frozen=True)
class Roster:
    """Everything that confirming the file does."""

    rows: tuple[RosterRow, ...]
    troubles: tuple[Trouble, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def new_people(self) -> tuple[RosterRow, ...]:
        """For each person to make the first line that names them."""
        first: dict[str, RosterRow] = {}
        for row in self.rows:
            if row.outcome is Outcome.NEW_PERSON:
                first.setdefault(row.email, row)
        return tuple(first.values())

    @property
    def lines_left_out(self) -> list[tuple[int, list[str]]]:
        """The number of each line that is not understood, with every sentence about it."""
        by_line = groupby(self.troubles, key=lambda trouble: trouble.number)
        return [(number, [trouble.sentence for trouble in found]) for number, found in by_line]

    @property
    def changes_anything(self) -> bool:
        return any(row.outcome is not Outcome.LEFT for row in self.rows)

    @property
    def digest(self) -> str:
        """Names exactly this plan: what is confirmed must have the digest of what was shown."""
        plain = [asdict(row) for row in self.rows], [asdict(trouble) for trouble in self.troubles]
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def plan_roster(file: PeopleFile, known: Known) -> Roster:
    """Decide for each line; nothing is guessed, and everything that is wrong with a line is said at once."""
    rows: list[RosterRow] = []
    troubles = [*file.troubles, *(trouble for line in file.damaged for trouble in _troubles(line, known, {}))]
    first_lines: dict[str, PersonLine] = {}
    taken: dict[tuple[str, str, str], int] = {}
    for line in file.lines:
        found = [*_troubles(line, known, first_lines)]
        row = _row(line, known)
        if row and not found:
            found = [*_repetition(row, taken)]
        troubles += found
        if row and not found:
            rows.append(row)
    return Roster(tuple(rows), tuple(sorted(troubles, key=lambda trouble: trouble.number)))


def _troubles(line: PersonLine, known: Known, first_lines: dict[str, PersonLine]) -> Iterator[Trouble]:
    """What can't be used in the cells that are not empty, one sentence each."""
    for sentence in (*_about_the_role(line, known), *_about_the_person(line, known, first_lines)):
        yield Trouble(line.number, sentence)


def _about_the_role(line: PersonLine, known: Known) -> Iterator[str]:
    role, place = _role(line.role), _place(line, known)
    if line.role and role is None:
        yield f"There is no role {line.role}: use one of {', '.join(ROLE_LABELS.values())}."
    above = known.places.get(line.organization.lower())
    if line.organization and above is None:
        yield f"You have no place with the short name {line.organization}: see Organizations."
    elif above and place is None:
        yield f"{above.name} has no department {line.department}: add it under Organizations first."
    if role and place and role not in place.roles_to_give:
        yield f"You cannot give the role {ROLE_LABELS[role]} at {place.name}: ask an administrator to."


def _about_the_person(line: PersonLine, known: Known, first_lines: dict[str, PersonLine]) -> Iterator[str]:
    first = first_lines.setdefault(line.email, line)
    if first.name != line.name:
        yield f"Line {first.number} calls {line.email} {first.name}: use one name."
    if known.seen_people.get(line.email) is False:
        yield f"{line.email} has an account elsewhere: invite this person instead."


def _repetition(row: RosterRow, taken: dict[tuple[str, str, str], int]) -> Iterator[Trouble]:
    first = taken.setdefault((row.email, row.role, row.organization), row.number)
    if first != row.number:
        yield Trouble(row.number, f"The line repeats line {first}: remove one of them.")


def _row(line: PersonLine, known: Known) -> RosterRow | None:
    """What becomes of a line; None where its role or place is not known."""
    role, place = _role(line.role), _place(line, known)
    if role is None or place is None:
        return None
    outcome = _outcome((line.email, role, place.slug), known)
    return RosterRow(line.number, outcome, line.name, line.email, role, place.slug, place.name)


def _outcome(key: tuple[str, str, str], known: Known) -> Outcome:
    if key[0] not in known.seen_people:
        return Outcome.NEW_PERSON
    return Outcome.LEFT if key in known.held else Outcome.NEW_ROLE


def _role(text: str) -> Role | None:
    wanted = text.lower().replace("_", " ")
    found = (role for role, label in ROLE_LABELS.items() if wanted in {role.value.replace("_", " "), label.lower()})
    return next(found, None)


def _place(line: PersonLine, known: Known) -> Place | None:
    """The department where the line names one, else the organization."""
    place = known.places.get(line.organization.lower())
    if place is None or not line.department:
        return place
    return known.places.get(place.departments.get(line.department.lower(), ""))
