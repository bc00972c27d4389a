"""What the plan above offers to plans that were taken from it (PL9), derived from its latest baseline.

Nothing is offered once the plan above is gone, or its organization stands no longer above.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, prefetch_related_objects

from waypost.common import audit
from waypost.common.models import AuditEntry
from waypost.plans.models import Activity, Baseline, DateChange, Extraction, Objective, TakenPart
from waypost.plans.rules.comparison import FrozenPart, PartKind, parts_of
from waypost.plans.rules.kinds import PlannedDate
from waypost.plans.rules.lineage import Branch, as_taken, branches_of
from waypost.plans.rules.offers import OFFERED, Known, Offer, OfferKind, ThreeValues, left_branches, offers, three_ways

LISTS = ("products", "resources")
WHICH = {"start_on": PlannedDate.START.value, "target_on": PlannedDate.TARGET.value}


@dataclass(frozen=True)
class OpenOffer:
    """One part that changed there since somebody here decided about it last.

    `taken` is its row of lineage, None for one that is new. `values` are those that read otherwise here, each with the
    base, theirs and ours; none where a part was added or taken out there.
    """

    extraction: Extraction
    baseline: Baseline
    offer: Offer
    taken: TakenPart | None
    values: tuple[ThreeValues, ...]

    @property
    def kind(self) -> OfferKind:
        return self.offer.kind

    @property
    def part(self) -> FrozenPart:
        return self.offer.part

    @property
    def arrives_on(self) -> str | None:
        """The target date that a new activity gets here, as JSON holds it."""
        on: str | None = as_taken(self.part.values, self.extraction.months)["target_on"]
        return on

    @property
    def dates(self) -> tuple[str, ...]:
        """The planned dates among its values."""
        return tuple(value.name for value in self.values if value.name in WHICH)

    @property
    def here(self) -> Objective | Activity | None:
        """The part that it is about; None where one was added there."""
        return self.taken.here if self.taken else None


def open_offers(extraction: Extraction) -> tuple[OpenOffer, ...]:
    """Those of one plan."""
    return offers_by_plan([extraction]).get(extraction.plan_id, ())


def offer_about(extraction: Extraction, uid: str) -> OpenOffer | None:
    """The one about the part there with this uid; None once it was decided, or where nothing changed."""
    return next((one for one in open_offers(extraction) if one.part.uid == uid), None)


def offers_by_plan(extractions: Sequence[Extraction]) -> dict[int, tuple[OpenOffer, ...]]:
    """For each plan with open offers those, by its id; a fixed number of queries, whatever the number of plans."""
    below = [one for one in extractions if is_still_below(one)]
    latest = latest_baselines({one.source_id for one in below if one.source_id})
    taken = _parts_of(below)
    found = [
        (extraction, latest[extraction.source_id], offer, taken[extraction.pk].get(offer.part.uid))
        for extraction in below
        if extraction.source_id in latest
        for offer in _offers(latest[extraction.source_id], taken[extraction.pk])
    ]
    _read_lists(part for _, _, _, part in found if part)
    opened = (_opened(*one) for one in found)
    by_plan: dict[int, list[OpenOffer]] = {}
    for one in opened:
        if one.kind is not OfferKind.CHANGED or one.values:
            by_plan.setdefault(one.extraction.plan_id, []).append(one)
    return {plan: tuple(found) for plan, found in by_plan.items()}


def left_to_take(extraction: Extraction, baseline: Baseline) -> tuple[Branch, ...]:
    """What of a baseline there is not in this plan yet; nothing where it stands no longer above."""
    if not is_still_below(extraction):
        return ()
    return left_branches(_known_parts(_parts_of([extraction])[extraction.pk]), parts_of(baseline.snapshot))


def objective_for(offer: OpenOffer) -> Objective:
    """The objective here under which an activity that was added there belongs; it may be taken out meanwhile."""
    branches = branches_of(parts_of(offer.baseline.snapshot))
    there = next(one.objective.uid for one in branches if offer.part in one.activities)
    return Objective.ever.get(taken_part__extraction=offer.extraction, taken_part__from_uid=there)


def reason_there(offer: OpenOffer, dates: Iterable[str] = ()) -> str:
    """Why it was taken out there, or why these of its planned dates moved, as adopted; empty where nobody said."""
    until = offer.baseline.adopted_at
    if offer.kind is OfferKind.TAKEN_OUT:
        rows = AuditEntry.objects.filter(subject_uid=offer.part.uid, verb="take out", at__lte=until)
        return next(iter(rows.order_by("-at", "-pk").values_list("why", flat=True)[:1]), "")
    moves = DateChange.objects.filter(activity__uid=offer.part.uid, created_at__lte=until)
    found = [moves.filter(which=WHICH[name], after=offer.part.day(name)).last() for name in dates]
    return "; ".join(dict.fromkeys(change.reason for change in found if change))


def latest_baselines(plans: Iterable[int]) -> dict[int | None, Baseline]:
    """The latest baseline of each of these plans, by the plan's id; one query."""
    later = Baseline.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    found = Baseline.objects.filter(~Exists(later), plan__in=plans).select_related("plan__organization")
    return {baseline.plan_id: baseline for baseline in found}


def is_still_below(extraction: Extraction) -> bool:
    """Whether the organization of the plan that was taken from is above it today."""
    if extraction.source is None:
        return False
    here, there = extraction.plan.organization.path, extraction.source.organization.path
    return bool(here != there and here.startswith(there))


def _parts_of(extractions: Sequence[Extraction]) -> dict[int, dict[str, TakenPart]]:
    """Their rows of lineage by the uid of the part there; one query."""
    rows = TakenPart.objects.filter(extraction__in=extractions).select_related("objective", "activity")
    found: dict[int, dict[str, TakenPart]] = {one.pk: {} for one in extractions}
    for row in rows:
        found[row.extraction_id][row.from_uid] = row
    return found


def _offers(baseline: Baseline, taken: Mapping[str, TakenPart]) -> tuple[Offer, ...]:
    return offers(_known_parts(taken), parts_of(baseline.snapshot))


def _known_parts(taken: Mapping[str, TakenPart]) -> dict[str, Known]:
    objectives = {row.objective_id: row for row in taken.values() if row.objective_id}
    return {uid: _known(row, objectives) for uid, row in taken.items()}


def _known(row: TakenPart, objectives: Mapping[int, TakenPart]) -> Known:
    """`objectives` are the rows of the plan's objectives; an activity that was taken stands under one of them."""
    under = objectives.get(row.activity.objective_id) if row.activity else None
    stands = row.here is not None and row.here.taken_out_at is None
    if under is not None and under.objective is not None:
        stands = stands and under.objective.taken_out_at is None
    return Known(row.base, is_here=stands, was_taken=row.here is not None, under=under.from_uid if under else "")


def _read_lists(parts: Iterable[TakenPart]) -> None:
    """Products and resources of what the offers are about."""
    found = list(parts)
    prefetch_related_objects([one.objective for one in found if one.objective], "products")
    prefetch_related_objects([one.activity for one in found if one.activity], "resources")


def _opened(extraction: Extraction, baseline: Baseline, offer: Offer, taken: TakenPart | None) -> OpenOffer:
    values: tuple[ThreeValues, ...] = ()
    if offer.kind is OfferKind.CHANGED and taken and taken.here:
        values = three_ways(offer, taken.base or {}, _values_of(taken.here), extraction.months)
    return OpenOffer(extraction, baseline, offer, taken, values)


def _values_of(here: Objective | Activity) -> dict[str, Any]:
    """What it says here, as JSON holds it."""
    kind = PartKind.OBJECTIVE if isinstance(here, Objective) else PartKind.ACTIVITY
    values = {name: getattr(here, name) for name in OFFERED[kind] if name not in LISTS}
    if isinstance(here, Objective):
        values["products"] = [product.text for product in here.products.all()]
    else:
        values["resources"] = [resource.text for resource in here.resources.all()]
        values["completed_on"] = here.completed_on
    plain: dict[str, Any] = audit.plain(values)
    return plain
