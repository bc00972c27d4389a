"""Each file that is no CSV gets a sentence of its own."""

import pytest

from tests.shared_data import shared_data
from tests.standards.office_files import old_office_with, zip_with
from waypost.standards.other_files import what_to_do_with


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (zip_with("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
        (zip_with("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (zip_with("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint presentation"),
        (zip_with("mimetype", "content.xml"), "an OpenDocument file"),
        (zip_with("Index/Document.iwa"), "a file of an Apple app, such as Numbers"),
        (zip_with("people.csv"), "a ZIP file"),
        (zip_with(), "a ZIP file"),
        (zip_with("xl/workbook.xml")[:-30], "a damaged workbook or ZIP file"),
        (old_office_with("WordDocument"), "an old Word document"),
        (old_office_with("Workbook"), "an old Excel workbook"),
        (old_office_with("EncryptedPackage"), "an older or password-protected Office file"),
        (b"%PDF-1.7", "a PDF"),
    ],
    ids=lambda given: "" if isinstance(given, bytes) else given,  # a ZIP file holds the time at which it was made
)
def test_each_kind_of_file_is_called_what_it_is(content: bytes, called: str) -> None:
    sentence = what_to_do_with(content)
    assert sentence.partition(":")[0] == f"This is {called}"
    assert sentence.endswith(".")
    assert "CSV" in sentence


@pytest.mark.parametrize("content", [b"", b"name,email\n", b"PK,email\n", "n\u00e4me,email\n".encode("utf-16")])
def test_what_may_be_text_gets_no_sentence(content: bytes) -> None:
    assert what_to_do_with(content) == ""


def test_the_sample_plan_is_a_word_document() -> None:
    plan = shared_data("plans", "abc-district.docx").read_bytes()
    assert what_to_do_with(plan).startswith("This is a Word document: ")
