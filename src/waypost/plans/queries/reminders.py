"""Whom to remind of what, and what the link of a reminder opens (PL8)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db.models import Exists, OuterRef, QuerySet

from waypost.common import clock
from waypost.common.actors import System
from waypost.people.models import Organization, Person
from waypost.plans.models import Activity, ActivityLead, Baseline, DateProposal, Reminder
from waypost.plans.queries.leads import still_here
from waypost.plans.rules.reminders import LINK_DAYS, is_due

REMINDING = System("reminding leads")
#: Keeps a link of a reminder from opening anything else that this site signs.
SALT = "waypost.plans.reminder"


class LinkUnknown(Exception):
    """Nobody was sent this link."""


class LinkExpired(Exception):
    """The link was mailed too long ago."""


class Closed(StrEnum):
    """Why a link takes no answer any more."""

    DONE = "done"
    GONE = "gone"
    LEFT = "left"


def sign(reminder: Reminder) -> str:
    """The token of the reminder's link; made when its mail is written, and stored nowhere."""
    return TimestampSigner(salt=SALT).sign(reminder.uid)


def reminder_behind(token: str) -> Reminder:
    """Raises LinkUnknown and LinkExpired."""
    try:
        uid = TimestampSigner(salt=SALT).unsign(token, max_age=LINK_DAYS)
        return _with_plan(Reminder.objects.all()).get(uid=uid)
    except SignatureExpired as old:
        raise LinkExpired from old
    except (BadSignature, Reminder.DoesNotExist) as unknown:
        raise LinkUnknown from unknown


def why_closed(reminder: Reminder) -> Closed | None:
    """None while the link takes an answer, or shows the one that it took."""
    activity = reminder.activity
    if not open_activities().filter(pk=activity.pk).exists():
        return Closed.DONE if activity.completed_on else Closed.GONE
    place = activity.objective.plan.organization
    leads = ActivityLead.objects.filter(activity=activity, person=reminder.person)
    is_lead = leads.exists() and bool(still_here({reminder.person_id: [place]}))
    return None if is_lead else Closed.LEFT


def open_activities() -> QuerySet[Activity]:
    """Unfinished activities with a target date, in plans that were adopted."""
    adopted = Baseline.objects.filter(plan=OuterRef("objective__plan"))
    found = Activity.objects.filter(Exists(adopted), completed_on=None, objective__taken_out_at=None)
    return found.exclude(target_on=None)


def leaders() -> set[int]:
    """The keys of all who lead an open activity."""
    return set(_leads().values_list("person", flat=True))


def due_activities(_viewer: System, since_by_person: Mapping[int, tuple[date, date]]) -> dict[int, list[Activity]]:
    """By lead, the open activities to remind them of; `since_by_person` gives the days (since, until].

    Not while a date that somebody proposed waits for its decision: the lead has done their part. Two queries.
    """
    leads = _leads().filter(person__in=since_by_person).select_related("activity__objective__plan__organization")
    waiting = DateProposal.objects.filter(activity=OuterRef("activity"), decided_at=None)
    due: dict[int, dict[int, Activity]] = {}
    for lead in leads.filter(~Exists(waiting)).order_by("activity__target_on", "activity"):
        activity, person = lead.activity, lead.person_id
        if person and activity.target_on and is_due(activity.target_on, *since_by_person[person]):
            due.setdefault(person, {})[activity.pk] = activity
    here = still_here({person: [_place(a) for a in found.values()] for person, found in due.items()})
    kept = {person: [a for a in found.values() if (person, _place(a).pk) in here] for person, found in due.items()}
    return {person: activities for person, activities in kept.items() if activities}


def reminders_to_tell(_viewer: System, person: Person, day: date) -> list[Reminder]:
    """What somebody was to be told that day, as far as it waits for them still, by plan and date."""
    found = Reminder.objects.filter(person=person, day=day, answered_at=None, activity__in=open_activities())
    found = found.filter(activity__leads__person=person).distinct()
    shown = list(_with_plan(found).order_by("activity__objective__plan", "activity__target_on", "pk"))
    here = still_here({person.pk: [_place(reminder.activity) for reminder in shown]})
    return [reminder for reminder in shown if (person.pk, _place(reminder.activity).pk) in here]


def today_of(activity: Activity) -> date:
    return clock.today(_place(activity).timezone)


def _with_plan(reminders: QuerySet[Reminder]) -> QuerySet[Reminder]:
    return reminders.select_related("person", "activity__objective__plan__organization", "date_proposal")


def _leads() -> QuerySet[ActivityLead]:
    return ActivityLead.objects.filter(activity__in=open_activities()).exclude(person=None)


def _place(activity: Activity) -> Organization:
    return activity.objective.plan.organization
