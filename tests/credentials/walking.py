"""Where random walks begin, and what everybody should see on the way (test_walks.py)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tests.assessment.builders import SHOWN, SOME, send_decision
from tests.builders import BUILDER, build_district, person
from tests.conftest import FROZEN
from tests.submissions.builders import Offer, begin, build_offer, complete, send_work
from waypost.assessment.actions.claims import claim_review
from waypost.assessment.models import Review
from waypost.assessment.queries.overview import queue_numbers
from waypost.assessment.queries.queue import claimable
from waypost.assessment.queries.reviews import claims_held, just_decided
from waypost.catalog.models import Prompt
from waypost.common import clock, jobs
from waypost.credentials.actions.issuers import ensure_issuer
from waypost.people.actions.people import grant_role
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.models import Enrollment, Submission
from waypost.submissions.queries.standing import standing_of
from waypost.submissions.rules.states import EnrollmentState

State = EnrollmentState
S = EnrollmentState
#: Which state may follow which within one step of the walk.
FOLLOWS: dict[State, set[State]] = {
    S.NOT_STARTED: {S.WORKING, S.WITHDRAWN},
    S.WORKING: {S.NOT_STARTED, S.SENT, S.WITHDRAWN},
    S.SENT: {S.WORKING, S.REVISING, S.WAITING},
    S.WAITING: {S.IN_REVIEW},
    S.IN_REVIEW: {S.WAITING, S.DEMONSTRATED, S.REVISING},
    S.REVISING: {S.SENT, S.WITHDRAWN},
    S.DEMONSTRATED: set(),
    S.WITHDRAWN: {S.NOT_STARTED},
}


@dataclass(frozen=True)
class People:
    """Dana earns and also assesses; Ana and Omar assess; Maya oversees the queue and may withdraw awards."""

    offer: Offer
    prompts: list[Prompt]
    dana: Person
    ana: Person
    omar: Person
    maya: Person


def build_people() -> People:
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    offer = build_offer(tree, dana)
    grant_role(by=BUILDER, person=dana, role=Role.ASSESSOR, organization=tree.district)
    ensure_issuer(by=BUILDER, organization=tree.district)
    return People(
        offer=offer,
        prompts=list(Prompt.objects.filter(part__version=offer.version).order_by("part__position")),
        dana=dana,
        ana=person("Ana Assessor", Role.ASSESSOR, tree.district),
        omar=person("Omar Assessor", Role.ASSESSOR, tree.district),
        maya=person("Maya Okafor", Role.PROGRAM_LEAD, tree.district),
    )


@dataclass(frozen=True)
class Start:
    """Where a walk begins: the minutes before FROZEN at which each step of the way was done, the state that it led to,
    and which states walks from here must come to.
    """

    state: State
    way: Sequence[tuple[int, Callable[[People], object]]]
    leads_to: frozenset[State]

    def go(self, people: People) -> None:
        """Bring Dana's work there the way people bring it there."""
        with clock.at(FROZEN - timedelta(hours=2)):
            begin(people.offer, people.dana)
        for minutes, step in self.way:
            with clock.at(FROZEN - timedelta(minutes=minutes)):
                step(people)


def starts() -> dict[str, Start]:
    """Every stage of the work, by a name for it."""
    feedback = ((60, _send), (50, _return), (40, _worker))
    return {
        "empty": Start(S.NOT_STARTED, (), frozenset({S.WORKING})),
        "complete": Start(S.WORKING, ((0, _complete),), frozenset({S.SENT})),
        "sent": Start(S.SENT, ((0, _send),), frozenset({S.WAITING})),
        "waiting": Start(S.WAITING, ((10, _send),), frozenset({S.IN_REVIEW})),
        "claimed": Start(S.IN_REVIEW, ((20, _send), (5, _claim)), frozenset({S.WAITING})),
        "returned just now": Start(S.IN_REVIEW, ((20, _send), (0, _return)), frozenset({S.REVISING})),
        "awarded just now": Start(S.IN_REVIEW, ((20, _send), (0, _award)), frozenset({S.DEMONSTRATED})),
        "revising": Start(S.REVISING, feedback, frozenset({S.SENT})),
        "sent again": Start(S.SENT, (*feedback, (0, _send)), frozenset({S.WAITING})),
        "demonstrated": Start(S.DEMONSTRATED, ((60, _send), (50, _award), (40, _worker)), frozenset()),
    }


def _complete(_people: People) -> Enrollment:
    return complete(Enrollment.objects.get())


def _send(people: People) -> Submission:
    return send_work(_complete(people))


def _claim(people: People) -> Review:
    return claim_review(by=people.ana, submission=Submission.objects.get())


def _return(people: People) -> Review:
    return send_decision(_claim(people), SHOWN, SOME, SOME)


def _worker(_people: People) -> int:
    return jobs.run_waiting()


def _award(people: People) -> Review:
    return send_decision(_claim(people), SHOWN, SHOWN, SHOWN)


@dataclass(frozen=True)
class View:
    """What the educator, the assessors and the lead see of one piece of work at one moment.

    `lines`: in whose queue it is; `held`: by how many it is held; `undoable`: how many decisions can be taken back;
    `overseen`: how many the lead reads of as waiting.
    """

    state: State
    lines: int
    held: int
    undoable: int
    overseen: int


def everybodys_view(people: People, work: Enrollment) -> View:
    assessors = (people.dana, people.ana, people.omar)
    return View(
        state=standing_of(work).state,
        lines=sum(claimable(assessor).count() for assessor in assessors),
        held=sum(claims_held(assessor).count() for assessor in assessors),
        undoable=sum(just_decided(assessor).count() for assessor in assessors),
        overseen=queue_numbers(people.maya)[0].waiting_count,
    )


def expected_view(state: State, sent: Sequence[Submission]) -> View:
    """What the state that the educator sees means for the others."""
    if state is S.WAITING:
        return View(state, lines=2, held=0, undoable=0, overseen=1)
    if state is not S.IN_REVIEW:
        return View(state, lines=0, held=0, undoable=0, overseen=0)
    is_decided = Review.objects.filter(submission=sent[-1], released_at=None, decided_at__isnull=False).exists()
    return View(state, lines=0, held=int(not is_decided), undoable=int(is_decided), overseen=int(not is_decided))
