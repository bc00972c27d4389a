"""One thread: from an award back to the priority that it serves, and from a plan forward to what it led to (IN5)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from waypost.common.days import day_in, full_day
from waypost.credentials.models import Award
from waypost.credentials.queries.awards import BRANCH, awards, awards_to_open
from waypost.insight.queries.funnel import FunnelLine, program_funnels
from waypost.insight.queries.measures import MEASURES
from waypost.insight.rules.thread import (
    NOT_ALIGNED,
    WITHDRAWN,
    ObjectiveFacts,
    PlanFacts,
    ProgramFacts,
    objective_breaks,
    plan_breaks,
    program_breaks,
)
from waypost.people.permissions import Permission
from waypost.people.queries import may, school_of, within_branches
from waypost.people.viewers import Viewer
from waypost.plans.models import Activity, Objective, Plan
from waypost.plans.queries.access import may_read
from waypost.programs.models import Program
from waypost.programs.queries.programs import READ as READ_PROGRAM

ROWS = Permission.INSIGHT_ROWS_READ
BACK = "enrollment__member__cohort__program__activity__objective__plan__goal__priority_area"


@dataclass(frozen=True)
class Knot:
    """One step of the thread. `url` is empty where the viewer may not open it; `breaks` says what is missing."""

    kind: str
    title: str
    detail: str = ""
    url: str = ""
    breaks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class FollowedAward:
    """An award with everything that leads to it; `school_name` is that of its holder."""

    award: Award
    school_name: str


@dataclass(frozen=True)
class ProgramThread:
    """What a program led to, in numbers that the viewer may see."""

    program: Program
    everybody: FunnelLine
    breaks: list[str]


@dataclass(frozen=True)
class ActivityThread:
    """`stands_alone`: no program carries it out, seen by the viewer or not."""

    activity: Activity
    programs: list[ProgramThread]
    stands_alone: bool


@dataclass(frozen=True)
class ObjectiveThread:
    objective: Objective
    activities: list[ActivityThread]
    breaks: list[str]

    @property
    def with_program(self) -> list[ActivityThread]:
        return [row for row in self.activities if not row.stands_alone]

    @property
    def alone(self) -> list[Activity]:
        """What is carried out without a program."""
        return [row.activity for row in self.activities if row.stands_alone]


@dataclass(frozen=True)
class PlanThread:
    """A plan with everything that followed from it."""

    plan: Plan
    objectives: list[ObjectiveThread]
    breaks: list[str]

    @property
    def break_count(self) -> int:
        return len(self.breaks) + sum(_breaks_below(objective) for objective in self.objectives)


def award_to_follow(viewer: Viewer, uid: str) -> FollowedAward | None:
    """The award under this uid, None where it is of nobody whom `viewer` may see by name."""
    found = awards().filter(within_branches(viewer, ROWS, BRANCH), uid=uid)
    with_way = found.select_related("submission", "review", BACK, "enrollment__member__cohort__program__organization")
    named = with_way.annotate(school_name=school_of(BRANCH, "name"))
    return next((FollowedAward(award, award.school_name) for award in named), None)


def award_thread(viewer: Viewer, followed: FollowedAward) -> list[Knot]:
    """From the award back to the priority; no text, no attempt, no score."""
    award = followed.award
    return [
        *_knots_of_the_work(viewer, award),
        *_knots_of_the_program(viewer, followed),
        *_knots_of_the_plan(viewer, award),
    ]


def _knots_of_the_work(viewer: Viewer, award: Award) -> list[Knot]:
    version = award.enrollment.version
    member = award.enrollment.member
    zone = member.cohort.program.organization.timezone
    opens = awards_to_open(viewer).filter(pk=award.pk).exists()
    return [
        Knot(
            "Credential",
            award.number,
            f"{member.person.name}, issued {full_day(award.issued_on)}",
            reverse("credential", args=[award.uid]) if opens else "",
            [WITHDRAWN] if award.is_withdrawn else [],
        ),
        Knot("Review", "Every criterion demonstrated", _on(award.review.concluded_at, zone)),
        Knot("Submission", "Evidence and reflection sent", _on(award.submission.sent_at, zone)),
        Knot(
            "Enrollment",
            version.title,
            f"Began {_on(award.enrollment.created_at, zone)}",
            reverse("micro_credential", args=[version.micro_credential.slug]),
            [] if version.alignments.exists() else [NOT_ALIGNED],
        ),
    ]


def _knots_of_the_program(viewer: Viewer, followed: FollowedAward) -> list[Knot]:
    member = followed.award.enrollment.member
    program = member.cohort.program
    reads = may(viewer, READ_PROGRAM, program.organization)
    return [
        Knot(
            "Cohort",
            member.cohort.name,
            followed.school_name,
            reverse("cohort", args=[member.cohort.uid]) if reads else "",
        ),
        Knot(
            "Program", program.name, program.organization.name, reverse("program", args=[program.uid]) if reads else ""
        ),
    ]


def _knots_of_the_plan(viewer: Viewer, award: Award) -> list[Knot]:
    activity = award.enrollment.member.cohort.program.activity
    objective, plan = activity.objective, activity.objective.plan
    reads = may_read(viewer, plan)
    breaks = objective_breaks(_facts(objective))
    page = reverse("plan", args=[plan.uid]) if reads else ""
    return [
        Knot("Activity", activity.text, "", reverse("plan_activity", args=[activity.uid]) if reads else ""),
        Knot("Objective", objective.text, f"Objective {objective.number}", page, breaks),
        Knot("Goal", plan.goal.text, plan.title, page, plan_breaks(_plan_facts(plan, [objective], has_program=True))),
        Knot("Priority", plan.goal.priority_area.title, plan.organization.name),
    ]


def plan_thread(viewer: Viewer, plan: Plan) -> PlanThread:
    """From each objective to who earned; a number of queries that no row changes. `plan` comes from `plans(viewer)`."""
    served = _programs(plan)
    facts = {program.pk: _program_facts(program) for program in served}
    by_activity: dict[int, list[ProgramThread]] = {program.activity_id: [] for program in served}
    for found in program_funnels(viewer):
        if found.program.pk in facts:
            thread = ProgramThread(found.program, found.everybody, program_breaks(facts[found.program.pk]))
            by_activity[found.program.activity_id].append(thread)
    objectives = list(plan.objectives.prefetch_related("activities", "alignment_rows"))
    breaks = plan_breaks(_plan_facts(plan, objectives, has_program=bool(facts)))
    return PlanThread(plan, [_objective(each, by_activity) for each in objectives], breaks)


def _objective(objective: Objective, by_activity: dict[int, list[ProgramThread]]) -> ObjectiveThread:
    activities = [
        ActivityThread(each, by_activity.get(each.pk, []), stands_alone=each.pk not in by_activity)
        for each in objective.activities.all()
    ]
    return ObjectiveThread(objective, activities, objective_breaks(_facts(objective)))


def _breaks_below(objective: ObjectiveThread) -> int:
    programs = [program for activity in objective.activities for program in activity.programs]
    return len(objective.breaks) + sum(len(program.breaks) for program in programs)


def _facts(objective: Objective) -> ObjectiveFacts:
    return ObjectiveFacts(len(objective.activities.all()), bool(objective.alignment_rows.all()))


def _plan_facts(plan: Plan, objectives: list[Objective], *, has_program: bool) -> PlanFacts:
    """`objectives` are those of the plan that the thread leads through."""
    keys = [indicator.source_key for indicator in plan.indicators.all()]
    fed = {measure.key for measure in MEASURES}
    return PlanFacts(
        has_priority=bool(plan.goal.priority_area.title),
        has_goal=bool(plan.goal.text),
        objective_count=len(objectives),
        activity_count=sum(len(objective.activities.all()) for objective in objectives),
        has_program=has_program,
        indicator_count=len(keys),
        fed_indicator_count=sum(key in fed for key in keys),
    )


def _programs(plan: Plan) -> list[Program]:
    """Those that serve the plan, with what `_program_facts` counts."""
    found = Program.objects.filter(activity__objective__plan=plan).annotate(
        offer_count=Count("curated", filter=Q(curated__withdrawn_at=None), distinct=True),
        cohort_count=Count("cohorts", distinct=True),
        member_count=Count("cohorts__members", filter=Q(cohorts__members__left_at=None), distinct=True),
    )
    return list(found)


def _program_facts(program: Any) -> ProgramFacts:
    return ProgramFacts(program.offer_count, program.cohort_count, program.member_count)


def _on(instant: datetime | None, zone: str) -> str:
    return full_day(day_in(instant, zone)) if instant else ""
