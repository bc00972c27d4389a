"""Choosing an ambition, talking about timing, and writing how a program lasts (FR3, LA1)."""

from datetime import date

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.acting import person_or_none
from waypost.programs.actions.planning_edits import lock_program, write_single
from waypost.programs.models import AmbitionChoice, Program, Sustainability, TimelineAnswer, TimelineQuestion
from waypost.programs.rules.ambitions import Ambition
from waypost.programs.rules.timing import TimingQuestion


class QuestionOfAnotherProgram(ValueError):
    """An own question is answered where it was asked."""


@transaction.atomic
def choose_ambition(
    *, by: Actor, program: Program, started_from: int, ambition: Ambition, reason: str
) -> AmbitionChoice:
    """Say how far the program wants to go, and why; the choices before it stay. Raises EditConflict."""
    lock_program(program)
    current = program.ambitions.first() or AmbitionChoice(program=program, version=0)
    check_version(current, started_from)
    if (current.ambition, current.reason) == (ambition.value, reason):
        return current
    choice = AmbitionChoice.objects.create(
        program=program,
        ambition=ambition.value,
        reason=reason,
        chosen_by=person_or_none(by),
        version=current.version + 1,
    )
    audit.record(
        by=by,
        verb="choose ambition",
        on=choice,
        before={"ambition": current.ambition} if current.pk else None,
        after={"ambition": ambition.value, "reason": reason, "program": program.uid},
    )
    return choice


@transaction.atomic
def ask_timing_question(*, by: Actor, program: Program, text: str) -> TimelineQuestion:
    """Add a question of the program's own (LA1)."""
    question = TimelineQuestion.objects.create(program=program, text=text)
    audit.record(by=by, verb="ask timing question", on=question, after={"text": text, "program": program.uid})
    return question


@transaction.atomic
def record_timing_answer(
    *,
    by: Actor,
    program: Program,
    question: TimingQuestion | TimelineQuestion,
    said_by: str,
    said_on: date,
    text: str,
) -> TimelineAnswer:
    """Write down what somebody said about timing (LA1). Raises QuestionOfAnotherProgram."""
    own = question if isinstance(question, TimelineQuestion) else None
    if own is not None and own.program_id != program.pk:
        raise QuestionOfAnotherProgram("Choose a question of this program.")
    answer = TimelineAnswer.objects.create(
        program=program,
        usual=question.value if isinstance(question, TimingQuestion) else "",
        own=own,
        said_by=said_by,
        said_on=said_on,
        text=text,
        recorded_by=person_or_none(by),
    )
    after = {"question": answer.question, "said_by": said_by, "said_on": said_on, "text": text}
    audit.record(by=by, verb="record timing answer", on=answer, after=after)
    return answer


@transaction.atomic
def write_sustainability(
    *, by: Actor, program: Program, started_from: int, continues: str, payers: str, begins: str, risks: str
) -> Sustainability:
    """Say what continues, who pays, from when, and what could stop it. Raises EditConflict."""
    return write_single(
        by=by,
        verb="write sustainability plan",
        model=Sustainability,
        program=program,
        started_from=started_from,
        values={"continues": continues, "payers": payers, "begins": begins, "risks": risks},
    )
