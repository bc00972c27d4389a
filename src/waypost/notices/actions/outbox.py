"""The outbox: a letter is posted with the change that promises it, and goes out as soon as a mail server takes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F

from waypost.common import audit, clock, jobs
from waypost.common.actors import Actor, System
from waypost.notices.models import Letter
from waypost.notices.queries.letters import given_up_letters, next_due_letter
from waypost.notices.rules.letters import FIRST_PAUSE, TRIED_FOR, Trouble, pause_after, trouble_of
from waypost.notices.writers import Facts, Text, keeps_words, writer_of

SEND = "notices.send_letters"
MAIL = System("mail")
#: One job sends for so long; then the next one goes on, so that signing and closing undo windows wait no longer.
TURN = timedelta(seconds=20)
#: In the cache for FIRST_PAUSE after no mail server answered; without the cache each new letter would try for itself.
SERVER_RESTS = "notices.server_rests"
log = structlog.get_logger("waypost.mail")


@dataclass(frozen=True)
class Post:
    """A letter to be: `key` names the occasion, and each occasion mails once. No fact may be a secret."""

    key: str
    to: str
    facts: Facts


@transaction.atomic
def post_letters(*, kind: str, posts: Iterable[Post]) -> None:
    """Put letters into the outbox, in the transaction of the change that promises them; twice changes nothing.

    Raises KeyError for a kind without a writer.
    """
    writer_of(kind)
    now = clock.now()
    letters = [
        Letter(kind=kind, key=post.key, to=post.to, facts=dict(post.facts), due_at=now, deadline_at=now + TRIED_FOR)
        for post in posts
    ]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    jobs.enqueue(SEND)


def send_letters() -> None:
    """Send what is due, oldest first, until nothing is, no mail server answers, or the turn is over.

    Call it from a job, outside a transaction: a mail server may take long, and no lock may wait for it. Any number of
    workers may run it at once, and each may be killed anywhere: a letter is sent by the one who took its turn. Only
    a worker that is killed between the mail server's yes and its own note, or can't store that note at the second
    try either, leaves a letter that is sent once more, under the same Message-ID.
    """
    if cache.get(SERVER_RESTS):
        return
    end = monotonic() + TURN.total_seconds()
    while (letter := _next_letter()) is not None:
        trouble = _send(letter)
        if trouble is not None and trouble.of_server:
            return
        if monotonic() > end:
            _go_on_later()
            return


def _go_on_later() -> None:
    """Only one job goes on: if another one of this name stands in the queue beside ours, it does."""
    if jobs.queued(SEND) <= 1:
        jobs.enqueue(SEND)


@transaction.atomic
def send_again(*, by: Actor) -> int:
    """Put what was given up back in line, as after a mail server was repaired; returns how many."""
    now = clock.now()
    again = list(given_up_letters(MAIL).select_for_update())
    for letter in again:
        letter.due_at, letter.deadline_at, letter.gave_up_at = now, now + TRIED_FOR, None
        letter.tries, letter.trouble, letter.is_address_refused = 0, "", False
        letter.save()
        audit.record(by=by, verb="put letter back in line", on=letter)
    cache.delete(SERVER_RESTS)
    jobs.enqueue(SEND)
    return len(again)


def _next_letter() -> Letter | None:
    """The next due letter, taken: its next turn comes after a pause, so that nobody else sends it meanwhile."""
    while (letter := next_due_letter()) is not None:
        now = clock.now()
        if letter.tries and now > letter.deadline_at:
            _give_up(letter)
            continue
        turn = Letter.objects.filter(pk=letter.pk, due_at=letter.due_at)
        if turn.update(due_at=now + pause_after(letter.tries + 1), tries=F("tries") + 1):
            return letter
    return None


def _send(letter: Letter) -> Trouble | None:
    """One try; returns why the letter is not out. One that can't be written is noted like one that was refused."""
    try:
        text = writer_of(letter.kind).write(letter.facts)
    except Exception as error:  # noqa: BLE001  # any error here must become one sentence
        trouble = Trouble(f"Not written: {type(error).__name__}: {error}"[:300])
        _note_trouble(letter, letter.to, trouble)
        return trouble
    if text is None:
        _drop(letter)
        return None
    refusal = _mail(letter, text)
    if refusal is None:
        _note_done(letter, text)
    else:
        _note_trouble(letter, text.to, refusal)
    return refusal


def _mail(letter: Letter, text: Text) -> Trouble | None:
    """Why no mail server took it. Each try carries the same Message-ID, by which servers know one that comes again."""
    try:
        _message(letter, text).send()
    except OSError as error:
        return trouble_of(error)
    except Exception as error:  # noqa: BLE001  # any error here must become one sentence
        return Trouble(f"Not mailed: {type(error).__name__}: {error}"[:300])
    return None


def _message(letter: Letter, text: Text) -> EmailMultiAlternatives:
    message_id = f"<{letter.uid}@{urlsplit(settings.PUBLIC_URL).hostname}>"
    mail = EmailMultiAlternatives(text.subject, text.text, to=[text.to], headers={"Message-ID": message_id})
    if text.html:
        mail.attach_alternative(text.html, "text/html")
    return mail


def _note_done(letter: Letter, text: Text) -> None:
    """What can't be noted at once is noted without the word to others: otherwise the letter would be mailed again."""
    try:
        _note_sent(letter, text, tell=True)
    except Exception:
        log.exception("a letter is out, and what follows could not be noted", letter=letter.key)
        _note_sent(letter, text, tell=False)


@transaction.atomic
def _note_sent(letter: Letter, text: Text, *, tell: bool) -> None:
    current = Letter.objects.select_for_update().get(pk=letter.pk)
    writer, facts = writer_of(current.kind), current.facts
    current.sent_at, current.due_at, current.facts, current.trouble = clock.now(), None, {}, ""
    current.to, current.subject = text.to, text.subject[:200]
    current.save()
    audit.record(by=MAIL, verb="send letter", on=current, after={"key": current.key, "to": current.to})
    if tell and writer.note_sent is not None:
        writer.note_sent(facts)


def _note_trouble(letter: Letter, to: str, trouble: Trouble) -> None:
    """What the mail server said; where it takes nobody's letters, all that are due wait, so that one tries for all."""
    said = {"trouble": trouble.said, "is_address_refused": trouble.of_address}
    Letter.objects.filter(pk=letter.pk).update(to=to, **said)
    log.warning("a mail server did not take a letter", letter=letter.key, tries=letter.tries + 1, said=trouble.said)
    if trouble.of_server:
        now = clock.now()
        Letter.objects.filter(due_at__lte=now).update(due_at=now + FIRST_PAUSE)
        cache.set(SERVER_RESTS, trouble.said, FIRST_PAUSE.total_seconds())
    if trouble.is_final:
        _give_up(letter)


@transaction.atomic
def _give_up(letter: Letter) -> None:
    """Whoever can act sees it on the page of the person or invitation, operators in the log."""
    current = Letter.objects.select_for_update().get(pk=letter.pk)
    if current.due_at is None:
        return
    current.gave_up_at, current.due_at = clock.now(), None
    current.trouble = current.trouble or "Every try broke off; the log says why."
    if keeps_words(current.kind):
        current.facts = {}
    current.save()
    audit.record(by=MAIL, verb="give letter up", on=current, after={"key": current.key, "said": current.trouble})
    log.error("a letter could not be delivered", letter=current.key, said=current.trouble)


@transaction.atomic
def _drop(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(due_at=None, facts={}, trouble="")
    audit.record(by=MAIL, verb="drop letter", on=letter, after={"key": letter.key}, why="It is no longer wanted.")
