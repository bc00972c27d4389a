"""Where the thread from a priority to an award breaks, in words. No database, no web."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanFacts:
    """What a plan says of itself and of what follows from it.

    `has_program`: at least one of its activities is carried out by a program. Many activities need none, and stand
    alone; a plan without any leads nobody to a credential.
    """

    has_priority: bool
    has_goal: bool
    objective_count: int
    activity_count: int
    has_program: bool
    indicator_count: int
    fed_indicator_count: int


@dataclass(frozen=True)
class ObjectiveFacts:
    activity_count: int
    has_alignment: bool


@dataclass(frozen=True)
class ProgramFacts:
    offer_count: int
    cohort_count: int
    member_count: int


def plan_breaks(plan: PlanFacts) -> list[str]:
    """One sentence for each place where the plan itself leads nowhere."""
    found = {
        "No priority is named: nobody can tell what this goal serves.": not plan.has_priority,
        "No goal is written: nobody can tell what this plan wants to reach.": not plan.has_goal,
        "No objective yet: add what the plan brings about.": not plan.objective_count,
        "No program carries out any of its activities: nobody can enroll.": bool(
            plan.activity_count and not plan.has_program
        ),
        "No indicator yet: nobody can tell whether the goal comes closer.": not plan.indicator_count,
        "No indicator is measured by Waypost: what educators earn does not show in the plan.": bool(
            plan.indicator_count and not plan.fed_indicator_count
        ),
    }
    return [sentence for sentence, is_so in found.items() if is_so]


def objective_breaks(objective: ObjectiveFacts) -> list[str]:
    """The same for an objective."""
    found = {
        "No activity yet: nothing carries this objective out.": not objective.activity_count,
        "Not aligned yet: no priority, standard or funding is named for it.": not objective.has_alignment,
    }
    return [sentence for sentence, is_so in found.items() if is_so]


def program_breaks(program: ProgramFacts) -> list[str]:
    """The same for a program."""
    found = {
        "It offers no micro-credential yet.": not program.offer_count,
        "It has no cohort yet: nobody can enroll.": not program.cohort_count,
        "Its cohorts have no members yet.": bool(program.cohort_count and not program.member_count),
    }
    return [sentence for sentence, is_so in found.items() if is_so]


NOT_ALIGNED = "This micro-credential names no framework or standard that it serves."
WITHDRAWN = "This credential was withdrawn: it counts no more."
