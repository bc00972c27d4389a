"""Jobs that mail."""

from django.urls import reverse

from waypost.common import jobs
from waypost.common.actors import System
from waypost.common.events import subscribe
from waypost.notices.actions import send_letter
from waypost.people.actions.invitations import note_invitation_sent
from waypost.people.events import InvitationToSend, RosterToMail
from waypost.people.queries import invitation_secret, invitation_to_mail, invitations_of_roster
from waypost.people.rules import INVITATION_DAYS, InvitationState

MAIL_INVITATION = "notices.mail_invitation"
MAIL_ROSTER = "notices.mail_roster"


def enqueue_invitation(event: InvitationToSend) -> None:
    """Hears that an invitation is to be mailed."""
    jobs.enqueue(MAIL_INVITATION, uid=event.invitation_uid, sending=event.sending, origin=event.origin)


@jobs.job(MAIL_INVITATION)
def mail_invitation(*, uid: str, sending: int, origin: str) -> None:
    """Mail one sending of an invitation, unless it was withdrawn or accepted meanwhile."""
    invitation = invitation_to_mail(System("mailing an invitation"), uid)
    if invitation.state is not InvitationState.WAITING:
        return
    address = reverse("accept_invitation", kwargs={"uid": uid, "secret": invitation_secret(uid)})
    context: dict[str, object] = {
        "invitation": invitation,
        "link": origin.rstrip("/") + address,
        "days": INVITATION_DAYS.days,
    }
    key = f"invitation:{uid}:{sending}"
    if send_letter(key=key, to=invitation.email, template="notices/invitation", context=context):
        note_invitation_sent(invitation=invitation)


def enqueue_roster(event: RosterToMail) -> None:
    """Hears that a file of people was confirmed, with mail."""
    jobs.enqueue(MAIL_ROSTER, uid=event.roster_uid, origin=event.origin)


@jobs.job(MAIL_ROSTER)
def mail_roster(*, uid: str, origin: str) -> None:
    """Write one job for each invitation of a confirmed file; run twice, each still mails once."""
    for invitation in invitations_of_roster(System("mailing a roster"), uid):
        jobs.enqueue(MAIL_INVITATION, uid=invitation.uid, sending=invitation.sending, origin=origin)


subscribe(InvitationToSend, enqueue_invitation)
subscribe(RosterToMail, enqueue_roster)
