"""What is shared with a coach, and who waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from waypost.people.models import Person
from waypost.people.queries import school_of
from waypost.submissions.models import CoachingMessage, Enrollment, SharedWork
from waypost.submissions.queries.coaches import Coach, coaches_for, in_reach_of
from waypost.submissions.queries.parts import Outline
from waypost.submissions.queries.sight import shows_feedback_of
from waypost.submissions.queries.standing import RELATED, standings
from waypost.submissions.rules.coaching import (
    WorkSharingState,
    coach_reads,
    may_converse,
    may_share,
    work_sharing_state,
)
from waypost.submissions.rules.states import EnrollmentState

# The educator


@dataclass(frozen=True)
class WorkSharing:
    """A work and one coach, as the educator sees it."""

    shared: SharedWork
    state: WorkSharingState
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

    sharings: list[WorkSharing]
    coaches: list[Coach]


def help_with(outline: Outline) -> Help:
    """Whom the educator asked, and whom they can ask now; three queries."""
    coaches = coaches_for(outline.enrollment)
    sharings = [_sharing(shared, outline, coaches) for shared in _shared_works(outline.enrollment)]
    asked = {sharing.coach for sharing in sharings if sharing.is_open}
    is_offered = may_share(outline.standing.state)
    return Help(sharings, [coach for coach in coaches if coach.person not in asked] if is_offered else [])


def sharing_with(outline: Outline, coach: Person) -> WorkSharing | None:
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


def _sharing(shared: SharedWork, outline: Outline, coaches: list[Coach]) -> WorkSharing:
    is_in_reach = any(coach.person == shared.coach for coach in coaches)
    is_stopped = shared.stopped_at is not None
    state = work_sharing_state(outline.standing.state, is_stopped=is_stopped, is_in_reach=is_in_reach)
    return WorkSharing(shared, state, shows_feedback_of(shared, outline))


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
    """What `coach` may open now: shared with them, not stopped, not put down, by an educator within their reach.

    Each carries `school_name`.
    """
    found = in_reach_of(coach).filter(stopped_at=None, enrollment__withdrawn_at=None)
    related = (f"enrollment__{path}" for path in (*RELATED, "member__person"))
    named = found.annotate(school_name=school_of("enrollment__member__organization", "name"))
    return named.select_related("coach", *related)


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


def works_known_to(person: Person) -> QuerySet[Enrollment]:
    """What was ever shared with `person`, who can never again read it blind.

    Also what the same educator begins anew on the same micro-credential: they may carry every text over.
    """
    same = {f"enrollment__{path}": OuterRef(path) for path in ("member__person", "micro_credential")}
    return Enrollment.objects.filter(Exists(SharedWork.objects.filter(coach=person, **same)))


def ever_shared_with(coach: Person) -> QuerySet[SharedWork]:
    """What `coach` may open now or might once: enough to tell them that it ended, and to show nothing of it."""
    return SharedWork.objects.filter(coach=coach)


def messages_of(shared: SharedWork) -> list[CoachingMessage]:
    """The conversation, from its beginning."""
    return list(shared.messages.select_related("author"))
