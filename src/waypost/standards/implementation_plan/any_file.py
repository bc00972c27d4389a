"""Reads a plan from a file of any kind that plans come in; what it is is told by its content, never by its name."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from waypost.standards.implementation_plan.checks import look_over
from waypost.standards.implementation_plan.csv_files import read_text_table
from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.errors import (
    DamagedFileError,
    OldOfficeFileError,
    OpenDocumentFileError,
    ProtectedWorkbookError,
    UnknownKindError,
)
from waypost.standards.implementation_plan.excel import read_workbook
from waypost.standards.implementation_plan.plan_limits import not_too_long
from waypost.standards.implementation_plan.reader import read_plan
from waypost.standards.implementation_plan.safe_zip import (
    ENCRYPTED_STREAM,
    MAX_FILE_BYTES,
    OLE_SIGNATURE,
    OTHER_STARTS,
    open_archive,
    refuse_by_size,
    refuse_many_members,
)
from waypost.standards.implementation_plan.sheet_reader import read_sheets

__all__ = ["MAX_FILE_BYTES", "read_any", "read_csv", "read_excel"]

_ZIP = b"PK"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
#: Loaded only when such a file comes (decision 0023).
_JSON_FILE = "waypost.standards.implementation_plan.json_file"


def read_any(data: bytes) -> PlanDocument:
    """Raises a subclass of `errors.UnreadablePlanFileError`, whose text is one sentence for the person."""
    refuse_by_size(data)
    return not_too_long(_reader_of(data)(data))


def read_excel(data: bytes) -> PlanDocument:
    sheets, warnings = read_workbook(data)
    return read_sheets(sheets, warnings)


def read_csv(data: bytes) -> PlanDocument:
    return read_sheets([read_text_table(data)], [])


def is_json(data: bytes) -> bool:
    """Whether the bytes begin as a JSON object does."""
    return data.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"{")


def read_json(data: bytes) -> PlanDocument:
    document: PlanDocument = import_module(_JSON_FILE).read_json(data)
    return replace(document, warnings=look_over(document))


def _reader_of(data: bytes) -> Callable[[bytes], PlanDocument]:
    if data.startswith(OLE_SIGNATURE):
        raise ProtectedWorkbookError(_PROTECTED) if ENCRYPTED_STREAM in data else OldOfficeFileError
    if data.startswith(_ZIP):
        return _reader_of_zip(data)
    for start, kind in OTHER_STARTS.items():
        if data.startswith(start):
            raise UnknownKindError(kind)
    return read_json if is_json(data) else read_csv


_DAMAGED = "This file is damaged; open it, save it under a new name and choose the new file."
_PROTECTED = "This file is protected with a password; open it, take the password off, save it and choose it again."


def _reader_of_zip(data: bytes) -> Callable[[bytes], PlanDocument]:
    """By the names of what is inside; nothing is unpacked."""
    refuse_many_members(data)
    try:
        with open_archive(data) as archive:
            names = archive.namelist()
    except DamagedFileError as error:
        raise DamagedFileError(_DAMAGED) from error
    tops = {name.partition("/")[0] for name in names}
    if "word" in tops:
        return read_plan
    if "xl" in tops:
        return read_excel
    if "mimetype" in tops:
        raise OpenDocumentFileError
    raise UnknownKindError("a PowerPoint presentation" if "ppt" in tops else "a zip archive")
