"""How long evidence waits, for those who oversee the queue: counts, no scores and no names."""

from collections import defaultdict
from dataclasses import dataclass

from waypost.assessment.queries.desk import waiting
from waypost.assessment.queries.queue import PROGRAM_ORGANIZATION, undecided
from waypost.common import clock
from waypost.people.permissions import Permission
from waypost.people.viewers import Viewer
from waypost.submissions.rules import turnaround
from waypost.submissions.rules.turnaround import SHORTEST_REPLY, Waiting


@dataclass(frozen=True)
class QueueNumbers:
    """Submissions that wait for a decision: how many, the longest wait in days, and how many are past reply-by."""

    title: str
    waiting_count: int
    longest_days: int
    past_reply_by_count: int


def queue_numbers(viewer: Viewer) -> tuple[QueueNumbers, list[QueueNumbers]]:
    """All that waits in the branch of `viewer`, and the same by micro-credential, the longest wait first. One query."""
    found = undecided(viewer, Permission.ASSESSMENT_QUEUE_OVERSEE)
    by_title: dict[str, list[Waiting]] = defaultdict(list)
    for submission in found.select_related("enrollment__version", PROGRAM_ORGANIZATION):
        by_title[submission.enrollment.version.title].append(waiting(submission))
    rows = [_numbers(title, waits) for title, waits in by_title.items()]
    rows.sort(key=lambda row: (-row.longest_days, row.title))
    return _numbers("All micro-credentials", [wait for waits in by_title.values() for wait in waits]), rows


def past_reply_by_count(viewer: Viewer) -> int:
    """How many wait past their reply-by date in the branch of `viewer`. One query, of what is old enough to be."""
    found = undecided(viewer, Permission.ASSESSMENT_QUEUE_OVERSEE).filter(sent_at__lt=clock.now() - SHORTEST_REPLY)
    waits = found.order_by().values_list("sent_at", f"{PROGRAM_ORGANIZATION}__timezone")
    return sum(turnaround.waiting(sent_at, clock.now(), zone).is_past_reply_by for sent_at, zone in waits)


def _numbers(title: str, waits: list[Waiting]) -> QueueNumbers:
    return QueueNumbers(
        title=title,
        waiting_count=len(waits),
        longest_days=max((wait.days for wait in waits), default=0),
        past_reply_by_count=sum(wait.is_past_reply_by for wait in waits),
    )
