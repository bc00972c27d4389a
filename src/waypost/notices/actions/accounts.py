"""Letters about a change to how somebody signs in, such as a new password. They hold nothing that opens it."""

from waypost.common.ids import new_uid
from waypost.notices.actions.outbox import Post, post_letters
from waypost.notices.writers import Facts, Text
from waypost.people.events import AccountChanged

KIND = "account"


def post_notice(event: AccountChanged) -> None:
    """Hears of such a change. The words are those of that minute, so they wait in the letter."""
    facts = {"to": event.email, "subject": event.subject, "text": event.text}
    post_letters(kind=KIND, posts=[Post(f"account:{new_uid()}", event.email, facts)])


def write_notice(facts: Facts) -> Text:
    """The words as they were."""
    return Text(facts["to"], facts["subject"], facts["text"])
