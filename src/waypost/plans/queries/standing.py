"""How a plan stands on one day: what every page about the whole of it begins with, read without its details."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch

from waypost.common import clock
from waypost.common.days import day_in
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans.models import Activity, Baseline, DateChange, Plan, ProgressNote
from waypost.plans.queries import access
from waypost.plans.queries.activities import ActivityLine
from waypost.plans.queries.facts import adopted_facts
from waypost.plans.queries.steps import steps_of
from waypost.plans.rules.activities import ActivityFacts, Look, needs_a_look
from waypost.plans.rules.kinds import PlannedDate
from waypost.plans.rules.steps import Step

#: A moved date, and a note, each with whoever wrote it.
CHANGES = Prefetch("date_changes", DateChange.objects.select_related("by"))
NOTES = Prefetch("notes", ProgressNote.objects.select_related("written_by"))


@dataclass(frozen=True)
class PlanStanding:
    """A plan as one viewer sees it on one day; `baseline` is the latest, None for a draft."""

    plan: Plan
    today: date
    may_edit: bool
    steps: tuple[Step, ...]
    baseline: Baseline | None

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        return needs_a_look((step.facts for step in self.steps), self.today)

    @cached_property
    def unreminded(self) -> tuple[ActivityFacts, ...]:
        """Open activities that have leads, and none to whom Waypost can write."""
        open_facts = (step.facts for step in self.steps if step.facts.completed_on is None)
        return tuple(facts for facts in open_facts if facts.leads and not facts.is_reminded)

    @property
    def new_looks(self) -> tuple[Look, ...]:
        return tuple(look for look in self.looks if not look.is_long_past)

    @property
    def long_past_looks(self) -> tuple[Look, ...]:
        """Those with a date of an earlier plan."""
        return tuple(look for look in self.looks if look.is_long_past)

    @cached_property
    def adopted(self) -> dict[str, ActivityFacts]:
        """The activities of the latest baseline by uid."""
        return {facts.uid: facts for facts in adopted_facts(self.baseline)} if self.baseline else {}

    @property
    def adopted_on(self) -> date | None:
        return day_in(self.baseline.adopted_at, self.plan.organization.timezone) if self.baseline else None

    @property
    def next_baseline(self) -> int:
        return self.baseline.number + 1 if self.baseline else 1

    @property
    def days(self) -> list[date]:
        """All dates of today and of the baseline."""
        facts = (*(step.facts for step in self.steps), *self.adopted.values())
        return [day for each in facts for day in (each.start_on, each.target_on) if day is not None]


def plan_standing(viewer: Viewer, plan: Plan) -> PlanStanding:
    """`plan` comes from `access.plans(viewer)`; a fixed number of queries."""
    today = clock.today(plan.organization.timezone)
    return PlanStanding(
        plan=plan,
        today=today,
        may_edit=may(viewer, access.EDIT, plan.organization),
        steps=steps_of(plan, today),
        baseline=Baseline.objects.filter(plan=plan).order_by("number").last(),
    )


def lines_of(standing: PlanStanding, steps: Collection[Step]) -> dict[int, ActivityLine]:
    """These steps with their words, dates and notes, by primary key, without any that went meanwhile; three queries."""
    found = Activity.objects.filter(pk__in=[step.pk for step in steps]).prefetch_related(CHANGES, NOTES)
    stored = found.in_bulk()
    return {step.pk: _line(standing, step, stored[step.pk]) for step in steps if step.pk in stored}


def _line(standing: PlanStanding, step: Step, activity: Activity) -> ActivityLine:
    return ActivityLine(
        activity=activity,
        facts=step.facts,
        status=step.status,
        days_past_date=step.days_past_date,
        adopted=standing.adopted.get(activity.uid),
        changes=tuple(activity.date_changes.all()),
        notes=tuple(activity.notes.all()),
    )


def last_date_changes(uids: Iterable[str]) -> dict[str, DateChange]:
    """By the activity's uid, why its target date moved last."""
    found = DateChange.objects.filter(activity__uid__in=list(uids), which=PlannedDate.TARGET).order_by(
        "created_at", "pk"
    )
    return {change.activity.uid: change for change in found.select_related("by", "activity")}
