"""Taking a statement or a link out of a theory, and putting it back: nothing is lost either way (ST1)."""

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.improvement.actions.edits import lock_part, lock_theory
from waypost.improvement.actions.links import ReasonMissing, Unlinkable, check_joinable, is_locked
from waypost.improvement.models import Link, Statement
from waypost.improvement.queries.access import RemovableT
from waypost.improvement.queries.pages import standing_links
from waypost.improvement.rules.circles import BACKWARD, CIRCLE, has_circle
from waypost.improvement.rules.kinds import COLUMNS, Column


@transaction.atomic
def take_out(*, by: Actor, part: RemovableT, reason: str = "") -> RemovableT:
    """Take it out; a statement takes its links with it. Again changes nothing.

    Raises ReasonMissing where a link that goes is locked.
    """
    lock_theory(part.theory)
    current = lock_part(part)
    if current.taken_out_at is not None:
        return current
    if any(is_locked(link) for link in links_that_go(current)) and not reason.strip():
        raise ReasonMissing("A link that goes is locked: write why it is taken out.")
    current.taken_out_at = clock.now()
    current.version += 1
    current.save(update_fields=["taken_out_at", "version"])
    audit.record(by=by, verb="take out", on=current, why=reason.strip())
    return current


@transaction.atomic
def put_back(*, by: Actor, part: RemovableT) -> RemovableT:
    """Put it back where it stood. Again changes nothing. Raises Unlinkable where it can't stand there any more."""
    theory = lock_theory(part.theory)
    current = lock_part(part)
    if current.taken_out_at is None:
        return current
    if isinstance(current, Link):
        if current.cause.taken_out_at or current.effect.taken_out_at:
            raise Unlinkable("One of its statements was taken out: put the statement back first.")
        check_joinable(theory, current.cause, current.effect)
        if Link.objects.filter(cause=current.cause, effect=current.effect).exists():
            raise Unlinkable("These two were linked again since: the new link stands in the outline.")
    current.taken_out_at = None
    current.version += 1
    current.save(update_fields=["taken_out_at", "version"])
    _check_standing(current)
    audit.record(by=by, verb="put back", on=current)
    return current


def links_that_go(part: Link | Statement) -> list[Link]:
    """The links that stand no longer once `part` is out."""
    if isinstance(part, Link):
        return [part]
    standing = standing_links(part.theory)
    return list(standing.filter(cause=part) | standing.filter(effect=part))


def _check_standing(part: Link | Statement) -> None:
    """Links that were added meanwhile, and those that come back with a statement, may close a circle."""
    links = list(standing_links(part.theory))
    if has_circle((link.cause_id, link.effect_id) for link in links):
        raise Unlinkable(CIRCLE)
    columns = ((COLUMNS.index(Column(link.cause.column)), COLUMNS.index(Column(link.effect.column))) for link in links)
    if any(effect < cause for cause, effect in columns):
        raise Unlinkable(BACKWARD)
