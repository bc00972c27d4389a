"""Deciding on a date that a lead proposed: take it, or keep the date with a word why (PL8)."""

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.people.acting import person_or_none
from waypost.plans.actions.activities import ReasonMissing, redate_activity
from waypost.plans.models import Activity, DateProposal
from waypost.plans.queries.reminders import today_of
from waypost.plans.rules.reminders import ProposalDecision


class ProposalDecided(ValueError):
    """Somebody decided already."""


class DateNotToTake(ValueError):
    """The proposed date makes no sense any more."""


@transaction.atomic
def take_date(*, by: Actor, proposal: DateProposal) -> None:
    """Move the target date to the proposed one, for the lead's reason.

    Raises ProposalDecided, DateNotToTake and DateBeforeStart.
    """
    current = _lock(proposal)
    activity = Activity.objects.select_for_update().get(pk=current.activity_id)
    _check_open(current, activity)
    redate_activity(
        by=by,
        activity=activity,
        started_from=activity.version,
        target_on=current.proposed_on,
        reason=current.reason,
    )
    _decide(by, current, ProposalDecision.TAKEN, verb="take date")


@transaction.atomic
def keep_date(*, by: Actor, proposal: DateProposal, word: str) -> None:
    """Leave the target date as it is. Raises ProposalDecided and ReasonMissing."""
    if not word.strip():
        raise ReasonMissing("Write why the date stays: one sentence is enough.")
    current = _lock(proposal)
    current.word = word.strip()
    _decide(by, current, ProposalDecision.KEPT, verb="keep date")


def _lock(proposal: DateProposal) -> DateProposal:
    current = DateProposal.objects.select_for_update().get(pk=proposal.pk)
    if current.decided_at is not None:
        raise ProposalDecided("Somebody decided on this date meanwhile: look at what they chose.")
    return current


def _check_open(proposal: DateProposal, activity: Activity) -> None:
    if activity.completed_on is not None:
        raise DateNotToTake("This activity is done, so its date stays.")
    if proposal.proposed_on < today_of(activity):
        raise DateNotToTake("The proposed day has passed: move the date on the page of the activity, or keep it here.")


def _decide(by: Actor, proposal: DateProposal, decision: ProposalDecision, *, verb: str) -> None:
    proposal.decision, proposal.decided_at, proposal.decided_by = decision.value, clock.now(), person_or_none(by)
    proposal.save(update_fields=["decision", "decided_at", "decided_by", "word"])
    after = {"proposed_on": proposal.proposed_on, "decision": decision.value}
    audit.record(by=by, verb=verb, on=proposal, after=after, why=proposal.word or proposal.reason)
