"""One educator's work toward one micro-credential, step by step; the content names each step by its function."""

from collections.abc import Callable
from dataclasses import dataclass

from waypost.assessment.actions.claims import claim_review, hand_back
from waypost.assessment.actions.decisions import decide, save_scores, take_back
from waypost.assessment.models import Review
from waypost.assessment.rules import Judgement
from waypost.catalog.models import Criterion, EvidenceItem, MicroCredential
from waypost.catalog.rules import Level
from waypost.demo.answers import Voice, work_on
from waypost.demo.content_files import Table
from waypost.demo.evidence_files import evidence_file
from waypost.demo.people import key_of
from waypost.people.models import Person
from waypost.programs.models import CohortMember
from waypost.submissions.actions.drafts import Answer, save_answers
from waypost.submissions.actions.enroll import enroll, plan_enrollment, withdraw
from waypost.submissions.actions.evidence import add_file, add_link, remove_evidence
from waypost.submissions.actions.send import recall, send
from waypost.submissions.models import Enrollment, Submission
from waypost.submissions.queries.outline import open_work
from waypost.submissions.queries.parts import PromptTask
from waypost.submissions.queries.standing import standing_of_work
from waypost.submissions.queries.statement import accepted_statement
from waypost.submissions.rules.texts import text_mark


@dataclass(frozen=True)
class Work:
    """Whose work it is, on what, in which words, and who scores it: the second takes over from the first."""

    enrollment: Enrollment
    person: Person
    slug: str
    voice: Voice
    assessors: tuple[Person, Person]

    @property
    def open_items(self) -> list[EvidenceItem]:
        """The evidence that may be added or taken away now."""
        return open_work(self.enrollment).items()

    @property
    def submission(self) -> Submission:
        """The last one that was sent."""
        return self.enrollment.submissions.filter(recalled_at=None).latest("attempt")

    @property
    def review(self) -> Review:
        """That of whoever holds the last submission now."""
        return self.submission.reviews.get(released_at=None)


def begin(member: CohortMember, credential: MicroCredential, assessors: tuple[Person, Person]) -> Work:
    """The educator chooses the micro-credential."""
    enrollment = enroll(by=member.person, member=member, micro_credential=credential)
    voice = Voice(key_of(member.person.email), member.organization.slug)
    return Work(enrollment, member.person, credential.slug, voice, assessors)


# What the educator does


def plan(work: Work) -> None:
    """Say what they want to find out."""
    plan_enrollment(
        by=work.person,
        enrollment=work.enrollment,
        started_from=0,
        intention=work.voice.intention,
        is_growth_plan_pathway=work.voice.is_growth_plan_pathway,
    )


def sketch(work: Work) -> None:
    """Write the first lines of the first answer."""
    _write(work, work.voice.beginning, only_first=True)


def write(work: Work) -> None:
    """Write every answer; what was sketched is replaced and kept as an earlier version."""
    _write(work, work.voice.answer)


def sketch_more(work: Work) -> None:
    """Begin to work on what was asked after feedback."""
    _write(work, work.voice.longer_answer, only_first=True)


def revise(work: Work) -> None:
    """Do all that was asked, and nothing else: the rest is closed."""
    _write(work, work.voice.longer_answer)
    for item in work.open_items:
        _add_file(work, item, *_row(work, item)["addition"])


def _write(work: Work, text_of: Callable[[str, str], str], *, only_first: bool = False) -> None:
    drafts = {draft.prompt_id: draft for draft in work.enrollment.drafts.all()}
    prompts = open_work(work.enrollment).prompts()
    tasks = [PromptTask(prompt, is_open=True, draft=drafts.get(prompt.pk)) for prompt in prompts]
    answers = [
        Answer(task.prompt, text_of(work.slug, task.title), started_from=task.version, given_mark=text_mark(task.text))
        for task in (tasks[:1] if only_first else tasks)
    ]
    save_answers(by=work.person, enrollment=work.enrollment, answers=answers)


def gather(work: Work) -> None:
    """Add every piece of evidence."""
    for item in work.open_items:
        row = _row(work, item)
        for name, caption in row["files"]:
            _add_file(work, item, name, caption)
        if "link" in row:
            add_link(by=work.person, enrollment=work.enrollment, item=item, url=f"{row['link']}{work.enrollment.uid}")


def swap(work: Work) -> None:
    """Add a piece and take it away again."""
    item = work.open_items[0]
    name, caption = _row(work, item)["files"][0]
    _add_file(work, item, name, caption)
    first = work.enrollment.evidence.latest("pk")
    remove_evidence(by=work.person, evidence=first)
    _add_file(work, item, f"better-{name}", f"{caption}, in better light")


def _add_file(work: Work, item: EvidenceItem, name: str, caption: str) -> None:
    file = evidence_file(name, f"{caption} ({work.voice.grade}, {work.voice.unit})")
    add_file(by=work.person, enrollment=work.enrollment, item=item, file=file)


def _row(work: Work, item: EvidenceItem) -> Table:
    rows: list[Table] = work_on(work.slug)["evidence"]
    return next(row for row in rows if row["item"] == item.title)


def send_work(work: Work) -> None:
    """Check and send."""
    attempt = standing_of_work(work.enrollment).next_attempt
    send(by=work.person, enrollment=work.enrollment, attempt=attempt, statement=accepted_statement())


def recall_work(work: Work) -> None:
    """Take it back within the ten minutes."""
    recall(by=work.person, submission=work.submission)


def withdraw_work(work: Work) -> None:
    """Put the micro-credential down for now."""
    withdraw(by=work.person, enrollment=work.enrollment, why="I changed my grade in the middle of the year.")


# What the assessor does


def claim(work: Work) -> None:
    """Take the submission to score."""
    claim_review(by=work.assessors[0], submission=work.submission)


def claim_by_other(work: Work) -> None:
    """Another assessor takes what the first handed back."""
    claim_review(by=work.assessors[1], submission=work.submission)


def hand_back_review(work: Work) -> None:
    """Find that it is better read by somebody else."""
    review = work.review
    hand_back(by=review.assessor, review=review, why="I know this classroom: somebody else should read it.")


def score(work: Work) -> None:
    """Keep a draft judgement of the first criteria."""
    review = work.review
    judgement = _judgement(work, review, only_first=2)
    save_scores(by=review.assessor, review=review, started_from=review.version, judgement=judgement)


def ask_more(work: Work) -> None:
    """Send feedback: two criteria need new work."""
    review = work.review
    judgement = _judgement(work, review, feedback=work_on(work.slug)["feedback"])
    decide(by=review.assessor, review=review, started_from=review.version, judgement=judgement)


def award(work: Work) -> None:
    """Find every criterion demonstrated."""
    review = work.review
    decide(by=review.assessor, review=review, started_from=review.version, judgement=_judgement(work, review))


def take_back_decision(work: Work) -> None:
    """Take the decision back within the ten minutes."""
    take_back(by=work.review.assessor, review=work.review)


def _judgement(
    work: Work, review: Review, *, feedback: list[Table] | None = None, only_first: int | None = None
) -> Judgement:
    """Demonstrated, with a kind word for some, but for the criteria that `feedback` names."""
    asked = {row["criterion"]: row for row in feedback or []}
    said = {row["criterion"]: row for row in work_on(work.slug)["praise"]} | asked
    levels: dict[str, Level] = {}
    comments: dict[str, str] = {}
    for criterion in _open_criteria(review)[:only_first]:
        needs_work = asked.get(criterion.title)
        levels[criterion.uid] = Level(needs_work["level"]) if needs_work else Level.DEMONSTRATED
        comments[criterion.uid] = said[criterion.title]["comment"] if criterion.title in said else ""
    return Judgement(levels=levels, comments=comments)


def _open_criteria(review: Review) -> list[Criterion]:
    return [entry.criterion for entry in review.scores.select_related("criterion").filter(carried_from=None)]


STEPS: dict[str, Callable[[Work], None]] = {
    "plan": plan,
    "sketch": sketch,
    "write": write,
    "gather": gather,
    "swap": swap,
    "send": send_work,
    "recall": recall_work,
    "withdraw": withdraw_work,
    "claim": claim,
    "claim_by_other": claim_by_other,
    "hand_back": hand_back_review,
    "score": score,
    "ask_more": ask_more,
    "sketch_more": sketch_more,
    "revise": revise,
    "award": award,
    "take_back": take_back_decision,
}
