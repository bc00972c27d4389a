"""What attempts and decisions tell about a plan; numbers that open no names (IN2, decision 0017)."""

from datetime import date, datetime
from decimal import Decimal
from statistics import median

from waypost.assessment.models import Review
from waypost.common.days import day_in
from waypost.common.suppression import is_safe
from waypost.insight.queries.revising import revised_of_plan
from waypost.insight.queries.serving import end_of_day, is_served, members_serving
from waypost.insight.rules.revising import first_try_of, lines_for_others
from waypost.plans.models import Plan


def first_try_rate(plan: Plan, as_of: date) -> Decimal | None:
    """Of those who heard back, the share who was never asked for more, in whole percent as the funnel shows it."""
    everybody, _ = revised_of_plan(plan, end_of_day(plan, as_of))
    rate = first_try_of(everybody)
    return None if rate is None else Decimal(rate)


def first_try_is_safe(plan: Plan) -> bool:
    """Whether the rate tells of nobody, also beside the numbers of each program of the plan."""
    everybody, programs = revised_of_plan(plan)
    if not programs or not everybody.turns[0]:
        return True
    whole, parts = lines_for_others(everybody, programs)
    return all(line.first_try_rate is not None for line in (whole, *parts))


def median_of_days(plan: Plan, as_of: date) -> Decimal | None:
    """From the day of sending to the day of the decision, by the plan's calendar; what waits is not counted."""
    zone = plan.organization.timezone
    decided = _decided(plan, end_of_day(plan, as_of)) if is_served(plan) else []
    waits = [(day_in(decided_at, zone) - day_in(sent_at, zone)).days for _, sent_at, decided_at in decided]
    return Decimal(str(median(waits))) if waits else None


def median_is_safe(plan: Plan) -> bool:
    """A median is about those who sent what was decided."""
    return is_safe(len({person for person, _, _ in _decided(plan)}))


def _decided(plan: Plan, until: datetime | None = None) -> list[tuple[int, datetime, datetime]]:
    """Person, sent and decided, of each submission whose educator was told; as the funnel counts, nobody who left."""
    found = Review.objects.filter(
        submission__enrollment__member__in=members_serving(plan).filter(left_at=None),
        submission__enrollment__withdrawn_at=None,
        submission__recalled_at=None,
        released_at=None,
        concluded_at__isnull=False,
    )
    told = found if until is None else found.filter(concluded_at__lte=until)
    rows = told.values_list("submission__enrollment__member__person", "submission__sent_at", "decided_at")
    return [(person, sent_at, decided_at) for person, sent_at, decided_at in rows if decided_at is not None]
