"""Files of measurements that wait to be confirmed, and what confirming them would do."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from waypost.common import clock
from waypost.people.models import Person
from waypost.plans.models import Indicator, MeasurementUpload
from waypost.plans.queries.access import indicators_to_measure
from waypost.plans.rules.indicators_files import PlannedMeasurements, plan_measurements
from waypost.standards.measurements_csv import read_measurements


def uploads_of(viewer: Person) -> QuerySet[MeasurementUpload]:
    """The files that `viewer` uploaded and did not confirm yet, for indicators that they may still measure."""
    waiting = MeasurementUpload.objects.filter(uploaded_by=viewer, applied_at=None)
    return waiting.filter(indicator__in=indicators_to_measure(viewer)).select_related("indicator__plan__organization")


def planned_measurements(upload: MeasurementUpload) -> PlannedMeasurements:
    """What confirming the file would do now. Raises UnreadableFile."""
    indicator = upload.indicator
    file = read_measurements(bytes(upload.content))
    today = clock.today(indicator.plan.organization.timezone)
    return plan_measurements(file, values_by_day(indicator), indicator.unit, today)


def values_by_day(indicator: Indicator) -> dict[date, frozenset[Decimal]]:
    """What was measured by hand on each day."""
    found: dict[date, set[Decimal]] = defaultdict(set)
    for day, value in indicator.measurements.filter(source_key="").values_list("measured_on", "value"):
        found[day].add(value)
    return {day: frozenset(values) for day, values in found.items()}
