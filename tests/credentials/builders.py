"""Awards, made the way the product makes them from a review that its assessor concluded."""

from dataclasses import dataclass
from datetime import timedelta

from tests.builders import BUILDER, District, build_district, person
from tests.submissions.builders import Offer, build_offer, waiting
from waypost.assessment.models import Review, Score
from waypost.catalog.rules import Level
from waypost.common import clock, jobs
from waypost.credentials.actions.issuing import issue_award
from waypost.credentials.actions.sharing import choose_sharing
from waypost.credentials.models import Award
from waypost.credentials.queries.awards import award_called
from waypost.credentials.rules import SharingChoice, Visibility
from waypost.people.models import Person
from waypost.people.rules import Role


@dataclass(frozen=True)
class Earned:
    """Dana earned a micro-credential; Theo sits in the same cohort, Stan teaches in another district."""

    tree: District
    offer: Offer
    dana: Person
    theo: Person
    stan: Person
    lead: Person
    award: Award


def build_review(offer: Offer, educator: Person, level: Level = Level.DEMONSTRATED) -> Review:
    """A review whose undo window has closed."""
    submission = waiting(offer, educator)
    email = f"assessor-{educator.uid}"
    now = clock.now()
    review = Review.objects.create(
        submission=submission,
        assessor=person(email),
        claim_expires_at=now + timedelta(days=2),
        decided_at=now,
        concluded_at=now,
    )
    criteria = offer.version.criteria.all()
    Score.objects.bulk_create(Score(review=review, criterion=criterion, level=level) for criterion in criteria)
    return review


def build_award(offer: Offer, educator: Person) -> Award:
    return issue_award(by=BUILDER, review=build_review(offer, educator))


def build_earned() -> Earned:
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    theo = person("Theo Park", Role.EDUCATOR, tree.cedar)
    offer = build_offer(tree, dana, theo)
    return Earned(
        tree=tree,
        offer=offer,
        dana=dana,
        theo=theo,
        stan=person("Stan Cole", Role.EDUCATOR, tree.other_school),
        lead=person("Maya Okafor", Role.PROGRAM_LEAD, tree.district),
        award=build_award(offer, dana),
    )


def share(award: Award, visibility: Visibility = Visibility.LINK, *, shows_name: bool = False) -> Award:
    """The holder chooses, and the jobs that follow run."""
    choose_sharing(by=award.holder, award=award, choice=SharingChoice(visibility, shows_name))
    jobs.run_waiting()
    return award_called(award.uid)
