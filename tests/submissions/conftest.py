"""Dana works on one micro-credential; Theo sits in the same cohort, Stan in another district."""

import pytest

from tests.builders import District, build_district, person
from tests.submissions.builders import Offer, begin, build_offer
from tests.submissions.reviews import SimulatedReviews
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions import review_facts
from waypost.submissions.models import Enrollment


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
def offer(tree: District, dana: Person, theo: Person) -> Offer:
    return build_offer(tree, dana, theo)


@pytest.fixture
def work(offer: Offer, dana: Person) -> Enrollment:
    """Dana's enrollment, with nothing in it yet."""
    return begin(offer, dana)


@pytest.fixture
def reviews(monkeypatch: pytest.MonkeyPatch) -> SimulatedReviews:
    """Assessors whose decisions a test makes up."""
    simulated = SimulatedReviews()
    monkeypatch.setattr(review_facts, "_providers", [simulated.provide])
    return simulated
