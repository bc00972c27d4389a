"""The days of a plan, or of what a person leads, as a calendar; and what a secret address opens (PL11)."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib import import_module

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from waypost.common.links import site_link
from waypost.people.models import Person
from waypost.plans.models import Activity, Baseline, CalendarAddress, Indicator, Plan
from waypost.plans.queries import access
from waypost.plans.queries.leads import still_here
from waypost.plans.rules.calendars import PlannedDays, calendar_days

#: Loaded with its library when the first calendar is asked for.
CALENDAR_FILE = "waypost.standards.calendar_file"


class NothingThere(Exception):
    """Nobody has this address any more, or whose it is may not see the plan today."""


def hash_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def addresses_of(person: Person) -> QuerySet[CalendarAddress]:
    """Those that are not revoked, oldest first."""
    return CalendarAddress.objects.filter(owner=person, revoked_at=None).select_related("plan")


def calendar_behind(secret: str) -> tuple[CalendarAddress, bytes]:
    """Raises NothingThere."""
    found = CalendarAddress.objects.filter(secret_sha256=hash_of(secret), revoked_at=None, owner__is_active=True)
    address = found.select_related("owner").first()
    if address is None:
        raise NothingThere
    if address.plan_id is None:
        return address, calendar_of_person(address.owner)
    plan = access.plans(address.owner).filter(pk=address.plan_id).first()
    if plan is None:
        raise NothingThere
    return address, calendar_of_plan(plan)


def calendar_of_plan(plan: Plan) -> bytes:
    """Its activities and milestones, and when its indicators are due. Three queries at most."""
    activities = Activity.objects.filter(objective__plan=plan, objective__taken_out_at=None)
    indicators = Indicator.objects.filter(plan=plan).exclude(due_on=None).select_related("plan__organization")
    planned = (*_of_activities(activities), *map(_of_indicator, indicators))
    return _written(plan.title, planned)


def calendar_of_person(person: Person) -> bytes:
    """The activities that somebody leads in adopted plans of places where they still work."""
    adopted = Baseline.objects.filter(plan=OuterRef("objective__plan"))
    led = Activity.objects.filter(Exists(adopted), leads__person=person, objective__taken_out_at=None).distinct()
    found = list(_with_plan(led))
    here = still_here({person.pk: [activity.objective.plan.organization for activity in found]})
    kept = [each for each in found if (person.pk, each.objective.plan.organization_id) in here]
    return _written("What I lead", map(_of_activity, kept))


def _of_activities(activities: QuerySet[Activity]) -> Iterator[PlannedDays]:
    return map(_of_activity, _with_plan(activities))


def _with_plan(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    found = activities.select_related("objective__plan__organization")
    return found.order_by("objective__plan", "objective", "position")


def _of_activity(activity: Activity) -> PlannedDays:
    objective = activity.objective
    return PlannedDays(
        uid=activity.uid,
        text=str(activity),
        about=f"Objective {objective.number}: {objective.text}\n{_plan(objective.plan)}",
        url=site_link(reverse("plan_activity", args=[activity.uid])),
        made_at=activity.created_at,
        version=activity.version,
        start_on=activity.start_on,
        target_on=activity.target_on,
        is_milestone=activity.is_milestone,
        is_done=activity.completed_on is not None,
    )


def _of_indicator(indicator: Indicator) -> PlannedDays:
    return PlannedDays(
        uid=indicator.uid,
        text=indicator.text,
        about=_plan(indicator.plan),
        url=site_link(reverse("plan_indicator", args=[indicator.uid])),
        made_at=indicator.created_at,
        version=indicator.version,
        target_on=indicator.due_on,
        is_indicator=True,
    )


def _plan(plan: Plan) -> str:
    return f"{plan.title}, {plan.organization.name}"


def _written(name: str, planned: Iterable[PlannedDays]) -> bytes:
    content: bytes = import_module(CALENDAR_FILE).write_calendar(
        name, (day for each in planned for day in calendar_days(each))
    )
    return content
