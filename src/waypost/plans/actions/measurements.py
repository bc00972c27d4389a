"""Writes to measurements: by hand, by file, or fed by a registered measure; corrected and taken back (PL2, IN2)."""

import hashlib
from datetime import date
from decimal import Decimal

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.acting import person_or_none
from waypost.people.models import Person
from waypost.plans import measures
from waypost.plans.actions.edits import save_edit
from waypost.plans.models import Indicator, Measurement, MeasurementUpload
from waypost.plans.queries.measurement_files import planned_measurements, uploads_of, values_by_day
from waypost.plans.rules.indicators_files import PlannedMeasurements, second_number

LOOK_AGAIN = "Something changed since this list was made: look at it again, then confirm."


class FedIndicator(ValueError):
    """The system feeds this indicator; nobody writes its numbers by hand."""


class FileMoved(Exception):
    """What the file would do is no longer what was shown."""


class ReasonMissing(ValueError):
    """A measurement was corrected or taken back without a reason."""


class SecondNumber(ValueError):
    """Another number was measured on that day; the message says which, and what to do."""


@transaction.atomic
def record_measurement(
    *, by: Actor, indicator: Indicator, value: Decimal, measured_on: date, note: str = ""
) -> Measurement:
    """Write down what somebody measured. Raises FedIndicator where the system does that itself, and SecondNumber."""
    _check_by_hand(indicator)
    _check_only_number(indicator, measured_on)
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
def correct_measurement(
    *,
    by: Actor,
    measurement: Measurement,
    started_from: int,
    value: Decimal,
    measured_on: date,
    reason: str,
    note: str = "",
) -> Measurement:
    """Put right what was written down; the history keeps what stood there.

    Raises EditConflict, ReasonMissing and SecondNumber.
    """
    current = _locked_with_reason(measurement, started_from, reason)
    if measured_on != current.measured_on:
        _check_only_number(current.indicator, measured_on)
    values = {"value": value, "measured_on": measured_on, "note": note.strip()}
    save_edit(by=by, verb="correct measurement", current=current, values=values, why=reason.strip())
    return current


@transaction.atomic
def take_back_measurement(*, by: Actor, measurement: Measurement, started_from: int, reason: str) -> Measurement:
    """Take a number out of the course; the history keeps it. Raises EditConflict and ReasonMissing."""
    current = _locked_with_reason(measurement, started_from, reason)
    values = {"taken_out_at": clock.now()}
    save_edit(by=by, verb="take back measurement", current=current, values=values, why=reason.strip())
    return current


@transaction.atomic
def record_fed_measurement(*, by: Actor, indicator: Indicator) -> Measurement | None:
    """Keep today's value of the measure that feeds the indicator; again on the same day updates it.

    None where nothing feeds the indicator, there is nothing to count yet, or the measure keeps no course.
    """
    measure = measures.find(indicator.source_key)
    today = clock.today(indicator.plan.organization.timezone)
    value = measure.compute(indicator.plan, today) if measure and measure.keeps_course else None
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


@transaction.atomic
def keep_measurements(*, by: Person, indicator: Indicator, file_name: str, content: bytes) -> MeasurementUpload:
    """Keep an uploaded file until it is confirmed; it takes the place of earlier ones of the same person."""
    _check_by_hand(indicator)
    uploads_of(by).filter(indicator=indicator).delete()
    upload = MeasurementUpload.objects.create(
        indicator=indicator,
        uploaded_by=by,
        file_name=file_name[:200],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    audit.record(by=by, verb="upload measurements", on=upload, after={"sha256": upload.sha256})
    return upload


def apply_measurements(*, by: Person, upload: MeasurementUpload, shown: str) -> PlannedMeasurements:
    """Do what the preview whose digest is `shown` listed, all or nothing; a second confirmation finds no file.

    Raises FedIndicator, and FileMoved where the file would do something else now. The file is read before the
    transaction begins; inside it the indicator is locked, so that of two files with the same days the second waits,
    and then changes nothing.
    """
    planned = planned_measurements(upload)
    if planned.digest != shown:
        raise FileMoved(LOOK_AGAIN)
    with transaction.atomic():
        _apply(by, upload, planned)
    return planned


def _apply(by: Person, upload: MeasurementUpload, planned: PlannedMeasurements) -> None:
    indicator = Indicator.objects.select_for_update().get(pk=upload.indicator_id)
    _check_by_hand(indicator)
    current = uploads_of(by).select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if current is None:
        raise FileMoved("This file was confirmed already.")
    if values_by_day(indicator).keys() & {line.measured_on for line in planned.new}:
        raise FileMoved(LOOK_AGAIN)
    made = Measurement.objects.bulk_create(
        Measurement(indicator=indicator, value=line.value, measured_on=line.measured_on, note=line.note, recorded_by=by)
        for line in planned.new
    )
    audit.record_each(by=by, verb="record measurement", changes=((row, _as_recorded(row)) for row in made))
    current.applied_at, current.content = clock.now(), b""
    current.save(update_fields=["applied_at", "content"])
    counts = {"new": len(planned.new), "already there": planned.there_count}
    audit.record(by=by, verb="apply measurements", on=current, after=counts)


def _locked_with_reason(measurement: Measurement, started_from: int, reason: str) -> Measurement:
    if not reason.strip():
        raise ReasonMissing("Write what was wrong: one sentence is enough.")
    # Somebody may have taken it back meanwhile: that is a conflict like any other.
    current = Measurement.ever.select_for_update().get(pk=measurement.pk)
    check_version(current, started_from)
    return current


def _check_by_hand(indicator: Indicator) -> None:
    if indicator.source_key:
        raise FedIndicator("Waypost measures this indicator itself: choose “Measured by hand” first to add a number.")


def _check_only_number(indicator: Indicator, measured_on: date) -> None:
    """A course has one number a day, as files of measurements do."""
    if values := values_by_day(indicator).get(measured_on):
        raise SecondNumber(second_number(measured_on, values, indicator.unit))


def _as_recorded(measurement: Measurement) -> dict[str, object]:
    return {
        "indicator": measurement.indicator.uid,
        "value": measurement.value,
        "measured_on": measurement.measured_on,
        "note": measurement.note,
    }
