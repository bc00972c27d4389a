"""What the tests of frameworks share."""

import pytest

from tests.builders import District, build_district, person
from waypost.people.models import Person
from waypost.people.rules import Role


@pytest.fixture
def tree(db: None) -> District:
    return build_district()


@pytest.fixture
def lead(tree: District) -> Person:
    return person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)
