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

    `rows_url` is empty where there is no page of rows or the viewer may not see them.
    """

    indicator: Indicator
    now: Decimal | None
    measured_on: date | None
    measure: Measure | None
    rows_url: str
    measurements: tuple[Measurement, ...]

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
    values = {key: measure.compute(plan, today) for key, measure in fed_by.items()}
    urls = {key: _rows_url(viewer, plan, measure) for key, measure in fed_by.items()}
    return tuple(
        _fed(indicator, fed_by[indicator.source_key], values[indicator.source_key], urls[indicator.source_key], today)
        if indicator.source_key in fed_by
        else _by_hand(indicator)
        for indicator in shown
    )


def _fed(indicator: Indicator, measure: Measure, value: Decimal | None, url: str, today: date) -> IndicatorLine:
    measured_on = today if value is not None else None
    return IndicatorLine(indicator, value, measured_on, measure, url, tuple(indicator.measurements.all()))


def _by_hand(indicator: Indicator) -> IndicatorLine:
    measurements = tuple(indicator.measurements.all())
    last = measurements[-1] if measurements else None
    now, measured_on = (last.value, last.measured_on) if last else (None, None)
    return IndicatorLine(indicator, now, measured_on, None, "", measurements)


def _rows_url(viewer: Viewer, plan: Plan, measure: Measure) -> str:
    """The page is asked for only where the viewer may open it."""
    if measure.rows_url is None or not may(viewer, measure.rows_permission, plan.organization):
        return ""
    return measure.rows_url(plan)
