"""A plan as Word, Excel, PDF, CSV, JSON and calendar: what `exports` offers from the start."""

from importlib import import_module

from waypost.plans.exports import PlanExport, register
from waypost.plans.models import Plan
from waypost.plans.plan_pdf import plan_pdf
from waypost.plans.queries.calendars import calendar_of_plan
from waypost.plans.queries.documents import document_of
from waypost.standards.calendar_days import CONTENT_TYPE
from waypost.standards.implementation_plan.csv_writer import write_csv
from waypost.standards.implementation_plan.word_file import write_word

OFFICE = "application/vnd.openxmlformats-officedocument"
#: Loaded only when such a file is asked for (decision 0023).
JSON_FILE = "waypost.standards.implementation_plan.json_file"
EXCEL_WRITER = "waypost.standards.implementation_plan.excel_writer"


def as_word(plan: Plan) -> bytes:
    return write_word(document_of(plan))


def as_excel(plan: Plan) -> bytes:
    written: bytes = import_module(EXCEL_WRITER).write_excel(document_of(plan))
    return written


def as_csv(plan: Plan) -> bytes:
    return write_csv(document_of(plan))


def as_json(plan: Plan) -> bytes:
    written: bytes = import_module(JSON_FILE).write_json(document_of(plan))
    return written


def as_pdf(plan: Plan) -> bytes:
    return plan_pdf(document_of(plan))


EXPORTS = (
    PlanExport(
        "docx",
        "Word",
        "To edit and share, in the template's layout; it can be imported again.",
        f"{OFFICE}.wordprocessingml.document",
        as_word,
    ),
    PlanExport(
        "xlsx",
        "Excel",
        "To sort and reckon with: a sheet for each part, with real dates and numbers; it can be imported again.",
        f"{OFFICE}.spreadsheetml.sheet",
        as_excel,
    ),
    PlanExport("pdf", "PDF", "To print or read: the whole plan on letter paper.", "application/pdf", as_pdf),
    PlanExport(
        "csv",
        "CSV",
        "For any spreadsheet: one table with all that the plan says; it can be imported again.",
        "text/csv",
        as_csv,
    ),
    PlanExport(
        "json",
        "JSON",
        "For programs and for safekeeping: every field comes back when it is imported again. Standards of a framework "
        "come back as words; the order of columns, empty columns, cited research and where parts were taken from "
        "stay here.",
        "application/json",
        as_json,
    ),
    PlanExport(
        "ics",
        "Calendar",
        "Its dates as they are today, for your calendar; a calendar address keeps them up to date.",
        CONTENT_TYPE,
        calendar_of_plan,
    ),
)


def register_all() -> None:
    for export in EXPORTS:
        register(export)
