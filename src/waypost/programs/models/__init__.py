"""Programs, what they curate, whom their cohorts enroll, and the training before them."""

from waypost.programs.models.programs import Cohort, CohortMember, IntroductoryTraining, Program, ProgramCredential

__all__ = ["Cohort", "CohortMember", "IntroductoryTraining", "Program", "ProgramCredential"]
