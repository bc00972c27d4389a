"""One enrollment laid out part by part: what is asked, what is there, what is open, what is still needed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from waypost.catalog.models import Criterion, EvidenceItem, Prompt, SubmissionPart
from waypost.catalog.rules import Level
from waypost.submissions.models import Draft, Enrollment, Evidence
from waypost.submissions.queries.standing import RELATED, Standing, standing_of_work, standings
from waypost.submissions.queries.team_names import people_named
from waypost.submissions.rules.states import EnrollmentState, criteria_to_revise, may_write, shows_feedback
from waypost.submissions.rules.texts import Gap, Progress, evidence_gap, progress, text_gap, word_count

RowT = TypeVar("RowT")


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
        return progress(self.gap, is_started=bool(self.text.strip()))

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
        return progress(self.gap, is_started=bool(self.pieces))

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
    def next_part(self) -> PartOutline | None:
        """The part of `next_task`, or where nothing is missing while revising, the first that is open again."""
        needy = next((part for part in self.open_parts if part.gaps), None)
        is_revising = self.standing.state is EnrollmentState.REVISING
        return needy or next(iter(self.open_parts if is_revising else []), None)

    def part_after(self, part: PartOutline) -> PartOutline | None:
        """The next part that is open."""
        later = self.parts[self.parts.index(part) + 1 :]
        return next((found for found in later if found.is_open), None)


@dataclass(frozen=True)
class OpenWork:
    """What of one enrollment may be changed now; `to_revise` holds the criteria that are not demonstrated yet (EA4)."""

    standing: Standing
    to_revise: list[Criterion]

    def holds(self, task: Prompt | EvidenceItem) -> bool:
        """All is open at first; after feedback what a criterion looks at that is not demonstrated yet."""
        if self.standing.state is EnrollmentState.REVISING:
            return any(looks_at(criterion, task) for criterion in self.to_revise)
        return may_write(self.standing.state) and task.part.version_id == self.standing.enrollment.version_id

    def items(self) -> list[EvidenceItem]:
        """The evidence items that may be changed, in the order of the parts."""
        asked = EvidenceItem.objects.filter(part__version=self.standing.enrollment.version_id).select_related("part")
        return [item for item in asked.order_by("part__position", "position") if self.holds(item)]


def open_work(enrollment: Enrollment) -> OpenWork:
    """What may be changed of an enrollment just read: asked before each change, so it reads no more than that takes."""
    standing = standing_of_work(enrollment)
    is_revising = standing.state is EnrollmentState.REVISING
    criteria = Criterion.objects.filter(version=enrollment.version_id) if is_revising else []
    return OpenWork(standing, _to_revise(standing, criteria))


def _to_revise(standing: Standing, criteria: Iterable[Criterion]) -> list[Criterion]:
    uids = criteria_to_revise(standing.review.levels) if standing.review else frozenset()
    return [criterion for criterion in criteria if criterion.uid in uids]


def outline_of(enrollment: Enrollment) -> Outline:
    """One enrollment as it stands now, laid out for its pages."""
    return outlines(standings(Enrollment.objects.filter(pk=enrollment.pk).select_related(*RELATED)))[0]


def outlines(found: list[Standing]) -> list[Outline]:
    """Each standing laid out; six queries, however many there are, five where nothing was reviewed; two more where
    something stands in it that a team made.
    """
    enrollments = [standing.enrollment.pk for standing in found]
    versions = {standing.enrollment.version_id for standing in found}
    reviewed = {standing.enrollment.version_id for standing in found if standing.review}
    pieces = list(
        Evidence.objects.filter(enrollment__in=enrollments, removed_at=None).select_related(
            "team_part__artifact__evidence__enrollment__member__person"
        )
    )
    rows = _Rows(
        parts=_by(
            "version_id",
            SubmissionPart.objects.filter(version__in=versions).prefetch_related("prompts", "evidence_items"),
        ),
        criteria=_by("version_id", Criterion.objects.filter(version__in=reviewed)),
        drafts={(row.enrollment_id, row.prompt_id): row for row in Draft.objects.filter(enrollment__in=enrollments)},
        evidence=_by("enrollment_id", pieces),
        named=people_named([part for piece in pieces if (part := getattr(piece, "team_part", None))]),
    )
    return [_Layout(standing, rows).outline() for standing in found]


def _by(name: str, rows: Iterable[RowT]) -> dict[int, list[RowT]]:
    found: dict[int, list[RowT]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


@dataclass(frozen=True)
class _Rows:
    """What the database holds: by version, by enrollment and prompt, by enrollment, by part in a team's artifact."""

    parts: dict[int, list[SubmissionPart]]
    criteria: dict[int, list[Criterion]]
    drafts: dict[tuple[int, int], Draft]
    evidence: dict[int, list[Evidence]]
    named: dict[int, str]


class _Layout:
    """Lays one standing out."""

    def __init__(self, standing: Standing, rows: _Rows) -> None:
        self.standing, self.rows = standing, rows
        self.criteria = rows.criteria[standing.enrollment.version_id]
        self.open = OpenWork(standing, _to_revise(standing, self.criteria))

    def outline(self) -> Outline:
        return Outline(
            self.standing, [self._part(part) for part in self.rows.parts[self.standing.enrollment.version_id]]
        )

    def _part(self, part: SubmissionPart) -> PartOutline:
        pieces = self.rows.evidence[self.standing.enrollment.pk]
        return PartOutline(
            part=part,
            prompts=[PromptTask(prompt, self.open.holds(prompt), self._draft(prompt)) for prompt in part.prompts.all()],
            items=[
                self._item(item, [piece for piece in pieces if piece.item_id == item.pk])
                for item in part.evidence_items.all()
            ],
            feedback=self._feedback(part),
        )

    def _item(self, item: EvidenceItem, pieces: list[Evidence]) -> EvidenceTask:
        is_open = self.open.holds(item)
        parts = {piece: part.pk for piece in pieces if (part := getattr(piece, "team_part", None))}
        named = [(piece, self.rows.named[pk]) for piece, pk in parts.items() if pk in self.rows.named]
        return EvidenceTask(item, is_open, pieces, named if is_open else [])

    def _draft(self, prompt: Prompt) -> Draft | None:
        return self.rows.drafts.get((self.standing.enrollment.pk, prompt.pk))

    def _feedback(self, part: SubmissionPart) -> list[Feedback]:
        review = self.standing.review
        if review is None or not shows_feedback(self.standing.state):
            return []
        return [
            Feedback(criterion, review.levels[criterion.uid], review.comments.get(criterion.uid, ""))
            for criterion in self.criteria
            if criterion.uid in review.levels and criterion.part_id == part.pk
        ]


def looks_at(criterion: Criterion, task: Prompt | EvidenceItem) -> bool:
    """Whether a criterion is about `task`; one that names only its part is about everything in that part."""
    if criterion.prompt_id is None and criterion.evidence_item_id is None:
        return criterion.part_id == task.part_id
    return task.pk == (criterion.prompt_id if isinstance(task, Prompt) else criterion.evidence_item_id)
