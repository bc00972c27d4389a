"""A program that follows phases, made through the same actions that people use."""

from datetime import date

from waypost.people.models import Person
from waypost.programs.actions.outcomes import Attached, attach_work
from waypost.programs.actions.phases import follow_phases
from waypost.programs.models import Cycle, OutcomeAttachment, PhaseOutcome, Program
from waypost.programs.queries.phase_lines import CycleShown, OutcomeLine, cycle_shown
from waypost.programs.queries.phases import cycles
from waypost.programs.rules.phase_sets import ElementGroup, OutcomeWords, PhaseWords, SetWords, shipped_sets
from waypost.programs.rules.phases import AttachedState

SEPTEMBER = date(2026, 9, 8)
LINK = "https://cedarvalley.example.org/charter"
#: Two phases: one outcome that waypost works out, two that are settled by hand.
SMALL = SetWords(
    "A small set",
    (
        PhaseWords(
            "begin",
            "Begin well",
            "Begin",
            "Find your footing.",
            (
                OutcomeWords("Curated catalog", "What we offer.", ElementGroup.VISION, "programs.catalog"),
                OutcomeWords("Charter", "Who decides what.", ElementGroup.ENGAGEMENT),
            ),
            ("Whose voice is missing?",),
        ),
        PhaseWords("keep", "Keep going", "Keep", "", (OutcomeWords("Lessons", "", ElementGroup.CULTURE),), ()),
    ),
)


def following(by: Person, program: Program, words: SetWords = SMALL) -> Cycle:
    return follow_phases(by=by, program=program, words=words, began_on=SEPTEMBER)


def following_five(by: Person, program: Program) -> Cycle:
    return following(by, program, shipped_sets()["five"])


def shown(viewer: Person, cycle: Cycle) -> CycleShown:
    """The cycle as it stands now."""
    return cycle_shown(viewer, cycles(viewer).get(pk=cycle.pk))


def line(viewer: Person, cycle: Cycle, label: str) -> OutcomeLine:
    lines = [one for phase in shown(viewer, cycle).phases for one in phase.outcomes]
    return next(one for one in lines if one.outcome.label == label)


def outcome(cycle: Cycle, label: str) -> PhaseOutcome:
    return PhaseOutcome.objects.get(phase__cycle=cycle, label=label)


def attached(by: Person, where: PhaseOutcome, state: AttachedState = AttachedState.AGREED) -> OutcomeAttachment:
    return attach_work(by=by, outcome=where, work=Attached(state, "Signed in our shared drive", link=LINK))
