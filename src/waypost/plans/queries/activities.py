"""Activities as the plan's pages show them: a line of the action plan, and a page of its own."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from waypost.common import clock
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans.activity_phases import ActivityPhase, phases_of
from waypost.plans.models import Activity, DateChange, DateProposal, Plan, ProgressNote
from waypost.plans.queries import access
from waypost.plans.queries.facts import adopted_facts, facts_of, standing_activities
from waypost.plans.queries.leads import leads_who_left
from waypost.plans.queries.template_words import words_for
from waypost.plans.rules.activities import ActivityFacts, ActivityStatus, activity_status, days_past_date
from waypost.plans.rules.kinds import PlannedDate, ResourceKind
from waypost.plans.rules.template_words import TemplateWords
from waypost.plans.rules.templates import SAMPLE
from waypost.plans.rules.vague import hints


@dataclass(frozen=True)
class ActivityLine:
    """One row of the action plan. `adopted` is the activity in the latest baseline, None where it was added since.

    `changes` are those of both planned dates; what the target date alone went through is below.
    """

    activity: Activity
    facts: ActivityFacts
    status: ActivityStatus
    days_past_date: int
    adopted: ActivityFacts | None
    changes: tuple[DateChange, ...]
    notes: tuple[ProgressNote, ...]

    @cached_property
    def target_changes(self) -> tuple[DateChange, ...]:
        return tuple(change for change in self.changes if change.which == PlannedDate.TARGET)

    @property
    def first_changes(self) -> tuple[DateChange, ...]:
        """Of each planned date the change that holds what it was at first."""
        return tuple({change.which: change for change in reversed(self.changes)}.values())

    @property
    def last_change(self) -> DateChange | None:
        return self.target_changes[-1] if self.target_changes else None

    @property
    def last_note(self) -> ProgressNote | None:
        return self.notes[-1] if self.notes else None

    @property
    def original_on(self) -> date | None:
        """The date that the activity began with; None where it never moved or had none."""
        return self.target_changes[0].before if self.target_changes else None

    @property
    def hints(self) -> tuple[str, ...]:
        """What would make its words clearer; nothing once it is done."""
        return () if self.status is ActivityStatus.DONE else hints(self.activity.text.removeprefix(SAMPLE))

    @property
    def lacks_result(self) -> bool:
        """Whether it is done, and nobody wrote down what came out of it."""
        is_said = bool(self.activity.actual_result) or self.activity.actual_number is not None
        return self.status is ActivityStatus.DONE and not is_said


@dataclass(frozen=True)
class ResourcesOfAKind:
    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class ActivityPage:
    """One activity as its page shows it to one viewer on one day; with what it needs, and what needs it."""

    plan: Plan
    line: ActivityLine
    today: date
    may_edit: bool
    needs: tuple[ActivityLine, ...]
    needed_by: tuple[ActivityLine, ...]
    phases: tuple[ActivityPhase, ...]

    @cached_property
    def words(self) -> TemplateWords:
        return words_for(self.plan.organization)

    @property
    def resources(self) -> list[ResourcesOfAKind]:
        """In the order of the kinds; those without a kind last."""
        named = list(self.line.activity.resources.all())
        labels = {**{kind.value: f"Resources: {kind.value}" for kind in ResourceKind}, "": "Resources"}
        found = {label: tuple(one.text for one in named if one.kind == kind) for kind, label in labels.items()}
        return [ResourcesOfAKind(label, texts) for label, texts in found.items() if texts]


def with_everything(found: QuerySet[Activity]) -> QuerySet[Activity]:
    """The activities with all that their facts and lines read, in a fixed number of queries."""
    return found.prefetch_related(
        "leads",
        "resources",
        Prefetch("needs", standing_activities()),
        Prefetch("date_changes", DateChange.objects.select_related("by")),
        Prefetch("notes", ProgressNote.objects.select_related("written_by")),
        Prefetch("date_proposals", DateProposal.objects.select_related("by")),
    )


def activity_line(
    activity: Activity, today: date, adopted: dict[str, ActivityFacts], gone: frozenset[int] = frozenset()
) -> ActivityLine:
    """`gone` are the ids of people who lead it no more: `leads_who_left`."""
    facts = facts_of(activity, gone)
    return ActivityLine(
        activity=activity,
        facts=facts,
        status=activity_status(facts, today),
        days_past_date=days_past_date(facts, today),
        adopted=adopted.get(activity.uid),
        changes=tuple(activity.date_changes.all()),
        notes=tuple(activity.notes.all()),
    )


def activity_page(viewer: Viewer, activity: Activity) -> ActivityPage:
    """Everything on an activity's page; `activity` comes from `access.activities(viewer)`."""
    plan = activity.objective.plan
    today = clock.today(plan.organization.timezone)
    baseline = plan.baselines.last()
    adopted = {facts.uid: facts for facts in adopted_facts(baseline)} if baseline else {}
    gone = leads_who_left(plan.organization, [activity])
    return ActivityPage(
        plan=plan,
        line=activity_line(activity, today, adopted, gone),
        today=today,
        may_edit=may(viewer, access.EDIT, plan.organization),
        needs=_lines(standing_activities().filter(needed_by=activity), today),
        needed_by=_lines(standing_activities().filter(needs=activity), today),
        phases=phases_of(viewer, plan).get(activity.uid, ()),
    )


def _lines(others: QuerySet[Activity], today: date) -> tuple[ActivityLine, ...]:
    return tuple(activity_line(other, today, {}) for other in with_everything(others))


def others_in_plan(activity: Activity) -> QuerySet[Activity]:
    """The other activities of its plan, objective by objective."""
    found = standing_activities().filter(objective__plan=activity.objective.plan_id).exclude(pk=activity.pk)
    return found.select_related("objective").order_by("objective__number", "position")
