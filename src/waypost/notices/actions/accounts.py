"""Letters about a change to how somebody signs in, such as a new password. They hold nothing that opens it."""

from datetime import datetime

from waypost.common import clock
from waypost.common.ids import new_uid
from waypost.notices.actions.outbox import Post, post_letters
from waypost.notices.rules.letters import TRIED_FOR
from waypost.notices.writers import Facts, Text
from waypost.people.events import AccountChanged

KIND = "account"


def post_notice(event: AccountChanged) -> None:
    """Hears of such a change. The words are those of that minute, so they wait in the letter."""
    until = (clock.now() + TRIED_FOR).isoformat()
    facts = {"to": event.email, "subject": event.subject, "text": event.text, "until": until}
    post_letters(kind=KIND, posts=[Post(f"account:{new_uid()}", event.email, facts)])


def write_notice(facts: Facts) -> Text | None:
    """The words as they were; nothing once they are old news, whose words are gone after a letter was given up."""
    if not facts or clock.now() > datetime.fromisoformat(facts["until"]):
        return None
    return Text(facts["to"], facts["subject"], facts["text"])
