"""The numbers that links are read from, as a viewer may see them (decision 0017)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans import measures
from waypost.plans.measures import Measure
from waypost.plans.models import Plan


@dataclass(frozen=True)
class LinkValue:
    """A measure with its value now; None before there is anything to count, and where it is left out.

    `can_be_read` says whether there is a number at all, and `has_data` whether it is more than 0.
    """

    measure: Measure
    value: Decimal | None
    is_left_out: bool
    can_be_read: bool
    has_data: bool
    rows_url: str


def link_values(viewer: Viewer, plan: Plan, keys: Iterable[str], today: date) -> dict[str, LinkValue]:
    """Each measure once, however many links it feeds; a key that no installed package feeds is left out."""
    found = ((key, measures.find(key)) for key in sorted(set(keys)))
    return {key: _value(viewer, plan, measure, today) for key, measure in found if measure is not None}


def has_data(plan: Plan, source_key: str, today: date) -> bool:
    """Whether the measure has counted anything yet, whoever asks: nothing of nothing is no data."""
    return bool(_computed(plan, source_key, today))


def can_be_read(plan: Plan, source_key: str, today: date) -> bool:
    """Whether the measure gives a number, be it 0."""
    return _computed(plan, source_key, today) is not None


def _computed(plan: Plan, source_key: str, today: date) -> Decimal | None:
    measure = measures.find(source_key)
    return measure.compute(plan, today) if measure else None


def _value(viewer: Viewer, plan: Plan, measure: Measure, today: date) -> LinkValue:
    value = measure.compute(plan, today)
    sees_rows = measure.rows_url is not None and may(viewer, measure.rows_permission, plan.organization)
    is_left_out = value is not None and not sees_rows and not measure.is_safe_to_show(plan)
    return LinkValue(
        measure,
        None if is_left_out else value,
        is_left_out,
        can_be_read=value is not None,
        has_data=bool(value),
        rows_url=measure.rows_url(plan) if measure.rows_url and sees_rows else "",
    )
