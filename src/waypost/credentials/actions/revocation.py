"""Withdrawing an award (CR2)."""

from django.db import transaction

from waypost.common import audit, events, jobs
from waypost.credentials.actions.issuers import SIGN_LIST
from waypost.credentials.actions.letters import post_withdrawal
from waypost.credentials.events import AwardRevoked
from waypost.credentials.models import Award, Revocation
from waypost.credentials.queries.awards import awards_to_withdraw, current_credential
from waypost.people.models import Person


class NotYoursToWithdraw(Exception):
    """Whoever withdraws needs the permission in the educator's branch."""


@transaction.atomic
def revoke_award(*, by: Person, award: Award, reason: str) -> Revocation:
    """Withdraw `award` for `reason`; the status list is signed anew and the educator is told. Twice changes nothing.

    Raises NotYoursToWithdraw.
    """
    current = Award.objects.select_for_update().get(pk=award.pk)
    if current.is_withdrawn:
        return current.revocation
    if not awards_to_withdraw(by).filter(pk=current.pk).exists():
        raise NotYoursToWithdraw
    revocation = Revocation.objects.create(award=current, reason=reason, revoked_by=by)
    audit.record(by=by, verb="withdraw award", on=current, after={"revoked_at": revocation.revoked_at}, why=reason)
    events.announce(AwardRevoked(current, revocation))
    jobs.enqueue(SIGN_LIST, uid=current_credential(current).status_list.uid)
    post_withdrawal(current)
    return revocation
