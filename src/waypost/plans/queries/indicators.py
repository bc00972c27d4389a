"""Indicators with what is known now, by hand or fed by the system."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waypost.common import clock
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans import measures
from waypost.plans.measures import Measure
from waypost.plans.models import Indicator, Measurement, Plan

#: A share, in percent.
WHOLE = 100


@dataclass(frozen=True)
class IndicatorLine:
    """`now` is the live value of a fed indicator, else its last measurement; None before the first.

    `rows_url` is empty where there is no page of rows or the viewer may not see them. Such a viewer sees no value that
    is about too few people (`is_left_out`), and no measurement that Waypost made: its course points to people
    (decision 0017).
    """

    indicator: Indicator
    now: Decimal | None
    measured_on: date | None
    measure: Measure | None
    rows_url: str
    measurements: tuple[Measurement, ...]
    is_left_out: bool = False
    hides_course: bool = False

    @property
    def full_width(self) -> int | None:
        """Where the bar of the chart ends: shares at 100, other numbers at their own scale."""
        numbers = (self.now, self.indicator.target, self.indicator.baseline)
        is_share = self.indicator.unit == "%" and all(n is None or 0 <= n <= WHOLE for n in numbers)
        return WHOLE if is_share else None


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator as its page shows it to one viewer on one day."""

    line: IndicatorLine
    today: date
    may_edit: bool


def indicator_page(viewer: Viewer, indicator: Indicator) -> IndicatorPage:
    """Everything on an indicator's page; `indicator` comes from `access.indicators(viewer)`."""
    plan = indicator.plan
    today = clock.today(plan.organization.timezone)
    (line,) = indicator_lines(viewer, plan, [indicator], today)
    return IndicatorPage(line, today, may(viewer, Permission.PLANS_PLAN_EDIT, plan.organization))


def indicator_lines(
    viewer: Viewer, plan: Plan, indicators: Iterable[Indicator], today: date
) -> tuple[IndicatorLine, ...]:
    """One line for each of the plan's `indicators`; each measure is computed once, however many it feeds."""
    shown = list(indicators)
    fed_by = {key: found for key in {i.source_key for i in shown} if (found := measures.find(key))}
    fed = {key: _fed_value(viewer, plan, measure, today) for key, measure in fed_by.items()}
    course = may_see_course(viewer, plan) if any(_was_fed(i) for i in shown) else True
    return tuple(
        _fed(indicator, fed[indicator.source_key], today, has_course=course)
        if indicator.source_key in fed
        else _by_hand(indicator, has_course=course)
        for indicator in shown
    )


def may_see_course(viewer: Viewer, plan: Plan) -> bool:
    """Whether `viewer` may see how a number that Waypost measures moved from day to day."""
    return may(viewer, Permission.INSIGHT_ROWS_READ, plan.organization)


@dataclass(frozen=True)
class _FedValue:
    measure: Measure
    value: Decimal | None
    rows_url: str
    is_left_out: bool


def _fed_value(viewer: Viewer, plan: Plan, measure: Measure, today: date) -> _FedValue:
    """The page of rows is asked for only where the viewer may open it."""
    value = measure.compute(plan, today)
    if may(viewer, measure.rows_permission, plan.organization):
        return _FedValue(measure, value, measure.rows_url(plan) if measure.rows_url else "", is_left_out=False)
    is_left_out = value is not None and not measure.is_safe_to_show(plan)
    return _FedValue(measure, None if is_left_out else value, "", is_left_out)


def _fed(indicator: Indicator, fed: _FedValue, today: date, *, has_course: bool) -> IndicatorLine:
    return IndicatorLine(
        indicator,
        fed.value,
        today if fed.value is not None else None,
        fed.measure,
        fed.rows_url,
        _measurements(indicator, has_course=has_course),
        is_left_out=fed.is_left_out,
        hides_course=not has_course,
    )


def _by_hand(indicator: Indicator, *, has_course: bool) -> IndicatorLine:
    measurements = _measurements(indicator, has_course=has_course)
    last = measurements[-1] if measurements else None
    now, measured_on = (last.value, last.measured_on) if last else (None, None)
    hides = not has_course and _was_fed(indicator)
    return IndicatorLine(indicator, now, measured_on, None, "", measurements, hides_course=hides)


def _measurements(indicator: Indicator, *, has_course: bool) -> tuple[Measurement, ...]:
    return tuple(one for one in indicator.measurements.all() if has_course or not one.source_key)


def _was_fed(indicator: Indicator) -> bool:
    return bool(indicator.source_key) or any(one.source_key for one in indicator.measurements.all())
