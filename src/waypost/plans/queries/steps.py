"""The activities of a whole plan, read as plain values: a plan can hold thousands, and most pages need few columns."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from waypost.plans.models import ActivityDependency, ActivityLead, Plan
from waypost.plans.queries.facts import facts_from, needed_of, standing_activities
from waypost.plans.queries.leads import people_who_left
from waypost.plans.rules.activities import activity_status, days_past_date
from waypost.plans.rules.kinds import LeadKind
from waypost.plans.rules.risks import Needed
from waypost.plans.rules.steps import Step

COLUMNS = (
    "pk", "objective_id", "team_id", "uid", "text", "start_on", "target_on", "target_text", "progress", "completed_on",
    "is_milestone", "begun_on",
)  # fmt: skip


def steps_of(plan: Plan, today: date) -> tuple[Step, ...]:
    """Every activity of the plan, objective by objective; four queries however many there are."""
    found = standing_activities().filter(objective__plan=plan).order_by("objective__number", "position")
    rows = list(found.values_list(*COLUMNS, named=True))
    leads = _leads_by_activity(plan)
    gone = people_who_left(plan.organization, {lead.person_id for several in leads.values() for lead in several})
    needs = _needs_by_activity(plan, rows)
    return tuple(_step(row, leads[row.pk], needs[row.pk], gone, today) for row in rows)


def _leads_by_activity(plan: Plan) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    leads = ActivityLead.objects.filter(activity__objective__plan=plan).order_by("activity", "position")
    for lead in leads.values_list("activity_id", "text", "kind", "person_id", "organization__name", named=True):
        found[lead.activity_id].append(lead)
    return found


def _needs_by_activity(plan: Plan, rows: Sequence[Any]) -> defaultdict[int, list[Needed]]:
    """What was taken out is not among the rows, and is waited for no more."""
    by_pk = {row.pk: row for row in rows}
    found: defaultdict[int, list[Needed]] = defaultdict(list)
    pairs = ActivityDependency.objects.filter(activity__objective__plan=plan).order_by("activity", "pk")
    for later, earlier in pairs.values_list("activity_id", "needed_id"):
        if earlier in by_pk:
            found[later].append(needed_of(by_pk[earlier]))
    return found


def _step(row: Any, leads: Sequence[Any], needs: Sequence[Needed], gone: frozenset[int], today: date) -> Step:
    facts = facts_from(row, leads, needs, gone)
    return Step(
        pk=row.pk,
        objective_id=row.objective_id,
        team_id=row.team_id,
        target_text=row.target_text,
        facts=facts,
        status=activity_status(facts, today),
        days_past_date=days_past_date(facts, today),
        places=tuple(place for lead in leads if (place := _place(lead))),
    )


def _place(lead: Any) -> str:
    """The organization that leads, by the name that it has today, else by the words of the plan."""
    return lead.organization__name or (lead.text if lead.kind == LeadKind.ORGANIZATION else "")
