"""Dana works on one micro-credential; Theo sits in the same cohort, Stan in another district."""

import pytest

from tests.builders import BUILDER, District, build_district, person
from tests.submissions.builders import Offer, a_pdf, attach, begin, build_offer, role_of
from tests.submissions.reviews import SimulatedReviews
from tests.submissions.team import share_with
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort
from waypost.submissions import review_facts
from waypost.submissions.models import Enrollment, Evidence, SharedArtifact
from waypost.submissions.queries.outline import outline_of


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


@pytest.fixture
def plan(work: Enrollment) -> Evidence:
    """The lesson plan that Dana's team made, in Dana's work."""
    return attach(work, outline_of(work).open_items[0], a_pdf("plan.pdf", "three lessons"))


@pytest.fixture
def artifact(plan: Evidence, offer: Offer, theo: Person) -> SharedArtifact:
    """Dana shares it with Theo."""
    return share_with(plan, offer.members[theo])


@pytest.fixture
def theirs(offer: Offer, theo: Person) -> Enrollment:
    """Theo's work, with nothing in it yet."""
    return begin(offer, theo)


@pytest.fixture
def nia(offer: Offer, tree: District) -> Person:
    """A teammate in the same cohort with whom nothing is shared."""
    nia = person("Nia New", Role.EDUCATOR, tree.juniper)
    for member in invite_to_cohort(by=BUILDER, cohort=offer.cohort, educators=[role_of(nia)]):
        offer.members[nia] = member
    return nia
