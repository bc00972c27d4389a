"""Files that people choose where a CSV file is wanted: what each is, and how it becomes one."""

import io
import struct
import zipfile

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
OLD_OFFICE_START = b"\xd0\xcf\x11\xe0"
PDF_START = b"%PDF"

_SAVE_AS = "choose Save As in Excel, then CSV, and upload that file."
_COPY = "copy its table into a spreadsheet, save that as CSV, and upload that file."
#: By what the name of a file inside begins with.
ZIP_SENTENCES = {
    "xl/": f"This is an Excel workbook: {_SAVE_AS}",
    "word/": f"This is a Word document: {_COPY}",
    "ppt/": f"This is a PowerPoint presentation: {_COPY}",
    "mimetype": "This is an OpenDocument file: choose Save As, then CSV, and upload that file.",
    "Index/": "This is a file of an Apple app, such as Numbers: choose Export To, then CSV, and upload that file.",
}
#: By the name of the stream that holds the text.
OLD_OFFICE_SENTENCES = {
    "WordDocument": f"This is an old Word document: {_COPY}",
    "Workbook": f"This is an old Excel workbook: {_SAVE_AS}",
}
OTHER_ZIP = "This is a ZIP file: unpack it, and upload the CSV file that is in it."
DAMAGED_ZIP = "This is a damaged workbook or ZIP file: open it where it was made, save it as CSV, and upload that file."
OTHER_OLD_OFFICE = (
    "This is an older or password-protected Office file: open it, choose Save As, then CSV, and upload that file."
)
PDF = "This is a PDF: export the list as CSV, and upload that file."


def what_to_do_with(content: bytes) -> str:
    """One sentence on a file that is known by its first bytes; empty for all that may be text."""
    if content.startswith(ZIP_STARTS):
        return _on_zip(content)
    if content.startswith(OLD_OFFICE_START):
        streams = OLD_OFFICE_SENTENCES.items()
        return next((said for name, said in streams if name.encode("utf-16-le") in content), OTHER_OLD_OFFICE)
    return PDF if content.startswith(PDF_START) else ""


def _on_zip(content: bytes) -> str:
    """Reads only the list of what is inside, and unpacks nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _by_names(archive.namelist())
    except (zipfile.BadZipFile, struct.error, LookupError, NotImplementedError, OSError, OverflowError, ValueError):
        return DAMAGED_ZIP


def _by_names(names: list[str]) -> str:
    known = (said for start, said in ZIP_SENTENCES.items() if any(name.startswith(start) for name in names))
    return next(known, OTHER_ZIP)
