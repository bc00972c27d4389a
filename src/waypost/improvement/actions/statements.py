"""Writes to theories and their statements: begin, add, reword, and the next version (ST1)."""

from collections.abc import Sequence

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.improvement.actions.edits import lock_theory, lock_version, save_edit
from waypost.improvement.actions.links import ReasonMissing, Unlinkable, has_met_data, is_locked, join
from waypost.improvement.models import LaterEdit, Link, LinkCitation, Statement, Theory
from waypost.improvement.queries.access import current_theory
from waypost.improvement.queries.pages import standing_links
from waypost.improvement.rules.circles import BACKWARD
from waypost.improvement.rules.kinds import COLUMNS, Column
from waypost.improvement.rules.links import LinkFields
from waypost.improvement.rules.words import statement_edit_said
from waypost.people.acting import person_or_none
from waypost.programs.models import Program

MOST_STATEMENTS = 40


class TooManyStatements(ValueError):
    """A theory that nobody can take in at once says nothing."""


@transaction.atomic
def begin_theory(*, by: Actor, program: Program, text: str) -> Theory:
    """Begin the theory of a program with the first thing that it does; where one has begun, add to that one."""
    Program.objects.select_for_update(of=("self",)).get(pk=program.pk)
    theory = current_theory(program) or _begin(by, program, number=1, note="")
    add_statement(by=by, theory=theory, column=Column.DO, text=text)
    return theory


@transaction.atomic
def begin_version(*, by: Actor, theory: Theory, note: str) -> Theory:
    """Begin the next version with what stands in this one; nothing in it is locked, and no finding is taken along.

    Where somebody began it already, theirs is returned.
    """
    lock_theory(theory)
    newest = current_theory(theory.program)
    if newest is not None and newest.number > theory.number:
        return newest
    following = _begin(by, theory.program, number=theory.number + 1, note=note)
    copies: dict[int, Statement] = {}
    for statement in Statement.objects.filter(theory=theory).order_by("pk"):
        copies[statement.pk] = Statement.objects.create(theory=following, column=statement.column, text=statement.text)
    for link in standing_links(theory).prefetch_related("citations"):
        _copy(link, following, copies)
    return following


@transaction.atomic
def add_statement(*, by: Actor, theory: Theory, column: Column, text: str, after: Statement | None = None) -> Statement:
    """Add a statement, and a link from the one `after` which it comes. Raises TooManyStatements, Unlinkable."""
    lock_theory(theory)
    if Statement.objects.filter(theory=theory).count() >= MOST_STATEMENTS:
        raise TooManyStatements(
            f"A theory holds at most {MOST_STATEMENTS} statements: take one out, or say two as one."
        )
    statement = Statement.objects.create(theory=theory, column=column.value, text=text)
    audit.record(by=by, verb="add statement", on=statement, after={"column": column.value, "text": text})
    if after is not None:
        join(by, theory, after, statement)
    return statement


@transaction.atomic
def add_statements(*, by: Actor, theory: Theory, typed: Sequence[tuple[Column, str]]) -> list[Statement]:
    """Add several at once. Raises TooManyStatements."""
    return [add_statement(by=by, theory=theory, column=column, text=text) for column, text in typed]


@transaction.atomic
def edit_statement(
    *, by: Actor, statement: Statement, started_from: int, column: Column, text: str, reason: str = ""
) -> Statement:
    """Reword a statement, or move it to another column.

    Its locked links show what stood before. Raises EditConflict, Unlinkable where a link would lead to the left, and
    ReasonMissing where a link is locked.
    """
    theory = lock_theory(statement.theory)
    current = lock_version(statement, started_from)
    stood = (Column(current.column), current.text)
    if stood == (column, text):
        return current
    links = list(standing_links(theory).filter(cause=current) | standing_links(theory).filter(effect=current))
    locked = [link for link in links if is_locked(link)]
    if locked and not reason.strip():
        raise ReasonMissing("Links of this statement are locked: write why its words change.")
    save_edit(by=by, verb="edit statement", current=current, values={"text": text, "column": column.value}, why=reason)
    _check_direction(theory)
    before, after = statement_edit_said(stood, (column, text))
    LaterEdit.objects.bulk_create(
        LaterEdit(
            link=link,
            part="words",
            before=before,
            after=after,
            reason=reason,
            is_after_data=has_met_data(link),
            edited_by=person_or_none(by),
        )
        for link in locked
    )
    return current


def _begin(by: Actor, program: Program, *, number: int, note: str) -> Theory:
    theory = Theory.objects.create(program=program, number=number, note=note, begun_by=person_or_none(by))
    audit.record(by=by, verb="begin theory", on=theory, after={"program": program.uid, "number": number, "note": note})
    return theory


def _copy(link: Link, theory: Theory, copies: dict[int, Statement]) -> None:
    written = {name: getattr(link, name) for name in LinkFields.__dataclass_fields__}
    ends = {"cause": copies[link.cause_id], "effect": copies[link.effect_id]}
    copied = Link.objects.create(theory=theory, number=link.number, **ends, **{**written, "reads_on": None})
    LinkCitation.objects.bulk_create(
        LinkCitation(link=copied, item_id=citation.item_id, note=citation.note) for citation in link.citations.all()
    )


def _check_direction(theory: Theory) -> None:
    """A statement that moved may have links that lead to the left now."""
    for link in standing_links(theory):
        if COLUMNS.index(Column(link.effect.column)) < COLUMNS.index(Column(link.cause.column)):
            raise Unlinkable(BACKWARD)
