"""Background jobs of assessment."""

from waypost.assessment.actions.claims import release_known
from waypost.assessment.actions.decisions import CONCLUDE, conclude_review
from waypost.assessment.actions.letters import FEEDBACK, write_feedback
from waypost.assessment.queries.reviews import review_called, reviews_to_conclude
from waypost.common import jobs
from waypost.common.actors import System
from waypost.common.events import subscribe
from waypost.notices.writers import Writer, register
from waypost.submissions.events import AuthorBecameKnown


@jobs.job(CONCLUDE)
def conclude(*, uid: str) -> None:
    """Conclude one decision at the minute when its undo window closes."""
    conclude_review(review=review_called(System("concluding a decision"), uid))


@jobs.job("assessment.conclude_reviews", every_minutes=1)
def conclude_what_is_due() -> None:
    """A net under `conclude`: each decision in a job of its own, so that one that raises holds up no other."""
    for uid in reviews_to_conclude().values_list("uid", flat=True):
        jobs.enqueue(CONCLUDE, uid=uid)


def release(event: AuthorBecameKnown) -> None:
    """Hears that somebody knows whose work they may be scoring: in the transaction that lets them know."""
    release_known(people=event.people)


register(FEEDBACK, Writer(write_feedback))
subscribe(AuthorBecameKnown, release)
