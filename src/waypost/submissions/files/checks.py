"""Whether a file or link may be added, with one sentence that says what to do where it may not."""

import unicodedata
from collections.abc import Collection
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import SplitResult, urlsplit

from waypost.catalog.rules import EvidenceKind
from waypost.submissions.files.formats import PICTURES, Format, Refusal, ending
from waypost.submissions.files.recognition import recognize

MEGABYTE = 1_000_000
FILE_LIMIT = 100 * MEGABYTE
#: Pictures are read whole, so that hidden details can be taken out of them.
PICTURE_LIMIT = 30 * MEGABYTE
NAME_LENGTH = 120
LINK_LENGTH = 1000
_PRIVATE_NAMES = ("localhost", ".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid")


class UnusableFile(Exception):
    """The file cannot be added; the message is one sentence on what to do."""


class UnusableLink(Exception):
    """The link cannot be added; the message is one sentence on what to do."""


def clean_name(name: str) -> str:
    """A file's name without folders, control characters and marks that turn the direction of writing."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip()
    if len(shown) > NAME_LENGTH:
        tail = f".{ending(shown)}" if ending(shown) else ""
        shown = shown[: NAME_LENGTH - len(tail)] + tail
    return shown or "file"


def check_file(name: str, file: BinaryIO, size_bytes: int, accepted: Collection[EvidenceKind]) -> Format:
    """What `file` really is. Raises UnusableFile where it is empty, too large, not accepted here, or misnamed."""
    if size_bytes == 0:
        raise UnusableFile(f"“{name}” is empty. Open it once to see that it holds your work, then choose it again.")
    found = recognize(file)
    if isinstance(found, Refusal):
        raise UnusableFile(f"“{name}” is {found.label}. {found.advice}")
    _check_size(name, size_bytes, PICTURE_LIMIT if found in PICTURES else FILE_LIMIT)
    if ending(name) and ending(name) not in found.names:
        raise UnusableFile(
            f"“{name}” is really {found.label}. Rename it to end in .{found.names[0]}, or choose the file you meant."
        )
    if not found.kinds & frozenset(accepted):
        raise UnusableFile(f"“{name}” is {found.label}. Here you can add {accepted_words(accepted)}.")
    return found


def _check_size(name: str, size_bytes: int, limit: int) -> None:
    if size_bytes > limit:
        raise UnusableFile(
            f"“{name}” has {megabytes(size_bytes)}. Add a smaller copy, up to {megabytes(limit)}, or add a link to it."
        )


def megabytes(size_bytes: int) -> str:
    """A size in words, rounded up so that nothing has 0 of them: "118 MB", "12 kB"."""
    unit, label = (MEGABYTE, "MB") if size_bytes >= MEGABYTE else (1000, "kB")
    return f"{-(-size_bytes // unit)} {label}"


_WITH_ARTICLE = {
    EvidenceKind.DOCUMENT: "a document",
    EvidenceKind.IMAGE: "a picture",
    EvidenceKind.SLIDES: "slides",
    EvidenceKind.AUDIO: "a sound recording",
    EvidenceKind.VIDEO: "a video",
    EvidenceKind.LINK: "a link",
}


def accepted_words(accepted: Collection[EvidenceKind]) -> str:
    """The kinds in a sentence: "a document, a picture or a link"."""
    words = [label for kind, label in _WITH_ARTICLE.items() if kind in accepted]
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def check_link(url: str) -> str:
    """The link, trimmed. It is only ever shown, never opened by Waypost. Raises UnusableLink."""
    link = url.strip()
    if len(link) > LINK_LENGTH or any(letter.isspace() or not letter.isprintable() for letter in link):
        raise UnusableLink("This link is too long or has spaces in it. Copy it again from your browser's address line.")
    parts = _split(link)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UnusableLink("Paste a whole web address that begins with https://, such as the one your Drive gives you.")
    if parts.username is not None or parts.password is not None:
        raise UnusableLink("This link has a name or password in it. Share the file so that the plain link opens it.")
    if is_private_host(parts.hostname):
        raise UnusableLink("This link works only inside your own network. Share the file so that it opens anywhere.")
    return link


def _split(link: str) -> SplitResult | None:
    """The pieces of the link, None where it cannot be taken apart."""
    try:
        parts = urlsplit(link)
        _ = parts.port
    except ValueError:
        return None
    return parts


def is_private_host(host: str) -> bool:
    """Whether a host's name or number leads to a machine that only its own network can reach."""
    name = host.rstrip(".").lower()
    if _is_number(name):
        return not _is_global(name)
    return "." not in name or f".{name}".endswith(_PRIVATE_NAMES)


def _is_number(name: str) -> bool:
    """Whether browsers read the host as an address: IPv6, or a last label that is a number, also in base 16."""
    last = name.rpartition(".")[2]
    return ":" in name or last.isdigit() or last.startswith("0x")


def _is_global(name: str) -> bool:
    try:
        return ip_address(name).is_global
    except ValueError:
        return False
