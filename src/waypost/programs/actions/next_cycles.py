"""Closing a cycle and starting the next one from what it left, in the same phases or in those of a set (FR1)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor, System
from waypost.programs.actions.phases import lock_open_cycle
from waypost.programs.models import (
    Cycle,
    OutcomeAttachment,
    Phase,
    PhaseActivity,
    PhaseOutcome,
    PhaseQuestion,
    PhaseStay,
)
from waypost.programs.queries.next_cycles import (
    NextCycle,
    NextOutcome,
    NextPhase,
    homeless_names,
    phases_of_set,
    same_phases,
)
from waypost.programs.queries.phase_lines import CycleShown, cycle_shown
from waypost.programs.queries.phase_snapshots import snapshot_of
from waypost.programs.rules.phase_sets import SetWords
from waypost.programs.rules.phases import check_entered


@dataclass(frozen=True)
class _Made:
    """One outcome of the next cycle, and what of the closed one it takes over."""

    planned: NextOutcome
    outcome: PhaseOutcome


@transaction.atomic
def start_next_cycle(*, by: Actor, cycle: Cycle, began_on: date, why: str = "", words: SetWords | None = None) -> Cycle:
    """Close a cycle with a snapshot, and begin the next one from what it left; `words` are another set of phases.

    What stands is carried, to be looked at again; what is missing or was waived is open again, and so are questions.
    What another set has no place for stays with the closed cycle, by name. That cycle is closed as it stands, also
    with what whoever starts the next one may not know. Raises CycleClosed and MisdatedStay.
    """
    current = lock_open_cycle(cycle)
    check_entered(began_on, current.began_on)
    _end_stays(current, began_on)
    shown = cycle_shown(System("closing a cycle as it stands"), current)
    planned = phases_of_set(shown, words) if words else same_phases(shown)
    homeless = homeless_names(planned.homeless).names
    current.snapshot, current.closed_at = {**snapshot_of(shown), "homeless": homeless}, clock.now()
    current.save(update_fields=["snapshot", "closed_at"])
    fresh = Cycle.objects.create(
        program=current.program, number=current.number + 1, set_name=planned.set_name, began_on=began_on, why=why
    )
    _carry(shown, planned, fresh)
    PhaseStay.objects.create(phase=fresh.phases.order_by("position")[0], entered_on=began_on)
    after = {"number": fresh.number, "began_on": began_on, "set": planned.set_name, "homeless": homeless}
    audit.record(by=by, verb="start next cycle", on=fresh, after=after, why=why)
    return fresh


def _end_stays(cycle: Cycle, on: date) -> None:
    """A stay that began later than the next cycle ends on its own first day."""
    for stay in PhaseStay.objects.filter(phase__cycle=cycle, left_on=None):
        stay.left_on, stay.left_why = max(on, stay.entered_on), f"Cycle {cycle.number + 1} began."
        stay.save(update_fields=["left_on", "left_why"])


def _carry(shown: CycleShown, planned: NextCycle, fresh: Cycle) -> None:
    phases = Phase.objects.bulk_create(
        Phase(cycle=fresh, position=place, name=one.name, short_name=one.short_name, purpose=one.purpose)
        for place, one in enumerate(planned.phases, 1)
    )
    pairs = list(zip(phases, planned.phases, strict=True))
    made = [
        _Made(each, _outcome(each, phase, place, shown.cycle.number))
        for phase, one in pairs
        for place, each in enumerate(one.outcomes, 1)
    ]
    PhaseOutcome.objects.bulk_create(each.outcome for each in made)
    OutcomeAttachment.objects.bulk_create(
        _attachment(one, each.outcome) for each in made if each.planned.line for one in each.planned.line.attached
    )
    PhaseActivity.objects.bulk_create(
        PhaseActivity(phase=phase, activity_id=activity_id)
        for phase, one in pairs
        if one.before
        for activity_id in one.before.activities.values_list("activity", flat=True)
    )
    _ask(pairs, {each.planned.line.outcome.pk: each.outcome for each in made if each.planned.line})


def _ask(pairs: list[tuple[Phase, NextPhase]], twins: dict[int, PhaseOutcome]) -> None:
    """Questions about an outcome are about the one that took it over."""
    PhaseQuestion.objects.bulk_create(
        PhaseQuestion(phase=phase, outcome=twins.get(asked.about or 0), position=place, text=asked.text)
        for phase, one in pairs
        for place, asked in enumerate(one.questions, 1)
    )


def _outcome(planned: NextOutcome, phase: Phase, position: int, number: int) -> PhaseOutcome:
    """Only what stands is carried; what is missing, or was waived, begins anew with the same owner."""
    words, line = planned.words, planned.line
    made = PhaseOutcome(
        phase=phase,
        position=position,
        key=words.key,
        label=words.label,
        hint=words.hint,
        group=words.group.value,
        owner=line.outcome.owner if line else None,
    )
    if line and not line.begins_anew:
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
