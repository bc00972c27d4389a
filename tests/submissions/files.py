"""Files whose first bytes are those of the real thing."""

import struct
import zipfile
from io import BytesIO

OFFICE = "[Content_Types].xml"


def packed(*names: str, mimetype: str = "") -> bytes:
    """A zip archive with these names in it; an OpenDocument file begins with its `mimetype`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def movie(brand: bytes) -> bytes:
    """The beginning of an ISO base media file of the given brand."""
    return struct.pack(">I4s4s", 24, b"ftyp", brand) + bytes(12) + bytes(range(256)) * 4


WORD = packed(OFFICE, "word/document.xml")
PROGRAM = b"MZ\x90\x00" + bytes(200)
WEB_PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
DRAWING = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
