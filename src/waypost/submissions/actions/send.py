"""Sending, and taking back within the undo window."""

from django.db import transaction

from waypost.common import audit, clock, events
from waypost.common.actors import Actor
from waypost.submissions.actions.locks import locked
from waypost.submissions.events import SubmissionSent
from waypost.submissions.models import Draft, Enrollment, Evidence, SentEvidence, SentText, Submission, TeamPart
from waypost.submissions.queries.outline import outlines
from waypost.submissions.queries.standing import standing_of_work
from waypost.submissions.rules.states import may_recall, may_write
from waypost.submissions.rules.texts import AcceptedStatement, Gap


class NotReady(Exception):
    """Something is still needed; `gaps` lists it, part by part."""

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__("Something is still needed before you can send.")
        self.gaps = gaps


class CannotSend(Exception):
    """The work is not the educator's to send now; the message says why."""


class CannotRecall(Exception):
    """It is too late to take the submission back."""


@transaction.atomic
def send(*, by: Actor, enrollment: Enrollment, attempt: int, statement: AcceptedStatement) -> Submission:
    """Send the work as attempt number `attempt`; sending the same attempt twice returns what the first click sent.

    Raises NotReady with what is missing, CannotSend while the work is with an assessor.
    """
    current = locked(enrollment, by)
    sent = current.submissions.filter(recalled_at=None, attempt=attempt).first()
    if sent:
        return sent
    standing = standing_of_work(current)
    if not may_write(standing.state) or attempt != standing.next_attempt:
        raise CannotSend("This work is not open for sending now. Open My learning to see where it stands.")
    if missing := outlines([standing])[0].gaps:
        raise NotReady(missing)
    submission = Submission.objects.create(
        enrollment=current, attempt=attempt, statement_number=statement.number, statement=statement.words
    )
    _freeze(submission)
    audit.record(by=by, verb="send submission", on=submission, after={"attempt": attempt})
    events.announce(SubmissionSent(submission))
    return submission


def _freeze(submission: Submission) -> None:
    """Copy what stands now: later edits never change what was sent."""
    drafts = Draft.objects.filter(enrollment=submission.enrollment)
    SentText.objects.bulk_create(
        SentText(submission=submission, prompt_id=draft.prompt_id, text=draft.text) for draft in drafts
    )
    evidence = Evidence.objects.filter(enrollment=submission.enrollment, removed_at=None)
    parts = dict(TeamPart.objects.filter(evidence__in=evidence).values_list("evidence", "own_part"))
    SentEvidence.objects.bulk_create(
        SentEvidence(submission=submission, evidence=piece, own_part=parts.get(piece.pk, "")) for piece in evidence
    )


@transaction.atomic
def recall(*, by: Actor, submission: Submission) -> None:
    """Take back what was sent, within ten minutes; the work is open again. Taking it back twice changes nothing.

    Raises CannotRecall once the ten minutes are over.
    """
    enrollment = locked(submission.enrollment, by)
    # Locked as a claim locks it, so that taking back and claiming come in turn.
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if current.recalled_at:
        return
    standing = standing_of_work(enrollment)
    if standing.submission != current or not may_recall(standing.state):
        raise CannotRecall("The ten minutes are over, so an assessor may have begun. You can revise after feedback.")
    current.recalled_at = clock.now()
    current.save(update_fields=["recalled_at"])
    audit.record(by=by, verb="recall submission", on=current, after={"recalled_at": current.recalled_at})
