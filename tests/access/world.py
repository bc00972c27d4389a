"""The people who knock at every address: each role at home, beside, and in another district."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client

from tests.builders import BUILDER, District, build_district
from waypost.people.actions.people import add_person, grant_role
from waypost.people.models import Organization, Person
from waypost.people.rules import Role

AT_A_SCHOOL = frozenset({Role.EDUCATOR, Role.PRINCIPAL})


@dataclass(frozen=True)
class World:
    """Builders make objects in `tree.district` or `tree.cedar`, owned by somebody of `own`."""

    tree: District
    #: holds the role at Cedar Valley (educators and principals at Cedar Elementary, state staff at the state)
    own: dict[Role, Person]
    #: holds the same role at the same place, but nothing that was built belongs to them
    teammate: dict[Role, Person]
    #: holds the same role in the other district
    stranger: dict[Role, Person]
    #: has an account and no role at all
    nobody: Person
    #: the key of the session of each person who is signed in, by their primary key
    sessions: dict[int, str] = field(default_factory=dict)

    @property
    def everybody(self) -> Iterator[Person]:
        yield self.nobody
        for people in (self.own, self.teammate, self.stranger):
            yield from people.values()

    def sign_everybody_in(self) -> None:
        """Once for all requests: a third of the time of each went into it."""
        for person in self.everybody:
            client = Client()
            client.force_login(person)
            self.sessions[person.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def browser_of(self, person: Person | None, *, raises: bool = True) -> Client:
        """Signed in, where it is somebody's."""
        client = Client(raise_request_exception=raises)
        if person is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person.pk]
        return client


def build_world() -> World:
    tree = build_district()
    return World(
        tree=tree,
        own={role: _person(f"own-{role}", role, _home(role, tree)) for role in Role},
        teammate={role: _person(f"teammate-{role}", role, _home(role, tree)) for role in Role},
        stranger={role: _person(f"stranger-{role}", role, _elsewhere(role, tree)) for role in Role},
        nobody=_somebody("nobody"),
    )


def _person(name: str, role: Role, at: Organization) -> Person:
    made = _somebody(name)
    grant_role(by=BUILDER, person=made, role=role, organization=at)
    return made


def _somebody(name: str) -> Person:
    """Has a password, which nobody types here: hashing one for each would take longer than the tests."""
    made = add_person(by=BUILDER, name=name, email=f"{name}@example.org")
    made.password = "md5$unused$unused"
    made.save(update_fields=["password"])
    return made


def _home(role: Role, tree: District) -> Organization:
    if role is Role.STATE_STAFF:
        return tree.state
    return tree.cedar if role in AT_A_SCHOOL else tree.district


def _elsewhere(role: Role, tree: District) -> Organization:
    return tree.other_school if role in AT_A_SCHOOL else tree.other_district
