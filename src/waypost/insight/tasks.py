"""Background jobs of insight: numbers of plans follow awards at once, and everything else once a day."""

from waypost.common.actors import System
from waypost.common.events import subscribe
from waypost.common.jobs import enqueue, job
from waypost.credentials.events import AwardIssued, AwardRevoked
from waypost.insight.actions import measure_indicators
from waypost.insight.queries.measures import plans_to_measure

MEASURE = "insight.measure_plan"
MEASURE_DAILY = "insight.measure_plan_daily"
AWARDS = System("an award changed what is measured")
DAILY = System("indicators are measured every day")
A_DAY = 24 * 60


def enqueue_measuring(event: AwardIssued | AwardRevoked) -> None:
    """Hears that an educator earned a credential, or that one was withdrawn."""
    program = event.award.enrollment.member.cohort.program
    enqueue(MEASURE, plan_uid=program.activity.objective.plan.uid)


@job(MEASURE)
def measure_plan(*, plan_uid: str) -> None:
    measure_indicators(by=AWARDS, plan_uid=plan_uid)


@job(MEASURE_DAILY)
def measure_plan_daily(*, plan_uid: str) -> None:
    measure_indicators(by=DAILY, plan_uid=plan_uid)


@job("insight.measure_every_plan", every_minutes=A_DAY)
def measure_every_plan() -> None:
    """Each in a job of its own, so that one that raises holds up no other."""
    for uid in plans_to_measure():
        enqueue(MEASURE_DAILY, plan_uid=uid)


subscribe(AwardIssued, enqueue_measuring)
subscribe(AwardRevoked, enqueue_measuring)
