"""One way to save an edit: what was typed is kept whatever happens, and the page says what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError

from waypost.catalog.actions.drafts import VersionIsFrozen
from waypost.catalog.actions.pieces import PieceIsGone
from waypost.catalog.forms.editing import EditForm
from waypost.catalog.models import Content
from waypost.catalog.queries import YOU, last_change
from waypost.common.conflicts import EditConflict
from waypost.people.viewers import Viewer

SAVED, LOOK_AGAIN, CONFLICT = 302, 422, 409


@dataclass(frozen=True)
class Conflict:
    """Both texts, for the page to show side by side."""

    mine: str
    theirs: str
    who: str
    when: datetime | None
    revision: int

    @property
    def is_anothers(self) -> bool:
        return self.who != YOU


@dataclass(frozen=True)
class Outcome:
    """The status of the answer, and the conflict where there is one."""

    status: int
    conflict: Conflict | None = None


def try_to_save(form: EditForm, save: Callable[[], object], *, viewer: Viewer) -> Outcome:
    """Run `save` if the form is in order, and turn what it may raise into words on the form."""
    if not form.is_valid():
        return Outcome(LOOK_AGAIN)
    try:
        save()
    except EditConflict as conflict:
        return _both_texts(form, conflict.current, viewer)
    except (VersionIsFrozen, PieceIsGone, ValidationError) as refusal:
        form.add_error(None, getattr(refusal, "messages", [str(refusal)]))
        return Outcome(LOOK_AGAIN)
    return Outcome(SAVED)


def _both_texts(form: EditForm, current: object, viewer: Viewer) -> Outcome:
    if not isinstance(current, Content):
        raise TypeError(current)
    saved, mine = current.content(), form.values
    differing = [name for name in mine if mine[name] != saved[name]]
    who, when = last_change(viewer, current)
    form.go_on_from(current)
    conflict = Conflict(
        mine="\n\n".join(f"{form.fields[name].label or name}: {mine[name]}" for name in differing),
        theirs="\n\n".join(f"{form.fields[name].label or name}: {saved[name]}" for name in differing),
        who=who,
        when=when,
        revision=current.revision,
    )
    return Outcome(CONFLICT, conflict)
