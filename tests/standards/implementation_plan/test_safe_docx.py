"""Every file that is no plan, and every file made to harm, gets its own sentence and nothing else."""

import io
import re
import socket
import time
import tracemalloc
import warnings
import zipfile

import docx
import pytest

from tests.standards.implementation_plan.plan_files import saved
from tests.standards.implementation_plan.zip_files import (
    GOAL,
    claiming_size,
    document_xml,
    flagged_as_encrypted,
    rezipped,
    with_false_checksum,
    word_file,
    zipped,
)
from waypost.standards.implementation_plan import errors
from waypost.standards.implementation_plan.reader import read_plan
from waypost.standards.implementation_plan.word_text import MAX_TEXT_CHARACTERS
from waypost.standards.implementation_plan.xml_tree import MAX_ELEMENTS

TOO_MUCH_TEXT = f"<w:p><w:r><w:t>{'a' * (MAX_TEXT_CHARACTERS + 1)}</w:t></w:r></w:p>"

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
INTERNAL_DTD = '<!DOCTYPE w:document [<!ENTITY a "aaaa">]>'
EXTERNAL_DTD = '<!DOCTYPE w:document SYSTEM "http://169.254.169.254/latest">'
BILLION_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MEBIBYTE = 1024 * 1024


def relations(target: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE_RELATION}" Target="{target}"/></Relationships>'
    ).encode()


def many_members(count: int) -> bytes:
    return word_file(members={f"word/media/{number}.png": b"" for number in range(count)})


def twice_the_same_name() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("word/document.xml", document_xml(GOAL))
        archive.writestr("word/document.xml", document_xml(GOAL))
    return stream.getvalue()


HOSTILE = {
    "nothing": (b"", errors.EmptyFileError),
    "only zeros": (b"\0" * 4096, errors.EmptyFileError),
    "a PDF": (b"%PDF-1.7 rest", errors.NotAWordFileError),
    "rich text": (b"{\\rtf1 rest}", errors.NotAWordFileError),
    "plain text": (b"GOAL: Read every night", errors.NotAWordFileError),
    "a spreadsheet": (zipped({"xl/workbook.xml": b"<workbook/>"}), errors.NotAWordFileError),
    "a spreadsheet that says where it is": (
        zipped({"_rels/.rels": relations("xl/workbook.xml"), "xl/workbook.xml": b"<workbook/>"}),
        errors.NotAWordFileError,
    ),
    "slides": (zipped({"ppt/presentation.xml": b"<p/>"}), errors.NotAWordFileError),
    "an OpenDocument text": (zipped({"mimetype": b"application/vnd.oasis"}), errors.NotAWordFileError),
    "any zip": (zipped({"a.txt": b"a"}), errors.NotAWordFileError),
    "an old Word file": (OLE + "WordDocument".encode("utf-16-le"), errors.OldWordFileError),
    "a locked Word file": (OLE + "EncryptedPackage".encode("utf-16-le"), errors.PasswordProtectedError),
    "an old spreadsheet": (OLE + "Workbook".encode("utf-16-le"), errors.NotAWordFileError),
    "a zip with a password": (flagged_as_encrypted(word_file()), errors.PasswordProtectedError),
    "more than 10 MB": (b"PK" + b"\0" * (10 * MEBIBYTE), errors.FileTooLargeError),
    "half a file": (word_file()[: len(word_file()) // 2], errors.DamagedFileError),
    "a false checksum": (with_false_checksum(word_file()), errors.DamagedFileError),
    "two main parts": (twice_the_same_name(), errors.DamagedFileError),
    "an unusual compression": (
        zipped({"word/document.xml": document_xml(GOAL)}, compression=zipfile.ZIP_LZMA),
        errors.DamagedFileError,
    ),
    "broken XML": (zipped({"word/document.xml": b"<w:document"}), errors.DamagedFileError),
    "an unknown encoding": (
        zipped({"word/document.xml": b'<?xml version="1.0" encoding="x-none"?><a/>'}),
        errors.DamagedFileError,
    ),
    "a size that lies low": (claiming_size(word_file(), 10), errors.DamagedFileError),
    "a bomb in the main part": (zipped({"word/document.xml": b" " * 17 * MEBIBYTE}), errors.ExpandsTooFarError),
    "a bomb beside the main part": (
        word_file(members={"word/media/image1.png": b"\0" * 65 * MEBIBYTE}),
        errors.ExpandsTooFarError,
    ),
    "a bomb that packs too well": (
        word_file(members={"word/media/image1.png": b"\0" * 5 * MEBIBYTE}),
        errors.ExpandsTooFarError,
    ),
    "too many members": (many_members(2_001), errors.ExpandsTooFarError),
    "too deep": (word_file("<w:sdt>" * 500 + "</w:sdt>" * 500), errors.ExpandsTooFarError),
    "too many elements": (word_file("<w:p/>" * (MAX_ELEMENTS + 1)), errors.ExpandsTooFarError),
    "too much text": (
        word_file(f"<w:p><w:r><w:t>{'a' * (MAX_TEXT_CHARACTERS + 1)}</w:t></w:r></w:p>"),
        errors.ExpandsTooFarError,
    ),
    "a document type": (zipped({"word/document.xml": document_xml(GOAL, before=INTERNAL_DTD)}), errors.UnsafeXmlError),
    "an external entity": (
        zipped({"word/document.xml": document_xml(GOAL, before=EXTERNAL_DTD)}),
        errors.UnsafeXmlError,
    ),
    "entities in another part": (
        word_file(members={"customXml/item1.xml": f"{BILLION_LAUGHS}<x>&b;</x>".encode()}),
        errors.UnsafeXmlError,
    ),
    "a document type in UTF-16": (
        zipped({"word/document.xml": f"{INTERNAL_DTD}<x/>".encode("utf-16")}),
        errors.UnsafeXmlError,
    ),
    "a document type in the relations": (
        word_file(members={"_rels/.rels": f"{EXTERNAL_DTD}<x/>".encode()}),
        errors.UnsafeXmlError,
    ),
    "no main part": (zipped({"word/styles.xml": b"<a/>"}), errors.MissingTextError),
    "a main part of another kind": (zipped({"word/document.xml": b"<html/>"}), errors.MissingTextError),
    "a letter": (word_file("<w:p><w:r><w:t>Dear Sir</w:t></w:r></w:p>"), errors.NoPlanFoundError),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_holds_no_plan_says_so_in_one_sentence(name: str) -> None:
    data, expected = HOSTILE[name]
    with pytest.raises(errors.UnreadablePlanFileError) as raised:
        read_plan(data)
    assert type(raised.value) is expected
    assert re.fullmatch(r"This (?:Word )?(?:file )?[^.]+(?:\.docx[^.]*)?\.", str(raised.value))


def test_the_sentence_names_what_was_chosen_instead() -> None:
    with pytest.raises(errors.NotAWordFileError) as raised:
        read_plan(HOSTILE["a spreadsheet"][0])
    assert str(raised.value) == "This is an Excel workbook, not a Word document; choose the plan's .docx file."


def test_a_bomb_costs_little_time_and_memory() -> None:
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises(errors.ExpandsTooFarError):
        read_plan(HOSTILE["a bomb beside the main part"][0])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MEBIBYTE
    assert time.perf_counter() - started < 5


def test_reading_never_opens_a_file_or_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*args: object, **kwargs: object) -> None:
        raise AssertionError("reading touched the world")

    linked = relations("word/document.xml").replace(b"/></Rel", b' TargetMode="External"/></Rel')
    data = word_file(members={"word/_rels/document.xml.rels": linked})
    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr("builtins.open", forbidden)
    assert read_plan(data).goal == "Read every night"


def test_a_file_with_macros_is_read_and_its_macros_stay_bytes() -> None:
    data = word_file(members={"word/vbaProject.bin": OLE})
    assert read_plan(data).goal == "Read every night"


def test_the_main_part_may_have_another_name() -> None:
    members = {"_rels/.rels": relations("/word/document2.xml"), "word/document2.xml": document_xml(GOAL)}
    assert read_plan(zipped(members)).goal == "Read every night"


def test_a_strict_word_file_is_read_as_any_other() -> None:
    strict = document_xml(GOAL, namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_plan(zipped({"word/document.xml": strict})).goal == "Read every night"


def test_a_word_file_without_its_text_part_is_told_apart_from_a_damaged_one() -> None:
    data = rezipped(saved(docx.Document()), {"word/document.xml": None})
    with pytest.raises(errors.MissingTextError):
        read_plan(data)
