"""What is shared with a coach, what exactly they see of it, and who waits for whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from waypost.people.models import Person
from waypost.submissions.models import CoachingMessage, Enrollment, SharedWork
from waypost.submissions.queries.coaches import Coach, coaches_for, in_reach_of
from waypost.submissions.queries.outline import EvidenceTask, Feedback, Outline, PromptTask
from waypost.submissions.queries.standing import RELATED, standings
from waypost.submissions.rules.coaching import SharingState, coach_reads, may_converse, may_share, sharing_state
from waypost.submissions.rules.states import EnrollmentState


@dataclass(frozen=True)
class PartInSight:
    """One part: its texts and its evidence, and nothing that an assessor said of it."""

    title: str
    prompts: list[PromptTask]
    items: list[EvidenceTask]


@dataclass(frozen=True)
class Sight:
    """Exactly what a coach sees of a work; the educator looks at the same before they share it."""

    parts: list[PartInSight]
    feedback: list[Feedback]


def sight(outline: Outline, part_ids: Collection[int], *, with_feedback: bool) -> Sight:
    """The chosen parts as they stand now."""
    parts = [
        PartInSight(found.part.title, found.prompts, found.items)
        for found in outline.parts
        if found.part.pk in part_ids
    ]
    return Sight(parts, outline.feedback if with_feedback else [])


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


# The educator


@dataclass(frozen=True)
class Sharing:
    """A work and one coach, as the educator sees it."""

    shared: SharedWork
    state: SharingState
    reads_feedback: bool

    @property
    def coach(self) -> Person:
        return self.shared.coach

    @property
    def is_read(self) -> bool:
        return coach_reads(self.state)

    @property
    def is_open(self) -> bool:
        return may_converse(self.state)


@dataclass(frozen=True)
class Help:
    """The coaches with whom a work is or was shared, and those who could be asked; nobody once it is done."""

    sharings: list[Sharing]
    coaches: list[Coach]


def help_with(outline: Outline) -> Help:
    """Whom the educator asked, and whom they can ask now; three queries."""
    coaches = coaches_for(outline.enrollment)
    sharings = [_sharing(shared, outline, coaches) for shared in _shared_works(outline.enrollment)]
    asked = {sharing.coach for sharing in sharings if sharing.is_open}
    is_offered = may_share(outline.standing.state)
    return Help(sharings, [coach for coach in coaches if coach.person not in asked] if is_offered else [])


def sharing_with(outline: Outline, coach: Person) -> Sharing | None:
    """The work and one coach; None where nothing was ever shared with them."""
    shared = _shared_works(outline.enrollment).filter(coach=coach).first()
    return _sharing(shared, outline, coaches_for(outline.enrollment)) if shared else None


def coach_asked(enrollment: Enrollment, uid: str) -> QuerySet[Person]:
    """The coach of this public id, if this work is or was shared with them."""
    return Person.objects.filter(uid=uid, pk__in=enrollment.shared_works.values("coach"))


def _shared_works(enrollment: Enrollment) -> QuerySet[SharedWork]:
    """Each with `new_answers`, those with answers first."""
    unread = Q(messages__author=F("coach"), messages__settled_at=None)
    found = SharedWork.objects.filter(enrollment=enrollment).annotate(new_answers=Count("messages", filter=unread))
    return found.select_related("coach").prefetch_related("parts").order_by("-new_answers", "-shared_at", "pk")


def _sharing(shared: SharedWork, outline: Outline, coaches: list[Coach]) -> Sharing:
    is_in_reach = any(coach.person == shared.coach for coach in coaches)
    is_stopped = shared.stopped_at is not None
    state = sharing_state(outline.standing.state, is_stopped=is_stopped, is_in_reach=is_in_reach)
    return Sharing(shared, state, shows_feedback_of(shared, outline))


def answered(educator: Person) -> QuerySet[SharedWork]:
    """Where a coach answered and `educator` did not read it yet, with coach and title."""
    unread = CoachingMessage.objects.filter(shared_work=OuterRef("pk"), author=OuterRef("coach"), settled_at=None)
    found = SharedWork.objects.filter(Exists(unread), enrollment__member__person=educator)
    return found.select_related("coach", "enrollment__version").order_by("pk")


def answered_count(educator: Person) -> int:
    """For the navigation."""
    return answered(educator).count()


# The coach


@dataclass(frozen=True)
class CoachedWork:
    """One row of a coach's page: who, on what, whether it is demonstrated, and the questions that wait."""

    shared: SharedWork
    questions: list[CoachingMessage]
    is_demonstrated: bool

    @property
    def waiting_since(self) -> datetime | None:
        return self.questions[0].created_at if self.questions else None


def works_shared_with(coach: Person) -> QuerySet[SharedWork]:
    """What `coach` may open now: shared with them, not stopped, not put down, by an educator within their reach."""
    found = in_reach_of(coach).filter(stopped_at=None, enrollment__withdrawn_at=None)
    related = (f"enrollment__{path}" for path in (*RELATED, "member__person", "member__organization"))
    return found.select_related("coach", *related)


def coached_works(coach: Person) -> list[CoachedWork]:
    """The longest waiting question first, then work that goes on, then what is demonstrated."""
    waits = Prefetch("messages", _questions(coach), to_attr="questions")
    found = list(works_shared_with(coach).prefetch_related(waits).order_by("-shared_at", "pk"))
    done = _demonstrated(found)
    rows = [CoachedWork(shared, list(shared.questions), shared.enrollment_id in done) for shared in found]
    waiting = sorted((row for row in rows if row.questions), key=lambda row: row.questions[0].created_at)
    return [*waiting, *sorted((row for row in rows if not row.questions), key=lambda row: row.is_demonstrated)]


def waiting_count(coach: Person) -> int:
    """In how many shared works a question waits for `coach`."""
    questions = _questions(coach).filter(shared_work=OuterRef("pk"))
    return works_shared_with(coach).filter(Exists(questions)).count()


def _questions(coach: Person) -> QuerySet[CoachingMessage]:
    """What educators wrote and `coach` neither answered nor set aside, the oldest first."""
    return CoachingMessage.objects.filter(settled_at=None).exclude(author=coach)


def _demonstrated(found: Sequence[SharedWork]) -> set[int]:
    """The ids of the enrollments among these that are demonstrated."""
    enrollments = Enrollment.objects.filter(pk__in=[shared.enrollment_id for shared in found])
    states = {standing.enrollment.pk: standing.state for standing in standings(enrollments)}
    return {pk for pk, state in states.items() if state is EnrollmentState.DEMONSTRATED}


def shown_evidence(coach: Person) -> Q:
    """A filter on evidence: what stands now in parts that `coach` reads."""
    found = list(works_shared_with(coach))
    done = _demonstrated(found)
    read = [shared.pk for shared in found if shared.enrollment_id not in done]
    chosen = SharedWork.objects.filter(pk__in=read, enrollment=OuterRef("enrollment"), parts=OuterRef("item__part"))
    return Q(Exists(chosen), removed_at=None)


def works_known_to(person: Person) -> QuerySet[SharedWork, int]:
    """The ids of the enrollments that were ever shared with `person`, who can never again read them blind."""
    return SharedWork.objects.filter(coach=person).values_list("enrollment", flat=True)


def messages_of(shared: SharedWork) -> list[CoachingMessage]:
    """The conversation, from its beginning."""
    return list(shared.messages.select_related("author"))
