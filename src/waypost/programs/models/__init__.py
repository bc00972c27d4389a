"""Programs: what they curate and whom they enroll, how they are planned, and the phases they go through."""

from waypost.programs.models.audiences import Audience, PilotRange, PilotSite, SchoolProfile
from waypost.programs.models.budgets import Budget, BudgetActual, BudgetLine
from waypost.programs.models.implementation_models import ImplementationModel, ModelOption, ModelPart
from waypost.programs.models.phase_sets import PhaseSet
from waypost.programs.models.phases import (
    Cycle,
    OutcomeAttachment,
    Phase,
    PhaseActivity,
    PhaseOutcome,
    PhaseQuestion,
    PhaseStay,
    QuestionAnswer,
)
from waypost.programs.models.planning import AmbitionChoice, Sustainability, TimelineAnswer, TimelineQuestion
from waypost.programs.models.programs import Cohort, CohortMember, IntroductoryTraining, Program, ProgramCredential
from waypost.programs.models.representation import Representation

__all__ = [
    "AmbitionChoice",
    "Audience",
    "Budget",
    "BudgetActual",
    "BudgetLine",
    "Cohort",
    "CohortMember",
    "Cycle",
    "ImplementationModel",
    "IntroductoryTraining",
    "ModelOption",
    "ModelPart",
    "OutcomeAttachment",
    "Phase",
    "PhaseActivity",
    "PhaseOutcome",
    "PhaseQuestion",
    "PhaseSet",
    "PhaseStay",
    "PilotRange",
    "PilotSite",
    "Program",
    "ProgramCredential",
    "QuestionAnswer",
    "Representation",
    "SchoolProfile",
    "Sustainability",
    "TimelineAnswer",
    "TimelineQuestion",
]
