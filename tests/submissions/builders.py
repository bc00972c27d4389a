"""A program that educators take part in, and their work in every stage, made through the actions that people use."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from itertools import count

from django.core.files.base import ContentFile
from PIL import Image

from tests.builders import BUILDER, District
from waypost.catalog.models import (
    Criterion,
    EvidenceItem,
    LevelDescriptor,
    MicroCredential,
    MicroCredentialVersion,
    Prompt,
    SubmissionPart,
)
from waypost.catalog.rules import Level, PartKind, VersionState
from waypost.common import clock
from waypost.people.models import Person, RoleAssignment
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.plans.models import Activity, Goal, Objective, Plan, PriorityArea
from waypost.programs.actions.cohorts import invite_to_cohort, open_cohort
from waypost.programs.actions.programs import create_program, curate_credential
from waypost.programs.models import Cohort, CohortMember, Program
from waypost.submissions.actions.coaching import Shares, share_work
from waypost.submissions.actions.drafts import Answer, save_answers
from waypost.submissions.actions.enroll import enroll
from waypost.submissions.actions.evidence import add_file
from waypost.submissions.actions.send import send
from waypost.submissions.models import Draft, Enrollment, Evidence, SharedWork, Submission
from waypost.submissions.queries.coaching import messages_of
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.standing import standing_of
from waypost.submissions.rules.texts import AcceptedStatement, text_mark

STATEMENT = AcceptedStatement(1, "Each line above is true of what I am sending.")
ENOUGH_WORDS = "On Tuesday every student answered before we went on."
_numbers = count(1)


@dataclass(frozen=True)
class Offer:
    """A program of Cedar Valley with one published micro-credential and one cohort; `members` by person."""

    program: Program
    cohort: Cohort
    version: MicroCredentialVersion
    members: dict[Person, CohortMember]

    @property
    def micro_credential(self) -> MicroCredential:
        return self.version.micro_credential


def build_offer(tree: District, *educators: Person, activity: Activity | None = None) -> Offer:
    """A program that runs in the school year of the tests, with `educators` in its cohort; it serves `activity`."""
    starts_on, ends_on = date(2026, 9, 1), date(2027, 5, 28)
    program = create_program(
        by=BUILDER,
        organization=tree.district,
        activity=activity or build_activity(tree),
        name="Growth for All",
        purpose="Time and support to try new practice",
        starts_on=starts_on,
        ends_on=ends_on,
    )
    version = build_version(tree)
    curate_credential(
        by=BUILDER, program=program, micro_credential=version.micro_credential, reason="It fits our goal for writing."
    )
    cohort = open_cohort(by=BUILDER, program=program, name="Spring cohort", starts_on=starts_on, ends_on=ends_on)
    roles = [role_of(educator) for educator in educators]
    members = invite_to_cohort(by=BUILDER, cohort=cohort, educators=roles)
    return Offer(program, cohort, version, {member.person: member for member in members})


def role_of(educator: Person) -> RoleAssignment:
    return current_roles(educator).get(role=Role.EDUCATOR)


def build_activity(tree: District) -> Activity:
    """The activity of a plan that a program serves."""
    area = PriorityArea.objects.create(organization=tree.district, title="Growth that educators trust")
    goal = Goal.objects.create(priority_area=area, text="One in three educators grows through micro-credentials")
    plan = Plan.objects.create(organization=tree.district, goal=goal, title="Implementation plan")
    objective = Objective.objects.create(plan=plan, number=1, text="Run a pilot")
    return Activity.objects.create(objective=objective, position=1, text="Open a first cohort")


def build_version(tree: District) -> MicroCredentialVersion:
    """A published micro-credential that asks little: two short texts and one piece of evidence, three criteria."""
    number = next(_numbers)
    credential = MicroCredential.objects.create(organization=tree.district, slug=f"checking-{number}")
    version = MicroCredentialVersion.objects.create(
        micro_credential=credential,
        number=1,
        state=VersionState.PUBLISHED,
        title="Checking for Understanding",
        summary="Plan one check that shows student thinking.",
        competency="The educator finds out during a lesson what every student understands.",
        published_at=clock.now(),
    )
    overview = _prompt(version, 1, PartKind.OVERVIEW, "Your goal and your check")
    item = _evidence_item(version, 2)
    reflection = _prompt(version, 3, PartKind.REFLECTION, "What you carry forward")
    _criterion(version, 1, "The check fits the goal", overview.part, prompt=overview)
    _criterion(version, 2, "Responses are sorted by idea", item.part, evidence_item=item)
    _criterion(version, 3, "The next check is planned", reflection.part)
    return version


def _prompt(version: MicroCredentialVersion, position: int, kind: PartKind, title: str) -> Prompt:
    part = SubmissionPart.objects.create(version=version, position=position, kind=kind, title=kind.capitalize())
    return Prompt.objects.create(
        part=part, position=1, title=title, text="Tell us.", hint="Notes are fine.", minimum_words=5, maximum_words=40
    )


def _evidence_item(version: MicroCredentialVersion, position: int) -> EvidenceItem:
    part = SubmissionPart.objects.create(version=version, position=position, kind=PartKind.EVIDENCE, title="Evidence")
    return EvidenceItem.objects.create(
        part=part,
        position=1,
        title="What students showed you",
        text="Add two or three responses.",
        what_to_include="A response that surprised you\nHow you sorted them",
        accepted_kinds=["document", "image", "link"],
        number_required=1,
        number_allowed=3,
        privacy_note="Cover names and faces first.",
    )


def _criterion(
    version: MicroCredentialVersion, position: int, title: str, part: SubmissionPart, **looks_at: Prompt | EvidenceItem
) -> None:
    criterion = Criterion.objects.create(
        version=version, position=position, part=part, title=title, summary=f"{title}.", **looks_at
    )
    LevelDescriptor.objects.bulk_create(
        LevelDescriptor(criterion=criterion, level=level, text=f"{title}: {level}") for level in Level
    )


def begin(offer: Offer, educator: Person) -> Enrollment:
    """The educator chose the one micro-credential on offer."""
    return enroll(by=educator, member=offer.members[educator], micro_credential=offer.micro_credential)


def write(enrollment: Enrollment, prompt: Prompt, text: str) -> None:
    """What one window does that was opened just now."""
    draft = Draft.objects.filter(enrollment=enrollment, prompt=prompt).first()
    started_from, given = (draft.version, draft.text) if draft else (0, "")
    answer = Answer(prompt, text, started_from, text_mark(given))
    assert save_answers(by=enrollment.member.person, enrollment=enrollment, answers=[answer]) == []


def attach(enrollment: Enrollment, item: EvidenceItem, file: "ContentFile[bytes] | None" = None) -> Evidence:
    """Add a file, a small PDF unless told."""
    return add_file(by=enrollment.member.person, enrollment=enrollment, item=item, file=file or a_pdf())


def complete(enrollment: Enrollment) -> Enrollment:
    """Everything that is open is written and added, so that it can be sent."""
    outline = outline_of(enrollment)
    for prompt in outline.open_prompts:
        write(enrollment, prompt, ENOUGH_WORDS)
    for task in [task for part in outline.parts for task in part.items if task.is_open]:
        for _ in range(task.item.number_required - len(task.pieces)):
            attach(enrollment, task.item)
    return enrollment


def send_work(enrollment: Enrollment) -> Submission:
    """Send as the next attempt."""
    return send(
        by=enrollment.member.person,
        enrollment=enrollment,
        attempt=standing_of(enrollment).next_attempt,
        statement=STATEMENT,
    )


def sent(offer: Offer, educator: Person) -> Submission:
    """Complete work of `educator`, just sent: it can be taken back until ten minutes from now."""
    return send_work(complete(begin(offer, educator)))


def waiting(offer: Offer, educator: Person) -> Submission:
    """Complete work of `educator` whose undo window closed a minute ago, ready to be claimed by an assessor."""
    with clock.at(clock.now() - timedelta(minutes=11)):
        return sent(offer, educator)


def share_all(enrollment: Enrollment, coach: Person, question: str = "How do I sort these?") -> SharedWork:
    """The educator lets `coach` read every part, and asks."""
    return share(enrollment, coach, *(found.part for found in outline_of(enrollment).parts), question=question)


def share(
    enrollment: Enrollment,
    coach: Person,
    *parts: SubmissionPart,
    question: str = "",
    with_feedback: bool = False,
    started_from: int | None = None,
) -> SharedWork:
    """From now on `coach` reads `parts`; as a window does that was opened just now, unless told."""
    before = SharedWork.objects.filter(enrollment=enrollment, coach=coach).first()
    attempt = standing_of(enrollment).next_attempt - 1
    return share_work(
        by=enrollment.member.person,
        enrollment=enrollment,
        coach=coach,
        shares=Shares.of(parts, feedback_on=attempt if with_feedback else None),
        question=question,
        started_from=(before.version if before else 0) if started_from is None else started_from,
    )


def last_said(shared: SharedWork) -> str:
    """The uid of what stands lowest on both pages: whoever opens one now has everything in front of them."""
    return messages_of(shared)[-1].uid


def a_pdf(name: str = "responses.pdf", text: str | None = None) -> "ContentFile[bytes]":
    """A file that reads as PDF, different each time unless its text is given."""
    return ContentFile(f"%PDF-1.7\n{text or next(_numbers)}\n%%EOF\n".encode(), name=name)


def a_picture(name: str = "board.jpg", kind: str = "JPEG", **options: object) -> "ContentFile[bytes]":
    """A small real picture in the format `kind`; `options` go to Pillow, such as exif=…"""
    drawn = BytesIO()
    Image.new("RGB", (32, 24), "#2b6e4f").save(drawn, kind, **options)
    return ContentFile(drawn.getvalue(), name=name)
