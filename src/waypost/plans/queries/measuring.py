"""Who measures an indicator, when the next number is due, and what waits for whom (PL2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from waypost.common import clock
from waypost.common.actors import System
from waypost.people.models import Person
from waypost.plans.models import Activity, Baseline, Indicator, Measurement, Plan
from waypost.plans.queries import access
from waypost.plans.queries.owning import owner_is_here, roles_to_own
from waypost.plans.rules.indicators import Aim
from waypost.plans.rules.indicators_rhythm import falls_in_a_week, next_measurement_on, rhythm_of
from waypost.plans.rules.indicators_words import value_hint
from waypost.plans.rules.kinds import Direction

#: The day of the last number that somebody wrote down.
LAST_BY_HAND = Max("measurements__measured_on", filter=Q(measurements__source_key="", measurements__taken_out_at=None))

INDICATORS = Prefetch("indicators", Indicator.objects.select_related("owner", "built_by__objective"))


def last_numbers(most: int = 1) -> QuerySet[Measurement]:
    """Of each indicator the last numbers by hand and the last ones that Waypost measured: a course can be long."""
    latest_first = (F("measured_on").desc(), F("pk").desc())
    is_by_hand = Case(When(source_key="", then=True), default=False)
    place = Window(RowNumber(), partition_by=[F("indicator"), is_by_hand], order_by=latest_first)
    return Measurement.objects.annotate(place=place).filter(place__lte=most).select_related("recorded_by")


#: Indicators with what their lines need to say how things stand now.
WITH_LAST_NUMBERS = (INDICATORS, Prefetch("indicators__measurements", last_numbers()))


@dataclass(frozen=True)
class DueMeasurement:
    """An indicator whose owner is asked for the next number, since `due_on`."""

    indicator: Indicator
    due_on: date
    today: date


def measurements_due(viewer: Person) -> list[DueMeasurement]:
    """What `viewer` owns and should measure now, the longest due first; one query, however many there are."""
    asked = access.indicators_to_measure(viewer).select_related(None).select_related("plan__organization")
    own = asked.filter(owner=viewer, source_key="").exclude(frequency="")
    found: list[DueMeasurement] = []
    for indicator in own.annotate(last=LAST_BY_HAND).order_by("pk"):
        today = clock.today(indicator.plan.organization.timezone)
        due_on = next_on(indicator, indicator.last)
        if due_on is not None and due_on <= today:
            found.append(DueMeasurement(indicator, due_on, today))
    return sorted(found, key=lambda due: due.due_on)


def owners() -> set[int]:
    """The keys of all who own an indicator of an adopted plan that is measured by hand."""
    return {pk for pk in _asked().values_list("owner", flat=True) if pk is not None}


def owners_to_ask(_viewer: System, since_by_person: Mapping[int, tuple[date, date]]) -> set[int]:
    """Those owners for whom a number came due in the days (since, until], or whole weeks ago; one query."""
    found = _asked().filter(owner__in=since_by_person).annotate(last=LAST_BY_HAND)
    asked = ((indicator.owner_id, next_on(indicator, indicator.last)) for indicator in found)
    return {pk for pk, due_on in asked if pk and due_on and falls_in_a_week(due_on, *since_by_person[pk])}


def _asked() -> QuerySet[Indicator]:
    adopted = Exists(Baseline.objects.filter(plan=OuterRef("plan")))
    found = Indicator.objects.filter(owner_is_here(), adopted, source_key="").exclude(frequency="")
    return found.select_related("plan__organization").order_by("pk")


def number_asked(indicator: Indicator, today: date) -> str:
    """What number a form asks for, and the last one that somebody wrote down."""
    last = last_numbers().filter(indicator=indicator, source_key="").first()
    value, measured_on = (last.value, last.measured_on) if last else (None, None)
    return value_hint(indicator.unit, value, measured_on, today)


def next_on(indicator: Indicator, last: date | None) -> date | None:
    """By when the next number should be there, after the `last` one that somebody wrote down."""
    if indicator.source_key:
        return None
    began = indicator.plan.started_on
    return next_measurement_on(rhythm_of(indicator.frequency), last=last, started_on=began, due_on=indicator.due_on)


def aim_of(indicator: Indicator) -> Aim:
    """Where its number should go."""
    return Aim(Direction(indicator.direction), indicator.target_from, indicator.target)


def activities_in(plan: Plan) -> QuerySet[Activity]:
    """The activities that may build a source, in the order of the plan."""
    found = Activity.objects.filter(objective__plan=plan, objective__taken_out_at=None)
    return found.order_by("objective__number", "position")


def people_to_own(plan: Plan, *, besides: int | None = None) -> QuerySet[Person]:
    """Who may be asked to measure for `plan`: who works in its branch beside teaching, and who may edit it, by name.

    `besides` names who owns an indicator today and stays to choose from, also after they left.
    """
    here = Q(pk__in=roles_to_own(Value(plan.organization.path)).values("person"), is_active=True)
    return Person.objects.filter(here | Q(pk=besides)).order_by("name", "pk")


def owners_who_left(plan: Plan, indicators: Iterable[Indicator]) -> frozenset[int]:
    """The owners who hold no such role any more; no query where nobody owns anything."""
    owners = {indicator.owner_id for indicator in indicators if indicator.owner_id is not None}
    if not owners:
        return frozenset()
    here = people_to_own(plan).filter(pk__in=owners).values_list("pk", flat=True)
    return frozenset(owners.difference(here))
