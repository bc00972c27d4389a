"""Laying an enrollment out part by part, and what of it may be changed now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet

from waypost.catalog.models import Criterion, EvidenceItem, Prompt, SubmissionPart
from waypost.submissions.models import Draft, Enrollment, Evidence, TeamPart
from waypost.submissions.queries.parts import EvidenceTask, Feedback, Outline, PartOutline, PromptTask
from waypost.submissions.queries.revising import SentWork, as_sent, sent_of_revised
from waypost.submissions.queries.standing import RELATED, Standing, standing_of_work, standings
from waypost.submissions.queries.team_names import people_named
from waypost.submissions.rules.states import EnrollmentState, criteria_to_revise, may_write, shows_feedback

RowT = TypeVar("RowT")
TaskT = TypeVar("TaskT", Prompt, EvidenceItem)


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
        return [item for item in self._asked(EvidenceItem.objects.all()) if self.holds(item)]

    def prompts(self) -> list[Prompt]:
        """The prompts that may be answered, in the order of the parts."""
        return [prompt for prompt in self._asked(Prompt.objects.all()) if self.holds(prompt)]

    def _asked(self, tasks: QuerySet[TaskT]) -> QuerySet[TaskT]:
        of_version = tasks.filter(part__version=self.standing.enrollment.version_id)
        return of_version.select_related("part").order_by("part__position", "position")


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
    something is revised, and two where something of a team stands where it may be changed.
    """
    enrollments = [standing.enrollment.pk for standing in found]
    versions = {standing.enrollment.version_id for standing in found}
    reviewed = {standing.enrollment.version_id for standing in found if standing.review}
    pieces = Evidence.objects.filter(enrollment__in=enrollments, removed_at=None).select_related(
        "item__part", "team_part__artifact__evidence__enrollment__member__person"
    )
    rows = _Rows(
        parts=_by(
            "version_id",
            SubmissionPart.objects.filter(version__in=versions).prefetch_related("prompts", "evidence_items"),
        ),
        criteria=_by("version_id", Criterion.objects.filter(version__in=reviewed)),
        drafts={(row.enrollment_id, row.prompt_id): row for row in Draft.objects.filter(enrollment__in=enrollments)},
        evidence=_by("enrollment_id", pieces),
        sent=sent_of_revised(found),
    )
    layouts = [_Layout(standing, rows) for standing in found]
    named = people_named([part for layout in layouts for part in layout.open_team_parts()])
    return [layout.outline(named) for layout in layouts]


def _by(name: str, rows: Iterable[RowT]) -> dict[int, list[RowT]]:
    found: dict[int, list[RowT]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


@dataclass(frozen=True)
class _Rows:
    """What the database holds: by version, by enrollment and prompt, by enrollment, by submission."""

    parts: dict[int, list[SubmissionPart]]
    criteria: dict[int, list[Criterion]]
    drafts: dict[tuple[int, int], Draft]
    evidence: dict[int, list[Evidence]]
    sent: SentWork


class _Layout:
    """Lays one standing out."""

    def __init__(self, standing: Standing, rows: _Rows) -> None:
        self.standing, self.rows = standing, rows
        self.criteria = rows.criteria[standing.enrollment.version_id]
        self.parts = rows.parts[standing.enrollment.version_id]
        self.pieces = rows.evidence[standing.enrollment.pk]
        self.open = OpenWork(standing, _to_revise(standing, self.criteria))
        self.asked_again = self._asked_again()

    def open_team_parts(self) -> list[TeamPart]:
        """What was said of one's part in what a team made, where it may be changed."""
        pieces = [piece for piece in self.pieces if self.open.holds(piece.item)]
        return [part for piece in pieces if (part := getattr(piece, "team_part", None))]

    def outline(self, named: dict[int, str]) -> Outline:
        """`named` holds, by the id of such a part, whom it names."""
        return Outline(self.standing, [self._part(part, named) for part in self.parts])

    def _asked_again(self) -> list[Criterion]:
        """The criteria that feedback asks about, where nothing that they look at was changed since."""
        if self.standing.state is not EnrollmentState.REVISING:
            return []
        prompts = [prompt for part in self.parts for prompt in part.prompts.all() if self._is_rewritten(prompt)]
        items = [item for part in self.parts for item in part.evidence_items.all() if self._is_gathered_anew(item)]
        changed: list[Prompt | EvidenceItem] = [*prompts, *items]
        return [one for one in self.open.to_revise if not any(looks_at(one, task) for task in changed)]

    def _is_rewritten(self, prompt: Prompt) -> bool:
        draft, submission = self._draft(prompt), self.standing.submission
        sent = self.rows.sent.texts.get((submission.pk, prompt.pk), "") if submission else ""
        return (draft.text if draft else "") != sent

    def _is_gathered_anew(self, item: EvidenceItem) -> bool:
        submission = self.standing.submission
        sent = self.rows.sent.pieces.get((submission.pk, item.pk), set()) if submission else set()
        return as_sent(piece for piece in self.pieces if piece.item_id == item.pk) != sent

    def _is_asked_again(self, task: Prompt | EvidenceItem) -> bool:
        return any(looks_at(criterion, task) for criterion in self.asked_again)

    def _part(self, part: SubmissionPart, named: dict[int, str]) -> PartOutline:
        return PartOutline(
            part=part,
            prompts=[self._prompt(prompt) for prompt in part.prompts.all()],
            items=[self._item(item, named) for item in part.evidence_items.all()],
            feedback=self._feedback(part),
        )

    def _prompt(self, prompt: Prompt) -> PromptTask:
        return PromptTask(prompt, self.open.holds(prompt), self._draft(prompt), self._is_asked_again(prompt))

    def _item(self, item: EvidenceItem, named: dict[int, str]) -> EvidenceTask:
        pieces = [piece for piece in self.pieces if piece.item_id == item.pk]
        parts = {piece: part.pk for piece in pieces if (part := getattr(piece, "team_part", None))}
        found = [(piece, named[pk]) for piece, pk in parts.items() if pk in named]
        return EvidenceTask(item, self.open.holds(item), pieces, found, self._is_asked_again(item))

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
