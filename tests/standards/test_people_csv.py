"""Reading people from a table in a text file, however a spreadsheet wrote it."""

import pytest

from waypost.standards.csv_text import UnreadableFile
from waypost.standards.people_csv import LARGEST_BYTES, MOST_LINES, PeopleFile, read_people

HEAD = "name,email,role,organization\n"
DANA = "Dana Ruiz,dana@example.org,Educator,cedar\n"


def read(text: str) -> PeopleFile:
    return read_people(text.encode())


def sentence_of(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_people(content)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_with_accents_are_read_in_every_encoding_that_spreadsheets_write(encoding: str) -> None:
    content = (HEAD + "Zoë Muñoz,zoe@example.org,Coach,cedar\n").encode(encoding)
    assert read_people(content).lines[0].name == "Zoë Muñoz"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_delimiter_is_understood(delimiter: str) -> None:
    assert read((HEAD + DANA).replace(",", delimiter)).lines[0].email == "dana@example.org"


def test_columns_may_stand_in_any_order_and_others_are_named_as_not_used() -> None:
    found = read("Email,Phone,Organization,ROLE,Name\nDANA@example.org,1,cedar,coach,Dana Ruiz\n")
    line = found.lines[0]
    assert (line.name, line.email, line.role, line.organization) == ("Dana Ruiz", "dana@example.org", "coach", "cedar")
    assert found.unused_columns == ("Phone",)


def test_a_line_is_numbered_as_an_editor_numbers_it_even_after_quoted_line_breaks_and_blank_lines() -> None:
    found = read(HEAD + '"Dana\nRuiz",d@example.org,Educator,cedar\n\n' + DANA)
    assert [(trouble.number, "line break" in trouble.sentence) for trouble in found.troubles] == [(2, True)]
    assert found.lines[0].number == 5


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_cell_that_begins_like_a_formula_is_refused(sign: str) -> None:
    found = read(HEAD + f"{sign}cmd|x,d@example.org,Educator,cedar\n" + DANA)
    assert found.troubles[0].sentence == f"The name begins with {sign}, as formulas do: remove that sign."
    assert len(found.lines) == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Dana,dana@example.org,Educator\n", "The line has 3 cells and the first line has 4: make them equal."),
        (",dana@example.org,Educator,cedar\n", "The name is missing: fill it in."),
        ("Dana,dana at example,Educator,cedar\n", "dana at example is not an email address: correct it."),
        ("D" * 201 + ",d@example.org,Educator,cedar\n", "The name is longer than 200 letters: shorten it."),
    ],
)
def test_a_line_that_is_not_understood_says_what_to_do(line: str, sentence: str) -> None:
    found = read(HEAD + line)
    assert [(trouble.number, trouble.sentence) for trouble in found.troubles] == [(2, sentence)]
    assert found.lines == ()


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"PK\x03\x04workbook", "This is a damaged workbook or ZIP file"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"", "The file is empty"),
        (HEAD.encode(), "The file has no line below its head"),
        (b"name,email\nDana,d@example.org\n", "The first line lacks role and organization"),
        (b"name,email,role,organization,email\n1,2,3,4,5\n", "names the column email twice"),
        ((HEAD + "Da\x00na,d@example.org,Educator,cedar\n").encode(), "This is not a text file"),
        ((HEAD + '"Dana,d@example.org,Educator,cedar\n').encode(), "A quotation mark is open or stray near line 2"),
        (b"\xff\xfe\x00", "The letters of this file can't be read"),
        (b"n" * (LARGEST_BYTES + 1), "The file is larger than 2 MB"),
        ((HEAD + DANA * (MOST_LINES + 1)).encode(), "The file has more than 5000 lines"),
    ],
)
def test_a_file_that_can_not_be_read_is_answered_by_one_sentence(content: bytes, part: str) -> None:
    assert part in sentence_of(content)
