"""Keeping what was measured."""

from waypost.common.actors import Actor
from waypost.insight.queries.measures import fed_indicators
from waypost.plans.actions.measurements import record_fed_measurement


def measure_indicators(*, by: Actor, plan_uid: str) -> int:
    """Keep today's value of each indicator of a plan that insight feeds; returns how many were looked at.

    Again on the same day it updates that day's value, so it may run as often as it likes.
    """
    indicators = list(fed_indicators(plan_uid))
    for indicator in indicators:
        record_fed_measurement(by=by, indicator=indicator)
    return len(indicators)
