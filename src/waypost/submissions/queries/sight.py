"""Exactly what a coach sees of a work; the educator looks at the same before they share it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.text import capfirst

from waypost.submissions.models import Evidence, SharedWork, TeamPart
from waypost.submissions.queries.parts import EvidenceTask, Feedback, Outline, PromptTask
from waypost.submissions.rules.coaching import may_share


@dataclass(frozen=True)
class PieceInSight:
    """A file or link, the name under which it is shown, and the educator's own part where a team made it."""

    evidence: Evidence
    name: str
    own_part: str


@dataclass(frozen=True)
class ItemInSight:
    """What is asked for, with the pieces that were added."""

    title: str
    count_in_words: str
    pieces: list[PieceInSight]


@dataclass(frozen=True)
class PartInSight:
    """One part: its texts and its evidence, and nothing that an assessor said of it."""

    title: str
    prompts: list[PromptTask]
    items: list[ItemInSight]


@dataclass(frozen=True)
class Sight:
    """Exactly what a coach sees of a work; the educator looks at the same before they share it."""

    parts: list[PartInSight]
    feedback: list[Feedback]


def sight(outline: Outline, part_ids: Collection[int], *, with_feedback: bool) -> Sight:
    """The chosen parts as they stand now."""
    parts = [
        PartInSight(found.part.title, found.prompts, [_item(task) for task in found.items])
        for found in outline.parts
        if found.part.pk in part_ids
    ]
    return Sight(parts, outline.feedback if with_feedback else [])


def _item(task: EvidenceTask) -> ItemInSight:
    return ItemInSight(task.title, task.count_in_words, [_piece(evidence) for evidence in task.pieces])


def _piece(evidence: Evidence) -> PieceInSight:
    """A colleague named the file that they share, and its name can tell who that is: a coach reads what kind it is."""
    part: TeamPart | None = getattr(evidence, "team_part", None)
    if part is None or part.artifact.evidence_id == evidence.pk:
        return PieceInSight(evidence, evidence.name, part.own_part if part else "")
    return PieceInSight(evidence, capfirst(evidence.kind_in_words), part.own_part)


def sight_of(shared: SharedWork, outline: Outline) -> Sight:
    """What the coach of `shared` sees now; feedback on a later sending is another matter, and needs another yes."""
    if not may_share(outline.standing.state):
        return Sight([], [])
    chosen = {part.pk for part in shared.parts.all()}
    return sight(outline, chosen, with_feedback=shows_feedback_of(shared, outline))


def shows_feedback_of(shared: SharedWork, outline: Outline) -> bool:
    """Whether the feedback that the educator reads now is that which they share."""
    submission = outline.standing.submission
    return submission is not None and shared.feedback_of_id == submission.pk and bool(outline.feedback)
