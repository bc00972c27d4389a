"""The log of decisions as a Word file and as a tagged PDF (FR2)."""

import io
from collections.abc import Callable
from dataclasses import asdict
from importlib.resources import files

import docx

from waypost.governance.queries.exporting import LogDocument
from waypost.ui.letters import printable_content, writable
from waypost.ui.typesetting import typeset

TEMPLATE = files("waypost.governance") / "decisions.typ"


def log_docx(log: LogDocument) -> bytes:
    """A heading for each question, so that Word's own navigation lists them."""
    word = docx.Document()
    word.core_properties.author, word.core_properties.title, word.core_properties.comments = "Waypost", log.title, ""
    word.add_heading(log.title, level=1)
    word.add_paragraph(log.says)
    for entry in log.entries:
        word.add_heading(writable(" ".join(entry.question.split())), level=2)
        for term, said in entry.facts:
            paragraph = word.add_paragraph()
            paragraph.add_run(f"{term}: ").bold = True
            paragraph.add_run(writable(said))
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def log_pdf(log: LogDocument) -> bytes:
    """PDF/UA-1 on letter paper; a question mark stands where the font lacks a letter."""
    return typeset(TEMPLATE.read_bytes(), "log", printable_content(asdict(log)))


#: By the end of the file's name.
WRITERS: dict[str, Callable[[LogDocument], bytes]] = {"docx": log_docx, "pdf": log_pdf}
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
