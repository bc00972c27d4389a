"""Implementation plans: what an organization wants, how it will know, and what it does about it (PL1 to PL12)."""

from waypost.plans.models.activities import (
    DONE,
    Activity,
    ActivityDependency,
    ActivityLead,
    ActivityResource,
    DateChange,
    ProgressNote,
)
from waypost.plans.models.adoption import Baseline, PlanImport
from waypost.plans.models.alignment import AlignedStandard
from waypost.plans.models.calendars import CalendarAddress
from waypost.plans.models.indicators import Indicator, Measurement, MeasurementUpload, TargetChange
from waypost.plans.models.lineage import Extraction, TakenPart
from waypost.plans.models.objectives import AlignmentRow, Objective, ObjectiveCitation, ObjectiveProduct
from waypost.plans.models.parts import DIGITS, PLACES
from waypost.plans.models.plans import Goal, Involvement, Plan, PriorityArea, Procedure
from waypost.plans.models.reminders import DateProposal, Reminder
from waypost.plans.models.teams import Team, TeamMember
from waypost.plans.models.wording import PlanWording

__all__ = [
    "DIGITS",
    "DONE",
    "PLACES",
    "Activity",
    "ActivityDependency",
    "ActivityLead",
    "ActivityResource",
    "AlignedStandard",
    "AlignmentRow",
    "Baseline",
    "CalendarAddress",
    "DateChange",
    "DateProposal",
    "Extraction",
    "Goal",
    "Indicator",
    "Involvement",
    "Measurement",
    "MeasurementUpload",
    "Objective",
    "ObjectiveCitation",
    "ObjectiveProduct",
    "Plan",
    "PlanImport",
    "PlanWording",
    "PriorityArea",
    "Procedure",
    "ProgressNote",
    "Reminder",
    "TakenPart",
    "TargetChange",
    "Team",
    "TeamMember",
]
