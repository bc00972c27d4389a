"""What becomes of letters that the font of PDF files lacks."""

import pytest

from waypost.ui.letters import letters_of_the_font, printable, printable_content, writable
from waypost.ui.pictures import Picture, picture_file
from waypost.ui.typesetting import typeset

EVERYTHING = "学习 \U0001f600 مرحبا → ⇒ ễ ñ “so” \u202e\x0b\x00 \uff1cb\uff1e \uff06 #let *x*"
TYPST = b'#set document(title: "x")\n#set text(font: "Atkinson Hyperlegible")\n#sys.inputs.x'


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Plain “words” with é, ñ and ½", "Plain “words” with é, ñ and ½"),
        ("Plan → act ⇒ 3", "Plan -> act => 3"),
        ("Nguyễn", "Nguyen"),
        ("学习 plan", "?? plan"),
        ("a\u202eb\x00c\n", "abc\n"),
        ("\uff1cscript \uff06", "?script ?"),
    ],
)
def test_a_letter_is_kept_written_plainer_or_marked(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_the_font_draws_every_letter_that_its_table_names() -> None:
    known = letters_of_the_font()
    assert set("abcXYZ019 \u2013“”…éñ½").issubset(known)
    every = "".join(sorted(letter for letter in known if letter.isprintable()))
    assert typeset(TYPST, "x", {"x": every})


def test_a_file_of_whatever_people_paste_is_written() -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>{EVERYTHING}</text></svg>'
    for suffix in ("pdf", "png"):
        assert picture_file(Picture(svg, EVERYTHING, EVERYTHING, 9, 9), suffix)
    assert "\x0b" not in picture_file(Picture(svg, "x", "x", 9, 9), "svg").decode()


def test_every_text_inside_is_looked_at() -> None:
    assert printable_content({"a": ["→", ("⇒", 3)], "b": None}) == {"a": ["->", ["=>", 3]], "b": None}
    assert writable("→\x07") == "→"
