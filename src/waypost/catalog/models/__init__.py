"""A micro-credential, its versions, and every piece of a version's anatomy and rubric (EA1); stacks (EA7)."""

from waypost.catalog.models.content import Content
from waypost.catalog.models.parts import EvidenceItem, Prompt, SubmissionPart
from waypost.catalog.models.pieces import Alignment, MethodComponent, Piece, ResearchSource, Resource, TimeStep
from waypost.catalog.models.rubric import Criterion, LevelDescriptor
from waypost.catalog.models.stacks import Stack, StackMembership
from waypost.catalog.models.versions import MicroCredential, MicroCredentialVersion, Tag

__all__ = [
    "Alignment",
    "Content",
    "Criterion",
    "EvidenceItem",
    "LevelDescriptor",
    "MethodComponent",
    "MicroCredential",
    "MicroCredentialVersion",
    "Piece",
    "Prompt",
    "ResearchSource",
    "Resource",
    "Stack",
    "StackMembership",
    "SubmissionPart",
    "Tag",
    "TimeStep",
]
