"""Issuing an award, exactly one for each submission, and signing its credential anew when it is outdated (CR1)."""

import structlog
from django.db import IntegrityError, transaction

from waypost.assessment.models import Review
from waypost.common import audit, clock, events, jobs
from waypost.common.actors import Actor
from waypost.credentials.actions.issuers import SIGN_LIST, KeyNotActive, ensure_issuer, lock_key
from waypost.credentials.actions.letters import post_award
from waypost.credentials.actions.signing import NoVerifiedEmail, signed_credential
from waypost.credentials.events import AwardIssued
from waypost.credentials.models import Award, Credential
from waypost.credentials.queries.awards import (
    award_called,
    award_for,
    current_credential,
    outdated_awards,
    review_to_award,
    reviews_to_award,
)
from waypost.credentials.rules import is_outdated

ISSUE = "credentials.issue_award"
log = structlog.get_logger("waypost.credentials")


def issue_award(*, by: Actor, review: Review) -> Award:
    """The award for the submission of `review`: the one that stands, or a new one.

    However often it runs, and wherever an earlier run was killed, there is one award with one current credential.
    Call it outside a transaction. Raises NoVerifiedEmail.
    """
    issued = award_for(review.submission)
    if issued is not None:
        return issued
    enrollment = review.submission.enrollment
    issuer = ensure_issuer(by=by, organization=enrollment.version.micro_credential.organization)
    award = Award(submission=review.submission, review=review, enrollment=enrollment, issuer=issuer)
    try:
        return _store(by, award, signed_credential(by=by, award=award, number=1))
    except IntegrityError:
        # Another worker stored it while this one signed; a place in the list taken twice raises again.
        return Award.objects.get(submission=review.submission)


def issue_awards(*, by: Actor) -> None:
    """Issue whatever waits for it, each award by itself: whatever stops one holds up no other, and it goes on waiting.

    One whose holder confirmed no address is not among them: `titles_awaited_by` says so on the holder's own page.
    """
    for uid in reviews_to_award().values_list("uid", flat=True):
        try:
            issue_award(by=by, review=review_to_award(uid))
        except NoVerifiedEmail:
            continue
        except Exception:
            log.exception("an award is not issued", review=uid)


@transaction.atomic
def _store(by: Actor, award: Award, credential: Credential) -> Award:
    lock_key(credential.key)
    award.save()
    credential.award = award
    credential.save()
    audit.record(by=by, verb="issue award", on=award, after=_facts(credential))
    events.announce(AwardIssued(award))
    post_award(award)
    return award


def renew_credential(*, by: Actor, award: Award) -> None:
    """Sign `award` anew until its credential fits the holder's choice and a good key; what fits stays as it is.

    Call it outside a transaction.
    """
    while (old := _outdated_credential(award)) is not None:
        new = signed_credential(by=by, award=old.award, number=old.number + 1)
        try:
            _replace(by, old, new)
        except (KeyNotActive, IntegrityError):
            # A key was lost, or another worker renewed it, while this one signed: look again.
            continue


def renew_credentials(*, by: Actor) -> None:
    """Sign anew whatever waits for it, each award by itself: whatever stops one holds up no other, and it goes on
    waiting.
    """
    for award in outdated_awards():
        try:
            renew_credential(by=by, award=award)
        except Exception:
            log.exception("an award is not signed anew", award=award.uid)


def _outdated_credential(award: Award) -> Credential | None:
    current, credential = award_called(award.uid), current_credential(award)
    credential.award = current
    outdated = is_outdated(
        has_name=credential.has_name,
        shows_name=current.shows_name,
        key_is_compromised=credential.key.compromised_at is not None,
        is_withdrawn=current.is_withdrawn,
    )
    return credential if outdated else None


@transaction.atomic
def _replace(by: Actor, old: Credential, new: Credential) -> None:
    lock_key(new.key)
    old.replaced_at = clock.now()
    old.save(update_fields=["replaced_at"])
    new.replaces = old
    new.save()
    audit.record(by=by, verb="renew credential", on=old.award, before=_facts(old), after=_facts(new))
    jobs.enqueue(SIGN_LIST, uid=old.status_list.uid)


def _facts(credential: Credential) -> dict[str, object]:
    return {
        "credential": credential.number,
        "key": credential.key.public_multibase,
        "status": f"{credential.status_list.url}#{credential.status_index}",
        "has_name": credential.has_name,
    }
