"""A file is what its content says, whatever its name says."""

from io import BytesIO

import pytest

from tests.submissions.builders import a_pdf, a_picture
from tests.submissions.files import DRAWING, OFFICE, PROGRAM, WEB_PAGE, WORD, movie, packed
from waypost.catalog.rules import EvidenceKind
from waypost.submissions.files import formats
from waypost.submissions.files.checks import (
    FILE_LIMIT,
    UnusableFile,
    UnusableLink,
    check_file,
    check_link,
    clean_name,
    megabytes,
)
from waypost.submissions.files.formats import Format, Refusal
from waypost.submissions.files.recognition import HEAD_BYTES, MOST_DIRECTORY_BYTES, recognize

ALL_KINDS = list(EvidenceKind)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (a_pdf().read(), formats.PDF),
        (a_picture().read(), formats.JPEG),
        (a_picture(kind="PNG").read(), formats.PNG),
        (a_picture(kind="WEBP").read(), formats.WEBP),
        (a_picture(kind="GIF").read(), formats.GIF),
        (WORD, formats.WORD),
        (packed(OFFICE, "xl/workbook.xml"), formats.EXCEL),
        (packed(OFFICE, "ppt/presentation.xml"), formats.POWERPOINT),
        (packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"), formats.OPEN_TEXT),
        (packed("content.xml", mimetype="application/vnd.oasis.opendocument.presentation"), formats.OPEN_SLIDES),
        (movie(b"mp42"), formats.MP4),
        (movie(b"isom"), formats.MP4),
        (movie(b"qt  "), formats.QUICKTIME),
        (movie(b"M4A "), formats.M4A),
        (b"ID3\x03\x00" + bytes(64), formats.MP3),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(64), formats.WAV),
        (b"\x1aE\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1fB\x82\x84webm" + bytes(64), formats.WEBM),
        ("Notes of Tuesday: ¿qué cambió? 1 < 2".encode(), formats.TEXT),
        (("é" * HEAD_BYTES).encode(), formats.TEXT),
    ],
)
def test_what_may_be_added_is_told_from_its_content(content: bytes, expected: Format) -> None:
    assert recognize(BytesIO(content)) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (DRAWING, formats.SVG),
        (b"  <svg onload='alert(1)'/>", formats.SVG),
        (WEB_PAGE, formats.WEB_PAGE),
        (b"some words first <script src=x></script>", formats.WEB_PAGE),
        (PROGRAM, formats.PROGRAM),
        (b"#!/bin/sh\nrm -rf /", formats.PROGRAM),
        (b"\x7fELF\x02\x01\x01" + bytes(64), formats.PROGRAM),
        (packed("a.txt", "b.txt"), formats.ARCHIVE),
        (packed("word/document.xml"), formats.ARCHIVE),
        (b"PK\x03\x04 this is no archive", formats.ARCHIVE),
        (b"Rar!\x1a\x07\x00" + bytes(64), formats.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c" + bytes(64), formats.ARCHIVE),
        (packed(OFFICE, "word/document.xml", "word/vbaProject.bin"), formats.MACROS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), formats.OLD_OFFICE),
        (movie(b"heic"), formats.HEIC),
        (b"{\\rtf1\\ansi Hello}", formats.RICH_TEXT),
        (bytes(range(256)), formats.UNKNOWN),
        ("Notes".encode("utf-16"), formats.UNKNOWN),
    ],
)
def test_what_may_not_be_added_is_named_for_what_it_is(content: bytes, expected: Refusal) -> None:
    assert recognize(BytesIO(content)) is expected


class CountedFile(BytesIO):
    """A file that knows how much of it was asked for at once."""

    largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        read = super().read(size)
        self.largest = max(self.largest, len(read))
        return read


def test_a_list_of_very_many_names_is_not_read() -> None:
    file = CountedFile(packed(OFFICE, "word/document.xml", *(f"word/{number:040}" for number in range(12_000))))
    assert recognize(file) is formats.ARCHIVE
    assert file.largest < MOST_DIRECTORY_BYTES / 10


def check(name: str, content: bytes, accepted: list[EvidenceKind] = ALL_KINDS) -> Format:
    return check_file(name, BytesIO(content), len(content), accepted)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("lesson.pdf", PROGRAM, "“lesson.pdf” is a program. Programs cannot be added."),
        ("photo.jpg", WEB_PAGE, "“photo.jpg” is a web page. Take a picture of what it shows"),
        ("photo.png", DRAWING, "“photo.png” is an SVG drawing, which can carry a program. Save it as a PNG"),
        ("plan.docx", packed("a.exe"), "“plan.docx” is a folder packed into one file. Unpack it"),
        ("lesson.pdf", a_picture().read(), "“lesson.pdf” is really a JPEG picture. Rename it to end in .jpg"),
        ("photo.jpg", WORD, "“photo.jpg” is really a Word document. Rename it to end in .docx"),
        ("notes.py", b"print('hello')", "“notes.py” is really a plain text. Rename it to end in .txt"),
        ("empty.pdf", b"", "“empty.pdf” is empty."),
    ],
)
def test_a_file_whose_name_lies_gets_one_sentence_that_names_what_it_is(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(UnusableFile) as caught:
        check(name, content)
    assert str(caught.value).startswith(sentence)


def test_a_kind_that_the_item_does_not_take_is_named_with_those_that_it_takes() -> None:
    with pytest.raises(UnusableFile) as caught:
        check("clip.mp4", movie(b"mp42"), [EvidenceKind.IMAGE, EvidenceKind.DOCUMENT, EvidenceKind.LINK])
    assert str(caught.value) == "“clip.mp4” is an MP4 video. Here you can add a document, a picture or a link."


def test_a_file_above_the_limit_says_how_large_it_is() -> None:
    with pytest.raises(UnusableFile, match=r"^“clip\.mp4” has 101 MB\. Add a smaller copy, up to 100 MB"):
        check_file("clip.mp4", BytesIO(movie(b"mp42")), FILE_LIMIT + 1, ALL_KINDS)
    assert check_file("clip.mp4", BytesIO(movie(b"mp42")), FILE_LIMIT, ALL_KINDS) is formats.MP4


def test_a_name_without_an_ending_promises_nothing() -> None:
    assert check("image", a_picture().read()) is formats.JPEG
    assert check("Notes of Jan. 14 about rows", b"Words") is formats.TEXT


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Dana\\plan.docx", "plan.docx"),
        ("gp\u202ejpg.exe", "gpjpg.exe"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_shown_without_folders_and_tricks(given: str, shown: str) -> None:
    assert clean_name(given) == shown


@pytest.mark.parametrize(
    ("size_bytes", "words"), [(1, "1 kB"), (12_001, "13 kB"), (1_000_000, "1 MB"), (117_200_000, "118 MB")]
)
def test_sizes_are_said_in_round_words(size_bytes: int, words: str) -> None:
    assert megabytes(size_bytes) == words


@pytest.mark.parametrize(
    "link",
    ["https://drive.example.com/file/d/1?usp=sharing", "http://example.org", "https://192.0.43.7/a", "https://é.fr/a"],
)
def test_links_of_the_open_web_are_taken(link: str) -> None:
    assert check_link(f"  {link} ") == link


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("javascript:alert(1)", "begins with https://"),
        ("data:text/html,hello", "begins with https://"),
        ("file:///etc/passwd", "begins with https://"),
        ("drive.example.com/file", "begins with https://"),
        ("https://", "begins with https://"),
        ("https://[::1", "begins with https://"),
        ("https://example.org:port/", "begins with https://"),
        ("https://dana:secret@example.org/", "name or password"),
        ("https://dana@example.org/", "name or password"),
        ("http://localhost:8000/", "inside your own network"),
        ("http://printer/", "inside your own network"),
        ("http://wiki.internal/", "inside your own network"),
        ("http://10.0.0.8/", "inside your own network"),
        ("http://127.1/", "inside your own network"),
        ("http://2130706433/", "inside your own network"),
        ("http://0x7f000001/", "inside your own network"),
        ("http://[::1]/", "inside your own network"),
        ("http://[::ffff:10.0.0.8]/", "inside your own network"),
        ("http://169.254.169.254/latest", "inside your own network"),
        ("https://example.org/a b", "too long or has spaces"),
        ("https://example.org/\u202e", "too long or has spaces"),
        ("https://example.org/" + "x" * 1000, "too long or has spaces"),
    ],
)
def test_other_links_get_one_sentence(link: str, says: str) -> None:
    with pytest.raises(UnusableLink, match=says):
        check_link(link)
