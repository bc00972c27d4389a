"""Following phases: beginning with a set, entering and leaving phases (FR1)."""

from datetime import date

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.programs.models import Cycle, Phase, PhaseOutcome, PhaseQuestion, PhaseStay, Program
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


def lock_open_cycle(cycle: Cycle) -> Cycle:
    """The cycle, locked. Raises CycleClosed.

    Of two who change its phases at once the second sees what the first did.
    """
    current = Cycle.objects.select_for_update().select_related("program__organization").get(pk=cycle.pk)
    if current.closed_at is not None:
        raise CycleClosed(f"Cycle {current.number} is over: cycle {current.number + 1} began.")
    return current
