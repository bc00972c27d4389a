"""Asking and answering the questions of a phase, and asking one no more (FR1)."""

from django.db import transaction
from django.db.models import Max

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Person
from waypost.programs.actions.phases import CycleClosed
from waypost.programs.models import Phase, PhaseOutcome, PhaseQuestion, QuestionAnswer


@transaction.atomic
def add_question(*, by: Actor, phase: Phase, text: str, outcome: PhaseOutcome | None = None) -> PhaseQuestion:
    """Ask one more in a phase, of one of its outcomes where it is given. Raises CycleClosed."""
    current = Phase.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=phase.pk)
    _check_open(current)
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
    person = by if isinstance(by, Person) else None
    answer = QuestionAnswer.objects.create(question=current, text=text, answered_by=person)
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
    found = PhaseQuestion.objects.select_for_update(of=("self",)).select_related("phase__cycle")
    current = found.get(pk=question.pk)
    _check_open(current.phase)
    return current


def _check_open(phase: Phase) -> None:
    if phase.cycle.closed_at is not None:
        raise CycleClosed(f"Cycle {phase.cycle.number} is over: ask it in the next one.")
