"""Which files may be evidence, and what every other kind of file is called. No Django: only bytes and words."""

from dataclasses import dataclass
from pathlib import PurePath

from waypost.catalog.rules import EvidenceKind


@dataclass(frozen=True)
class Format:
    """A kind of file that may be added. `names` are the endings under which it goes, the usual one first.

    `is_shown` says whether a browser may show it inside a page; every other format is only downloaded.
    """

    label: str
    media_type: str
    names: tuple[str, ...]
    kinds: frozenset[EvidenceKind]
    is_shown: bool = False


@dataclass(frozen=True)
class Refusal:
    """A kind of file that may not be added: what it is, and what to do instead."""

    label: str
    advice: str


def _format(label: str, media_type: str, names: str, *kinds: EvidenceKind, shown: bool = False) -> Format:
    return Format(label, media_type, tuple(names.split()), frozenset(kinds), shown)


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_PAPER = (EvidenceKind.DOCUMENT, EvidenceKind.SLIDES)
PDF = _format("a PDF document", "application/pdf", "pdf", *_PAPER)
TEXT = _format("a plain text", "text/plain", "txt text md csv", EvidenceKind.DOCUMENT)
WORD = _format("a Word document", f"{_OFFICE}.wordprocessingml.document", "docx", EvidenceKind.DOCUMENT)
EXCEL = _format("an Excel workbook", f"{_OFFICE}.spreadsheetml.sheet", "xlsx", EvidenceKind.DOCUMENT)
POWERPOINT = _format("a PowerPoint file", f"{_OFFICE}.presentationml.presentation", "pptx", *_PAPER)
OPEN_TEXT = _format("an OpenDocument text", f"{_OPEN}.text", "odt", EvidenceKind.DOCUMENT)
OPEN_SHEET = _format("an OpenDocument sheet", f"{_OPEN}.spreadsheet", "ods", EvidenceKind.DOCUMENT)
OPEN_SLIDES = _format("an OpenDocument presentation", f"{_OPEN}.presentation", "odp", *_PAPER)
JPEG = _format("a JPEG picture", "image/jpeg", "jpg jpeg jpe jfif", EvidenceKind.IMAGE, shown=True)
PNG = _format("a PNG picture", "image/png", "png", EvidenceKind.IMAGE, shown=True)
WEBP = _format("a WebP picture", "image/webp", "webp", EvidenceKind.IMAGE, shown=True)
GIF = _format("a GIF picture", "image/gif", "gif", EvidenceKind.IMAGE, shown=True)
MP4 = _format("an MP4 video", "video/mp4", "mp4 m4v 3gp", EvidenceKind.VIDEO, shown=True)
QUICKTIME = _format("a QuickTime video", "video/quicktime", "mov qt", EvidenceKind.VIDEO)
WEBM = _format("a WebM video", "video/webm", "webm", EvidenceKind.VIDEO, shown=True)
MP3 = _format("an MP3 recording", "audio/mpeg", "mp3 mpga", EvidenceKind.AUDIO, shown=True)
M4A = _format("an M4A recording", "audio/mp4", "m4a", EvidenceKind.AUDIO, shown=True)
WAV = _format("a WAV recording", "audio/wav", "wav", EvidenceKind.AUDIO, shown=True)
OGG = _format("an Ogg recording", "audio/ogg", "ogg oga opus", EvidenceKind.AUDIO, shown=True)
FORMATS = (
    *(PDF, TEXT, WORD, EXCEL, POWERPOINT, OPEN_TEXT, OPEN_SHEET, OPEN_SLIDES, JPEG, PNG, WEBP, GIF),
    *(MP4, QUICKTIME, WEBM, MP3, M4A, WAV, OGG),
)
PICTURES = frozenset({JPEG, PNG, WEBP, GIF})

_SAVE_AS_PDF = "Save it as a PDF and add that."
_TAKE_A_PICTURE = "Take a picture of what it shows, or save it as a PDF, and add that."
WEB_PAGE = Refusal("a web page", _TAKE_A_PICTURE)
SVG = Refusal("an SVG drawing, which can carry a program", "Save it as a PNG picture or as a PDF and add that.")
PROGRAM = Refusal("a program", "Programs cannot be added. Choose the file that shows your practice.")
ARCHIVE = Refusal("a folder packed into one file", "Unpack it and add the files one by one.")
OLD_OFFICE = Refusal(
    "an older or password-protected Office file", "Save it as a PDF, or without its password in today's format."
)
MACROS = Refusal("an Office file with macros in it", "Save it without macros, or as a PDF, and add that.")
HEIC = Refusal("an iPhone picture in the HEIC format", "Save or send it as a JPEG picture and add that.")
RICH_TEXT = Refusal("an RTF document", _SAVE_AS_PDF)
UNKNOWN = Refusal("a kind of file that is not known here", "Save it as a PDF, a picture or a video and add that.")


def ending(name: str) -> str:
    """What follows the last dot of a file's name, in lower case; empty where that is no ending of a kind of file."""
    last = PurePath(name).suffix.lstrip(".").lower()
    return last if last.isalnum() and len(last) <= 6 else ""


def format_of(media_type: str) -> Format:
    """The format of stored evidence. Raises StopIteration for a media type that was never accepted."""
    return next(known for known in FORMATS if known.media_type == media_type)
