"""Criteria and what each level of them looks like."""

from collections.abc import Mapping

from django.db import transaction

from waypost.catalog.actions.drafts import check_revision
from waypost.catalog.actions.pieces import add_piece, lock_piece
from waypost.catalog.models import (
    Criterion,
    EvidenceItem,
    LevelDescriptor,
    MicroCredentialVersion,
    Prompt,
    SubmissionPart,
)
from waypost.catalog.rules import Level
from waypost.common import audit
from waypost.common.actors import Actor

Target = SubmissionPart | Prompt | EvidenceItem


class StrangeTarget(ValueError):
    """A criterion was to look at something of another version."""

    def __init__(self) -> None:
        super().__init__("Choose a part of this draft for the criterion to look at.")


@transaction.atomic
def add_criterion(
    *, by: Actor, draft: MicroCredentialVersion, target: Target, title: str, summary: str, texts: Mapping[Level, str]
) -> Criterion:
    """Let assessors look at `target` (a part, or one prompt or evidence item of it) for something new.

    Raises StrangeTarget, VersionIsFrozen, ValidationError.
    """
    criterion = Criterion(version=draft, title=title, summary=summary)
    _aim(criterion, target)
    add_piece(by=by, piece=criterion)
    LevelDescriptor.objects.bulk_create(
        LevelDescriptor(criterion=criterion, level=level, text=text) for level, text in texts.items()
    )
    audit.record(by=by, verb="describe criterion", on=criterion, after=_snapshot(criterion))
    return criterion


@transaction.atomic
def edit_criterion(
    *,
    by: Actor,
    criterion: Criterion,
    target: Target,
    title: str,
    summary: str,
    texts: Mapping[Level, str],
    started_from: int,
) -> None:
    """Change a criterion. Raises EditConflict, PieceIsGone, StrangeTarget, VersionIsFrozen, ValidationError."""
    lock_piece(criterion)
    criterion.refresh_from_db()
    check_revision(criterion, started_from)
    before = _snapshot(criterion)
    criterion.title, criterion.summary = title, summary
    criterion.revision += 1
    _aim(criterion, target)
    criterion.full_clean()
    criterion.save()
    _describe(criterion, texts)
    audit.record(by=by, verb="edit criterion", on=criterion, before=before, after=_snapshot(criterion))


def _aim(criterion: Criterion, target: Target) -> None:
    criterion.part = target if isinstance(target, SubmissionPart) else target.part
    criterion.prompt = target if isinstance(target, Prompt) else None
    criterion.evidence_item = target if isinstance(target, EvidenceItem) else None
    if criterion.part.version_id != criterion.version_id:
        raise StrangeTarget


def _describe(criterion: Criterion, texts: Mapping[Level, str]) -> None:
    for level, text in texts.items():
        LevelDescriptor.objects.update_or_create(criterion=criterion, level=level, defaults={"text": text})


def _snapshot(criterion: Criterion) -> dict[str, object]:
    levels = {descriptor.level: descriptor.text for descriptor in criterion.descriptors.all()}
    return {**criterion.content(), "looks_at": criterion.looks_at.uid, "levels": levels}
