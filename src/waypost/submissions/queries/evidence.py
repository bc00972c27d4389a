"""Who may fetch which file, what was sent, and how much there is."""

from datetime import datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from waypost.common import clock
from waypost.people.models import Person
from waypost.submissions.evidence_readers import submissions_assigned_to
from waypost.submissions.files.quota import KEEP_REMOVED, Amount
from waypost.submissions.models import DraftVersion, Enrollment, Evidence, SentEvidence, SentText, Submission
from waypost.submissions.queries.coaching import shown_evidence
from waypost.submissions.queries.team import offered_to


def readable_evidence(reader: Person) -> QuerySet[Evidence]:
    """Evidence of `reader`, what they assess now, and what colleagues or, as their coach, educators share with them."""
    assigned = Q(sent_in__submission__in=list(submissions_assigned_to(reader)))
    shared = Q(pk__in=offered_to(reader).values("artifact__evidence"))
    own = Q(enrollment__member__person=reader)
    found = Evidence.objects.filter(own | shared | assigned | shown_evidence(reader))
    return found.select_related("enrollment__member").distinct()


def own_submissions(person: Person) -> QuerySet[Submission]:
    """What `person` sent, whole: texts and evidence as they went out."""
    evidence = SentEvidence.objects.select_related("evidence__item").order_by("evidence__created_at", "pk")
    texts = SentText.objects.select_related("prompt").order_by("prompt__part__position", "prompt__position")
    return (
        Submission.objects.filter(enrollment__member__person=person)
        .select_related("enrollment__version", "enrollment__member__cohort__program__organization")
        .prefetch_related(Prefetch("sent_evidence", evidence), Prefetch("texts", texts))
    )


def removed_evidence(enrollment: Enrollment) -> QuerySet[Evidence]:
    """What was taken away and can still be brought back."""
    return Evidence.objects.filter(_removed_lately(), enrollment=enrollment).select_related("item")


def amounts(enrollment: Enrollment) -> tuple[Amount, Amount]:
    """How much one enrollment holds, with what was removed and can still be brought back; and how much its educator
    added, here and elsewhere, since midnight by the clock of the program.

    A stored file weighs once, in the work of whoever added it, however many colleagues use it (decision 0013).
    """
    zone = ZoneInfo(enrollment.member.cohort.program.organization.timezone)
    midnight = datetime.combine(clock.today(zone.key), time.min, zone)
    kept, today = Q(Q(removed_at=None) | _removed_lately(), enrollment=enrollment.pk), Q(created_at__gte=midnight)
    theirs = Evidence.objects.filter(kept | today, enrollment__member__person=enrollment.member.person_id)
    pieces = [_Piece(*row) for row in theirs.values_list(*_COUNTED)]
    return (
        _amount([piece for piece in pieces if piece.enrollment_id == enrollment.pk and piece.is_kept]),
        _amount([piece for piece in pieces if piece.created_at >= midnight]),
    )


_COUNTED = ("pk", "enrollment", "created_at", "removed_at", "size_bytes", "team_part__artifact__evidence")


class _Piece(NamedTuple):
    """`_COUNTED` of a piece. The limits allow so few that reading them takes less time than letting SQL sum them up."""

    pk: int
    enrollment_id: int
    created_at: datetime
    removed_at: datetime | None
    size_bytes: int
    shared_piece_id: int | None

    @property
    def is_kept(self) -> bool:
        return self.removed_at is None or self.removed_at >= clock.now() - KEEP_REMOVED

    @property
    def is_own(self) -> bool:
        return self.shared_piece_id in {None, self.pk}


def _amount(pieces: list[_Piece]) -> Amount:
    return Amount(len(pieces), sum(piece.size_bytes for piece in pieces if piece.is_own))


def _removed_lately() -> Q:
    return Q(removed_at__gte=clock.now() - KEEP_REMOVED)


def earlier_versions(enrollment: Enrollment) -> QuerySet[DraftVersion]:
    """Earlier texts of one enrollment, the latest first."""
    return DraftVersion.objects.filter(draft__enrollment=enrollment).select_related("draft__prompt")
