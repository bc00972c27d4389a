"""What the page of an objective shows, and what the help with its words looks at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch

from waypost.common import clock
from waypost.library.models import Citation, LibraryItem
from waypost.library.queries import readable_of
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans.models import Activity, AlignmentRow, Objective, Plan
from waypost.plans.queries import access
from waypost.plans.queries.activities import ActivityLine, activity_line, with_everything
from waypost.plans.queries.alignment import WITH_STANDARDS, AlignmentBlock, alignment_block
from waypost.plans.queries.facts import adopted_facts
from waypost.plans.queries.template_words import words_for
from waypost.plans.rules.activities import share_done
from waypost.plans.rules.smart.check import check
from waypost.plans.rules.smart.facts import Finding, IndicatorNumbers, ObjectiveFacts, StepFacts
from waypost.plans.rules.template_words import TemplateWords


@dataclass(frozen=True)
class ObjectivePage:
    """An objective as its page shows it to one viewer; who may not edit it gets no `findings`."""

    plan: Plan
    objective: Objective
    lines: tuple[ActivityLine, ...]
    share_done: int | None
    today: date
    may_edit: bool
    is_first: bool
    is_last: bool
    findings: tuple[Finding, ...]
    citations: tuple[tuple[Citation, LibraryItem | None], ...]

    @cached_property
    def words(self) -> TemplateWords:
        return words_for(self.plan.organization)

    @property
    def alignment(self) -> AlignmentBlock:
        return alignment_block(self.plan, self.objective.alignment_rows.all())


def objective_page(viewer: Viewer, objective: Objective) -> ObjectivePage:
    """Everything on an objective's page; `objective` comes from `access.objectives(viewer)`."""
    whole = _whole(objective)
    plan = whole.plan
    today = clock.today(plan.organization.timezone)
    baseline = plan.baselines.last()
    adopted = {facts.uid: facts for facts in adopted_facts(baseline)} if baseline else {}
    lines = tuple(activity_line(activity, today, adopted) for activity in whole.activities.all())
    numbers = [*plan.objectives.values_list("number", flat=True)]
    may_edit = may(viewer, access.EDIT, plan.organization)
    return ObjectivePage(
        plan=plan,
        objective=whole,
        lines=lines,
        share_done=share_done([line.facts for line in lines]),
        today=today,
        may_edit=may_edit,
        is_first=whole.number == min(numbers),
        is_last=whole.number == max(numbers),
        findings=_findings(whole, today) if may_edit else (),
        citations=readable_of(viewer, whole.citations.all()),
    )


def words_checked(plan: Plan, text: str, products: Iterable[str], objective: Objective | None) -> tuple[Finding, ...]:
    """The five letters for words that somebody is writing; `objective` is None for one that is new.

    Empty while there are no words.
    """
    if not text.strip():
        return ()
    steps = _steps(objective.activities.prefetch_related("leads", "resources")) if objective else ()
    today = clock.today(plan.organization.timezone)
    return check(ObjectiveFacts(text, today, tuple(products), _indicators(plan), steps))


def _whole(objective: Objective) -> Objective:
    activities = with_everything(Activity.objects.select_related("objective"))
    found = Objective.objects.select_related("plan__organization").prefetch_related(
        Prefetch("activities", activities),
        "products",
        Prefetch("alignment_rows", AlignmentRow.objects.prefetch_related(WITH_STANDARDS)),
        "plan__indicators",
    )
    return found.get(pk=objective.pk)


def _findings(whole: Objective, today: date) -> tuple[Finding, ...]:
    products = tuple(product.text for product in whole.products.all())
    steps = _steps(whole.activities.all())
    return check(ObjectiveFacts(whole.text, today, products, _indicators(whole.plan), steps))


def _indicators(plan: Plan) -> tuple[IndicatorNumbers, ...]:
    return tuple(IndicatorNumbers(row.text, row.baseline, row.target) for row in plan.indicators.all())


def _steps(activities: Iterable[Activity]) -> tuple[StepFacts, ...]:
    """Reads leads and resources: prefetch them."""
    return tuple(
        StepFacts(row.text, row.target_on, has_lead=bool(row.leads.all()), has_resources=bool(row.resources.all()))
        for row in activities
    )
