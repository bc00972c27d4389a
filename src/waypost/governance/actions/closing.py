"""Setting aside a meeting, an open question, an action or a committee, with a reason; and taking it up again (FR2)."""

from typing import TypeVar, cast

from django.db import transaction

from waypost.common import clock
from waypost.common.actors import Actor
from waypost.governance.actions.saving import save
from waypost.governance.queries.closing import Closed, kind_of, why_it_stays
from waypost.governance.rules.closing import CLOSING

ClosedT = TypeVar("ClosedT", bound=Closed)


class ItStays(ValueError):
    """What was held, decided or done is not set aside; the message says what to do instead."""


@transaction.atomic
def close(*, by: Actor, thing: ClosedT, why: str) -> ClosedT:
    """Set it aside; doing so twice changes nothing. Raises ItStays."""
    current = _locked(thing)
    stays = why_it_stays(current)
    if stays:
        raise ItStays(stays)
    if current.closed_at is None:
        values = {"closed_at": clock.now(), "closed_why": why}
        save(by=by, verb=CLOSING[kind_of(current)].verb, current=current, values=values, why=why)
    return current


@transaction.atomic
def take_up(*, by: Actor, thing: ClosedT) -> ClosedT:
    """Take it up again; what was not set aside stays as it is."""
    current = _locked(thing)
    save(by=by, verb=CLOSING[kind_of(current)].verb_back, current=current, values={"closed_at": None, "closed_why": ""})
    return current


def _locked(thing: ClosedT) -> ClosedT:
    """The row as it stands now: whoever decides, notes or ticks it off meanwhile waits."""
    return cast("ClosedT", type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk))
