"""Why a file could not be read as a plan. `str(error)` is one sentence that says what to do."""

from typing import ClassVar


class UnreadablePlanFileError(Exception):
    """A file that gives no plan. Every subclass carries its sentence."""

    sentence: ClassVar[str] = "This file can't be read; save the plan in Word as a .docx file and choose that file."

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.sentence)


class EmptyFileError(UnreadablePlanFileError):
    sentence = "This file is empty; choose the file that holds the plan."


class FileTooLargeError(UnreadablePlanFileError):
    sentence = "This file is larger than 10 MB; take out what is no part of the plan, save it and choose it again."


class NotAWordFileError(UnreadablePlanFileError):
    """The content, whatever the name says, is of another type."""

    def __init__(self, found: str) -> None:
        super().__init__(f"This is {found}, not a Word document; choose the plan's .docx file.")


class OldWordFileError(UnreadablePlanFileError):
    sentence = (
        "This file was saved by an old version of Word; open it in Word, save it as a .docx file and choose that file."
    )


class PasswordProtectedError(UnreadablePlanFileError):
    sentence = (
        "This file is protected with a password; open it in Word, take the password off, save it and choose it again."
    )


class DamagedFileError(UnreadablePlanFileError):
    sentence = "This Word file is damaged; open it in Word, save it under a new name and choose the new file."


class ExpandsTooFarError(UnreadablePlanFileError):
    sentence = (
        "This file unpacks to far more than a plan needs, so it was not opened; "
        "copy the plan's text into a new Word file and choose that file."
    )


class UnsafeXmlError(UnreadablePlanFileError):
    sentence = (
        "This file holds instructions that Word never writes, so it was not opened; "
        "copy the plan's text into a new Word file and choose that file."
    )


class MissingTextError(UnreadablePlanFileError):
    sentence = "This Word file has no text part; open it in Word, save it under a new name and choose the new file."


class NoPlanFoundError(UnreadablePlanFileError):
    sentence = (
        "This Word file has none of the headings of the implementation plan template; "
        "copy the plan into the template and choose that file."
    )


class DamagedJsonError(UnreadablePlanFileError):
    sentence = "This JSON file is damaged; export the plan again and choose the new file."


class ForeignJsonError(UnreadablePlanFileError):
    sentence = "This JSON file is not a plan of Waypost; choose one that an export of a plan made."


class MisfitJsonError(UnreadablePlanFileError):
    """A plan of Waypost in which something is of another shape than the schema says."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(f"This JSON file can't be read at “{place}”: {what}. Put it right and choose the file again.")


class UnknownKindError(UnreadablePlanFileError):
    """A file that is no kind of file that plans come in."""

    def __init__(self, found: str) -> None:
        super().__init__(f"This is {found}; choose the plan's Word (.docx), Excel (.xlsx), CSV or JSON file.")


class OldOfficeFileError(UnreadablePlanFileError):
    sentence = (
        "This file was saved by an old version of Word or Excel; "
        "open it, save it as a .docx or .xlsx file and choose that file."
    )


class OpenDocumentFileError(UnreadablePlanFileError):
    sentence = "This is an OpenDocument file; open it, save it as a .docx, .xlsx or CSV file and choose that file."


class DamagedWorkbookError(UnreadablePlanFileError):
    sentence = "This Excel file is damaged; open it in Excel, save it under a new name and choose the new file."


class WorkbookTooLargeError(UnreadablePlanFileError):
    sentence = (
        "This Excel file holds far more than a plan needs, so it was not opened; "
        "copy the plan's rows into a new workbook and choose that file."
    )


class UnsafeWorkbookError(UnreadablePlanFileError):
    sentence = (
        "This file holds instructions that Excel never writes, so it was not opened; "
        "copy the plan's rows into a new workbook and choose that file."
    )


class ProtectedWorkbookError(UnreadablePlanFileError):
    sentence = (
        "This file is protected with a password; open it in Excel, take the password off, save it and choose it again."
    )


class UnreadableTextFileError(UnreadablePlanFileError):
    """A CSV file that can't be read; the sentence comes with it."""


class NoPlanInSheetsError(UnreadablePlanFileError):
    sentence = (
        "This file has no row that heads the columns of a plan, such as Objective, Activity and Target Date; "
        "add one above the rows and choose the file again."
    )


class TooLongPlanError(UnreadablePlanFileError):
    def __init__(self, limit: int, of_what: str) -> None:
        super().__init__(
            f"This file has more than {limit:,} {of_what}; part it into several plans and choose the file of one."
        )
