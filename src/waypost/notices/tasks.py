"""Background jobs of notices, and what it hears and writes."""

from waypost.common.actors import System
from waypost.common.events import subscribe
from waypost.common.jobs import job
from waypost.notices.actions import accounts, digests, invitations
from waypost.notices.actions.calendars import FILL, fill_calendars
from waypost.notices.actions.outbox import SEND, send_letters
from waypost.notices.writers import Writer, register
from waypost.people.events import AccountChanged, InvitationToSend, RosterToMail

HOLIDAYS = System("US federal holidays")


@job(SEND, every_minutes=1)
def send() -> None:
    """At once after a letter was posted, and every minute for those that a mail server did not take yet."""
    send_letters()


@job(digests.POST, every_minutes=15)
def post_digests() -> None:
    """Somewhere it is seven in the morning: time zones differ by quarters of an hour at least."""
    digests.post_digests()


@job(FILL, every_minutes=24 * 60)
def fill() -> None:
    """Holidays of the next school year, and a calendar for each new district."""
    fill_calendars(by=HOLIDAYS)


register(digests.KIND, Writer(digests.write_digest))
register(invitations.KIND, Writer(invitations.write_invitation, note_sent=invitations.note_sent))
register(accounts.KIND, Writer(accounts.write_notice, keeps_words=True))
subscribe(InvitationToSend, invitations.post_invitation)
subscribe(RosterToMail, invitations.post_roster)
subscribe(AccountChanged, accounts.post_notice)
