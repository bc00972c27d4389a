"""What goes when something that was said with a leader is taken out, in words, before it goes (FR2). Pure."""

from dataclasses import dataclass
from datetime import date

from waypost.common.days import full_day
from waypost.governance.rules.stakeholders import leader_look
from waypost.governance.rules.standings import counted

BACK = "It can be put back for 30 days. Its history stays."


@dataclass(frozen=True)
class Leaving:
    """The page that asks: what would go, its own words, and what follows."""

    heading: str
    words: str
    follows: tuple[str, ...]


def conversation_leaves(said: str, day: date, leader: str, others: int) -> Leaving:
    """`others` conversations with this leader stay."""
    left = f"{counted(others, 'other conversation')} with {leader} {'stays' if others == 1 else 'stay'}."
    alone = f"It is the only one with {leader}, whose line then says: {leader_look(None, None)}."
    return Leaving(f"Take out the conversation of {full_day(day)}", said, (left if others else alone, BACK))


def promise_leaves(text: str, made_on: date, kept_on: date | None, leader: str) -> Leaving:
    """A promise that is not kept yet is waited for by nobody then."""
    kept = f"It was kept on {full_day(kept_on)}" if kept_on else "It is not kept yet, and nobody waits for it then"
    made = f"It was made on {full_day(made_on)}. {kept}."
    return Leaving(f"Take out a promise of {leader}, or to them", text, (made, BACK))


def leader_leaves(leader: str, post: str, conversations: int, promises: int) -> Leaving:
    """With all that was said and promised."""
    said = f"{counted(conversations, 'conversation')} and {counted(promises, 'promise')}"
    goes = f"With {leader} go contact, concerns, {said}. They come back together."
    return Leaving(f"Take out {leader}", post, (goes, BACK))
