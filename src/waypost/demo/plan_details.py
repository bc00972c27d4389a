"""What the file of the plan could not say: kinds, people as leads, and what has to be done first."""

from decimal import Decimal

from waypost.demo.content_files import Table, content
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.plans.actions.activities import edit_activity
from waypost.plans.actions.dependencies import set_needs
from waypost.plans.models import Activity, Plan
from waypost.plans.rules.fields import ActivityFields, Line


def plan_is_detailed(world: World, plan: Plan) -> Story:
    """The lead goes through the activities once, before the board adopts the plan."""
    yield world.days.at(96, "09:15")
    rows = [row for objective in content("plan")["objectives"] for row in objective["activities"]]
    activities = {one.text: one for objective in plan.objectives.all() for one in objective.activities.all()}
    for row in rows:
        activity = activities[row["text"]]
        if "typed" in row:
            fields = _fields(activity, row["typed"])
            activity = edit_activity(by=world.lead, activity=activity, started_from=activity.version, fields=fields)
        if "needs" in row:
            needed = [activities[text] for text in row["needs"]]
            set_needs(by=world.lead, activity=activity, started_from=activity.version, needed=needed)


def _fields(activity: Activity, typed: Table) -> ActivityFields:
    return ActivityFields(
        text=activity.text,
        is_milestone=typed.get("milestone", False),
        leads=_lines(typed, "leads") or tuple(Line(lead.text) for lead in activity.leads.all()),
        resources=_lines(typed, "resources") or tuple(Line(one.text) for one in activity.resources.all()),
        anticipated_result=activity.anticipated_result,
        result_kind=typed["kind"],
        anticipated_number=Decimal(typed["number"]) if "number" in typed else None,
        setback=typed.get("setback", activity.setback),
        workaround=typed.get("workaround", activity.workaround),
    )


def _lines(typed: Table, name: str) -> tuple[Line, ...]:
    return tuple(Line(text, kind) for text, kind in typed.get(name, ()))
