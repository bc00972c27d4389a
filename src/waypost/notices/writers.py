"""Who writes the text of a letter: each package registers a writer for each kind of letter that it owes.

A writer runs when the letter goes out, so the text says what is true then, no link that opens an account is ever
stored, and a letter that nobody needs any more is not sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string

Facts = Mapping[str, str]


@dataclass(frozen=True)
class Text:
    """What is mailed, and to whom."""

    to: str
    subject: str
    text: str
    html: str = ""


@dataclass(frozen=True)
class Writer:
    """`write` returns None where the letter is no longer wanted; `note_sent` runs in the transaction that notes it.

    `keeps_words`: its facts are the words themselves, so they go when the letter is given up.
    """

    write: Callable[[Facts], Text | None]
    note_sent: Callable[[Facts], None] | None = None
    keeps_words: bool = False


_writers: dict[str, Writer] = {}


def register(kind: str, writer: Writer) -> None:
    """Let `writer` make the letters of `kind`; registering a kind again replaces it."""
    _writers[kind] = writer


def writer_of(kind: str) -> Writer:
    """Raises KeyError for a kind that nobody registered."""
    return _writers[kind]


def keeps_words(kind: str) -> bool:
    """Whether the facts of such a letter are its words."""
    return kind in _writers and _writers[kind].keeps_words


def from_template(to: str, template: str, context: dict[str, object]) -> Text:
    """The text that `template` gives (`…_subject.txt`, `….txt` and `….html`)."""
    return Text(
        to=to,
        subject=render_to_string(f"{template}_subject.txt", context).strip(),
        text=render_to_string(f"{template}.txt", context),
        html=render_to_string(f"{template}.html", context),
    )
