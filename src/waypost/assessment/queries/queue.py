"""Which submissions an assessor may take. Nothing here tells who wrote them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from waypost.assessment.models import Review
from waypost.assessment.queries.blindness import known_to
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
    others = received(viewer, CLAIM).exclude(enrollment__member__person=viewer).exclude(supervised_by(viewer))
    return others.exclude(pk__in=known_to(viewer))


def claimable(viewer: Person) -> QuerySet[Submission]:
    """What `viewer` may take now: not decided, and held by no live claim, the longest waiting first."""
    held = Review.objects.filter(submission=OuterRef("pk"), released_at=None)
    live = Q(claim_expires_at__gt=clock.now()) | Q(decided_at__isnull=False)
    return in_reach(viewer).exclude(Exists(held.filter(live))).order_by("sent_at", "pk")


def undecided(viewer: Viewer, permission: Permission) -> QuerySet[Submission]:
    """What was received in the branch of `viewer` and waits for a decision, held by somebody or not."""
    decided = Review.objects.filter(submission=OuterRef("pk"), released_at=None, decided_at__isnull=False)
    return received(viewer, permission).exclude(Exists(decided))
