"""An educator shares parts of their work with a coach, both write, and sharing stops with one press (EA4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from waypost.catalog.models import SubmissionPart
from waypost.common import audit, clock, events
from waypost.common.conflicts import EditConflict
from waypost.people.models import Person
from waypost.submissions.actions.locks import locked
from waypost.submissions.events import AuthorBecameKnown
from waypost.submissions.models import CoachingMessage, Enrollment, SharedWork
from waypost.submissions.queries.coaches import is_coach_for
from waypost.submissions.queries.coaching import sharing_with, works_shared_with
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.parts import Outline
from waypost.submissions.rules.coaching import is_second_press, may_share
from waypost.submissions.rules.states import shows_feedback

#: What a coach reads who sends something after it ended.
NOT_SHARED = "This is not shared with you any more, so nothing was sent."


class CannotShareWork(Exception):
    """Nothing can be shared with this coach now; the message says why, and what can be done."""


class SharingEnded(Exception):
    """The other side cannot be reached by this any more; the message says why."""


@dataclass(frozen=True)
class Shares:
    """What an educator ticked. `feedback_on` is the number of the attempt whose feedback they looked at and share."""

    parts: frozenset[SubmissionPart]
    feedback_on: int | None

    @classmethod
    def of(cls, parts: Iterable[SubmissionPart], *, feedback_on: int | None = None) -> "Shares":
        return cls(frozenset(parts), feedback_on)


@transaction.atomic
def share_work(
    *, by: Person, enrollment: Enrollment, coach: Person, shares: Shares, question: str, started_from: int
) -> SharedWork:
    """From now on `coach` reads what is ticked, and nothing that was ticked before; `question` may be empty.

    `started_from` is the `version` that the page was given, 0 before the first time. The same twice is done once.
    Raises CannotShareWork, and EditConflict where another window changed it meanwhile.
    """
    outline = outline_of(locked(enrollment, by))
    if not may_share(outline.standing.state):
        raise CannotShareWork("This work is finished or stopped, so there is nothing to share. It stays yours alone.")
    if not is_coach_for(coach, outline.enrollment):
        raise CannotShareWork(
            f"{coach.name} is not among your coaches now, so nothing was shared. What you wrote stands below: "
            "copy it and ask another coach."
        )
    if shares.feedback_on is not None and _feedback_of(outline, shares) is None:
        raise CannotShareWork("Your feedback is another one by now, so nothing was shared. See it their way once more.")
    shared = _row(outline.enrollment, coach)
    if not _is_shared_so(shared, outline, shares):
        if shared.version != started_from:
            raise EditConflict(shared)
        _write_down(by, shared, outline, shares)
    if question:
        _say(by, shared, question)
    return shared


def _row(enrollment: Enrollment, coach: Person) -> SharedWork:
    """What is shared with `coach` as it stands, locked: they may open it in this same moment. New where nothing was."""
    found = SharedWork.objects.select_for_update().filter(enrollment=enrollment, coach=coach).first()
    return found or SharedWork(enrollment=enrollment, coach=coach)


def _is_shared_so(shared: SharedWork, outline: Outline, shares: Shares) -> bool:
    if shared.pk is None or shared.stopped_at is not None:
        return False
    return set(shared.parts.all()) == shares.parts and shared.feedback_of_id == _feedback_of(outline, shares)


def _feedback_of(outline: Outline, shares: Shares) -> int | None:
    """The sending whose feedback is shared; None where it is not, or where other feedback stands there now."""
    sent = outline.standing.submission
    is_read = sent is not None and shows_feedback(outline.standing.state) and sent.attempt == shares.feedback_on
    return sent.pk if sent and is_read else None


def _write_down(by: Person, shared: SharedWork, outline: Outline, shares: Shares) -> None:
    before = _facts(shared) if shared.pk else None
    if shared.pk is None or shared.stopped_at is not None:
        shared.shared_at = clock.now()
    shared.feedback_of_id, shared.stopped_at = _feedback_of(outline, shares), None
    shared.version += 1
    shared.save()
    shared.parts.set(shares.parts)
    audit.record(by=by, verb="share work", on=shared, before=before, after=_facts(shared))
    events.announce(AuthorBecameKnown(shared.enrollment, [shared.coach]))


def _facts(shared: SharedWork) -> dict[str, object]:
    """What an audit row keeps: which parts, with whom, and no word of the work."""
    parts = sorted(shared.parts.values_list("uid", flat=True))
    return {
        "coach": shared.coach.uid,
        "parts": parts,
        "with_feedback": shared.feedback_of_id is not None,
        "stopped_at": shared.stopped_at,
    }


@transaction.atomic
def stop_sharing_work(*, by: Person, shared: SharedWork) -> None:
    """From this instant the coach finds nothing; the conversation stays with the educator. Twice changes nothing."""
    locked(shared.enrollment, by)
    current = _locked(shared)
    if current.stopped_at is not None:
        return
    current.stopped_at = clock.now()
    current.version += 1
    current.save(update_fields=["stopped_at", "version"])
    audit.record(by=by, verb="stop sharing", on=current, after={"stopped_at": current.stopped_at})


@transaction.atomic
def ask(*, by: Person, shared: SharedWork, text: str) -> CoachingMessage:
    """The educator writes to the coach. A second press keeps the words once. Raises SharingEnded."""
    sharing = sharing_with(outline_of(locked(shared.enrollment, by)), shared.coach)
    if sharing is None or not sharing.is_open:
        raise SharingEnded(
            f"{shared.coach.name} cannot open this now, so nothing was sent. What you wrote stands below: "
            "share again, or copy it for another coach."
        )
    return _say(by, sharing.shared, text)


@transaction.atomic
def answer(*, by: Person, shared: SharedWork, text: str, seen: str) -> CoachingMessage:
    """The coach answers, which settles what they had in front of them: what came after `seen` goes on waiting.

    `seen` is the uid of the last message that the page showed. Raises SharingEnded once it is not theirs to open.
    """
    current = _opened_by(by, shared)
    message = _say(by, current, text)
    _settle(by, current, seen)
    return message


@transaction.atomic
def set_aside(*, by: Person, shared: SharedWork, seen: str) -> None:
    """What the educator wrote up to `seen` needs no answer: a thank-you, say. Twice changes nothing.

    Raises SharingEnded.
    """
    current = _opened_by(by, shared)
    if _settle(by, current, seen):
        audit.record(by=by, verb="set question aside", on=current)


@transaction.atomic
def note_opening(*, by: Person, shared: SharedWork) -> None:
    """Leave a row each time the coach opens it, and let the educator see when that was. Raises SharingEnded."""
    current = _opened_by(by, shared)
    current.opened_at = clock.now()
    current.save(update_fields=["opened_at"])
    audit.record(by=by, verb="open shared work", on=current)


@transaction.atomic
def note_answers_read(*, by: Person, shared: SharedWork) -> None:
    """The educator has the answers in front of them; nothing waits for them any more."""
    locked(shared.enrollment, by)
    unread = shared.messages.filter(author=shared.coach, settled_at=None)
    if unread.update(settled_at=clock.now()):
        audit.record(by=by, verb="read answers", on=shared)


def _settle(coach: Person, shared: SharedWork, seen: str) -> int:
    """Nothing waits any more of what the educator wrote up to the message `seen`; returns how many waited until now.

    An unknown uid settles nothing: rather a question too many in the line than one that nobody reads.
    """
    said = dict(shared.messages.values_list("uid", "pk"))
    waiting = shared.messages.filter(settled_at=None, pk__lte=said.get(seen, 0)).exclude(author=coach)
    return waiting.update(settled_at=clock.now())


def _opened_by(coach: Person, shared: SharedWork) -> SharedWork:
    """The row as it stands now, for the coach who may open it now: stopping and answering come in turn."""
    current = _locked(shared)
    if not works_shared_with(coach).filter(pk=current.pk).exists():
        raise SharingEnded(NOT_SHARED)
    return current


def _locked(shared: SharedWork) -> SharedWork:
    return SharedWork.objects.select_for_update(of=("self",)).select_related("coach").get(pk=shared.pk)


def _say(by: Person, shared: SharedWork, text: str) -> CoachingMessage:
    """Add a message, unless it is a second press. The audit row counts its characters and holds none of them."""
    last = shared.messages.order_by("-created_at", "-pk").first()
    if last and _is_said_again(last, by, text):
        return last
    message = CoachingMessage.objects.create(shared_work=shared, author=by, text=text)
    audit.record(by=by, verb="write to each other", on=message, after={"characters": len(text)})
    return message


def _is_said_again(last: CoachingMessage, by: Person, text: str) -> bool:
    if last.author_id != by.pk or last.text != text:
        return False
    return is_second_press(is_settled=last.settled_at is not None, age=clock.now() - last.created_at)
