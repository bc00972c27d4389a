"""Which submissions an assessor may take. Nothing here tells who wrote them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from waypost.assessment.models import Review
from waypost.assessment.queries.blindness import is_known_to, known_to
from waypost.common import clock
from waypost.common.limits import UNDO_WINDOW
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import within_branches
from waypost.people.viewers import Viewer
from waypost.submissions.models import Submission
from waypost.submissions.queries.coaches import supervised_by

#: From a submission to the organization whose program it was sent in.
PROGRAM_ORGANIZATION = "enrollment__member__cohort__program__organization"
CLAIM = Permission.ASSESSMENT_REVIEW_CLAIM


def received(viewer: Viewer, permission: Permission) -> QuerySet[Submission]:
    """What was sent in the branch of `viewer` and can no longer be taken back, reviewed or not."""
    return Submission.objects.filter(
        within_branches(viewer, permission, PROGRAM_ORGANIZATION),
        recalled_at=None,
        sent_at__lte=clock.now() - UNDO_WINDOW,
    )


def in_reach(viewer: Person) -> QuerySet[Submission]:
    """What `viewer` may assess as such: sent in their branch, never their own work, their staff's, or what they know.

    A supervisor never sees an attempt or a score (DESIGN.md, Who sees what), also where they assess for others.
    """
    return _of_others(viewer).exclude(pk__in=known_to(viewer))


def _of_others(viewer: Person) -> QuerySet[Submission]:
    return received(viewer, CLAIM).exclude(enrollment__member__person=viewer).exclude(supervised_by(viewer))


def claimable(viewer: Person) -> QuerySet[Submission]:
    """What `viewer` may take now: not decided, and held by no live claim, the longest waiting first."""
    return in_reach(viewer).exclude(_held()).order_by("sent_at", "pk")


def is_claimable(viewer: Person, submission: Submission) -> bool:
    """Whether `submission` is among them; one is asked about faster than all."""
    is_free = _of_others(viewer).exclude(_held()).filter(pk=submission.pk).exists()
    return is_free and not is_known_to(viewer, submission)


def _held() -> Exists:
    held = Review.objects.filter(submission=OuterRef("pk"), released_at=None)
    return Exists(held.filter(Q(claim_expires_at__gt=clock.now()) | Q(decided_at__isnull=False)))


def undecided(viewer: Viewer, permission: Permission) -> QuerySet[Submission]:
    """What was received in the branch of `viewer` and waits for a decision, held by somebody or not."""
    decided = Review.objects.filter(submission=OuterRef("pk"), released_at=None, decided_at__isnull=False)
    return received(viewer, permission).exclude(Exists(decided))
