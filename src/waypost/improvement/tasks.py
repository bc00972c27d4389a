"""Background jobs of improvement: a measure that has its first value locks the link that it reads."""

from waypost.common.actors import System
from waypost.common.jobs import enqueue, job
from waypost.improvement.actions.links import note_first_value
from waypost.improvement.queries.waiting import link_waiting, links_waiting

SEE = "improvement.see_first_value"
SEEING = System("a measure may have its first value")
A_DAY = 24 * 60


@job(SEE)
def see_first_value(*, uid: str) -> None:
    link = link_waiting(SEEING, uid)
    if link is not None:
        note_first_value(by=SEEING, link=link)


@job("improvement.see_first_values", every_minutes=A_DAY)
def see_first_values() -> None:
    """Each in a job of its own, so that one that raises holds up no other."""
    for uid in links_waiting(SEEING):
        enqueue(SEE, uid=uid)
