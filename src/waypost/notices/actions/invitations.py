"""The letters of invitations: posted with the invitation, written when they go out."""

from django.urls import reverse

from waypost.common.actors import System
from waypost.common.links import site_link
from waypost.notices.actions.outbox import Post, post_letters
from waypost.notices.writers import Facts, Text, from_template
from waypost.people.actions.invitations import note_invitation_sent
from waypost.people.events import InvitationToSend, RosterToMail
from waypost.people.models import Invitation
from waypost.people.queries import invitation_secret, invitation_to_mail, invitations_of_roster
from waypost.people.rules import INVITATION_DAYS, InvitationState

KIND = "invitation"
MAILING = System("mailing an invitation")


def post_invitation(event: InvitationToSend) -> None:
    """Hears that an invitation is to be mailed."""
    post_letters(kind=KIND, posts=[_post(invitation_to_mail(MAILING, event.invitation_uid))])


def post_roster(event: RosterToMail) -> None:
    """Hears that a file of people was confirmed, with mail: one letter for each invitation, in the same transaction."""
    invitations = invitations_of_roster(MAILING, event.roster_uid)
    post_letters(kind=KIND, posts=[_post(invitation) for invitation in invitations])


def _post(invitation: Invitation) -> Post:
    """One letter for each sending."""
    facts = {"uid": invitation.uid, "sending": str(invitation.sending)}
    return Post(f"invitation:{invitation.uid}:{invitation.sending}", invitation.email, facts)


def write_invitation(facts: Facts) -> Text | None:
    """Nothing, where it was accepted, withdrawn or sent again meanwhile, or its link would be too old.

    The secret of the link is made here and stored nowhere.
    """
    invitation = invitation_to_mail(MAILING, facts["uid"])
    if invitation.state is not InvitationState.WAITING or str(invitation.sending) != facts["sending"]:
        return None
    address = reverse("accept_invitation", kwargs={"uid": invitation.uid, "secret": invitation_secret(invitation.uid)})
    context: dict[str, object] = {
        "invitation": invitation,
        "link": site_link(address),
        "days": INVITATION_DAYS.days,
    }
    return from_template(invitation.email, "notices/invitation", context)


def note_sent(facts: Facts) -> None:
    """The list of invitations shows when it was mailed."""
    note_invitation_sent(invitation=invitation_to_mail(MAILING, facts["uid"]))
