"""Writes to an organization's own sets of phases (FR1). Programs that began keep the words that they began with."""

from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.common.ids import new_uid
from waypost.people.models import Organization
from waypost.programs.models import PhaseSet
from waypost.programs.rules import phase_sets as rules
from waypost.programs.rules.phase_sets import PhaseWords, SetWords


class SetNameTaken(ValueError):
    """Another set of the organization has this name."""


@transaction.atomic
def make_phase_set(*, by: Actor, organization: Organization, name: str, like: SetWords) -> PhaseSet:
    """Begin a set of one's own from another one. Raises SetNameTaken."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    _check_name_is_free(organization, name)
    phases = rules.as_stored(like.standing)
    made = PhaseSet.objects.create(organization=organization, name=name, phases=phases)
    audit.record(by=by, verb="make phase set", on=made, after={"name": name, "like": like.name})
    return made


@transaction.atomic
def rename_phase_set(*, by: Actor, phase_set: PhaseSet, started_from: int, name: str) -> PhaseSet:
    """Raises EditConflict and SetNameTaken."""
    current = _locked(phase_set, started_from)
    if name != current.name:
        _check_name_is_free(current.organization, name)
        before, current.name = current.name, name
        _save(by, current, "rename phase set", {"name": before}, {"name": name})
    return current


@transaction.atomic
def add_phase(*, by: Actor, phase_set: PhaseSet, started_from: int, **words: Any) -> PhaseSet:
    """Add a phase at the end; `words` as `rules.phase_sets.PhaseWords`. Raises EditConflict and SetTooLarge."""
    current = _locked(phase_set, started_from)
    added = PhaseWords(key=new_uid(), **words)
    return _change(by, current, "add phase to set", rules.with_phase(current.words.phases, added), added.key)


@transaction.atomic
def edit_phase(*, by: Actor, phase_set: PhaseSet, key: str, started_from: int, **words: Any) -> PhaseSet:
    """Change names, purpose, outcomes and questions of one phase. Raises EditConflict and KeyError."""
    current = _locked(phase_set, started_from)
    return _change(by, current, "edit phase of set", rules.changed(current.words.phases, key, **words), key)


@transaction.atomic
def move_phase(*, by: Actor, phase_set: PhaseSet, key: str, step: int) -> PhaseSet:
    """Move a phase down, or up where `step` is negative. Raises KeyError."""
    current = _locked(phase_set)
    return _change(by, current, "move phase of set", rules.moved(current.words.phases, key, step), key)


@transaction.atomic
def take_phase_out(*, by: Actor, phase_set: PhaseSet, key: str) -> PhaseSet:
    """Take a phase out of the set; it can be put back. Raises LastPhase and KeyError."""
    current = _locked(phase_set)
    return _change(by, current, "take phase out of set", rules.without_phase(current.words.phases, key), key)


@transaction.atomic
def put_phase_back(*, by: Actor, phase_set: PhaseSet, key: str) -> PhaseSet:
    """Put a phase back at the end. Raises SetTooLarge and KeyError."""
    current = _locked(phase_set)
    return _change(by, current, "put phase back into set", rules.put_back(current.words.phases, key), key)


def _change(by: Actor, current: PhaseSet, verb: str, phases: tuple[PhaseWords, ...], key: str) -> PhaseSet:
    """Save `phases`; the trail holds the one with this key, and the order. What changes nothing leaves no row."""
    stood = current.words.phases
    if phases == stood:
        return current
    current.phases = rules.as_stored(phases)
    _save(by, current, verb, _trail(stood, key), _trail(phases, key))
    return current


def _trail(phases: tuple[PhaseWords, ...], key: str) -> dict[str, Any]:
    touched = [phase for phase in rules.as_stored(phases) if phase["key"] == key]
    return {"phase": touched, "order": [phase.name for phase in phases if not phase.is_out]}


def _save(by: Actor, current: PhaseSet, verb: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    current.version += 1
    current.save(update_fields=["name", "phases", "version"])
    audit.record(by=by, verb=verb, on=current, before=before, after=after)


def _locked(phase_set: PhaseSet, started_from: int | None = None) -> PhaseSet:
    current = PhaseSet.objects.select_for_update().get(pk=phase_set.pk)
    if started_from is not None:
        check_version(current, started_from)
    return current


def _check_name_is_free(organization: Organization, name: str) -> None:
    if PhaseSet.objects.filter(organization=organization, name=name).exists():
        raise SetNameTaken(f"{organization.name} has a set with this name: choose a name of its own.")
