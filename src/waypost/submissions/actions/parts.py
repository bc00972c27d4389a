"""Saving one page of work: its texts, the files and links added on it, and what is taken away or brought back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from django.core.files.base import File

from waypost.catalog.models import EvidenceItem
from waypost.common.actors import Actor
from waypost.submissions.actions.drafts import Answer, Conflict, NotOpenForWriting, save_answers
from waypost.submissions.actions.evidence import (
    NoRoomLeft,
    add_file,
    add_link,
    bring_back_evidence,
    remove_evidence,
)
from waypost.submissions.files.checks import UnusableFile, UnusableLink
from waypost.submissions.models import Enrollment, Evidence


@dataclass(frozen=True)
class PartInput:
    """What a page of work sends."""

    answers: list[Answer]
    files: list[tuple[EvidenceItem, "File[bytes]"]] = field(default_factory=list)
    links: list[tuple[EvidenceItem, str]] = field(default_factory=list)
    remove: Evidence | None = None
    bring_back: Evidence | None = None


@dataclass
class PartOutcome:
    """Conflicts of texts, and a sentence for each file or link that could not be added; all else is saved."""

    conflicts: list[Conflict] = field(default_factory=list)
    unusable_files: list[tuple[EvidenceItem, str]] = field(default_factory=list)
    unusable_links: list[tuple[EvidenceItem, str]] = field(default_factory=list)
    closed: str = ""

    @property
    def is_clean(self) -> bool:
        return not (self.conflicts or self.unusable_files or self.unusable_links or self.closed)


def save_part(*, by: Actor, enrollment: Enrollment, given: PartInput) -> PartOutcome:
    """Save everything that can be saved; a broken file costs neither the texts nor the other files."""
    outcome = PartOutcome()
    with _noting_closed(outcome):
        outcome.conflicts = save_answers(by=by, enrollment=enrollment, answers=given.answers)
    for item, file in given.files:
        add: Callable[[], object] = partial(add_file, by=by, enrollment=enrollment, item=item, file=file)
        outcome.unusable_files += _refusals(item, f"“{file.name}” was not added.", add)
    for item, url in given.links:
        link = partial(add_link, by=by, enrollment=enrollment, item=item, url=url)
        outcome.unusable_links += _refusals(item, "This link was not added.", link)
    with _noting_closed(outcome):
        if given.remove:
            remove_evidence(by=by, evidence=given.remove)
    if given.bring_back:
        bring_back = partial(bring_back_evidence, by=by, evidence=given.bring_back)
        closed = f"“{given.bring_back}” was not brought back."
        outcome.unusable_files += _refusals(given.bring_back.item, closed, bring_back)
    return outcome


@contextmanager
def _noting_closed(outcome: PartOutcome) -> Iterator[None]:
    """What is closed costs nothing else that was sent."""
    try:
        yield
    except NotOpenForWriting as closed:
        outcome.closed = str(closed)


def _refusals(item: EvidenceItem, is_not: str, add: Callable[[], object]) -> list[tuple[EvidenceItem, str]]:
    """Do it, or say why not; where the item is closed, `is_not` says first what was not done."""
    try:
        add()
    except (UnusableFile, UnusableLink, NoRoomLeft) as refusal:
        return [(item, str(refusal))]
    except NotOpenForWriting as closed:
        return [(item, f"{is_not} {closed}")]
    return []
