"""Taking chosen objectives and activities of the plan above as a plan of one's own (PL9). One transaction."""

from collections.abc import Collection, Sequence

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.people.acting import person_or_none
from waypost.people.models import Organization
from waypost.plans.actions.edits import next_place
from waypost.plans.actions.plans import create_plan
from waypost.plans.actions.taken_rows import (
    activity_from,
    add_taken_activity,
    lineage_of,
    objective_from,
    save_lists,
    save_products,
)
from waypost.plans.models import Activity, ActivityDependency, Baseline, Extraction, Objective, Plan, TakenPart
from waypost.plans.queries.offers import left_to_take
from waypost.plans.rules.comparison import FrozenPart, parts_of
from waypost.plans.rules.fields import PlanFields
from waypost.plans.rules.lineage import Branch, TakeChoice, base_of, branches_of


class NothingChosen(ValueError):
    """A plan that would take nothing."""


class NotBelow(ValueError):
    """An organization takes from a plan above it."""


@transaction.atomic
def take_from_plan(
    *, by: Actor, baseline: Baseline, organization: Organization, fields: PlanFields, choice: TakeChoice
) -> Plan:
    """A plan of `organization` with the chosen parts of what was adopted above it, each with its lineage.

    Raises NothingChosen and NotBelow.
    """
    above = baseline.plan.organization
    if organization == above or not organization.path.startswith(above.path):
        raise NotBelow(f"Choose an organization below {above.name}.")
    branches = [one for one in branches_of(parts_of(baseline.snapshot)) if one.objective.uid in choice.objectives]
    if not branches:
        raise NothingChosen("Choose at least one objective.")
    plan = create_plan(by=by, organization=organization, fields=fields)
    extraction = _extraction(by, plan, baseline, choice)
    _record(by, extraction, baseline, _Taker(extraction, branches, choice).take())
    return plan


@transaction.atomic
def take_more(*, by: Actor, extraction: Extraction, baseline: Baseline, chosen: Collection[str]) -> None:
    """Take further objectives, and activities that were left, into a plan that took from there before.

    `chosen` are uids there; an activity comes along where its objective does, or stands here already. Dates move as
    they did at first. Raises ObjectiveGone, and NothingChosen, also by a second click.
    """
    found = Extraction.objects.select_for_update(of=("self",))
    current = found.select_related("plan__organization", "source__organization").get(pk=extraction.pk)
    Plan.objects.select_for_update().get(pk=current.plan_id)  # others give numbers to objectives
    left = left_to_take(current, baseline)
    known = {row.from_uid: row for row in current.parts.select_related("objective")}
    fresh = [one for one in left if one.objective.uid not in known and one.objective.uid in chosen]
    choice = TakeChoice(frozenset(chosen), frozenset(chosen), current.months)
    first = next_place(Objective.ever.filter(plan=current.plan), "number")
    rows = _Taker(current, fresh, choice, first).take()
    for branch in left:
        under = known.get(branch.objective.uid)
        parts = [part for part in branch.activities if part.uid in chosen]
        if under is not None and under.objective is not None:
            rows |= {_take_left(by, current, part, under.objective, known.get(part.uid)): part.uid for part in parts}
    if not rows:
        raise NothingChosen("Choose at least one objective or activity.")
    _record(by, current, baseline, rows)


def _take_left(
    by: Actor, extraction: Extraction, part: FrozenPart, objective: Objective, known: TakenPart | None
) -> str:
    """The uid of the new activity; its row of lineage is there already where it was left or declined."""
    activity = add_taken_activity(by, extraction, part, objective)
    there = Activity.ever.filter(uid=part.uid, objective__plan=extraction.source).first()
    row = known or lineage_of(extraction, part, there, activity)
    row.activity, row.base = activity, base_of(part)
    row.save()
    return activity.uid


def _record(by: Actor, extraction: Extraction, baseline: Baseline, rows: dict[str, str]) -> None:
    after = {
        "from": baseline.plan.uid,
        "from_title": extraction.source_title,
        "baseline": baseline.number,
        "months": extraction.months,
        "rows": rows,
    }
    audit.record(by=by, verb="take from plan", on=extraction.plan, after=after)


def _extraction(by: Actor, plan: Plan, baseline: Baseline, choice: TakeChoice) -> Extraction:
    return Extraction.objects.create(
        plan=plan,
        source=baseline.plan,
        source_title=baseline.snapshot["title"],
        source_organization=baseline.plan.organization.name,
        months=choice.months,
        taken_by=person_or_none(by),
    )


class _Taker:
    """Writes all rows of one kind at once, so that a long plan takes as few statements as a short one."""

    def __init__(
        self, extraction: Extraction, branches: Sequence[Branch], choice: TakeChoice, first_number: int = 1
    ) -> None:
        self.extraction, self.branches, self.choice = extraction, branches, choice
        self.first_number = first_number
        self.objectives: dict[str, tuple[Objective, FrozenPart]] = {}
        self.activities: dict[str, tuple[Activity, FrozenPart]] = {}

    def take(self) -> dict[str, str]:
        """For each new objective and activity the one that it came from, by uid."""
        self._take_objectives()
        self._take_activities()
        self._take_dependencies()
        self._keep_lineage()
        taken = {**self.objectives, **self.activities}
        return {row.uid: uid for uid, (row, _part) in taken.items()}

    def _take_objectives(self) -> None:
        parts = [branch.objective for branch in self.branches]
        made = [
            objective_from(part, self.extraction.plan, number) for number, part in enumerate(parts, self.first_number)
        ]
        rows = Objective.objects.bulk_create(made)
        self.objectives = {part.uid: (row, part) for row, part in zip(rows, parts, strict=True)}
        save_products(self.objectives.values())

    def _take_activities(self) -> None:
        chosen = [
            (part, self.objectives[branch.objective.uid][0], position)
            for branch in self.branches
            for position, part in enumerate(branch.activities, 1)
            if part.uid in self.choice.activities
        ]
        made = [activity_from(part, under, place, self.choice.months) for part, under, place in chosen]
        rows = Activity.objects.bulk_create(made)
        self.activities = {part.uid: (row, part) for row, (part, _, _) in zip(rows, chosen, strict=True)}
        save_lists(list(self.activities.values()))

    def _take_dependencies(self) -> None:
        """Between activities that both came along."""
        ActivityDependency.objects.bulk_create(
            ActivityDependency(activity=row, needed=self.activities[uid][0])
            for row, part in self.activities.values()
            for uid in part.values.get("needs") or ()
            if uid in self.activities
        )

    def _keep_lineage(self) -> None:
        source = self.extraction.source
        objectives = {row.uid: row for row in Objective.ever.filter(plan=source)}
        activities = {row.uid: row for row in Activity.ever.filter(objective__plan=source)}
        rows = [
            lineage_of(self.extraction, part, objectives.get(part.uid), row) for row, part in self.objectives.values()
        ]
        for branch in self.branches:
            for part in branch.activities:
                here, _part = self.activities.get(part.uid, (None, part))
                there = activities.get(part.uid)
                rows.append(lineage_of(self.extraction, part, there, here, is_left=here is None))
        TakenPart.objects.bulk_create(rows)
