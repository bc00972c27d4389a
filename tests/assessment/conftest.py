"""Dana's work waits in line; Ana and Omar assess in her district, Stan in another one."""

from datetime import timedelta

import pytest

from tests.builders import District, build_district, person
from tests.submissions.builders import Offer, build_offer, sent
from waypost.common import clock
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.models import Submission


@pytest.fixture
def tree(db: None) -> District:
    return build_district()


@pytest.fixture
def dana(tree: District) -> Person:
    return person("Dana Ruiz", Role.EDUCATOR, tree.cedar)


@pytest.fixture
def theo(tree: District) -> Person:
    return person("Theo Park", Role.EDUCATOR, tree.cedar)


@pytest.fixture
def ana(tree: District) -> Person:
    return person("Ana Assessor", Role.ASSESSOR, tree.district)


@pytest.fixture
def omar(tree: District) -> Person:
    return person("Omar Assessor", Role.ASSESSOR, tree.district)


@pytest.fixture
def stan(tree: District) -> Person:
    return person("Stan Stranger", Role.ASSESSOR, tree.other_district)


@pytest.fixture
def offer(tree: District, dana: Person, theo: Person) -> Offer:
    return build_offer(tree, dana, theo)


@pytest.fixture
def submission(offer: Offer, dana: Person) -> Submission:
    """Dana's first attempt, sent four days ago."""
    with clock.at(clock.now() - timedelta(days=4)):
        return sent(offer, dana)
