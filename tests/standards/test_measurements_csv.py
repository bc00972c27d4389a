"""Tables of measurements as spreadsheets write them."""

from datetime import date
from decimal import Decimal

import pytest

from waypost.standards.csv_text import UnreadableFile
from waypost.standards.measurements_csv import LARGEST_BYTES, MOST_LINES, TEMPLATE, read_measurements

DAY = date(2026, 10, 30)


def only_line(text: str, encoding: str = "utf-8") -> tuple[date, Decimal, str]:
    (line,) = read_measurements(text.encode(encoding)).lines
    return line.measured_on, line.value, line.note


def sentences(line: str) -> list[str]:
    return [trouble.sentence for trouble in read_measurements(f"date,value,note\n{line}\n".encode()).troubles]


@pytest.mark.parametrize("written", ["2026-10-30", "10/30/2026", "10/30/26", '"October 30, 2026"', '"Oct 30, 2026"'])
def test_a_date_is_read_in_the_ways_that_people_write_it(written: str) -> None:
    assert only_line(f"date,value\n{written},3\n") == (DAY, Decimal(3), "")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", "12"),
        ("12.50", "12.5"),
        ("-3", "-3"),
        ('"1,234"', "1234"),
        ("45%", "45"),
        ("$900.25", "900.25"),
        (".5", "0.5"),
    ],
)
def test_a_number_is_read_in_the_ways_that_people_write_it(written: str, value: str) -> None:
    assert only_line(f"date,value\n2026-10-30,{written}\n") == (DAY, Decimal(value), "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_each_encoding_and_each_mark_between_cells_is_read(encoding: str, mark: str) -> None:
    text = mark.join(("Note", "VALUE", "Date")) + "\r\n" + mark.join(("Café", "3", "2026-10-30")) + "\r\n"
    assert only_line(text, encoding) == (DAY, Decimal(3), "Café")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",3,", "The date is missing: fill it in."),
        ("2026-10-30,,", "The value is missing: fill it in, or remove the line."),
        ("2026-13-30,3,", "2026-13-30 is not a date: write it like 2027-01-29 or 1/29/2027."),
        ("1900-01-01,3,", "The date 1900-01-01 lies before 1990: check its year."),
        ("2026-10-30,=SUM(A1),", "The value begins with =, as formulas do: write the number itself."),
        ("2026-10-30,+3,", "The value begins with +, as formulas do: write the number itself."),
        ('2026-10-30,"1,23",', "1,23 is not a number: write digits, such as 12 or 12.5."),
        ("2026-10-30,.,", ". is not a number: write digits, such as 12 or 12.5."),
        ("2026-10-30,nan,", "nan is not a number: write digits, such as 12 or 12.5."),
        ("2026-10-30,3,@cmd", "The note begins with @, as formulas do: remove that sign."),
        (f"2026-10-30,3,{'x' * 2001}", "The note is longer than 2000 letters: shorten it."),
        ("2026-10-30,3,a\x07b", "The note holds a sign that can't be seen: remove it."),
        ("2026-10-30,3", "The line has 2 cells and the first line has 3: make them equal."),
    ],
)
def test_a_line_that_is_not_understood_says_what_to_do(line: str, sentence: str) -> None:
    assert sentences(line) == [sentence]


@pytest.mark.parametrize("value", ["1234567890123", "1.23456"])
def test_more_digits_than_fit_are_said_and_not_cut(value: str) -> None:
    assert sentences(f"2026-10-30,{value},") == [
        "The value has more digits than fit: write at most 12 before and 4 after the point."
    ]


def test_everything_that_is_wrong_with_a_line_is_said_at_once() -> None:
    assert len(sentences("soon,ten,=1")) == 3


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"x" * (LARGEST_BYTES + 1), "The file is larger than 500 kB: split it, and upload the parts."),
        (b" \n", "The file is empty: add a head and one line for each measurement."),
        (b"date,value\x00\n", "This is not a text file: export the list as CSV, and upload that file."),
        (b"date,value,date\n1,2,3\n", "The first line names the column date twice: keep one of them."),
        (TEMPLATE.encode(), "The file has no line below its head: add one line for each measurement."),
        (
            b"date,value\n" + b"2026-10-30,1\n" * (MOST_LINES + 1),
            "The file has more than 1000 lines: split it, and upload the parts.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as told:
        read_measurements(content)
    assert str(told.value) == sentence


def test_columns_that_are_not_used_are_named() -> None:
    assert read_measurements(b"date,value,School\n2026-10-30,3,Juniper\n").unused_columns == ("School",)
