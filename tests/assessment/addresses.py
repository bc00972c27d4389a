"""Objects of the package `assessment`: work of the district's educator, and the review of its assessor."""

from datetime import timedelta

from tests.access.world import World
from tests.submissions.builders import build_offer, sent
from waypost.assessment.actions.claims import claim_review
from waypost.common import clock
from waypost.people.rules import Role
from waypost.submissions.models import Submission


def waiting_submission(world: World) -> dict[str, object]:
    """What the educator sent four days ago."""
    return {"uid": _submission(world).uid}


def review(world: World) -> dict[str, object]:
    """What the assessor claimed just now."""
    return {"uid": claim_review(by=world.own[Role.ASSESSOR], submission=_submission(world)).uid}


def _submission(world: World) -> Submission:
    with clock.at(clock.now() - timedelta(days=4)):
        return sent(build_offer(world.tree, world.own[Role.EDUCATOR]), world.own[Role.EDUCATOR])
