"""Reads of what a program decides before it begins, and what was taken out of it (FR3, LA1)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from waypost.people.queries import within_branches
from waypost.people.viewers import Viewer
from waypost.plans.date_advice import Advice
from waypost.plans.models import Plan
from waypost.programs.models import (
    AmbitionChoice,
    BudgetLine,
    ImplementationModel,
    PilotSite,
    Program,
    Sustainability,
    TimelineAnswer,
    TimelineQuestion,
)
from waypost.programs.queries.programs import MANAGE
from waypost.programs.rules.timing import Answer, Conversation, TimingQuestion, usual_questions

ProgramPart = BudgetLine | ImplementationModel | PilotSite | TimelineAnswer | TimelineQuestion
#: Parts that can be taken out, by the noun that addresses use.
PARTS: dict[str, type[ProgramPart]] = {
    "answer": TimelineAnswer,
    "line": BudgetLine,
    "model": ImplementationModel,
    "question": TimelineQuestion,
    "site": PilotSite,
}


@dataclass(frozen=True)
class TakenOut:
    """A part that can be put back: the noun of its address, what it is called."""

    kind: str
    uid: str
    says: str


def ambitions(program: Program) -> tuple[AmbitionChoice, ...]:
    """Every choice, the one in force first."""
    return tuple(program.ambitions.select_related("chosen_by"))


def sustainability(program: Program) -> Sustainability:
    """What stands, or an empty plan with version 0."""
    return Sustainability.objects.filter(program=program).first() or Sustainability(program=program, version=0)


def conversations(program: Program) -> tuple[Conversation, ...]:
    """The usual questions, then the program's own, each with its answers, the newest first. Two queries."""
    said: dict[str, list[Answer]] = defaultdict(list)
    own = list(program.timeline_questions.order_by("pk"))
    uids = {question.pk: question.uid for question in own}
    for answer in program.timeline_answers.order_by("-said_on", "-pk"):
        key = answer.usual if answer.own_id is None else uids.get(answer.own_id, "")
        said[key].append(Answer(answer.said_by, answer.said_on, answer.text, answer.uid))
    usual = [replace(talk, answers=tuple(said[talk.key])) for talk in usual_questions()]
    return (*usual, *(Conversation(q.uid, "Our own question", q.text, "", tuple(said[q.uid])) for q in own))


def question_called(program: Program, key: str) -> TimingQuestion | TimelineQuestion | None:
    """A usual question by its key, or one of the program's own by its uid."""
    if key in set(TimingQuestion):
        return TimingQuestion(key)
    return program.timeline_questions.filter(uid=key).first()


def removable(viewer: Viewer, kind: str, uid: str) -> ProgramPart | None:
    """The part that `viewer` may take out or put back, taken out or not; None also for a kind that is none."""
    model = PARTS.get(kind)
    return _in_reach(viewer, model).filter(uid=uid).first() if model else None


def _in_reach(viewer: Viewer, model: type[ProgramPart]) -> QuerySet[ProgramPart]:
    found: QuerySet[ProgramPart] = model.ever.filter(within_branches(viewer, MANAGE, "program__organization"))
    return found.select_related("program__organization")


def taken_out(program: Program, kinds: Sequence[str]) -> tuple[TakenOut, ...]:
    """What of these kinds can be put back; one query for each kind."""
    return tuple(TakenOut(kind, part.uid, _says(part)) for kind in kinds for part in _taken_out_of(program, kind))


def _taken_out_of(program: Program, kind: str) -> QuerySet[ProgramPart]:
    found: QuerySet[ProgramPart] = PARTS[kind].ever.filter(program=program, taken_out_at__isnull=False).order_by("pk")
    return found.select_related("organization") if kind == "site" else found


def _says(part: ProgramPart) -> str:
    return f"{part.organization}: {part.taken_out_why}" if isinstance(part, PilotSite) else str(part)


#: As many answers stand beside a form of a plan.
MOST_ADVICE = 8


def advice_on_dates(plan: Plan) -> list[Advice]:
    """What was said about the timing of the programs that carry out this plan's activities, the newest first."""
    found = TimelineAnswer.objects.filter(program__activity__objective__plan=plan).exclude(
        own__taken_out_at__isnull=False
    )
    newest = found.select_related("program", "own").order_by("-said_on", "-pk")[:MOST_ADVICE]
    return [Advice(each.program.name, each.question, each.text, each.said_by, each.said_on) for each in newest]
