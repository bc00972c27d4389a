"""The phases of a program as pages show them: each outcome with what is there, who has it, its state, what is next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.urls import reverse

from waypost.people.models import Person
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.programs import outcomes as registry
from waypost.programs.models import (
    Cycle,
    OutcomeAttachment,
    Phase,
    PhaseOutcome,
    PhaseQuestion,
    PhaseStay,
    QuestionAnswer,
)
from waypost.programs.outcomes import Standing
from waypost.programs.queries.phases import people_who_may_edit
from waypost.programs.queries.programs import MANAGE
from waypost.programs.rules.phase_sets import GROUP_HINTS, GROUP_LABELS, ElementGroup
from waypost.programs.rules.phases import (
    IN_PLACE,
    PRESSING,
    STATE_LABELS,
    STATE_TONES,
    Facts,
    NextStep,
    Progress,
    ShownState,
    Way,
    count_of,
    found_state,
    hanging_words,
    next_step,
    progress,
    shown_state,
)

ATTACHED = Prefetch("attachments", OutcomeAttachment.objects.select_related("added_by"))
#: What a phase's page needs of its parts, in a fixed number of queries.
PARTS = (
    Prefetch("stays", PhaseStay.objects.order_by("entered_on", "pk")),
    Prefetch("outcomes", PhaseOutcome.objects.select_related("owner").prefetch_related(ATTACHED)),
    Prefetch(
        "questions",
        PhaseQuestion.objects.select_related("outcome").prefetch_related(
            Prefetch("answers", QuestionAnswer.objects.select_related("answered_by"))
        ),
    ),
)
#: Where each next step is done; a source has a page of its own.
PAGES: dict[Way, str] = {
    Way.ATTACH: "phase_outcome_attach",
    Way.CONFIRM: "phase_outcome",
    Way.REOPEN: "phase_outcome",
    Way.OWNER: "phase_outcome_edit",
}


@dataclass(frozen=True)
class OutcomeLine:
    """One outcome. `source` is None where nothing is registered under its key.

    `owner_left` where its owner may not edit it any more.
    """

    phase: Phase
    outcome: PhaseOutcome
    source: Standing | None
    owner_left: bool
    may_edit: bool

    @cached_property
    def attached(self) -> list[OutcomeAttachment]:
        """What stands attached, the oldest first."""
        return [one for one in self.outcome.attachments.all() if one.taken_out_at is None]

    @cached_property
    def says(self) -> str:
        """What is there, in one sentence or two."""
        from_source = self.source.says if self.source else ""
        notes = " ".join(_sentence(one.note) for one in self.attached)
        return " ".join(filter(None, [from_source, notes])) or "Nothing is there yet."

    @cached_property
    def looks_again(self) -> bool:
        """Whether an earlier cycle left it, and nobody has confirmed or changed it since."""
        outcome = self.outcome
        if outcome.carried_from is None or outcome.confirmed_at is not None:
            return False
        return all(one.is_carried for one in self.attached) and outcome.carried_state == self.found

    @cached_property
    def found(self) -> ShownState:
        """What is there, whoever confirmed or waived it."""
        return found_state(self.source.state if self.source else "", [one.state for one in self.attached])

    @cached_property
    def state(self) -> ShownState:
        return shown_state(self.found, is_waived=self.outcome.waived_at is not None, looks_again=self.looks_again)

    @property
    def label(self) -> str:
        """The state in words."""
        if self.state is ShownState.LOOK_AGAIN:
            return f"From cycle {self.outcome.carried_from}: look again"
        return STATE_LABELS[self.state]

    @property
    def tone(self) -> str:
        return STATE_TONES[self.state]

    @property
    def is_in_place(self) -> bool:
        return self.state in IN_PLACE

    @property
    def is_private(self) -> bool:
        """Whether the viewer may not know how far it is."""
        return self.found is ShownState.PRIVATE

    @property
    def begins_anew(self) -> bool:
        """Whether the next cycle carries nothing of it."""
        return self.state in (ShownState.MISSING, ShownState.WAIVED)

    @property
    def url(self) -> str:
        """Where what is there stands; empty where there is no such page, or the viewer may not open it."""
        return self.source.url if self.source else ""

    @property
    def who(self) -> str:
        """Who has it, by name; empty where nobody has."""
        if self.outcome.owner is not None:
            return self.outcome.owner.name
        return self.source.owner if self.source else ""

    @cached_property
    def step(self) -> NextStep | None:
        return next_step(Facts(self.state, bool(self.url), bool(self.who), self.may_edit))

    @property
    def step_url(self) -> str:
        """Where the next step is done."""
        if self.step is None or self.step.way is Way.SOURCE:
            return self.url
        return reverse(PAGES[self.step.way], args=[self.outcome.uid])


@dataclass(frozen=True)
class QuestionLine:
    """A question with its answers, the newest first."""

    question: PhaseQuestion
    answers: list[QuestionAnswer]

    @property
    def answer(self) -> QuestionAnswer | None:
        return self.answers[0] if self.answers else None


@dataclass(frozen=True)
class PhaseShown:
    """One phase with all that its page shows."""

    phase: Phase
    stays: list[PhaseStay]
    outcomes: tuple[OutcomeLine, ...]
    taken_out: tuple[PhaseOutcome, ...]
    questions: tuple[QuestionLine, ...]
    questions_out: tuple[PhaseQuestion, ...] = ()

    @property
    def now(self) -> PhaseStay | None:
        """The stay that lasts today; None where the program is not in this phase."""
        return next((stay for stay in self.stays if stay.left_on is None), None)

    @cached_property
    def progress(self) -> Progress:
        return progress(line.state for line in self.outcomes)

    @property
    def words(self) -> str:
        """ "7 of 8 in place"; "Not started" while the program has not been there and nothing is."""
        found = self.progress
        is_ahead = not self.stays and found.counted and not found.begun and not found.private
        return "Not started" if is_ahead else str(self.progress)

    @property
    def open_lines(self) -> list[OutcomeLine]:
        """What is not in place, the most pressing first; without what was waived."""
        found = [line for line in self.outcomes if line.state in PRESSING]
        return sorted(found, key=lambda line: PRESSING.index(line.state))

    @property
    def due(self) -> OutcomeLine | None:
        """The outcome whose next step is due, while the program is in the phase."""
        return next((line for line in self.open_lines if line.step), None) if self.now else None

    @property
    def says(self) -> str:
        """The finding of the phase, in a sentence or two, and how many outcomes are private."""
        found = self.progress
        if not found.counted and not found.private:
            return "Nothing is expected of this phase."
        all_said = f"{found.in_place} of {found.counted} outcomes are in place." if found.counted else ""
        if found.private:
            all_said = f"{all_said} {count_of(found.private, 'outcome')} kept private.".strip()
        pressing = next((line for line in self.open_lines if line.tone == "late"), None)
        return f"{all_said} “{pressing.outcome.label}” needs a look." if pressing else all_said

    @property
    def open_questions(self) -> int:
        return sum(not line.answers for line in self.questions)


@dataclass(frozen=True)
class GroupShown:
    """One of the five groups of key elements, across the phases (FR7)."""

    group: ElementGroup
    outcomes: tuple[OutcomeLine, ...]

    @property
    def label(self) -> str:
        return GROUP_LABELS[self.group]

    @property
    def hint(self) -> str:
        return GROUP_HINTS[self.group]

    @cached_property
    def progress(self) -> Progress:
        return progress(line.state for line in self.outcomes)


@dataclass(frozen=True)
class CycleShown:
    """All phases of one cycle."""

    cycle: Cycle
    phases: tuple[PhaseShown, ...]
    may_edit: bool

    @property
    def current(self) -> list[PhaseShown]:
        """The phases that the program is in."""
        return [shown for shown in self.phases if shown.now]

    @property
    def groups(self) -> list[GroupShown]:
        """The same outcomes by the group of key elements that each belongs to."""
        lines = [line for shown in self.phases for line in shown.outcomes]
        return [
            GroupShown(group, tuple(line for line in lines if line.outcome.group == group)) for group in ElementGroup
        ]

    def missing_next(self, most: int) -> list[OutcomeLine]:
        """What to do next in the phases that the program is in, or in the first one, the most pressing first."""
        lines = [line for shown in self.current or self.phases[:1] for line in shown.open_lines]
        return sorted(lines, key=lambda line: PRESSING.index(line.state))[:most]

    def phase(self, uid: str) -> PhaseShown:
        """The phase with this uid. Raises StopIteration where the cycle has none."""
        return next(shown for shown in self.phases if shown.phase.uid == uid)


def cycle_shown(viewer: Viewer, cycle: Cycle) -> CycleShown:
    """Everything about the phases of a cycle that `viewer` may read; each registered source is asked once."""
    program = cycle.program
    phases = list(cycle.phases.order_by("position").prefetch_related(*PARTS))
    keys = {outcome.key for phase in phases for outcome in phase.outcomes.all() if outcome.taken_out_at is None}
    sources = standings(viewer, cycle, keys)
    editors = set(people_who_may_edit(program.organization).values_list("pk", flat=True))
    may_edit = cycle.closed_at is None and may(viewer, MANAGE, program.organization)

    def line(phase: Phase, outcome: PhaseOutcome) -> OutcomeLine:
        left = outcome.owner_id is not None and outcome.owner_id not in editors
        return OutcomeLine(phase, outcome, sources.get(outcome.key), left, may_edit)

    return CycleShown(cycle, tuple(_phase(phase, line) for phase in phases), may_edit)


def _phase(phase: Phase, line: Callable[[Phase, PhaseOutcome], OutcomeLine]) -> PhaseShown:
    found, asked = list(phase.outcomes.all()), list(phase.questions.all())
    return PhaseShown(
        phase,
        list(phase.stays.all()),
        tuple(line(phase, outcome) for outcome in found if outcome.taken_out_at is None),
        tuple(outcome for outcome in found if outcome.taken_out_at is not None),
        tuple(QuestionLine(one, list(one.answers.all())) for one in asked if one.taken_out_at is None),
        tuple(one for one in asked if one.taken_out_at is not None),
    )


def standings(viewer: Viewer, cycle: Cycle, keys: Iterable[str]) -> Mapping[str, Standing]:
    """What registered sources say, by key; a key that nobody registered is left out."""
    found = ((key, registry.find(key)) for key in sorted(filter(None, keys)))
    return {key: outcome.told_to(viewer, cycle.program) for key, outcome in found if outcome is not None}


def outcome_line(viewer: Viewer, outcome: PhaseOutcome) -> OutcomeLine:
    """One outcome for a page of its own; read it with ATTACHED."""
    cycle = outcome.phase.cycle
    organization = cycle.program.organization
    source = standings(viewer, cycle, [outcome.key]).get(outcome.key)
    owner = outcome.owner
    left = isinstance(owner, Person) and not people_who_may_edit(organization).filter(pk=owner.pk).exists()
    may_edit = cycle.closed_at is None and may(viewer, MANAGE, organization)
    return OutcomeLine(outcome.phase, outcome, source, left, may_edit)


def what_hangs_on(outcome: PhaseOutcome) -> tuple[str, ...]:
    """What leaves with an outcome, in words; empty where nobody uses it."""
    files = outcome.attachments.filter(taken_out_at=None).count()
    questions = outcome.questions.filter(taken_out_at=None).count()
    return hanging_words(outcome.owner.name if outcome.owner else "", files, questions)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
