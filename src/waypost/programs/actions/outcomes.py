"""Writes to the outcomes of a phase: add, change, waive, reopen, confirm, take out, and what is attached (FR1)."""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.acting import person_or_none
from waypost.people.models import Person
from waypost.programs.actions.phases import lock_open_cycle
from waypost.programs.kept_files import KeptFile, UnusableAttachment, keeper
from waypost.programs.models import OutcomeAttachment, Phase, PhaseOutcome
from waypost.programs.rules.phase_sets import OutcomeWords
from waypost.programs.rules.phases import AttachedState


class ReasonMissing(ValueError):
    """An outcome is waived only with a reason."""


@dataclass(frozen=True)
class Attached:
    """What somebody attaches: how far it is, what it is, and a link or a file."""

    state: AttachedState
    note: str
    link: str = ""
    file: "File[bytes] | None" = None


@transaction.atomic
def add_outcome(*, by: Actor, phase: Phase, words: OutcomeWords, owner: Person | None = None) -> PhaseOutcome:
    """Expect one more of a phase of this program. Raises CycleClosed."""
    lock_open_cycle(phase.cycle)
    current = Phase.objects.select_related("cycle").get(pk=phase.pk)
    last: int | None = current.outcomes.aggregate(last=Max("position"))["last"]
    values = _values(words, owner)
    made = PhaseOutcome.objects.create(phase=current, position=(last or 0) + 1, **values)
    audit.record(by=by, verb="add outcome", on=made, after=_trail(values))
    return made


@transaction.atomic
def edit_outcome(
    *, by: Actor, outcome: PhaseOutcome, started_from: int, words: OutcomeWords, owner: Person | None
) -> PhaseOutcome:
    """Change words, group, source and owner. Raises EditConflict and CycleClosed."""
    current = _locked(outcome)
    check_version(current, started_from)
    values = _values(words, owner)
    changed = {name: value for name, value in values.items() if getattr(current, name) != value}
    if not changed:
        return current
    before = {name: getattr(current, name) for name in changed}
    _save(by, current, "edit outcome", before, changed)
    return current


@transaction.atomic
def waive_outcome(*, by: Actor, outcome: PhaseOutcome, why: str) -> PhaseOutcome:
    """Say that this program does without it, and why. Again changes nothing. Raises ReasonMissing and CycleClosed."""
    current = _locked(outcome)
    if not why.strip():
        raise ReasonMissing("Write why you do without it: one sentence is enough.")
    if current.waived_at is None:
        _save(by, current, "waive outcome", {}, {"waived_at": clock.now(), "waived_why": why.strip()}, why=why)
    return current


@transaction.atomic
def reopen_outcome(*, by: Actor, outcome: PhaseOutcome) -> PhaseOutcome:
    """Expect it again. Again changes nothing. Raises CycleClosed."""
    current = _locked(outcome)
    if current.waived_at is not None:
        before = {"waived_at": current.waived_at, "waived_why": current.waived_why}
        _save(by, current, "reopen outcome", before, {"waived_at": None, "waived_why": ""})
    return current


@transaction.atomic
def confirm_outcome(*, by: Actor, outcome: PhaseOutcome) -> PhaseOutcome:
    """Say that what an earlier cycle left still holds. Again changes nothing. Raises CycleClosed."""
    current = _locked(outcome)
    if current.carried_from is not None and current.confirmed_at is None:
        person = person_or_none(by)
        _save(by, current, "confirm outcome", {}, {"confirmed_at": clock.now(), "confirmed_by": person})
    return current


@transaction.atomic
def take_outcome_out(*, by: Actor, outcome: PhaseOutcome, why: str = "") -> PhaseOutcome:
    """Take it out of the phase with all that hangs on it; it can be put back. Again changes nothing.

    Raises CycleClosed.
    """
    current = _locked(outcome)
    if current.taken_out_at is None:
        _save(by, current, "take out outcome", {}, {"taken_out_at": clock.now()}, why=why)
    return current


@transaction.atomic
def put_outcome_back(*, by: Actor, outcome: PhaseOutcome) -> PhaseOutcome:
    """Put it back where it stood, with all that hung on it. Again changes nothing. Raises CycleClosed."""
    current = _locked(outcome)
    if current.taken_out_at is not None:
        _save(by, current, "put back outcome", {"taken_out_at": current.taken_out_at}, {"taken_out_at": None})
    return current


def attach_work(*, by: Actor, outcome: PhaseOutcome, work: Attached) -> OutcomeAttachment:
    """Settle an outcome by work that was done elsewhere.

    Raises UnusableAttachment where there is neither link nor file or one of them can't be kept, and CycleClosed;
    nothing is kept then.
    """
    if not work.link and work.file is None:
        raise UnusableAttachment("Give a link, or choose a file: one of the two.")
    link = keeper().check_link(work.link) if work.link else ""
    kept = keeper().keep(work.file) if work.file is not None else None
    try:
        return _attach(by, outcome, work, link, kept)
    except BaseException:
        if kept is not None:
            default_storage.delete(kept.path)
        raise


@transaction.atomic
def _attach(by: Actor, outcome: PhaseOutcome, work: Attached, link: str, kept: KeptFile | None) -> OutcomeAttachment:
    current = _locked(outcome)
    made = OutcomeAttachment(outcome=current, state=work.state, note=work.note, url=link)
    made.added_by = person_or_none(by)
    if kept is not None:
        made.stored_file, made.name, made.media_type = kept.path, kept.name, kept.media_type
        made.size_bytes, made.sha256 = kept.size_bytes, kept.sha256
    made.save()
    after = {"outcome": current.uid, "state": work.state, "note": work.note, "url": link, "name": made.name}
    audit.record(by=by, verb="attach work", on=made, after={**after, "sha256": made.sha256})
    return made


@transaction.atomic
def take_attachment_out(*, by: Actor, attachment: OutcomeAttachment) -> OutcomeAttachment:
    """Take an attachment away; it can be put back. Again changes nothing. Raises CycleClosed."""
    return _set_attachment(by, attachment, "take out attachment", is_out=True)


@transaction.atomic
def put_attachment_back(*, by: Actor, attachment: OutcomeAttachment) -> OutcomeAttachment:
    """Put an attachment back. Again changes nothing. Raises CycleClosed."""
    return _set_attachment(by, attachment, "put back attachment", is_out=False)


def _set_attachment(by: Actor, attachment: OutcomeAttachment, verb: str, *, is_out: bool) -> OutcomeAttachment:
    _locked(attachment.outcome)
    current = OutcomeAttachment.objects.get(pk=attachment.pk)
    if (current.taken_out_at is not None) != is_out:
        current.taken_out_at = clock.now() if is_out else None
        current.save(update_fields=["taken_out_at"])
        audit.record(by=by, verb=verb, on=current, after={"taken_out_at": current.taken_out_at})
    return current


def _locked(outcome: PhaseOutcome) -> PhaseOutcome:
    """The outcome as it stands now, in a cycle that nobody closes meanwhile. Raises CycleClosed."""
    lock_open_cycle(outcome.phase.cycle)
    return PhaseOutcome.objects.select_related("phase__cycle", "owner").get(pk=outcome.pk)


def _values(words: OutcomeWords, owner: Person | None) -> dict[str, Any]:
    return {
        "label": words.label,
        "hint": words.hint,
        "group": words.group.value,
        "key": words.key,
        "owner": owner,
    }


def _save(
    by: Actor, current: PhaseOutcome, verb: str, before: dict[str, Any], after: dict[str, Any], why: str = ""
) -> None:
    for name, value in after.items():
        setattr(current, name, value)
    current.version += 1
    current.save(update_fields=[*after, "version"])
    audit.record(by=by, verb=verb, on=current, before=_trail(before), after=_trail(after), why=why)


def _trail(values: dict[str, Any]) -> dict[str, Any]:
    """People by their uid."""
    return {name: value.uid if isinstance(value, Person) else value for name, value in values.items()}
