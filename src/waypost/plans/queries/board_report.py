"""The board report: where a plan stands, on one page (PL10)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from waypost.common.days import full_day
from waypost.people.viewers import Viewer
from waypost.plans.models import DateChange, Objective, Plan
from waypost.plans.queries.indicators import IndicatorLine, IndicatorLook, for_everybody, indicator_lines
from waypost.plans.queries.measuring import INDICATORS, last_numbers
from waypost.plans.queries.standing import PlanStanding, last_date_changes, plan_standing
from waypost.plans.rules import board_report as rules
from waypost.plans.rules import words
from waypost.plans.rules.activities import Look, Moved, compare, share_done
from waypost.plans.rules.board_report import IndicatorCells, ReportLine, ReportPart, part, short
from waypost.plans.rules.indicators import IndicatorLookReason
from waypost.plans.rules.indicators_words import due
from waypost.plans.rules.steps import Step

#: Numbers that a small trend shows.
IN_TREND = 12
LEFT_OUT, NOT_YET = "left out", "not yet"


@dataclass(frozen=True)
class BoardReport:
    """Everything on the page, in words.

    It is printed and handed on, so that each number is what somebody reads who may not see the rows behind it
    (decision 0017); the link to these rows is there for those who may.
    """

    plan: Plan
    today: date
    goal: str
    stands: str
    indicators: tuple[IndicatorCells, ...]
    more_indicators: int
    parts: tuple[ReportPart, ...]


def board_report(viewer: Viewer, plan: Plan) -> BoardReport:
    """`plan` comes from `access.plans(viewer)`; a fixed number of queries."""
    standing = plan_standing(viewer, plan)
    today = standing.today
    prefetch_related_objects([plan], INDICATORS, Prefetch("indicators__measurements", last_numbers(IN_TREND)))
    seen = indicator_lines(viewer, plan, plan.indicators.all(), today)
    lines = tuple(for_everybody(line) for line in seen)
    shown = lines[: rules.MOST_INDICATORS]
    return BoardReport(
        plan=plan,
        today=today,
        goal=short(plan.goal.text, rules.LONGEST_GOAL),
        stands=_stands(standing),
        indicators=tuple(_indicator(line) for line in shown),
        more_indicators=len(lines) - len(shown),
        parts=(_objectives(standing), _dates(standing), _moved(standing), _looks(standing, lines)),
    )


def _stands(standing: PlanStanding) -> str:
    """ "As of January 14, 2027. 48% done. Adopted on September 8, 2026 as baseline 1."."""
    said = [f"As of {full_day(standing.today)}."]
    done = share_done([step.facts for step in standing.steps])
    if done is not None:
        counted = words.count_of(len(standing.steps), "activity", "activities")
        said.append(f"{done}% of the work of {counted} done.")
    if standing.baseline and standing.adopted_on:
        said.append(f"Adopted on {full_day(standing.adopted_on)} as baseline {standing.baseline.number}.")
    else:
        said.append("Not adopted yet.")
    return " ".join(said)


def _indicator(line: IndicatorLine) -> IndicatorCells:
    indicator = line.indicator
    url = reverse("plan_indicator", args=[indicator.uid])
    due = words.short_day(indicator.due_on, line.today) if indicator.due_on else indicator.due_text
    now = LEFT_OUT if line.is_left_out else words.amount(line.now, indicator.unit) or NOT_YET
    return IndicatorCells(
        text=short(indicator.text, rules.LONGEST_CELL),
        url=url,
        baseline=words.amount(indicator.baseline, indicator.unit),
        now=now,
        now_url=line.rows_url or f"{url}#measurements",
        target=short(f"{line.target} by {due}" if line.target and due else line.target, rules.LONGEST_CELL),
        status=str(line.status) if line.status else "",
        values=tuple(float(one.value) for one in line.measurements),
    )


def _objectives(standing: PlanStanding) -> ReportPart:
    by_objective: defaultdict[int, list[Step]] = defaultdict(list)
    for step in standing.steps:
        by_objective[step.objective_id].append(step)

    def line(objective: Objective) -> ReportLine:
        done = share_done([step.facts for step in by_objective[objective.pk]])
        url = reverse("plan_objective", args=[objective.uid])
        text = short(f"{objective.number}. {objective.text}")
        return ReportLine(text, url, number="no activity" if done is None else f"{done}% done")

    found = list(standing.plan.objectives.all())
    url = reverse("plan", args=[standing.plan.uid]) + "#actions"
    return part("Objectives", found, rules.MOST_OBJECTIVES, line, url=url, empty="No objective yet.")


def _dates(standing: PlanStanding) -> ReportPart:
    def line(step: Step) -> ReportLine:
        url = reverse("plan_activity", args=[step.facts.uid])
        return ReportLine(short(step.facts.text), url, number=rules.next_date(step, standing.today))

    found = rules.next_dates(standing.steps, standing.today)
    url = reverse("plan_timeline", args=[standing.plan.uid]) + f"?group=month&state=open&first={standing.today}"
    return part("Next dates", found, rules.MOST_DATES, line, url=url, empty="No date lies ahead.")


def _moved(standing: PlanStanding) -> ReportPart:
    facts = [step.facts for step in standing.steps]
    found = compare(standing.adopted.values(), facts, standing.today).moved if standing.baseline else ()
    furthest_first = sorted(found, key=lambda change: -(change.days or 0))
    changes = last_date_changes(change.activity.uid for change in furthest_first[: rules.MOST_MOVED])

    def line(change: Moved) -> ReportLine:
        url = reverse("plan_activity", args=[change.activity.uid])
        why = _why(changes.get(change.activity.uid))
        return ReportLine(short(change.activity.text), url, why, rules.move(change, standing.today))

    url = reverse("plan_compare", args=[standing.plan.uid])
    empty = "No date moved." if standing.baseline else "Nothing to compare with before the plan is adopted."
    heading = "Moved since adoption, and why"
    return part(heading, furthest_first, rules.MOST_MOVED, line, url=url, empty=empty)


def _why(change: DateChange | None) -> str:
    return f"“{short(change.reason, rules.LONGEST_REASON)}”" if change else ""


def _note(line: IndicatorLine, look: IndicatorLook) -> str:
    """Without who owns it."""
    is_owed = look.reason is IndicatorLookReason.MEASUREMENT_DUE and line.indicator.owner is not None
    return f"{due(line.next_on, line.today)}." if is_owed else look.note


def _looks(standing: PlanStanding, lines: Sequence[IndicatorLine]) -> ReportPart:
    def activity(look: Look) -> ReportLine:
        url = reverse("plan_activity", args=[look.activity.uid])
        note = short(rules.note(look, standing.today), rules.LONGEST_REASON)
        return ReportLine(short(look.activity.text), url, note, rules.finding(look))

    def indicator(line: IndicatorLine, look: IndicatorLook) -> ReportLine:
        url = reverse("plan_indicator", args=[line.indicator.uid])
        note = short(_note(line, look), rules.LONGEST_REASON)
        return ReportLine(short(line.indicator.text), url, note, look.reason.value)

    fresh = [activity(look) for look in standing.new_looks]
    measured = [indicator(line, look) for line in lines for look in line.looks]
    found = [*fresh, *measured, *(activity(look) for look in standing.long_past_looks)]
    url = reverse("plan", args=[standing.plan.uid]) + "#looks"
    return part("What needs a look", found, rules.MOST_LOOKS, lambda line: line, url=url, empty="Nothing.")
