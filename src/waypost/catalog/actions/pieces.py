"""Adding, editing, ordering and removing the pieces of a draft."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.db import transaction

from waypost.catalog.actions.drafts import check_revision, locked_draft, write_content
from waypost.catalog.models import Piece, SubmissionPart
from waypost.catalog.rules import Direction, moved
from waypost.common import audit
from waypost.common.actors import Actor

PieceT = TypeVar("PieceT", bound=Piece)


class StillNeeded(Exception):
    """A criterion looks at the part that was to be removed."""

    def __init__(self) -> None:
        super().__init__("A criterion still looks at this part. Move or remove that criterion first.")


class PieceIsGone(Exception):
    """Somebody removed the piece since the page was opened."""

    def __init__(self) -> None:
        super().__init__("Somebody removed this meanwhile. What you typed is still here: copy it, then go back.")


def lock_piece(piece: Piece) -> None:
    """Hold the draft in which `piece` stands. Raises VersionIsFrozen, PieceIsGone."""
    locked_draft(piece.in_version)
    if not type(piece).objects.filter(pk=piece.pk).exists():
        raise PieceIsGone


@transaction.atomic
def add_piece(*, by: Actor, piece: Piece) -> None:
    """Put a new, unsaved `piece` last among its siblings.

    Raises ValidationError for a value that does not fit, VersionIsFrozen outside a draft.
    """
    locked_draft(piece.in_version)
    append_pieces(by=by, pieces=[piece])


def append_pieces(*, by: Actor, pieces: Sequence[PieceT]) -> None:
    """As `add_piece` for several of one kind in one place, where the transaction holds the lock of the draft."""
    if not pieces:
        return
    for position, piece in enumerate(pieces, start=pieces[0].siblings().count() + 1):
        piece.position = position
        piece.full_clean()
    type(pieces[0]).objects.bulk_create(pieces)
    changes = [(piece, piece.content()) for piece in pieces]
    audit.record_each(by=by, verb=f"add {pieces[0].noun}", changes=changes)


@transaction.atomic
def edit_piece(*, by: Actor, piece: Piece, values: Mapping[str, object], started_from: int) -> None:
    """Change `piece`.

    Raises EditConflict if it moved on since revision `started_from`, VersionIsFrozen outside a draft, PieceIsGone,
    ValidationError for a value that does not fit.
    """
    lock_piece(piece)
    piece.refresh_from_db()
    check_revision(piece, started_from)
    write_content(by=by, on=piece, values=values, verb=f"edit {piece.noun}")


@transaction.atomic
def move_piece(*, by: Actor, piece: Piece, direction: Direction) -> None:
    """Let `piece` change places with its neighbor; at the end of the line nothing happens. Raises PieceIsGone."""
    lock_piece(piece)
    before = list(piece.siblings())
    after = moved(before, piece, direction)
    if before == after:
        return
    _number(after)
    places = [{"position": order.index(piece) + 1} for order in (before, after)]
    audit.record(by=by, verb=f"move {piece.noun}", on=piece, before=places[0], after=places[1])


@transaction.atomic
def remove_piece(*, by: Actor, piece: Piece) -> None:
    """Take `piece` out of its draft; its words stay in the audit row. Raises as `lock_piece`, StillNeeded."""
    lock_piece(piece)
    if isinstance(piece, SubmissionPart) and piece.criteria.exists():
        raise StillNeeded
    audit.record(by=by, verb=f"remove {piece.noun}", on=piece, before=_everything(piece))
    siblings = piece.siblings().exclude(pk=piece.pk)
    piece.delete()
    _number(list(siblings))


def _everything(piece: Piece) -> dict[str, object]:
    """The content of `piece` and of what goes with it."""
    content = piece.content()
    if isinstance(piece, SubmissionPart):
        content["prompts"] = [prompt.content() for prompt in piece.prompts.all()]
        content["evidence_items"] = [item.content() for item in piece.evidence_items.all()]
    return content


def _number(order: list[Piece]) -> None:
    for position, piece in enumerate(order, start=1):
        piece.position = position
    if order:
        type(order[0]).objects.bulk_update(order, ["position"])
