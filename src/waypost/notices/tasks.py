"""Background jobs of notices, and what it hears and writes."""

from waypost.common.events import subscribe
from waypost.common.jobs import job
from waypost.notices.actions import accounts, invitations
from waypost.notices.actions.outbox import SEND, send_letters
from waypost.notices.writers import Writer, register
from waypost.people.events import AccountChanged, InvitationToSend, RosterToMail


@job(SEND, every_minutes=1)
def send() -> None:
    """At once after a letter was posted, and every minute for those that a mail server did not take yet."""
    send_letters()


register(invitations.KIND, Writer(invitations.write_invitation, note_sent=invitations.note_sent))
register(accounts.KIND, Writer(accounts.write_notice, keeps_words=True))
subscribe(InvitationToSend, invitations.post_invitation)
subscribe(RosterToMail, invitations.post_roster)
subscribe(AccountChanged, accounts.post_notice)
