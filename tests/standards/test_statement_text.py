"""Words of standards that publishers mark up with HTML."""

import pytest

from waypost.standards.statement_text import plain_statement


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("10<sup>2</sup> m and H<sub>2</sub>O", "10² m and H₂O"),
        ("the fraction <sup>1/2</sup>/<sub>1/4</sub>", "the fraction 1/2/1/4"),
        ("the 1<sup>st</sup> of them", "the 1st of them"),
        ("<p>One</p><p>Two<br/>Three</p>", "One\nTwo\nThree"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ('<em class="x">Read</em> &amp; write', "Read & write"),
        ("where x < 5 and y > 3", "where x < 5 and y > 3"),
        ("<script>alert(1)</script>Read", "Read"),
        ("Read<script>alert(1)", "Read"),
        ("&lt;b&gt; is a mark", "<b> is a mark"),
        ("a\x00b\u202ec", "abc"),
        ("  two   spaces \n\n and lines ", "two spaces\nand lines"),
    ],
)
def test_marks_become_words_and_signs_stay(marked: str, plain: str) -> None:
    assert plain_statement(marked) == plain


def test_half_a_sign_is_left_out() -> None:
    assert ascii(plain_statement("a\ud800b\udfff &#xD800;")) == ascii("ab \ufffd")
