"""Background jobs of credentials. Each may run twice and calls an action that bears it."""

from contextlib import suppress

from waypost.assessment.events import ReviewConcluded
from waypost.common.actors import System
from waypost.common.events import subscribe
from waypost.common.jobs import enqueue, job
from waypost.credentials.actions import issuing
from waypost.credentials.actions.issuers import RENEW, SIGN_LIST
from waypost.credentials.actions.letters import AWARDED, WITHDRAWN, write_award, write_withdrawal
from waypost.credentials.actions.signing import NoVerifiedEmail
from waypost.credentials.actions.status_lists import sign_list, sign_lists
from waypost.credentials.queries.awards import award_called, review_to_award
from waypost.credentials.queries.issuers import status_list_called, status_lists, status_lists_to_sign
from waypost.notices.writers import Writer, register

DEMONSTRATED = System("every criterion was demonstrated")
OUTDATED = System("a credential is outdated")
LISTS = System("status lists are kept in date")


def enqueue_award(event: ReviewConcluded) -> None:
    """Hears that a decision stands."""
    if event.is_demonstrated:
        enqueue(issuing.ISSUE, uid=event.review.uid)


@job(issuing.ISSUE)
def issue(*, uid: str) -> None:
    """Trying again helps nobody who confirmed no address: their own page asks them to, and the net issues it then."""
    with suppress(NoVerifiedEmail):
        issuing.issue_award(by=DEMONSTRATED, review=review_to_award(uid))


@job("credentials.issue_missing_awards", every_minutes=15)
def issue_missing() -> None:
    """In case a job was lost, or a holder confirmed their address only now.

    It issues in this one job, so that runs which wait for a worker that stands still write no further ones.
    """
    issuing.issue_awards(by=DEMONSTRATED)


@job(RENEW)
def renew(*, uid: str) -> None:
    issuing.renew_credential(by=OUTDATED, award=award_called(uid))


@job("credentials.renew_outdated_credentials", every_minutes=5)
def renew_outdated() -> None:
    """In case a job was lost: until then nobody gets a file that says more than its holder chose.

    It signs in this one job, so that runs which wait for a worker that stands still write no further ones.
    """
    issuing.renew_credentials(by=OUTDATED)


@job(SIGN_LIST)
def sign(*, uid: str) -> None:
    sign_list(by=LISTS, status_list=status_list_called(uid))


@job("credentials.sign_due_lists", every_minutes=5)
def sign_due() -> None:
    """In case a job was lost, and before a list runs out; in this one job, for the same reason."""
    sign_lists(by=LISTS, status_lists=status_lists().filter(uid__in=status_lists_to_sign()))


register(AWARDED, Writer(write_award))
register(WITHDRAWN, Writer(write_withdrawal))
subscribe(ReviewConcluded, enqueue_award)
