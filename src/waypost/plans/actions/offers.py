"""Deciding on what the plan above offers: take it, take some of it, or decline it with a reason (PL9)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.plans.actions.activities import ReasonMissing, change_dates, edit_activity
from waypost.plans.actions.leads import lines_of
from waypost.plans.actions.objectives import edit_objective
from waypost.plans.actions.removal import take_out
from waypost.plans.actions.taken_rows import OBJECTIVE_COLUMNS, add_taken_activity, lineage_of
from waypost.plans.models import Activity, Extraction, Objective, TakenPart
from waypost.plans.queries.offers import OpenOffer, objective_for, offer_about, reason_there
from waypost.plans.rules.fields import ActivityFields, ObjectiveFields
from waypost.plans.rules.lineage import TAKEN_DATES, base_of, lines_in
from waypost.plans.rules.lineage_words import reason_of_change, reason_of_removal
from waypost.plans.rules.offers import OfferKind

ACTIVITY_COLUMNS = (
    *("text", "is_milestone", "anticipated_result", "result_kind", "anticipated_number", "setback", "workaround"),
)


class OfferMoved(ValueError):
    """What is offered is no longer what was shown."""


class NoValueChosen(ValueError):
    """Somebody takes nothing of an offer, which is to decline it."""


@transaction.atomic
def take_offer(
    *, by: Actor, extraction: Extraction, uid: str, shown: int, started_from: int = 0, names: Collection[str] = ()
) -> None:
    """Take what was offered about the part there with this `uid`, of the baseline `shown`; of its values those `names`.

    The values that are not chosen stay as they are here, and are not offered again until they change there.
    Raises OfferMoved, NoValueChosen, EditConflict, DateBeforeStart, ObjectiveGone and PartInUse.
    """
    offer = _lock(extraction, uid, shown)
    row, after = _row_of(offer), _said(offer)
    if offer.kind is OfferKind.CHANGED:
        after["values"] = _take_values(by, offer, started_from, names)
    elif offer.kind is OfferKind.ADDED:
        row.activity = add_taken_activity(by, offer.extraction, offer.part, objective_for(offer))
    elif offer.here is not None:
        why = reason_of_removal(_organization(offer), offer.baseline.number, reason_there(offer))
        take_out(by=by, part=offer.here, reason=why)
    if offer.kind is not OfferKind.TAKEN_OUT:  # put back here, its going is offered again
        row.base = base_of(offer.part)
    row.save()
    audit.record(by=by, verb="take offer", on=row, after=after)


@transaction.atomic
def decline_offer(*, by: Actor, extraction: Extraction, uid: str, shown: int, reason: str) -> None:
    """Leave the plan as it is; it is offered again once it changes there. Raises OfferMoved and ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing("Write why you decline it: one sentence is enough.")
    offer = _lock(extraction, uid, shown)
    row = _row_of(offer)
    row.base = {} if offer.kind is OfferKind.TAKEN_OUT else base_of(offer.part)
    row.save()
    audit.record(by=by, verb="decline offer", on=row, after=_said(offer), why=reason.strip())


def _lock(extraction: Extraction, uid: str, shown: int) -> OpenOffer:
    """The offer as it stands; a second click, or one on an old page, finds none."""
    found = Extraction.objects.select_for_update(of=("self",)).select_related(
        "plan__organization", "source__organization"
    )
    offer = offer_about(found.get(pk=extraction.pk), uid)
    if offer is None or offer.baseline.number != shown:
        raise OfferMoved("This was decided meanwhile, or changed again: look at what is offered now.")
    return offer


def _row_of(offer: OpenOffer) -> TakenPart:
    """The row of lineage, which says from now on what stood there at this decision; a new one is not saved yet."""
    if offer.taken is not None:
        return offer.taken
    there = Activity.ever.filter(uid=offer.part.uid, objective__plan=offer.extraction.source).first()
    return lineage_of(offer.extraction, offer.part, there, None)


def _said(offer: OpenOffer) -> dict[str, Any]:
    """As the trail keeps it."""
    return {"offer": offer.kind.value, "baseline": offer.baseline.number}


def _organization(offer: OpenOffer) -> str:
    return offer.baseline.plan.organization.name


def _take_values(by: Actor, offer: OpenOffer, started_from: int, names: Collection[str]) -> list[str]:
    chosen = {value.name: value.there for value in offer.values if value.name in names}
    if not chosen:
        raise NoValueChosen("Choose at least one value to take, or decline the change below.")
    if isinstance(offer.here, Objective):
        _edit_objective(by, offer.here, started_from, chosen)
    elif isinstance(offer.here, Activity):
        _edit_activity(by, offer, offer.here, started_from, chosen)
    return sorted(chosen)


def _edit_objective(by: Actor, here: Objective, started_from: int, chosen: Mapping[str, Any]) -> None:
    products = tuple(product.text for product in here.products.all())
    now = ObjectiveFields(products=products, **{name: getattr(here, name) for name in OBJECTIVE_COLUMNS})
    stored = here.as_stored(chosen)
    if "products" in chosen:
        stored["products"] = tuple(chosen["products"] or ())
    edit_objective(by=by, objective=here, started_from=started_from, fields=replace(now, **stored))


def _edit_activity(by: Actor, offer: OpenOffer, here: Activity, started_from: int, chosen: Mapping[str, Any]) -> None:
    stored = here.as_stored(chosen)
    dates = {name: stored.pop(name) for name in TAKEN_DATES if name in stored}
    now = ActivityFields(
        leads=lines_of(here.leads.all()),
        resources=lines_of(here.resources.all()),
        **{name: getattr(here, name) for name in ACTIVITY_COLUMNS},
    )
    if "resources" in chosen:
        stored["resources"] = lines_in(offer.part, "resources", "resource_kinds")
    fields = replace(now, **stored)
    current = edit_activity(by=by, activity=here, started_from=started_from, fields=fields)
    if dates:
        why = reason_of_change(_organization(offer), offer.baseline.number, reason_there(offer, dates))
        days = {name: dates.get(name, getattr(current, name)) for name in TAKEN_DATES}
        change_dates(by=by, activity=current, started_from=current.version, reason=why, **days)
