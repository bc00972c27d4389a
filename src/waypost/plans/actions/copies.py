"""Plans that begin with something: a template's samples, or parts of another plan (PL11). One transaction each."""

from collections.abc import Iterable
from copy import copy
from typing import TypeVar

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.ids import new_uid
from waypost.common.models import Record
from waypost.library.queries import may_cite_at
from waypost.people.models import Organization
from waypost.plans.actions.activities import add_activity
from waypost.plans.actions.indicators import add_indicator
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.plans import create_plan
from waypost.plans.models import Activity, ActivityDependency, Objective, Plan, Team
from waypost.plans.queries.alignment import may_align
from waypost.plans.rules.copies import CopiedPart, CopyChoice
from waypost.plans.rules.fields import PlanFields
from waypost.plans.rules.templates import PlanTemplate

CopiedT = TypeVar("CopiedT", bound=Record)
#: What happened in the other plan, and is no part of a plan that begins.
AS_NEW: dict[str, object] = {
    "version": 1,
    "progress": 0,
    "begun_on": None,
    "completed_on": None,
    "actual_result": "",
    "actual_number": None,
}
#: Accounts, and the names of a team's people, stay inside one organization; what a place is for is copied.
NOBODY: dict[str, object] = {
    "person": None,
    "organization": None,
    "owner": None,
    "lead": None,
    "lead_name": "",
    "name": "",
}
#: The planned dates, which move.
DAYS = ("start_on", "target_on", "due_on")
#: What a file said instead of a date: words, which cannot move.
DAY_TEXTS = dict.fromkeys(("start_text", "target_text", "due_text"), "")


@transaction.atomic
def begin_from_template(*, by: Actor, organization: Organization, fields: PlanFields, template: PlanTemplate) -> Plan:
    """A plan in which every text is a sample to write over; dates count from `fields.started_on`."""
    plan = create_plan(by=by, organization=organization, fields=fields)
    for indicator in template.indicators:
        add_indicator(by=by, plan=plan, fields=indicator.fields(fields.started_on))
    for row in template.objectives:
        objective = add_objective(by=by, plan=plan, fields=row.fields)
        for step in row.activities:
            start_on, target_on = step.start_on(fields.started_on), step.target_on(fields.started_on)
            add_activity(by=by, objective=objective, fields=step.fields, start_on=start_on, target_on=target_on)
    audit.record(by=by, verb="begin from template", on=plan, after={"template": template.key})
    return plan


@transaction.atomic
def copy_plan(*, by: Actor, source: Plan, organization: Organization, fields: PlanFields, choice: CopyChoice) -> Plan:
    """A plan with the chosen parts of `source`: what was planned, without what happened since."""
    plan = create_plan(by=by, organization=organization, fields=fields)
    _keep_labels(plan, source)
    copier = _Copier(source, plan, choice)
    copier.copy()
    audit.record(
        by=by,
        verb="copy plan",
        on=plan,
        after={
            "from": source.uid,
            "from_title": source.title,
            "parts": sorted(choice.parts),
            "months": choice.months,
            "rows": copier.lineage,
        },
    )
    return plan


def _keep_labels(plan: Plan, source: Plan) -> None:
    labels = ("state_priority_label", "standard_label", "funding_label", "alignment_columns")
    for label in labels:
        setattr(plan, label, getattr(source, label))
    plan.save(update_fields=labels)


class _Copier:
    """Copies part by part; `lineage` names for each new objective and activity the one that it came from."""

    def __init__(self, source: Plan, plan: Plan, choice: CopyChoice) -> None:
        self.source, self.plan, self.choice = source, plan, choice
        self.values = AS_NEW | ({} if source.organization_id == plan.organization_id else NOBODY)
        self.values |= {} if choice.keeps_dates else DAY_TEXTS
        self.objectives: dict[int, Objective] = {}
        self.teams: dict[int, Team] = {}
        self.activities: dict[int, Activity] = {}
        self.lineage: dict[str, str] = {}

    def copy(self) -> None:
        steps = {
            CopiedPart.OBJECTIVES: self._copy_objectives,
            CopiedPart.TEAMS: self._copy_teams,
            CopiedPart.ACTIVITIES: self._copy_activities,
            CopiedPart.INDICATORS: self._copy_indicators,
            CopiedPart.ALIGNMENT: self._copy_alignment,
        }
        for part, step in steps.items():
            if self.choice.takes(part):
                step()

    def _copy_objectives(self) -> None:
        for old in self.source.objectives.prefetch_related("products", "citations__item__organization"):
            new = self._made(old, plan=self.plan)
            self.objectives[old.pk], self.lineage[new.uid] = new, old.uid
            self._copy_rows(old.products.all(), objective=new)
            cited = [one for one in old.citations.all() if may_cite_at(self.plan.organization, one.item)]
            self._copy_rows(cited, objective=new)

    def _copy_activities(self) -> None:
        found = Activity.objects.filter(objective__in=self.objectives).prefetch_related("leads", "resources")
        for old in found:
            team = self.teams.get(old.team_id or 0)
            new = self._made(old, objective=self.objectives[old.objective_id], team=team)
            self.activities[old.pk], self.lineage[new.uid] = new, old.uid
            self._copy_rows(old.leads.all(), activity=new)
            self._copy_rows(old.resources.all(), activity=new)
        needed = ActivityDependency.objects.filter(activity__in=self.activities, needed__in=self.activities)
        for link in needed:
            activity, before = self.activities[link.activity_id], self.activities[link.needed_id]
            ActivityDependency.objects.create(activity=activity, needed=before)

    def _copy_indicators(self) -> None:
        for old in self.source.indicators.all():
            self._made(old, plan=self.plan, built_by=self.activities.get(old.built_by_id or 0))

    def _copy_alignment(self) -> None:
        rows = self.source.alignment_rows.filter(objective__taken_out_at=None)
        for old in rows.prefetch_related("standards__item__framework__organization"):
            new = self._made(old, plan=self.plan, objective=self.objectives.get(old.objective_id or 0))
            for standard in old.standards.all():
                item = standard.item if may_align(self.plan.organization, standard.item) else None
                self._made(standard, alignment_row=new, item=item)

    def _copy_teams(self) -> None:
        for old in self.source.teams.prefetch_related("members"):
            self.teams[old.pk] = self._made(old, plan=self.plan)
            self._copy_rows(old.members.all(), team=self.teams[old.pk])

    def _copy_rows(self, rows: Iterable[Record], **parents: Record) -> None:
        for row in rows:
            self._made(row, **parents)

    def _made(self, old: CopiedT, **parents: Record | None) -> CopiedT:
        """A row of its own with the planned values of `old`."""
        new = copy(old)
        new.pk, new.uid, new.created_at = None, new_uid(), clock.now()
        days = {name: self.choice.day(getattr(old, name)) for name in DAYS if hasattr(old, name)}
        for name, value in {**self.values, **days, **parents}.items():
            if hasattr(old, name):
                setattr(new, name, value)
        new.save(force_insert=True)
        return new
