"""What comes next in a theory of action, until each column says something and one link is locked (ST1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from waypost.improvement.models import Link, Statement
from waypost.improvement.rules.kinds import Column
from waypost.improvement.rules.links import list_said

#: By the column that says nothing yet: why it comes next, the button, an example.
SAY_NEXT = {
    Column.DO: ("A theory begins with one thing that you will do.", "Add what you will do", ""),
    Column.EDUCATORS: (
        "A theory becomes one when something leads to something else. Then you write down how you will know.",
        "Add what educators will do then",
        "revise after feedback instead of stopping.",
    ),
    Column.RESULT: (
        "Say what comes of it for teaching and for students: the last column is still empty.",
        "Add what comes of it",
        "more lessons check for understanding.",
    ),
}


@dataclass(frozen=True)
class NextStep:
    """One sentence, and the button that leads there; `is_below` where the page itself holds what to press."""

    says: str
    action: str
    url: str
    example: str = ""
    is_below: bool = False


def next_step(
    program_uid: str, columns: Sequence[tuple[Column, Sequence[Statement]]], links: Sequence[Link], *, is_locked: bool
) -> NextStep | None:
    """None once each column says something and a link `is_locked`. What was begun is written down before more is."""
    open_link = None if is_locked else next(iter(sorted(links, key=lambda link: len(link.fields.missing))), None)
    if open_link is not None:
        return _of_link(open_link)
    before = ""
    for column, statements in columns:
        if not statements:
            return _of_column(program_uid, column, before)
        before = statements[0].uid
    return (
        None
        if links
        else NextStep(SAY_NEXT[Column.EDUCATORS][0], "Add a link", reverse("theory_link_add", args=[program_uid]))
    )


def _of_column(program_uid: str, column: Column, before: str) -> NextStep:
    says, action, example = SAY_NEXT[column]
    asked = f"after={before}" if before else f"column={column}"
    return NextStep(says, action, f"{reverse('theory_statement_add', args=[program_uid])}?{asked}", example)


def _of_link(link: Link) -> NextStep:
    url = reverse("theory_link_edit", args=[link.uid])
    if link.fields.missing:
        says = f"Write down how you will know that link {link.number} holds: {list_said(link.fields.missing)}."
        return NextStep(f"{says} Then lock it.", f"Write down link {link.number}", url)
    says = f"Link {link.number} is written in full. Read it below, and lock it before its data arrive."
    return NextStep(says, f"Go to link {link.number}", f"?link={link.number}#link", is_below=True)
