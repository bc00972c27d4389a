"""Writes to indicators and their measurements, by hand or fed by a registered measure (PL2, IN2)."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.plans import measures
from waypost.plans.actions.edits import lock_version, next_place, person_or_none, save_edit, values_of
from waypost.plans.models import Indicator, Measurement, Plan
from waypost.plans.rules.fields import IndicatorFields


class FedIndicator(ValueError):
    """The system feeds this indicator; nobody writes its numbers by hand."""


@transaction.atomic
def add_indicator(*, by: Actor, plan: Plan, fields: IndicatorFields) -> Indicator:
    """Add a performance measure at the end of its term (PL2)."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    place = next_place(Indicator.ever.filter(plan=plan, term=fields.term), "position")
    indicator = Indicator.objects.create(plan=plan, position=place, **values_of(fields))
    audit.record(by=by, verb="add indicator", on=indicator, after=values_of(fields))
    return indicator


@transaction.atomic
def edit_indicator(*, by: Actor, indicator: Indicator, started_from: int, fields: IndicatorFields) -> Indicator:
    """Change an indicator; one that changes its term goes to the end of the other. Raises EditConflict."""
    current = lock_version(indicator, started_from)
    values = values_of(fields)
    if fields.term != current.term:
        plan = Plan.objects.select_for_update().get(pk=current.plan_id)
        values["position"] = next_place(Indicator.ever.filter(plan=plan, term=fields.term), "position")
    save_edit(by=by, verb="edit indicator", current=current, values=values)
    return current


@transaction.atomic
def record_measurement(
    *, by: Actor, indicator: Indicator, value: Decimal, measured_on: date, note: str = ""
) -> Measurement:
    """Write down what somebody measured. Raises FedIndicator where the system does that itself."""
    if indicator.source_key:
        raise FedIndicator("Waypost measures this indicator itself: choose “Measured by hand” first to add a number.")
    measurement = Measurement.objects.create(
        indicator=indicator,
        value=value,
        measured_on=measured_on,
        note=note.strip(),
        recorded_by=person_or_none(by),
    )
    audit.record(by=by, verb="record measurement", on=measurement, after=_as_recorded(measurement))
    return measurement


@transaction.atomic
def record_fed_measurement(*, by: Actor, indicator: Indicator) -> Measurement | None:
    """Keep today's value of the measure that feeds the indicator; again on the same day updates it.

    None where nothing feeds the indicator or there is nothing to count yet.
    """
    measure = measures.find(indicator.source_key)
    today = clock.today(indicator.plan.organization.timezone)
    value = measure.compute(indicator.plan, today) if measure else None
    if value is None:
        return None
    kept = Measurement.objects.filter(indicator=indicator, measured_on=today, source_key=indicator.source_key).first()
    if kept is not None and kept.value == value:
        return kept
    before = _as_recorded(kept) if kept else None
    measurement, _ = Measurement.objects.update_or_create(
        indicator=indicator, measured_on=today, source_key=indicator.source_key, defaults={"value": value}
    )
    audit.record(by=by, verb="record measurement", on=measurement, before=before, after=_as_recorded(measurement))
    return measurement


def _as_recorded(measurement: Measurement) -> dict[str, object]:
    return {
        "indicator": measurement.indicator.uid,
        "value": measurement.value,
        "measured_on": measurement.measured_on,
        "note": measurement.note,
    }
