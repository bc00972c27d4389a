"""The log of decisions as a Word file and as a tagged PDF (FR2)."""

from collections.abc import Callable
from dataclasses import asdict
from importlib.resources import files

from waypost.governance.queries.exporting import LogDocument
from waypost.plans.long_files import typeset_long
from waypost.standards.implementation_plan.word_markup import heading, labeled, paragraph, upright_word_file
from waypost.ui.letters import printable_content
from waypost.ui.typesetting import typeset

TEMPLATE = files("waypost.governance") / "decisions.typ"
#: A longer log is typeset in a process of its own, so that the web server neither waits for it nor grows.
MOST_ENTRIES_HERE, MOST_LETTERS_HERE = 60, 100_000


def log_docx(log: LogDocument) -> bytes:
    """A heading for each question, so that Word's own navigation lists them."""
    blocks = [heading(log.title, 1), paragraph(log.says)]
    for entry in log.entries:
        blocks.append(heading(" ".join(entry.question.split()), 2))
        blocks.extend(labeled(f"{term}:", said) for term, said in entry.facts)
    return upright_word_file(log.title, "".join(blocks))


def log_pdf(log: LogDocument) -> bytes:
    """PDF/UA-1 on letter paper; a question mark stands where the font lacks a letter.

    Raises NoRoom where a long log finds no room.
    """
    is_long = len(log.entries) > MOST_ENTRIES_HERE or log.letters > MOST_LETTERS_HERE
    return (typeset_long if is_long else typeset)(TEMPLATE.read_bytes(), "log", printable_content(asdict(log)))


#: By the end of the file's name.
WRITERS: dict[str, Callable[[LogDocument], bytes]] = {"docx": log_docx, "pdf": log_pdf}
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
