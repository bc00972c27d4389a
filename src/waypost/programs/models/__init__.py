"""Programs, what they curate, whom their cohorts enroll, the training before them, and the phases they go through."""

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
from waypost.programs.models.programs import Cohort, CohortMember, IntroductoryTraining, Program, ProgramCredential

__all__ = [
    "Cohort",
    "CohortMember",
    "Cycle",
    "IntroductoryTraining",
    "OutcomeAttachment",
    "Phase",
    "PhaseActivity",
    "PhaseOutcome",
    "PhaseQuestion",
    "PhaseSet",
    "PhaseStay",
    "Program",
    "ProgramCredential",
    "QuestionAnswer",
]
