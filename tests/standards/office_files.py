"""Files as small as they can be that look like those of office programs."""

import io
import zipfile

from waypost.standards.other_files import OLD_OFFICE_START


def zip_with(*names: str) -> bytes:
    """A ZIP file that holds empty files of these names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return buffer.getvalue()


def old_office_with(stream: str) -> bytes:
    """An Office file of before 2007 that names this stream."""
    return OLD_OFFICE_START + bytes(500) + stream.encode("utf-16-le")
