"""Following phases: beginning with a set, entering and leaving phases, and starting the next cycle (FR1)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor, System
from waypost.programs.models import (
    Cycle,
    OutcomeAttachment,
    Phase,
    PhaseActivity,
    PhaseOutcome,
    PhaseQuestion,
    PhaseStay,
    Program,
)
from waypost.programs.queries.phase_lines import CycleShown, OutcomeLine, cycle_shown
from waypost.programs.queries.phase_snapshots import snapshot_of
from waypost.programs.rules.phase_sets import SetWords
from waypost.programs.rules.phases import check_entered, check_left


class FollowsPhases(ValueError):
    """The program follows phases already."""


class InPhase(ValueError):
    """The program is in this phase already."""


class NotInPhase(ValueError):
    """The program is not in this phase."""


class CycleClosed(ValueError):
    """The cycle is over: another one began."""


@transaction.atomic
def follow_phases(*, by: Actor, program: Program, words: SetWords, began_on: date) -> Cycle:
    """Begin cycle 1 with the phases of a set, and enter the first one. Raises FollowsPhases."""
    Program.objects.select_for_update().get(pk=program.pk)
    if program.cycles.exists():
        raise FollowsPhases(f"{program.name} follows phases already.")
    cycle = Cycle.objects.create(program=program, number=1, set_name=words.name, began_on=began_on)
    phases = Phase.objects.bulk_create(
        Phase(cycle=cycle, position=place, name=phase.name, short_name=phase.short_name, purpose=phase.purpose)
        for place, phase in enumerate(words.standing, 1)
    )
    pairs = list(zip(phases, words.standing, strict=True))
    PhaseOutcome.objects.bulk_create(
        PhaseOutcome(phase=made, position=place, key=one.key, label=one.label, hint=one.hint, group=one.group)
        for made, phase in pairs
        for place, one in enumerate(phase.outcomes, 1)
    )
    PhaseQuestion.objects.bulk_create(
        PhaseQuestion(phase=made, position=place, text=text)
        for made, phase in pairs
        for place, text in enumerate(phase.questions, 1)
    )
    PhaseStay.objects.create(phase=phases[0], entered_on=began_on)
    audit.record(by=by, verb="follow phases", on=cycle, after={"set": words.name, "began_on": began_on})
    return cycle


@transaction.atomic
def enter_phase(*, by: Actor, phase: Phase, on: date, why: str = "") -> PhaseStay:
    """Enter a phase, or go back to it, beside others that go on. Raises InPhase, MisdatedStay and CycleClosed."""
    cycle = lock_open_cycle(phase.cycle)
    check_entered(on, cycle.began_on)
    if phase.stays.filter(left_on=None).exists():
        raise InPhase(f"{cycle.program.name} is in “{phase.name}” already.")
    stay = PhaseStay.objects.create(phase=phase, entered_on=on, entered_why=why)
    audit.record(by=by, verb="enter phase", on=phase, after={"entered_on": on}, why=why)
    return stay


@transaction.atomic
def leave_phase(*, by: Actor, phase: Phase, on: date, why: str = "") -> PhaseStay:
    """Leave a phase; it can be entered again. Raises NotInPhase, MisdatedStay and CycleClosed."""
    cycle = lock_open_cycle(phase.cycle)
    stay = phase.stays.filter(left_on=None).first()
    if stay is None:
        raise NotInPhase(f"{cycle.program.name} is not in “{phase.name}” now.")
    check_left(on, stay.entered_on)
    stay.left_on, stay.left_why = on, why
    stay.save(update_fields=["left_on", "left_why"])
    audit.record(by=by, verb="leave phase", on=phase, after={"left_on": on}, why=why)
    return stay


@dataclass(frozen=True)
class _Carried:
    """One outcome on its way into the next cycle."""

    line: OutcomeLine
    made: PhaseOutcome


@transaction.atomic
def start_next_cycle(*, by: Actor, cycle: Cycle, began_on: date, why: str = "") -> Cycle:
    """Close a cycle with a snapshot, and begin the next one from what it left.

    What stands is carried, to be looked at again; what is missing or was waived is open again, and so are questions.
    The cycle is closed as it stands, also with what whoever starts the next one may not know.
    Raises CycleClosed and MisdatedStay.
    """
    current = lock_open_cycle(cycle)
    check_entered(began_on, current.began_on)
    _end_stays(current, began_on)
    shown = cycle_shown(System("closing a cycle as it stands"), current)
    current.snapshot, current.closed_at = snapshot_of(shown), clock.now()
    current.save(update_fields=["snapshot", "closed_at"])
    fresh = Cycle.objects.create(
        program=current.program, number=current.number + 1, set_name=current.set_name, began_on=began_on, why=why
    )
    _carry(shown, fresh)
    PhaseStay.objects.create(phase=fresh.phases.order_by("position")[0], entered_on=began_on)
    audit.record(
        by=by, verb="start next cycle", on=fresh, after={"number": fresh.number, "began_on": began_on}, why=why
    )
    return fresh


def _end_stays(cycle: Cycle, on: date) -> None:
    """A stay that began later than the next cycle ends on its own first day."""
    for stay in PhaseStay.objects.filter(phase__cycle=cycle, left_on=None):
        stay.left_on, stay.left_why = max(on, stay.entered_on), f"Cycle {cycle.number + 1} began."
        stay.save(update_fields=["left_on", "left_why"])


def _carry(shown: CycleShown, fresh: Cycle) -> None:
    phases = Phase.objects.bulk_create(
        Phase(
            cycle=fresh,
            position=one.phase.position,
            name=one.phase.name,
            short_name=one.phase.short_name,
            purpose=one.phase.purpose,
        )
        for one in shown.phases
    )
    carried: list[_Carried] = []
    for made, one in zip(phases, shown.phases, strict=True):
        carried += [_Carried(line, _outcome(line, made, shown.cycle.number)) for line in one.outcomes]
    PhaseOutcome.objects.bulk_create(pair.made for pair in carried)
    OutcomeAttachment.objects.bulk_create(_attachment(one, pair.made) for pair in carried for one in pair.line.attached)
    PhaseActivity.objects.bulk_create(
        PhaseActivity(phase=made, activity_id=activity_id)
        for made, one in zip(phases, shown.phases, strict=True)
        for activity_id in one.phase.activities.values_list("activity", flat=True)
    )
    twins = {pair.line.outcome.pk: pair.made for pair in carried}
    PhaseQuestion.objects.bulk_create(
        PhaseQuestion(
            phase=made,
            outcome=twins.get(line.question.outcome_id or 0),
            position=line.question.position,
            text=line.question.text,
        )
        for made, one in zip(phases, shown.phases, strict=True)
        for line in one.questions
    )


def _outcome(line: OutcomeLine, phase: Phase, number: int) -> PhaseOutcome:
    """Only what stands is carried; what is missing, or was waived, begins anew with the same owner."""
    old = line.outcome
    made = PhaseOutcome(
        phase=phase,
        position=old.position,
        key=old.key,
        label=old.label,
        hint=old.hint,
        group=old.group,
        owner=old.owner,
    )
    if not line.begins_anew:
        made.carried_from, made.carried_state = number, line.found
    return made


def _attachment(old: OutcomeAttachment, outcome: PhaseOutcome) -> OutcomeAttachment:
    """The same file or link, as old as it is."""
    names = (
        "state",
        "note",
        "url",
        "stored_file",
        "name",
        "media_type",
        "size_bytes",
        "sha256",
        "added_by",
        "created_at",
    )
    return OutcomeAttachment(outcome=outcome, is_carried=True, **{name: getattr(old, name) for name in names})


def lock_open_cycle(cycle: Cycle) -> Cycle:
    """The cycle, locked. Raises CycleClosed.

    Of two who change its phases at once the second sees what the first did.
    """
    current = Cycle.objects.select_for_update().select_related("program__organization").get(pk=cycle.pk)
    if current.closed_at is not None:
        raise CycleClosed(f"Cycle {current.number} is over: cycle {current.number + 1} began.")
    return current
