"""Writing: two windows never lose text, and every save keeps what it replaces where that is worth keeping."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from waypost.catalog.models import Prompt
from waypost.common import clock
from waypost.common.actors import Actor
from waypost.submissions.actions.locks import locked
from waypost.submissions.models import Draft, DraftVersion, Enrollment
from waypost.submissions.queries.outline import open_work
from waypost.submissions.rules.texts import is_worth_keeping, text_mark, words_lost


class NotOpenForWriting(Exception):
    """The work cannot be changed now; the message says why."""

    def __init__(self) -> None:
        super().__init__("This part is not open for changes now. What you sent stays as it is.")


@dataclass(frozen=True)
class Answer:
    """The text of one prompt as a window holds it.

    `started_from` is the version of the draft that the window was given, 0 where there was none, and `given_mark` the
    `text_mark` of its text: a window that did not touch this text cannot stand in the way of another that did.
    """

    prompt: Prompt
    text: str
    started_from: int
    given_mark: str = text_mark("")

    @property
    def is_touched(self) -> bool:
        return text_mark(self.text) != self.given_mark


@dataclass(frozen=True)
class Conflict:
    """Another window saved `current` while `answer` was written. Both texts are kept."""

    answer: Answer
    current: Draft


@transaction.atomic
def save_answers(*, by: Actor, enrollment: Enrollment, answers: Iterable[Answer]) -> list[Conflict]:
    """Save what was touched; returns the answers that another window was faster with, which are kept but not current.

    Autosaved drafts leave versions instead of audit rows. Saving the same text again changes nothing.
    Raises NotOpenForWriting while the work is with an assessor.
    """
    current = locked(enrollment, by)
    touched = [answer for answer in answers if answer.is_touched]
    open_now = open_work(current)
    if not all(open_now.holds(answer.prompt) for answer in touched):
        raise NotOpenForWriting
    drafts = {draft.prompt_id: draft for draft in current.drafts.all()}
    conflicts = [
        _save(drafts.get(answer.prompt.pk) or Draft.objects.create(enrollment=enrollment, prompt=answer.prompt), answer)
        for answer in touched
    ]
    return [conflict for conflict in conflicts if conflict]


def _save(draft: Draft, answer: Answer) -> Conflict | None:
    if draft.text == answer.text:
        return None
    if draft.version != answer.started_from:
        _keep(draft, draft.text)
        _keep(draft, answer.text)
        return Conflict(answer, draft)
    draft.words_gone += words_lost(draft.text, answer.text)
    if is_worth_keeping(draft.words_gone, clock.now() - _last_kept(draft)):
        _keep(draft, draft.text)
        draft.words_gone = 0
    _write(draft, answer.text)
    return None


def _last_kept(draft: Draft) -> datetime:
    if draft.version == 0:
        return draft.created_at  # nothing stood here yet that could have been kept
    kept = draft.versions.values_list("created_at", flat=True).order_by("-created_at").first()
    return kept or draft.created_at


def _keep(draft: Draft, text: str) -> None:
    """Keep `text` as an earlier version, once."""
    if text.strip() and not draft.versions.filter(text=text).exists():
        saved_at = draft.saved_at if text == draft.text else clock.now()
        DraftVersion.objects.create(draft=draft, text=text, saved_at=saved_at)


def _write(draft: Draft, text: str) -> None:
    draft.text = text
    draft.version += 1
    draft.saved_at = clock.now()
    draft.save(update_fields=["text", "version", "words_gone", "saved_at"])


@transaction.atomic
def restore_version(*, by: Actor, version: DraftVersion) -> Draft:
    """Bring an earlier text back; the text that it replaces is kept. Raises NotOpenForWriting."""
    draft = version.draft
    enrollment = locked(draft.enrollment, by)
    if not open_work(enrollment).holds(draft.prompt):
        raise NotOpenForWriting
    current = Draft.objects.get(pk=draft.pk)
    if current.text != version.text:
        _keep(current, current.text)
        current.words_gone = 0
        _write(current, version.text)
    return current
