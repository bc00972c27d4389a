"""Awards and their credentials: each viewer gets what they may see."""

from collections.abc import Collection
from datetime import date

from allauth.account.models import EmailAddress
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from waypost.assessment.models import Review, Score
from waypost.catalog.rules import Level
from waypost.common.actors import Public, System
from waypost.credentials.models import Award, Credential
from waypost.credentials.rules import Visibility
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import school_of, within_branches
from waypost.people.viewers import Viewer
from waypost.submissions.models import Submission

WITH_HOLDER = (
    "issuer__organization",
    "revocation",
    "enrollment__member__person",
    "enrollment__member__organization",
    "enrollment__version__micro_credential__organization",
)
BRANCH = "enrollment__member__organization"


def awards() -> QuerySet[Award]:
    return Award.objects.select_related(*WITH_HOLDER)


def own_awards(person: Person) -> QuerySet[Award]:
    """What `person` earned, the newest first."""
    return awards().filter(enrollment__member__person=person)


def awards_to_open(viewer: Viewer) -> QuerySet[Award]:
    """The awards whose page `viewer` may open: their own, and what others share."""
    shared = ~Q(visibility=Visibility.PRIVATE)
    if isinstance(viewer, System):
        return awards()
    if isinstance(viewer, Public):
        return awards().filter(shared)
    return awards().filter(shared | Q(enrollment__member__person=viewer))


def earned_in_branch(viewer: Viewer) -> QuerySet[Award]:
    """Who earned what in the viewer's branch: no work, no attempts, no scores (DESIGN.md, Who sees what).

    Each carries `school_name`.
    """
    found = awards().filter(within_branches(viewer, Permission.CREDENTIALS_EARNED_READ, BRANCH))
    return found.annotate(school_name=school_of(BRANCH, "name"))


def earned_that_match(viewer: Viewer, *, text: str, micro_credential: str) -> QuerySet[Award]:
    """Narrowed to a part of the educator's or school's name, and to one micro-credential by its slug."""
    found = earned_in_branch(viewer)
    if text:
        people = Q(enrollment__member__person__name__icontains=text)
        found = found.filter(people | Q(school_name__icontains=text))
    if micro_credential:
        found = found.filter(enrollment__micro_credential__slug=micro_credential)
    return found


def micro_credentials_earned(viewer: Viewer) -> list[tuple[str, str]]:
    """Slug and title of the micro-credentials that somebody earned in the viewer's branch, by title."""
    earned = earned_in_branch(viewer).order_by("enrollment__version__title")
    names = earned.values_list("enrollment__micro_credential__slug", "enrollment__version__title").distinct()
    return list(dict(names).items())


def awards_to_follow(viewer: Viewer) -> QuerySet[Award]:
    """The awards that `viewer` may follow back to what they serve: of people whom they see by name in numbers."""
    return awards().filter(within_branches(viewer, Permission.INSIGHT_ROWS_READ, BRANCH))


def awards_to_withdraw(viewer: Viewer) -> QuerySet[Award]:
    """The awards that still stand and that `viewer` may withdraw."""
    within = within_branches(viewer, Permission.CREDENTIALS_AWARD_REVOKE, BRANCH)
    return awards().filter(within, revocation=None)


def earned_days(enrollment_ids: Collection[int]) -> dict[int, date]:
    """For the pages of educators (`submissions.standing_awards`): the day of each standing award, by enrollment."""
    found = awards().filter(enrollment__in=enrollment_ids, revocation=None)
    return {award.enrollment_id: award.issued_on for award in found}


def award_called(uid: str) -> Award:
    """For jobs. Raises DoesNotExist."""
    return awards().get(uid=uid)


def award_for(submission: Submission) -> Award | None:
    """The one award of a submission, None while there is none."""
    return awards().filter(submission=submission).first()


def current_credential(award: Award) -> Credential:
    """The credential that stands for `award` now, with its key and status list."""
    found = Credential.objects.select_related("key", "status_list", "award__issuer", "award__revocation")
    return found.get(award=award, replaced_at=None)


class Withheld(Exception):
    """The file says more than its holder chooses to say now. The message is one sentence for whoever asked for it."""


BEING_SIGNED = "This credential is being signed anew, so its file is not here right now: try again in a few minutes."
WAITS_FOR_ADDRESS = (
    "This credential is signed anew once its holder confirms an email address, so its file is not here until then."
)
NO_FILE = "This credential was withdrawn, and its holder took their name off it, so there is no file of it any more."


def credential_to_hand_out(award: Award) -> Credential:
    """The current credential, for whoever may open the award. Raises Withheld."""
    credential = current_credential(award)
    check_not_withheld(credential)
    return credential


def check_not_withheld(credential: Credential) -> None:
    """Raises Withheld."""
    if not credential.is_withheld:
        return
    if credential.award.is_withdrawn:
        raise Withheld(NO_FILE)
    raise Withheld(BEING_SIGNED if can_be_signed(credential.award) else WAITS_FOR_ADDRESS)


def can_be_signed(award: Award) -> bool:
    """Whether its holder confirmed an address, to which a credential is tied."""
    return has_confirmed_address(award.holder)


def has_confirmed_address(person: Person) -> bool:
    return bool(EmailAddress.objects.filter(user=person, verified=True).exists())


def current_credentials() -> QuerySet[Credential]:
    """One for each award, in the order in which they were issued; those of lost keys aside, which prove nothing, and
    those that say more than their holder chooses to say now.
    """
    current = Credential.objects.filter(replaced_at=None, key__compromised_at=None)
    shown = current.exclude(has_name=True, award__shows_name=False)
    return shown.select_related("award__issuer", "status_list").order_by("award__issued_at", "pk")


def outdated_awards() -> QuerySet[Award]:
    """The standing awards whose credential does not fit the holder's choice, or whose key was lost (`is_outdated`).

    One whose holder has no confirmed address now cannot be signed, and waits until they have.
    """
    unfit = ~Q(has_name=F("award__shows_name")) | Q(key__compromised_at__isnull=False)
    confirmed = EmailAddress.objects.filter(user=OuterRef("enrollment__member__person"), verified=True)
    return Award.objects.filter(
        Exists(confirmed), pk__in=Credential.objects.filter(unfit, replaced_at=None).values("award"), revocation=None
    )


def outdated_by(key_uid: str) -> QuerySet[Award]:
    """The awards that stand on a credential of one key."""
    current = Credential.objects.filter(key__uid=key_uid, replaced_at=None)
    return Award.objects.filter(pk__in=current.values("award"), revocation=None)


def review_to_award(uid: str) -> Review:
    """A review with all that its award is made of. Raises DoesNotExist."""
    return Review.objects.select_related(
        "submission__enrollment__member__person", "submission__enrollment__version__micro_credential__organization"
    ).get(uid=uid)


def reviews_without_award() -> QuerySet[Review]:
    """Concluded reviews in which every criterion is demonstrated and that have no award, as after a lost job."""
    scores = Score.objects.filter(review=OuterRef("pk"))
    demonstrated = Exists(scores) & ~Exists(scores.exclude(level=Level.DEMONSTRATED))
    return Review.objects.filter(demonstrated, concluded_at__isnull=False, submission__award=None)


def reviews_to_award() -> QuerySet[Review]:
    """Those of them whose holder confirmed an address, to which a credential can be tied."""
    holder = "submission__enrollment__member__person"
    confirmed = EmailAddress.objects.filter(user=OuterRef(holder), verified=True)
    return reviews_without_award().filter(Exists(confirmed))


def titles_awaited_by(person: Person) -> list[str]:
    """What `person` demonstrated and that becomes a credential once they confirm an address; empty where they have."""
    if has_confirmed_address(person):
        return []
    found = reviews_without_award().filter(submission__enrollment__member__person=person)
    return list(found.values_list("submission__enrollment__version__title", flat=True).order_by("concluded_at", "pk"))
