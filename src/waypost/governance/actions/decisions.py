"""Writes to the log of decisions (FR2)."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import models, transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.governance.actions.meetings import put_back_item
from waypost.governance.actions.saving import check_stands, check_works, lock, named, save
from waypost.governance.models import LINKED, AgendaItem, Committee, Decision, DecisionLink, Meeting
from waypost.governance.queries.decisions import is_due
from waypost.governance.rules.decisions import AnswerFields, QuestionFields, wrong_dates
from waypost.people.models import Person

#: So many things can one decision change.
MOST_LINKS = 40


class WrongDates(ValueError):
    """A decision is taken today or was taken earlier."""


class WrongReview(WrongDates):
    """A decision is looked at again after it was taken."""


class IsReplaced(ValueError):
    """What a newer decision replaced keeps its words."""


class IsWithdrawn(ValueError):
    """What was withdrawn is opened again before anybody changes or decides it."""


class NotReplaceable(ValueError):
    """Only a decision that stands can be replaced, by one of the same organization."""


class DecidedAlready(ValueError):
    """An item of an agenda holds one decision."""


class TooManyLinks(ValueError):
    """A decision names so many things and no more."""


@transaction.atomic
def ask_question(*, by: Actor, committee: Committee, fields: QuestionFields) -> Decision:
    """Open a question that the committee will decide. Raises UnclearPerson and HasEnded."""
    check_works(committee)
    today = clock.today(committee.organization.timezone)
    decision = Decision(committee=committee, asked_on=today, **_question(fields, committee, None))
    decision.save()
    audit.record(by=by, verb="ask question", on=decision, after={**asdict(fields), "committee": committee.uid})
    return decision


@transaction.atomic
def edit_question(*, by: Actor, decision: Decision, started_from: int, fields: QuestionFields) -> Decision:
    """Change the question and what belongs to it. Raises EditConflict, IsReplaced and UnclearPerson."""
    current = _lock_standing(decision, started_from)
    values = _question(fields, current.committee, current.person)
    save(by=by, verb="edit question", current=current, values=values)
    return current


@transaction.atomic
def decide(
    *, by: Actor, decision: Decision, started_from: int, fields: AnswerFields, replaces: Decision | None = None
) -> Decision:
    """Write what was decided and why, or change it; `replaces` is then superseded.

    Raises EditConflict, IsReplaced, WrongDates, WrongReview and NotReplaceable.
    """
    current = _lock_standing(decision, started_from)
    _check_dates(current.committee, fields)
    verb = "change decision" if current.decided_on else "decide"
    save(by=by, verb=verb, current=current, values=asdict(fields))
    if replaces is not None:
        _supersede(by, replaces, current)
    return current


@transaction.atomic
def decide_at_item(
    *,
    by: Actor,
    item: AgendaItem,
    started_from: int = 0,
    question: QuestionFields,
    fields: AnswerFields,
    replaces: Decision | None = None,
) -> Decision:
    """Record a decision under an agenda item: of the open question that the item is about, else of a new one.

    `started_from` is the version of that open question. An item about a decision that is due for review gets a new
    one, which replaces it. Raises EditConflict, DecidedAlready where this meeting decided it, WrongDates, WrongReview,
    NotReplaceable, UnclearPerson and IsCanceled.
    """
    Meeting.objects.select_for_update().get(pk=item.meeting_id)
    check_stands(item.meeting)
    put_back_item(by=by, item=item)
    current = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    known = current.decision
    if known is not None and known.decided_on is None:
        edited = edit_question(by=by, decision=known, started_from=started_from, fields=question)
        return decide(by=by, decision=edited, started_from=edited.version, fields=fields, replaces=replaces)
    if known is not None and not is_due(known):
        raise DecidedAlready("This item has its decision: change that one, or add an item for another.")
    made = ask_question(by=by, committee=current.meeting.committee, fields=question)
    decided = decide(by=by, decision=made, started_from=made.version, fields=fields, replaces=replaces or known)
    save(by=by, verb="decide at item", current=current, values={"decision_id": decided.pk})
    return decided


@transaction.atomic
def set_links(*, by: Actor, decision: Decision, started_from: int, linked: Iterable[models.Model]) -> None:
    """Make these what the decision changed. Raises EditConflict and TooManyLinks."""
    current = lock(decision, started_from)
    wanted = {_key(link): link for link in (_link(current, thing) for thing in linked)}
    if len(wanted) > MOST_LINKS:
        raise TooManyLinks(f"Name at most {MOST_LINKS}: choose the objective instead of each of its activities.")
    before = {_key(link): link.pk for link in current.links.all()}
    if wanted.keys() == before.keys():
        return
    current.links.filter(pk__in=[pk for key, pk in before.items() if key not in wanted]).delete()
    DecisionLink.objects.bulk_create(link for key, link in wanted.items() if key not in before)
    current.version += 1
    current.save(update_fields=["version"])
    after = {"linked": [f"{kind}:{key}" for kind, key in wanted]}
    audit.record(by=by, verb="say what it changed", on=current, after=after)


def _lock_standing(decision: Decision, started_from: int) -> Decision:
    current = lock(decision, started_from)
    if current.superseded_by_id is not None:
        raise IsReplaced("A newer decision holds in its place and this one keeps its words: change the newer one.")
    if current.closed_at is not None:
        raise IsWithdrawn("This question was withdrawn: open it again on its page first.")
    return current


def _supersede(by: Actor, old: Decision, new: Decision) -> None:
    current = Decision.objects.select_for_update(of=("self",)).get(pk=old.pk)
    if current.superseded_by_id == new.pk:
        return
    stands = current.decided_on is not None and current.superseded_by_id is None
    if not stands or current.pk == new.pk or current.committee.organization_id != new.committee.organization_id:
        raise NotReplaceable("Choose a decision that stands: nothing has replaced it yet.")
    save(by=by, verb="supersede decision", current=current, values={"superseded_by_id": new.pk})


def _question(fields: QuestionFields, committee: Committee, kept: Person | None) -> dict[str, Any]:
    texts = {name: value for name, value in asdict(fields).items() if name != "who"}
    return {**texts, **named(fields.who, committee.organization, kept)}


def _check_dates(committee: Committee, fields: AnswerFields) -> None:
    today = clock.today(committee.organization.timezone)
    wrong = wrong_dates(fields.decided_on, fields.review_on, today)
    if wrong:
        raise WrongDates(wrong) if fields.decided_on > today else WrongReview(wrong)


def _link(decision: Decision, thing: models.Model) -> DecisionLink:
    kind = next(kind for kind, model in LINKED.items() if isinstance(thing, model))
    return DecisionLink(decision=decision, **{kind: thing})


def _key(link: DecisionLink) -> tuple[str, int]:
    return link.kind, getattr(link, f"{link.kind}_id")
