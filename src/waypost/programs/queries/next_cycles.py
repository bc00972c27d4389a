"""The next cycle of a program before it begins: its phases, and what each takes over of the cycle that ends (FR1)."""

from collections.abc import Iterable
from dataclasses import dataclass

from waypost.programs.models import Phase, PhaseActivity
from waypost.programs.queries.phase_lines import CycleShown, OutcomeLine, PhaseShown
from waypost.programs.rules.next_cycles import Homeless, TakenOver, homes, taken_over_words
from waypost.programs.rules.phase_sets import ElementGroup, OutcomeWords, PhaseWords, SetWords
from waypost.programs.rules.phases import ShownState


@dataclass(frozen=True)
class NextOutcome:
    """An outcome of the next cycle; `line` is what of the ending cycle stands here, None where it is new."""

    words: OutcomeWords
    line: OutcomeLine | None


@dataclass(frozen=True)
class NextQuestion:
    """A question of the next cycle; `about` is the outcome of the ending cycle that it asks about, if any."""

    text: str
    about: int | None = None


@dataclass(frozen=True)
class NextPhase:
    """A phase of the next cycle; the activities of `before` fall in it."""

    name: str
    short_name: str
    purpose: str
    outcomes: tuple[NextOutcome, ...]
    questions: tuple[NextQuestion, ...]
    before: Phase | None


@dataclass(frozen=True)
class NextCycle:
    """All phases of the next cycle; `homeless` outcomes of the ending one have no place in it."""

    set_name: str
    phases: tuple[NextPhase, ...]
    homeless: tuple[OutcomeLine, ...] = ()
    unasked: int = 0
    is_another_set: bool = False


def same_phases(shown: CycleShown) -> NextCycle:
    """The phases as they are now, with all that was added to them and changed."""
    return NextCycle(shown.cycle.set_name, tuple(_same(one) for one in shown.phases))


def _same(one: PhaseShown) -> NextPhase:
    outcomes = tuple(NextOutcome(_words(line), line) for line in one.outcomes)
    questions = tuple(NextQuestion(line.question.text, line.question.outcome_id) for line in one.questions)
    return NextPhase(one.phase.name, one.phase.short_name, one.phase.purpose, outcomes, questions, one.phase)


def phases_of_set(shown: CycleShown, words: SetWords) -> NextCycle:
    """The phases of a set; what the ending cycle holds stands where the set expects the same outcome."""
    lines = _lines(shown)
    expected = [outcome for phase in words.standing for outcome in phase.outcomes]
    placed = homes([(_words(line), line) for line in lines], expected)
    at_home = {line.outcome.pk for line in placed.values()}
    rest = iter(NextOutcome(outcome, placed.get(place)) for place, outcome in enumerate(expected))
    named = {one.phase.name.casefold(): one.phase for one in shown.phases}
    phases = tuple(
        _of_words(phase, tuple(next(rest) for _ in phase.outcomes), shown, named.get(phase.name.casefold()))
        for phase in words.standing
    )
    asked = {question.text for phase in phases for question in phase.questions}
    unasked = sum(line.question.text not in asked for one in shown.phases for line in one.questions)
    homeless = tuple(line for line in lines if line.outcome.pk not in at_home)
    return NextCycle(words.name, phases, homeless, unasked, is_another_set=True)


def _of_words(
    words: PhaseWords, outcomes: tuple[NextOutcome, ...], shown: CycleShown, before: Phase | None
) -> NextPhase:
    """With the questions of the set, and those about outcomes that stand here now."""
    here = {outcome.line.outcome.pk for outcome in outcomes if outcome.line}
    about = [
        NextQuestion(line.question.text, line.question.outcome_id)
        for one in shown.phases
        for line in one.questions
        if line.question.outcome_id in here and line.question.text not in words.questions
    ]
    asked = (*(NextQuestion(text) for text in words.questions), *about)
    return NextPhase(words.name, words.short_name, words.purpose, outcomes, asked, before)


def _words(line: OutcomeLine) -> OutcomeWords:
    outcome = line.outcome
    return OutcomeWords(outcome.label, outcome.hint, ElementGroup(outcome.group), outcome.key)


def _lines(shown: CycleShown) -> list[OutcomeLine]:
    return [line for one in shown.phases for line in one.outcomes]


def homeless_names(lines: Iterable[OutcomeLine]) -> Homeless:
    """What another set has no place for, by what would be missed most."""
    found = list(lines)
    waived = [line for line in found if line.state is ShownState.WAIVED]
    attached = [line for line in found if line.attached and line not in waived]
    others = [line for line in found if line not in waived and line not in attached]
    return Homeless(*(tuple(line.outcome.label for line in each) for each in (attached, waived, others)))


def what_is_carried(shown: CycleShown, planned: NextCycle) -> tuple[str, ...]:
    """What the next cycle would take over, in words for whoever `shown` is for; one query where the set is another."""
    taken = [outcome.line for phase in planned.phases for outcome in phase.outcomes if outcome.line]
    private = [line.outcome.label for line in taken if line.state is ShownState.PRIVATE]
    anew = [line.outcome.label for line in taken if line.begins_anew]
    return taken_over_words(
        TakenOver(
            carried=len(taken) - len(anew) - len(private),
            anew=anew,
            questions=sum(len(phase.questions) for phase in planned.phases),
            private=private,
            phases=[phase.name for phase in planned.phases] if planned.is_another_set else (),
            added=sum(len(phase.outcomes) for phase in planned.phases) - len(taken),
            homeless=homeless_names(planned.homeless),
            unasked=planned.unasked,
            loose=_loose(shown, planned) if planned.is_another_set else 0,
        )
    )


def _loose(shown: CycleShown, planned: NextCycle) -> int:
    """How many activities of the plan fall in a phase that the next cycle does not have."""
    kept = [phase.before.pk for phase in planned.phases if phase.before]
    return PhaseActivity.objects.filter(phase__cycle=shown.cycle).exclude(phase__in=kept).count()
