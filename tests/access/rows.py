"""What a row of the table of addresses says; `table.py` holds the rows and explains the fields."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.access.objects import no_object
from tests.access.world import World
from waypost.people.rules import Role


@dataclass(frozen=True)
class Row:
    """What to expect of one address; the fields are explained above."""

    who: str | frozenset[Role]
    make: Callable[[World], dict[str, object]] = no_object
    status: int = 200
    method: str = "GET"
    data: dict[str, object] = field(default_factory=dict)
    anonymous: int | None = None
    sees: frozenset[Role] | None = None
    owner_only: bool = False
    stranger_sees: bool = False

    @property
    def has_object(self) -> bool:
        return self.make is not no_object

    @property
    def welcome(self) -> frozenset[Role]:
        """The roles that get `status`."""
        if self.sees is not None:
            return self.sees
        return self.who if isinstance(self.who, frozenset) else frozenset(Role)

    @property
    def welcomes_strangers(self) -> bool:
        return self.stranger_sees or not self.has_object


def roles(*allowed: Role) -> frozenset[Role]:
    return frozenset(allowed)


ASSESSORS = roles(Role.ASSESSOR)
COACHES = roles(Role.COACH)
EDUCATORS = roles(Role.EDUCATOR)
PLAN_READERS = roles(Role.COMMITTEE_MEMBER, Role.PROGRAM_LEAD, Role.STATE_STAFF)
CALENDAR_READERS = PLAN_READERS | roles(Role.ORGANIZATION_ADMIN)
CATALOG_EDITORS = roles(Role.CATALOG_EDITOR)
PLAN_EDITORS = roles(Role.PROGRAM_LEAD)
THEORY_EDITORS = roles(Role.COMMITTEE_MEMBER, Role.PROGRAM_LEAD)
LIBRARY_READERS = PLAN_READERS | roles(Role.COACH, Role.PRINCIPAL)
