"""Objects of the package `submissions`, all of which belong to the educator of the district."""

from tests.access.world import World
from tests.builders import person
from tests.submissions.builders import Offer, attach, begin, build_offer, complete, sent, share_all
from tests.submissions.team import share_of, share_with
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.models import Enrollment, Evidence, SharedArtifact, SharedWork
from waypost.submissions.queries.outline import outline_of


def offered(world: World) -> dict[str, object]:
    """A micro-credential that the educator's cohort can begin."""
    offer = _offer(world)
    return {"member_uid": offer.members[world.own[Role.EDUCATOR]].uid, "slug": offer.micro_credential.slug}


def work(world: World) -> dict[str, object]:
    """A micro-credential that the educator began."""
    return {"uid": _begun(world).uid}


def part(world: World) -> dict[str, object]:
    """The first part of their work."""
    enrollment = _begun(world)
    return {"uid": enrollment.uid, "part_uid": outline_of(enrollment).parts[0].part.uid}


def submission(world: World) -> dict[str, object]:
    """What the educator sent just now."""
    return {"uid": sent(_offer(world), world.own[Role.EDUCATOR]).uid}


def evidence(world: World) -> dict[str, object]:
    """A file that the educator added."""
    enrollment = _begun(world)
    return {"uid": attach(enrollment, outline_of(enrollment).open_items[0]).uid}


def shared_by_the_educator(world: World) -> dict[str, object]:
    """A file that the educator shares with a colleague of their cohort."""
    return {"uid": _shared(world, world.own[Role.EDUCATOR], _colleague(world))[0].uid}


def shared_with_the_educator(world: World) -> dict[str, object]:
    """What a colleague of their cohort shares with the educator."""
    educator = world.own[Role.EDUCATOR]
    return {"uid": share_of(_shared(world, _colleague(world), educator)[1], educator).uid}


def _shared(world: World, owner: Person, colleague: Person) -> tuple[Evidence, SharedArtifact]:
    offer = build_offer(world.tree, owner, colleague)
    enrollment = begin(offer, owner)
    piece = attach(enrollment, outline_of(enrollment).open_items[0])
    return piece, share_with(piece, offer.members[colleague])


def _colleague(world: World) -> Person:
    """Somebody beside the teammate, with whom nothing is shared."""
    return person("Cora Colleague", Role.EDUCATOR, world.tree.cedar)


def _offer(world: World) -> Offer:
    return build_offer(world.tree, world.own[Role.EDUCATOR])


def _begun(world: World) -> Enrollment:
    return begin(_offer(world), world.own[Role.EDUCATOR])


def work_and_coach(world: World) -> dict[str, object]:
    """Work of the educator, and a coach whom they can ask."""
    return {"uid": _begun(world).uid, "coach_uid": world.own[Role.COACH].uid}


def work_shared_with_coach(world: World) -> dict[str, object]:
    """Work of the educator, and the coach with whom they share it."""
    shared = _coached(world)
    return {"uid": shared.enrollment.uid, "coach_uid": shared.coach.uid}


def shared_work(world: World) -> dict[str, object]:
    """What the educator shares with the coach of the district."""
    return {"uid": _coached(world).uid}


def _coached(world: World) -> SharedWork:
    return share_all(complete(_begun(world)), world.own[Role.COACH])
