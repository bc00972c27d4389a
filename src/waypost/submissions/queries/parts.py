"""What the pages of one work show: its parts, their tasks, what is there and what is still needed."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.utils.text import get_text_list

from waypost.catalog.models import Criterion, EvidenceItem, Prompt, SubmissionPart
from waypost.catalog.rules import Level
from waypost.submissions.models import Draft, Enrollment, Evidence
from waypost.submissions.queries.standing import Standing
from waypost.submissions.rules.texts import Gap, Progress, evidence_gap, progress, text_gap, word_count


@dataclass(frozen=True)
class Feedback:
    """What an assessor said about one criterion, once the decision stands."""

    criterion: Criterion
    level: Level
    comment: str


@dataclass
class PromptTask:
    """A prompt with the text that it has so far."""

    prompt: Prompt
    is_open: bool
    draft: Draft | None
    #: Feedback asks about it, and nothing that the criterion looks at was changed since.
    is_asked_again: bool = False

    @property
    def title(self) -> str:
        return self.prompt.title

    @property
    def text(self) -> str:
        return self.draft.text if self.draft else ""

    @property
    def version(self) -> int:
        return self.draft.version if self.draft else 0

    @property
    def saved_at(self) -> datetime | None:
        return self.draft.saved_at if self.draft and self.draft.version else None

    @property
    def gap(self) -> str | None:
        return text_gap(self.title, self.text, self.prompt.minimum_words, self.prompt.maximum_words)

    @property
    def progress(self) -> Progress:
        return progress(self.gap, is_started=bool(self.text.strip()), is_asked_again=self.is_asked_again)

    @property
    def count_in_words(self) -> str:
        return f"{word_count(self.text)} of {self.prompt.minimum_words} to {self.prompt.maximum_words} words"


@dataclass
class EvidenceTask:
    """An evidence item with the pieces that were added."""

    item: EvidenceItem
    is_open: bool
    pieces: list[Evidence]
    #: The names that one's own parts hold by now, each with the piece that a team made; empty once it is closed.
    named: list[tuple[Evidence, str]] = field(default_factory=list)
    is_asked_again: bool = False

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def gap(self) -> str | None:
        for evidence, name in self.named:
            return f"{self.title}: leave “{name}” out of the words about your own part in “{evidence.name}”."
        return evidence_gap(self.title, len(self.pieces), self.item.number_required)

    @property
    def progress(self) -> Progress:
        return progress(self.gap, is_started=bool(self.pieces), is_asked_again=self.is_asked_again)

    @property
    def count_in_words(self) -> str:
        needed, allowed = self.item.number_required, self.item.number_allowed
        return f"{len(self.pieces)} added; {needed} needed" + (f", up to {allowed}" if allowed > needed else "")


@dataclass
class PartOutline:
    """A part of what is sent, with its tasks in order."""

    part: SubmissionPart
    prompts: list[PromptTask]
    items: list[EvidenceTask]
    feedback: list[Feedback]

    @property
    def tasks(self) -> list[PromptTask | EvidenceTask]:
        return [*self.prompts, *self.items]

    @property
    def is_open(self) -> bool:
        return any(task.is_open for task in self.tasks)

    @property
    def takes_evidence(self) -> bool:
        return any(task.is_open for task in self.items)

    @property
    def is_to_revise(self) -> bool:
        return any(task.progress is Progress.REVISE for task in self.tasks)

    @property
    def is_done(self) -> bool:
        return not self.gaps and not self.is_to_revise

    @property
    def gaps(self) -> list[Gap]:
        return [Gap(self.part.uid, task.gap) for task in self.tasks if task.gap]


@dataclass
class Outline:
    """Everything about one enrollment that its pages show."""

    standing: Standing
    parts: list[PartOutline] = field(default_factory=list)

    @property
    def enrollment(self) -> Enrollment:
        return self.standing.enrollment

    @property
    def tasks(self) -> list[PromptTask | EvidenceTask]:
        return [task for part in self.parts for task in part.tasks]

    @property
    def gaps(self) -> list[Gap]:
        return [gap for part in self.parts for gap in part.gaps]

    @property
    def feedback(self) -> list[Feedback]:
        return [feedback for part in self.parts for feedback in part.feedback]

    @property
    def open_prompts(self) -> list[Prompt]:
        return [task.prompt for part in self.parts for task in part.prompts if task.is_open]

    @property
    def open_items(self) -> list[EvidenceItem]:
        return [task.item for part in self.parts for task in part.items if task.is_open]

    @property
    def open_parts(self) -> list[PartOutline]:
        return [part for part in self.parts if part.is_open]

    @property
    def next_task(self) -> PromptTask | EvidenceTask | None:
        """The first open task that still needs something; without one, the work can be checked and sent."""
        return next((task for task in self.tasks if task.is_open and task.gap), None)

    @property
    def to_revise(self) -> list[tuple[PartOutline, PromptTask | EvidenceTask]]:
        """What feedback asks about and that still stands as it was sent, each with its part."""
        return [(part, task) for part in self.parts for task in part.tasks if task.progress is Progress.REVISE]

    @property
    def titles_to_revise(self) -> str:
        return get_text_list([task.title for _, task in self.to_revise], "and")

    @property
    def next_part(self) -> PartOutline | None:
        """The part of `next_task`, or where nothing is missing, the first to revise."""
        needy = (part for part in self.open_parts if part.gaps)
        return next(chain(needy, (part for part, _ in self.to_revise)), None)

    def part_after(self, part: PartOutline) -> PartOutline | None:
        """The next part that is open."""
        later = self.parts[self.parts.index(part) + 1 :]
        return next((found for found in later if found.is_open), None)
