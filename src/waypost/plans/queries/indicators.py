"""Indicators with what is known now, by hand or fed by the system."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects

from waypost.common import clock
from waypost.common.days import day_in, full_day
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans import measures
from waypost.plans.measures import Measure
from waypost.plans.models import Activity, Indicator, Measurement, Plan, TargetChange
from waypost.plans.queries.measuring import WITH_LAST_NUMBERS, aim_of, next_on, owners_who_left
from waypost.plans.rules import indicators_words as words
from waypost.plans.rules.indicators import (
    IndicatorFacts,
    IndicatorLookReason,
    IndicatorStatus,
    has_source,
    indicator_status,
)
from waypost.plans.rules.indicators_rhythm import Rhythm, rhythm_of
from waypost.plans.rules.kinds import Direction
from waypost.plans.rules.words import amount

#: A share, in percent.
WHOLE = 100
TARGET_LABELS = {"target_from": "Range from", "target": "Target", "due_on": "Due"}


@dataclass(frozen=True)
class IndicatorLook:
    """Something about an indicator that needs a look, in words."""

    reason: IndicatorLookReason
    title: str
    note: str


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
    today: date
    is_left_out: bool = False
    hides_course: bool = False
    owner_left: bool = False

    @property
    def full_width(self) -> int | None:
        """Where the bar of the chart ends: shares at 100, other numbers at their own scale."""
        numbers = (self.now, self.indicator.target_from, self.indicator.target, self.indicator.baseline)
        is_share = self.indicator.unit == "%" and all(n is None or 0 <= n <= WHOLE for n in numbers)
        return WHOLE if is_share else None

    @property
    def status(self) -> IndicatorStatus | None:
        """None where the number is left out: the word would tell on which side of the target it is."""
        return None if self.is_left_out else indicator_status(self._facts, self.today)

    @property
    def target(self) -> str:
        """ "at most 10 weekdays"."""
        return words.target(aim_of(self.indicator), self.indicator.unit)

    @property
    def good(self) -> tuple[Decimal, Decimal] | None:
        """Where the number should end, for the chart: from nothing up to a most, or within a range."""
        lower, upper = self.indicator.target_from, self.indicator.target
        if self.indicator.direction == Direction.LESS and upper is not None:
            return Decimal(0), upper
        is_range = self.indicator.direction == Direction.RANGE
        return (lower, upper) if is_range and lower is not None and upper is not None else None

    @property
    def rhythm(self) -> Rhythm | None:
        return rhythm_of(self.indicator.frequency)

    @property
    def next_on(self) -> date | None:
        """By when the next number should be there; None where Waypost measures, or nobody said how often."""
        return next_on(self.indicator, self._last_by_hand)

    @property
    def builder(self) -> Activity | None:
        """The activity that builds the source, while it stands in the plan."""
        built_by = self.indicator.built_by
        stands = built_by is not None and built_by.taken_out_at is None and built_by.objective.taken_out_at is None
        return built_by if stands else None

    @property
    def looks(self) -> tuple[IndicatorLook, ...]:
        """What needs a look about it, the most pressing first."""
        owner = self.indicator.owner.name if self.indicator.owner and not self.owner_left else ""
        return tuple(
            IndicatorLook(
                reason,
                words.look_title(reason, self.indicator.text, owner or str(self.indicator.owner)),
                words.look_note(reason, owner, self.next_on, self.today),
            )
            for reason, holds in self._reasons
            if holds
        )

    @property
    def _reasons(self) -> tuple[tuple[IndicatorLookReason, bool], ...]:
        next_day, indicator = self.next_on, self.indicator
        sourced = has_source(
            is_fed=bool(indicator.source_key),
            data_source=indicator.data_source,
            is_built=self.builder is not None,
        )
        return (
            (IndicatorLookReason.MEASUREMENT_DUE, next_day is not None and next_day <= self.today),
            (IndicatorLookReason.OWNER_LEFT, self.owner_left),
            (IndicatorLookReason.NO_SOURCE, not sourced),
        )

    @property
    def _facts(self) -> IndicatorFacts:
        indicator, plan = self.indicator, self.indicator.plan
        began = plan.started_on or day_in(plan.created_at, plan.organization.timezone)
        aim = aim_of(indicator)
        return IndicatorFacts(self.now, indicator.baseline, aim, began, self.measured_on, indicator.due_on)

    @property
    def _last_by_hand(self) -> date | None:
        return max((row.measured_on for row in self.measurements if not row.source_key), default=None)


@dataclass(frozen=True)
class TargetMove:
    """A target or due date that moved: (what, before, after) each, and why."""

    change: TargetChange
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator as its page shows it to one viewer on one day."""

    line: IndicatorLine
    today: date
    may_edit: bool
    may_measure: bool
    changes: tuple[TargetMove, ...]
    frequency_hint: str = words.FREQUENCY_HINT


def indicator_page(viewer: Viewer, indicator: Indicator) -> IndicatorPage:
    """Everything on an indicator's page; `indicator` comes from `access.indicators(viewer)`."""
    plan = indicator.plan
    today = clock.today(plan.organization.timezone)
    (line,) = indicator_lines(viewer, plan, [indicator], today)
    may_edit = may(viewer, Permission.PLANS_PLAN_EDIT, plan.organization)
    moves = indicator.target_changes.select_related("by").order_by("-created_at", "-pk")
    return IndicatorPage(
        line,
        today,
        may_edit=may_edit,
        may_measure=not indicator.source_key and (may_edit or indicator.owner == viewer),
        changes=tuple(TargetMove(change, _moved(change, indicator.unit)) for change in moves),
    )


def _moved(change: TargetChange, unit: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (TARGET_LABELS[name], _said(name, change.before[name], unit), _said(name, value, unit))
        for name, value in change.after.items()
        if change.before[name] != value
    )


def _said(name: str, value: str | None, unit: str) -> str:
    if value is None:
        return "nothing"
    return full_day(date.fromisoformat(value)) if name == "due_on" else amount(Decimal(value), unit)


def indicator_lines(
    viewer: Viewer, plan: Plan, indicators: Iterable[Indicator], today: date
) -> tuple[IndicatorLine, ...]:
    """One line for each of the plan's `indicators`; each measure is computed once, however many it feeds."""
    shown = list(indicators)
    fed_by = {key: found for key in {i.source_key for i in shown} if (found := measures.find(key))}
    fed = {key: _fed_value(viewer, plan, measure, today) for key, measure in fed_by.items()}
    course = may_see_course(viewer, plan) if any(_was_fed(i) for i in shown) else True
    left = owners_who_left(plan, shown)
    lines = (
        _fed(indicator, fed[indicator.source_key], today, has_course=course)
        if indicator.source_key in fed
        else _by_hand(indicator, today, has_course=course)
        for indicator in shown
    )
    return tuple(replace(line, owner_left=line.indicator.owner_id in left) for line in lines)


def plan_indicators(viewer: Viewer, plan: Plan, today: date) -> tuple[IndicatorLine, ...]:
    """All indicators of a plan from `access.plans(viewer)` as they stand now, without their course."""
    prefetch_related_objects([plan], *WITH_LAST_NUMBERS)
    return indicator_lines(viewer, plan, plan.indicators.all(), today)


def for_everybody(line: IndicatorLine) -> IndicatorLine:
    """The line as somebody reads it who may not see the rows: for what is printed and handed on (decision 0017)."""
    by_hand = tuple(one for one in line.measurements if not one.source_key)
    if line.measure is None:
        last = by_hand[-1] if by_hand else None
        now, measured_on = (last.value, last.measured_on) if last else (None, None)
        return replace(line, now=now, measured_on=measured_on, measurements=by_hand)
    if line.is_left_out or (line.now is not None and not line.measure.is_safe_to_show(line.indicator.plan)):
        return replace(line, now=None, measured_on=None, measurements=by_hand, is_left_out=True, hides_course=True)
    return replace(line, measurements=by_hand, hides_course=True)


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
    if measure.rows_url and may(viewer, measure.rows_permission, plan.organization):
        return _FedValue(measure, value, measure.rows_url(plan), is_left_out=False)
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
        today,
        is_left_out=fed.is_left_out,
        hides_course=not has_course,
    )


def _by_hand(indicator: Indicator, today: date, *, has_course: bool) -> IndicatorLine:
    measurements = _measurements(indicator, has_course=has_course)
    last = measurements[-1] if measurements else None
    now, measured_on = (last.value, last.measured_on) if last else (None, None)
    hides = not has_course and _was_fed(indicator)
    return IndicatorLine(indicator, now, measured_on, None, "", measurements, today, hides_course=hides)


def _measurements(indicator: Indicator, *, has_course: bool) -> tuple[Measurement, ...]:
    standing = (one for one in indicator.measurements.all() if one.taken_out_at is None)
    return tuple(one for one in standing if has_course or not one.source_key)


def _was_fed(indicator: Indicator) -> bool:
    return bool(indicator.source_key) or any(one.source_key for one in indicator.measurements.all())
