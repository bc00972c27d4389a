"""Asking and answering the questions of a phase, and asking one no more (FR1)."""

from django.db import transaction
from django.db.models import Max

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.acting import person_or_none
from waypost.programs.actions.phases import lock_open_cycle
from waypost.programs.models import Phase, PhaseOutcome, PhaseQuestion, QuestionAnswer


@transaction.atomic
def add_question(*, by: Actor, phase: Phase, text: str, outcome: PhaseOutcome | None = None) -> PhaseQuestion:
    """Ask one more in a phase, of one of its outcomes where it is given. Raises CycleClosed."""
    lock_open_cycle(phase.cycle)
    current = Phase.objects.select_related("cycle").get(pk=phase.pk)
    last: int | None = current.questions.aggregate(last=Max("position"))["last"]
    made = PhaseQuestion.objects.create(phase=current, outcome=outcome, position=(last or 0) + 1, text=text)
    after = {"phase": current.uid, "text": text, "outcome": outcome.uid if outcome else ""}
    audit.record(by=by, verb="add question", on=made, after=after)
    return made


@transaction.atomic
def answer_question(*, by: Actor, question: PhaseQuestion, started_from: int, text: str) -> QuestionAnswer:
    """Answer a question, or answer it anew: what was answered before stays readable.

    Raises EditConflict where somebody answered since `started_from`, and CycleClosed.
    """
    current = _locked(question)
    check_version(current, started_from)
    answer = QuestionAnswer.objects.create(question=current, text=text, answered_by=person_or_none(by))
    current.version += 1
    current.save(update_fields=["version"])
    audit.record(by=by, verb="answer question", on=current, after={"answer": text})
    return answer


@transaction.atomic
def take_question_out(*, by: Actor, question: PhaseQuestion, why: str = "") -> PhaseQuestion:
    """Ask it no more in this phase; it can be put back with its answers. Again changes nothing. Raises CycleClosed."""
    current = _locked(question)
    return current if current.taken_out_at else _mark(by, current, "take out question", why)


@transaction.atomic
def put_question_back(*, by: Actor, question: PhaseQuestion) -> PhaseQuestion:
    """Ask it again, with its answers. Again changes nothing. Raises CycleClosed."""
    current = _locked(question)
    return _mark(by, current, "put back question", "") if current.taken_out_at else current


def _mark(by: Actor, current: PhaseQuestion, verb: str, why: str) -> PhaseQuestion:
    before, current.taken_out_at = current.taken_out_at, None if current.taken_out_at else clock.now()
    current.save(update_fields=["taken_out_at"])
    was, now = {"taken_out_at": before}, {"taken_out_at": current.taken_out_at}
    audit.record(by=by, verb=verb, on=current, before=was, after=now, why=why)
    return current


def _locked(question: PhaseQuestion) -> PhaseQuestion:
    """The question as it stands now, in a cycle that nobody closes meanwhile. Raises CycleClosed."""
    lock_open_cycle(question.phase.cycle)
    return PhaseQuestion.objects.select_related("phase__cycle").get(pk=question.pk)
