"""Scoring stays blind: what a file says of who made it is taken out where it stands, or its owner is told (EA3)."""

import tracemalloc
import zipfile
from io import BytesIO

import pytest
from docx import Document

from tests.submissions.builders import a_pdf
from tests.submissions.files import OFFICE
from tests.submissions.telling_files import (
    APP,
    CORE,
    ENCODER,
    NAME,
    OPEN_META,
    PLACE,
    box,
    film,
    id3,
    office,
    open_text,
    parts_of,
    riff,
    word_by_library,
)
from waypost.submissions.files import formats
from waypost.submissions.files.carried import SENTENCES, Carried, Left, UnreadableFile
from waypost.submissions.files.formats import Format
from waypost.submissions.files.names import carried, found_sentences, left_sentences, neutral_copy
from waypost.submissions.files.recognition import recognize

NAMED = {"docProps/core.xml": CORE.format(NAME, NAME), "docProps/app.xml": APP.format("Cedar Elementary")}
ADDRESS = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.'
    'openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" '
    f'pid="2" name="_AuthorEmailDisplayName"><vt:lpwstr>{NAME}</vt:lpwstr></property></Properties>'
)
CUSTOM = {"docProps/custom.xml": ADDRESS}
UTF_16 = {"docProps/core.xml": CORE.format(NAME, NAME).encode("utf-16")}


def read(data: bytes, kind: Format | None = None) -> Carried:
    found = kind or recognize(BytesIO(data))
    assert isinstance(found, Format)
    return carried(BytesIO(data), found)


def neutral(data: bytes) -> bytes:
    with neutral_copy(BytesIO(data), read(data).patches) as copy:
        return copy.read()


CORE_AND_APP = set(NAMED)


@pytest.mark.parametrize(
    ("data", "telling"),
    [
        (office("word", NAMED), CORE_AND_APP),
        (office("xl", NAMED), CORE_AND_APP),
        (office("ppt", {**NAMED, **CUSTOM}), {*CORE_AND_APP, *CUSTOM}),
        (office("word", NAMED, streamed=True), CORE_AND_APP),
        (office("word", NAMED, packing=zipfile.ZIP_STORED), CORE_AND_APP),
        (office("word", UTF_16), set(UTF_16)),
        (open_text(), {"meta.xml"}),
        (word_by_library(), {"docProps/core.xml"}),
    ],
    ids=["word", "excel", "powerpoint", "sizes behind", "not packed", "UTF-16", "open text", "a library"],
)
def test_the_properties_of_an_office_file_are_blanked_and_nothing_else_changes(data: bytes, telling: set[str]) -> None:
    kept = neutral(data)
    before, after = parts_of(data), parts_of(kept)
    assert {name for name in before if before[name] != after[name]} == telling
    assert not any(word in content for content in after.values() for word in (b"Dana", b"Cedar", NAME.encode("utf-16")))
    assert (len(kept), recognize(BytesIO(kept))) == (len(data), recognize(BytesIO(data)))
    assert read(kept) == Carried()


def test_a_program_still_opens_what_was_blanked() -> None:
    document = Document(BytesIO(neutral(word_by_library())))
    assert (document.paragraphs[0].text, document.core_properties.author) == ("What my students showed me.", "")


@pytest.mark.parametrize(
    "data",
    [
        office("word", {"docProps/core.xml": CORE.format("", " "), "docProps/app.xml": APP.format("")}),
        office("xl", {}),
        open_text(meta=OPEN_META.format("")),
        film(ENCODER),
        id3((b"TSSE", "An encoder")),
        riff((b"fmt ", bytes(16)), (b"LIST", b"INFOISFT\x04\0\0\0Lavf"), (b"data", b"sound")),
    ],
    ids=["word", "excel", "open text", "video", "mp3", "wav"],
)
def test_a_file_that_names_nobody_is_kept_as_it_is(data: bytes) -> None:
    assert read(data) == Carried()


COMMENTS = f'<w:comments><w:comment w:id="0" w:author="{NAME}" w:initials="DR"/></w:comments>'
INSERTED = f'<w:document><w:ins w:id="1" w:author="{NAME}"/></w:document>'
WITHOUT_NAMES = INSERTED.replace(NAME, "Author")


@pytest.mark.parametrize(
    ("data", "left"),
    [
        (office("word", {"word/comments.xml": COMMENTS}), {Left.COMMENTS}),
        (office("word", {"word/document.xml": INSERTED}), {Left.CHANGES}),
        (office("word", {"word/document.xml": "<w:t>" + "x" * 65_530 + INSERTED}), {Left.CHANGES}),
        (office("word", {"word/document.xml": WITHOUT_NAMES}), set()),
        (office("word", {"_xmlsignatures/sig1.xml": NAME}), {Left.SIGNATURE}),
        (office("xl", {"xl/comments1.xml": f"<authors><author>{NAME}</author></authors>"}), {Left.COMMENTS}),
        (office("xl", {"xl/persons/person.xml": f'<person displayName="{NAME}"/>'}), {Left.COMMENTS}),
        (office("ppt", {"ppt/commentAuthors.xml": f'<p:cmAuthor id="1" name="{NAME}"/>'}), {Left.COMMENTS}),
        (open_text("<x/>", f"<office:annotation><dc:creator>{NAME}</dc:creator>"), {Left.COMMENTS}),
        (open_text("<x/>", f"<office:change-info><dc:creator>{NAME}</dc:creator>"), {Left.CHANGES}),
        (a_pdf(text=f"<< /Author ({NAME}) >>").read(), {Left.AUTHOR}),
        (a_pdf(text="<< /Author <FEFF00440061006E0061> >>").read(), {Left.AUTHOR}),
        (a_pdf(text="<< /Author 12 0 R >>").read(), {Left.AUTHOR}),
        (a_pdf(text="<< /Author () /Title (Plan) >>").read(), set()),
        (a_pdf(text=f"<dc:creator> <rdf:Seq> <rdf:li>{NAME}</rdf:li>").read(), {Left.AUTHOR}),
        (a_pdf(text=f"<< /Type /Annot /Subtype /Highlight /T ({NAME}) >>").read(), {Left.COMMENTS}),
        (a_pdf(text=f"<< /Type /Annot /Subtype /Widget /T ({NAME}) >>").read(), set()),
        (a_pdf(text=" " * 999_995 + f"/Author ({NAME})").read(), {Left.AUTHOR}),
        (b"OggS" + bytes(50) + f"ARTIST={NAME}".encode(), {Left.TAGS}),
        (b"\x1aE\xdf\xa3" + bytes(9) + b"B\x82\x84webm" + b"E\xa3\x86ARTISTD\x87\x89" + NAME.encode(), {Left.TAGS}),
    ],
)
def test_what_cannot_be_taken_out_safely_is_found(data: bytes, left: set[Left]) -> None:
    assert read(data).left == left


def test_each_thing_that_is_left_has_a_sentence_that_says_how_to_take_it_out() -> None:
    assert set(SENTENCES) == set(Left)
    assert left_sentences("comments author") == [
        " ".join(SENTENCES[Left.COMMENTS]),
        " ".join(SENTENCES[Left.AUTHOR]),
    ]
    assert found_sentences("comments author") == [SENTENCES[Left.COMMENTS][0], SENTENCES[Left.AUTHOR][0]]
    assert left_sentences("") == []


LARGE = box(b"udta", b"\xa9ART", bytes(8_000_000))
LONG_BOX = b"\0\0\0\1udta" + (16 + 8).to_bytes(8, "big") + b"\xa9xyz+41."
TAG = b"TAG" + NAME.encode().ljust(125, b"\0")


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        (film(PLACE), film(box(b"free", bytes(len(PLACE) - 8)))),
        (film(box(b"trak", PLACE)), film(box(b"trak", box(b"free", bytes(len(PLACE) - 8))))),
        (film(LONG_BOX), film(b"\0\0\0\1free" + (24).to_bytes(8, "big") + bytes(8))),
        (film(PLACE, brand=b"qt  "), film(box(b"free", bytes(len(PLACE) - 8)), brand=b"qt  ")),
        (id3((b"TPE1", NAME)), b"ID3\x03\x00\x00\x00\x00\x00\x28" + bytes(40) + b"\xff\xfbsound"),
        (b"ID3\x03" + bytes(64) + TAG, b"ID3\x03" + bytes(64) + b"TAG" + bytes(124) + b"\0"),
        (
            riff((b"LIST", b"INFOIART\x04\0\0\0Dana"), (b"data", b"sound")),
            riff((b"JUNK", bytes(16)), (b"data", b"sound")),
        ),
        (riff((b"bext", b"Dana"), (b"data", b"sound")), riff((b"JUNK", bytes(4)), (b"data", b"sound"))),
    ],
)
def test_place_and_people_leave_a_recording_and_every_other_byte_stays(data: bytes, kept: bytes) -> None:
    assert neutral(data) == kept


def test_details_that_are_larger_than_any_are_left_and_named() -> None:
    assert read(film(LARGE)) == Carried(left=frozenset({Left.TAGS}))


@pytest.mark.parametrize(
    "data", [film(PLACE)[:-30], film(b"\0\0\0\2udta"), b"\0\0\0\1ftyp", riff((b"LIST", b"IN"))[:-1]]
)
def test_a_recording_that_is_not_whole_costs_nothing(data: bytes) -> None:
    assert read(data, formats.WAV if data.startswith(b"RIFF") else formats.MP4).left == set()


def bomb(part: str) -> bytes:
    """60 MB of white space that packs into 60 kB, with a document type of its own in front."""
    out = BytesIO(office("word", {}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(part, "w") as member:
        member.write(b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><dc:creator>&y;</dc:creator>')
        for _ in range(60):
            member.write(b" " * 1_000_000)
    return out.getvalue()


@pytest.mark.parametrize(("part", "is_blanked"), [("docProps/core.xml", True), ("word/comments.xml", False)])
def test_a_zip_bomb_costs_no_memory(part: str, is_blanked: bool) -> None:
    data = bomb(part)
    tracemalloc.start()
    found = read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (peak < 8_000_000, bool(found.patches)) == (True, is_blanked)


WHOLE = office("word", NAMED)
HEADER = WHOLE.index(b"docProps/core.xml") - 30


@pytest.mark.parametrize(
    "data",
    [
        WHOLE.replace(b"docProps/core.xml", b"docProps/core.xm_", 1),
        WHOLE[:HEADER] + b"PK\x03\x05" + WHOLE[HEADER + 4 :],
        office("word", NAMED, packing=zipfile.ZIP_LZMA),
        b"PK\x03\x04" + bytes(400),
    ],
    ids=["names differ", "no member", "an unusual packing", "no list"],
)
def test_an_office_file_that_is_broken_inside_gets_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^cannot be opened as a Word document\. Save it again, then add that\.$"):
        read(data, formats.WORD)


def test_a_member_without_room_for_an_empty_list_is_left_and_named() -> None:
    tiny = office("word", {"docProps/core.xml": "<creator>D</creator>"})
    assert read(tiny) == Carried(left=frozenset({Left.PROPERTIES}))
    assert OFFICE in parts_of(tiny)
