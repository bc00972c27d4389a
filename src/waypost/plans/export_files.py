"""A plan as Word, JSON and PDF: what `exports` offers from the start."""

from importlib import import_module

from waypost.plans.exports import PlanExport, register
from waypost.plans.models import Plan
from waypost.plans.plan_pdf import plan_pdf
from waypost.plans.queries.documents import document_of
from waypost.standards.implementation_plan.word_file import write_word

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Loaded only when such a file is asked for (decision 0023).
JSON_FILE = "waypost.standards.implementation_plan.json_file"


def as_word(plan: Plan) -> bytes:
    return write_word(document_of(plan))


def as_json(plan: Plan) -> bytes:
    written: bytes = import_module(JSON_FILE).write_json(document_of(plan))
    return written


def as_pdf(plan: Plan) -> bytes:
    return plan_pdf(document_of(plan))


def register_all() -> None:
    register(
        PlanExport(
            "docx", "Word", "To edit and share, in the template's layout; it can be imported again.", DOCX, as_word
        )
    )
    register(PlanExport("pdf", "PDF", "To print or read: the whole plan on letter paper.", "application/pdf", as_pdf))
    register(
        PlanExport(
            "json",
            "JSON",
            "For programs and for safekeeping: every field, and nothing is lost when it is imported again.",
            "application/json",
            as_json,
        )
    )
