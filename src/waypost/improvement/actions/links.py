"""Writes to links: join, write down before data arrive, lock, and change visibly afterwards (ST1)."""

from datetime import date

from django.db import models, transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.improvement.actions.edits import lock_part, lock_theory, lock_version, save_edit
from waypost.improvement.models import LaterEdit, Link, LinkFinding, Statement, Theory
from waypost.improvement.queries.values import can_be_read, has_data
from waypost.improvement.rules.circles import why_not
from waypost.improvement.rules.kinds import Verdict
from waypost.improvement.rules.links import LinkFields, changed_parts, list_said, lock_of
from waypost.improvement.rules.words import part_said
from waypost.people.acting import person_or_none
from waypost.plans import measures
from waypost.plans.models import Plan


class Unlinkable(ValueError):
    """A link that can't stand: a circle, to the left, to itself, or there already."""


class ReasonMissing(ValueError):
    """What was written before data arrived changes only with a reason."""


class DateNotAhead(ValueError):
    """A threshold is written before the day on which it is read."""


class LinkIncomplete(ValueError):
    """A link is locked, and read, once all of it is written."""


class MeasureReads(ValueError):
    """A link that a measure reads takes no finding by hand."""


@transaction.atomic
def add_link(*, by: Actor, theory: Theory, cause: Statement, effect: Statement) -> Link:
    """Let one statement lead to another. Raises Unlinkable."""
    return join(by, lock_theory(theory), cause, effect)


def join(by: Actor, theory: Theory, cause: Statement, effect: Statement) -> Link:
    """The same, where the theory is locked already."""
    check_joinable(theory, cause, effect)
    number = (Link.ever.filter(theory=theory).aggregate(last=models.Max("number"))["last"] or 0) + 1
    if Link.objects.filter(cause=cause, effect=effect).exists():
        raise Unlinkable("These two are linked already: open that link in the outline.")
    link = Link.objects.create(theory=theory, number=number, cause=cause, effect=effect)
    audit.record(by=by, verb="add link", on=link, after={"cause": cause.uid, "effect": effect.uid})
    return link


def check_joinable(theory: Theory, cause: Statement, effect: Statement) -> None:
    """Raises Unlinkable where the link would lead in a circle, to the left, to itself or to another theory."""
    if {cause.theory_id, effect.theory_id} != {theory.pk}:
        raise Unlinkable("Choose two statements of this theory.")
    pairs = Link.objects.filter(theory=theory).values_list("cause_id", "effect_id")
    problem = why_not((cause.pk, cause.column), (effect.pk, effect.column), pairs)
    if problem:
        raise Unlinkable(problem)


@transaction.atomic
def edit_link(*, by: Actor, link: Link, started_from: int, fields: LinkFields, reason: str = "") -> Link:
    """Write down what is assumed and how it will be read.

    Once the link is locked each changed part stays in sight with what stood before. Raises EditConflict,
    DateNotAhead, and ReasonMissing where it is locked or a measure that it names can be read already.
    """
    current = lock_version(link, started_from)
    stood, today = current.fields, _today(current)
    changed = changed_parts(stood, fields)
    if "date" in changed and fields.reads_on is not None and fields.reads_on <= today:
        raise DateNotAhead("Choose a day ahead: a threshold is written before it is read.")
    is_seen = _has_data(current, stood, today) or _has_data(current, fields, today)
    after_data = bool(changed) and (is_seen or is_locked(current))
    if after_data and not reason.strip():
        raise ReasonMissing("Write why this changes after data: what stood before stays in sight.")
    values = {name: getattr(fields, name) for name in LinkFields.__dataclass_fields__}
    if is_seen and current.value_seen_at is None:
        values["value_seen_at"] = clock.now()
    save_edit(by=by, verb="edit link", current=current, values=values, why=reason.strip())
    if after_data:
        _keep_in_sight(by, current, stood, changed, reason.strip())
    return current


@transaction.atomic
def write_and_lock(*, by: Actor, link: Link, started_from: int, fields: LinkFields, reason: str = "") -> Link:
    """Write a link down and lock it, or do neither. Raises as `edit_link` and `lock_link` do."""
    written = edit_link(by=by, link=link, started_from=started_from, fields=fields, reason=reason)
    return lock_link(by=by, link=written, started_from=written.version)


@transaction.atomic
def lock_link(*, by: Actor, link: Link, started_from: int) -> Link:
    """Say that nothing about it changes silently any more. Again changes nothing.

    Raises EditConflict where it no longer reads as it did, and LinkIncomplete.
    """
    current = lock_version(link, started_from)
    if current.locked_at is None:
        _check_complete(current)
        _lock(by, current)
    return current


@transaction.atomic
def lock_links(*, by: Actor, theory: Theory) -> int:
    """Lock every link that is written in full; returns how many were."""
    ready = [link for link in Link.objects.filter(theory=theory, locked_at=None) if not link.fields.missing]
    for link in ready:
        lock_link(by=by, link=link, started_from=link.version)
    return len(ready)


@transaction.atomic
def record_finding(*, by: Actor, link: Link, verdict: Verdict, text: str, found_on: date) -> LinkFinding:
    """Write down what people found; the link is locked with it. Raises LinkIncomplete, MeasureReads, DateNotAhead."""
    current = lock_part(link)
    if current.fields.is_measured:
        raise MeasureReads("Waypost reads this link from its measure.")
    if found_on > _today(current):
        raise DateNotAhead("Choose the day on which it was found, not a later one.")
    _check_complete(current)
    if current.locked_at is None:
        _lock(by, current)
    finding = LinkFinding.objects.create(
        link=current, verdict=verdict.value, text=text, found_on=found_on, found_by=person_or_none(by)
    )
    after = {"verdict": verdict.value, "text": text, "found_on": found_on}
    audit.record(by=by, verb="record finding", on=finding, after=after)
    return finding


@transaction.atomic
def note_first_value(*, by: Actor, link: Link) -> bool:
    """Keep when the measure of a link first counted something, which locks it, or gave its number on its date.

    Returns whether it did by now.
    """
    current, today = lock_part(link), _today(link)
    fields = current.fields
    is_due = fields.is_measured and fields.reads_on is not None and fields.reads_on <= today
    is_read = is_due and can_be_read(_plan(current), fields.source_key, today)
    if current.value_seen_at is None and (is_read or _has_data(current, fields, today)):
        save_edit(by=by, verb="see first value", current=current, values={"value_seen_at": clock.now()})
    return current.value_seen_at is not None


def is_locked(link: Link) -> bool:
    """By a person, by its data or by its date; a number that nobody looked at yet counts as data too."""
    today = _today(link)
    lock = lock_of(
        locked_at=link.locked_at,
        value_seen_at=link.value_seen_at,
        reads_on=link.reads_on,
        today=today,
        has_value=link.value_seen_at is None and _has_data(link, link.fields, today),
    )
    return lock is not None


def has_met_data(link: Link) -> bool:
    """Whether its number could be read by now, its date has come, or something was found."""
    today = _today(link)
    is_due = link.reads_on is not None and link.reads_on <= today
    is_seen = link.value_seen_at is not None or _has_data(link, link.fields, today)
    return is_due or is_seen or link.findings.exists()


def _lock(by: Actor, current: Link) -> None:
    person = person_or_none(by)
    values = {"locked_at": clock.now(), "locked_by_id": person.pk if person else None}
    save_edit(by=by, verb="lock link", current=current, values=values)


def _check_complete(link: Link) -> None:
    missing = link.fields.missing
    if missing:
        raise LinkIncomplete(f"Write it in full first. Still missing: {list_said(missing)}.")


def _has_data(link: Link, fields: LinkFields, today: date) -> bool:
    return fields.is_measured and bool(fields.source_key) and has_data(_plan(link), fields.source_key, today)


def _keep_in_sight(by: Actor, link: Link, stood: LinkFields, changed: tuple[str, ...], reason: str) -> None:
    """One row for each part, in words as they read today."""
    (old_label, old_unit), (new_label, new_unit) = _named(stood), _named(link.fields)
    LaterEdit.objects.bulk_create(
        LaterEdit(
            link=link,
            part=name,
            before=part_said(name, stood, old_label, old_unit),
            after=part_said(name, link.fields, new_label, new_unit),
            reason=reason,
            is_after_data=has_met_data(link),
            edited_by=person_or_none(by),
        )
        for name in changed
    )


def _named(fields: LinkFields) -> tuple[str, str]:
    """Label and unit of the measure, empty where none reads it."""
    measure = measures.find(fields.source_key) if fields.is_measured else None
    return (measure.label, measure.unit) if measure else ("", "")


def _plan(link: Link) -> Plan:
    return link.theory.program.activity.objective.plan


def _today(link: Link) -> date:
    return clock.today(link.theory.program.organization.timezone)
