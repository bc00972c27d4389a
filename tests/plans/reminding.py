"""An adopted plan whose activity is led by somebody with an account, and what they are reminded of."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from time_machine import Traveller

from tests.builders import BUILDER, ZONE, District, person
from tests.plans.builders import Planned, build_planned
from waypost.common import jobs
from waypost.notices.actions.digests import POST
from waypost.notices.actions.outbox import SEND
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.models import Activity, Plan, Reminder
from waypost.plans.queries.reminders import sign

#: The activity's target date, a Friday.
TARGET = date(2027, 1, 8)
#: The tests' own day, six days later: nobody is reminded on it.
TODAY = date(2027, 1, 14)
#: A week after the target date, so that its lead is reminded.
WEEK_AFTER = date(2027, 1, 15)


@dataclass(frozen=True)
class Led:
    """`tom` leads the activity and may not edit the plan; `maya` may."""

    tree: District
    maya: Person
    tom: Person
    stranger: Person
    plan: Plan
    activity: Activity


def build_led() -> Led:
    planned: Planned = build_planned()
    tom = person("Tom Becker", Role.COACH, planned.tree.cedar)
    lead_it(planned.activity, tom)
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    return Led(planned.tree, planned.lead, tom, planned.stranger, planned.plan, planned.activity)


def lead_it(activity: Activity, who: Person) -> None:
    """The plan's words name them already, or do from now on; here Waypost learns who is meant."""
    lead, _ = activity.leads.get_or_create(text=who.name, defaults={"position": activity.leads.count() + 1})
    lead.person = who
    lead.save(update_fields=["person"])


def remind(led: Led, day: date = TODAY, who: Person | None = None) -> Reminder:
    """As the job of the digest writes it."""
    return Reminder.objects.create(activity=led.activity, person=who or led.tom, day=day)


def link_of(reminder: Reminder) -> str:
    return f"/plans/reminders/{sign(reminder)}/"


def morning(clock: Traveller, day: date, hour: int = 7) -> None:
    """The jobs of the digest run then, on the district's clocks."""
    clock.move_to(datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(ZONE)).astimezone(UTC), tick=False)
    jobs.run(POST)
    jobs.run(SEND)
