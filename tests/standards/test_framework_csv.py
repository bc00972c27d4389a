"""Frameworks from tables as publishers and people write them."""

import pytest

from tests.shared_data import shared_data
from waypost.standards.competency_framework import MOST_ITEMS, FrameworkFile, UnreadableFrameworkError
from waypost.standards.framework_csv import LARGEST_BYTES, read_framework_csv

HEADS = b"code,statement\r\n"


def read(text: str) -> FrameworkFile:
    return read_framework_csv(text.encode(), "Our  Standards")


def by_code(file: FrameworkFile) -> list[tuple[str, str]]:
    codes = {item.identifier: item.code for item in file.items}
    return [(item.code, codes.get(item.parent, "")) for item in file.items]


def gaps(file: FrameworkFile) -> list[tuple[str, str]]:
    return [(gap.where, gap.sentence) for gap in file.gaps]


def test_the_published_table_becomes_a_tree_of_all_its_lines() -> None:
    file = read_framework_csv(shared_data("case", "ccsso_ela_item.csv").read_bytes(), "ELA")
    assert (len(file.items), file.gaps) == (1189, ())
    assert [item.statement for item in file.items if not item.parent][:3] == [
        "College and Career Anchor Standards",
        "Kindergarten",
        "Grade 1",
    ]
    item = next(each for each in file.items if each.code == "L.1.4")
    above = next(each for each in file.items if each.identifier == item.parent)
    assert (item.levels, item.kind, above.statement) == ("01", "Standard", "Vocabulary Acquisition and Use")


def test_a_code_and_a_statement_are_enough() -> None:
    file = read("code,statement\nL.1,Print all letters\nL.2,Use nouns\n")
    assert [(item.code, item.statement, item.identifier) for item in file.items] == [
        ("L.1", "Print all letters", "L.1"),
        ("L.2", "Use nouns", "L.2"),
    ]
    assert (file.head.title, file.head.identifier) == ("Our Standards", "our standards")


def test_statements_alone_are_told_apart_by_their_words() -> None:
    file = read("Standard\nPrint all letters\nUse nouns\nPrint all letters\n")
    assert len({item.identifier for item in file.items}) == 2
    assert gaps(file) == [("Line 4", "An earlier line has the same statement: this one is left out.")]


def test_a_parent_column_names_codes_also_of_later_lines() -> None:
    file = read("code,statement,parent\nL.1.a,Letters,L.1\nL.1,Conventions,L\nL,Language,\n")
    assert by_code(file) == [("L", ""), ("L.1", "L"), ("L.1.a", "L.1")]


def test_an_outline_number_without_one_above_goes_as_near_as_it_can() -> None:
    file = read("code,statement,smartLevel\nC,Third,1.2.3\nA,First,1\nB,Second,10\nD,Fourth,x\n")
    assert by_code(file) == [("A", ""), ("C", "A"), ("B", ""), ("D", "")]
    assert gaps(file) == [
        ("Line 2", "No line has the number 1.2 above it: it goes under 1."),
        ("Line 5", "Its outline number can't be read: it goes to the end of the top."),
    ]


def test_grades_read_as_a_list() -> None:
    assert [item.levels for item in read('statement,grade\nLetters,"09,10"\n').items] == ["09, 10"]


def test_columns_that_are_not_used_are_named() -> None:
    assert read("code,statement,color\nL.1,Letters,red\n").unused_columns == ("color",)


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (b"", "The file is empty"),
        (HEADS, "The file has no item below its first line"),
        (b"code,words\nL.1,Letters\n", "The first line names no column for the words"),
        (b"PK\x03\x04", "This is a damaged workbook or ZIP file"),
        (b'code,statement\nL.1,"open\n', "A quotation mark is open"),
        (b"statement\n" + b"a\n" * (MOST_ITEMS + 1), "The file has more than 20,000 lines"),
        (b"a" * (LARGEST_BYTES + 1), "The file is larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_table_gives_one_sentence(content: bytes, begins: str) -> None:
    with pytest.raises(UnreadableFrameworkError) as caught:
        read_framework_csv(content, "Ours")
    assert str(caught.value).startswith(begins)
    assert str(caught.value).endswith(".")


def test_a_short_line_keeps_what_it_has() -> None:
    file = read("statement,code,grades\nLetters\n,L.2\n")
    assert [(item.statement, item.code) for item in file.items] == [("Letters", "")]
    assert gaps(file) == [("Line 3", "It has no statement: it is left out.")]


def test_a_name_is_as_long_as_its_place_also_in_small_letters() -> None:
    file = read_framework_csv(HEADS + b"L.1,Letters\n", "ß" * 300)
    assert (file.head.title, file.head.identifier) == ("ß" * 300, "s" * 300)
    with pytest.raises(UnreadableFrameworkError, match="The name of the framework is longer than 300 characters"):
        read_framework_csv(HEADS + b"L.1,Letters\n", "a" * 301)
