"""Long texts reach a page clean."""

import pytest

from waypost.ui.markdown import to_html


def test_paragraphs_lists_and_emphasis_are_kept() -> None:
    assert to_html("One *two*.\n\n- three\n- **four**") == (
        "<p>One <em>two</em>.</p>\n<ul>\n<li>three</li>\n<li><strong>four</strong></li>\n</ul>\n"
    )


def test_a_line_break_stays_a_line_break() -> None:
    assert to_html("One\ntwo") == "<p>One<br>\ntwo</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>run()</script>", "<p>&lt;script&gt;run()&lt;/script&gt;</p>\n"),
        ("[go](javascript:run())", "<p>[go](javascript:run())</p>\n"),
        ("# Not a heading", "<p># Not a heading</p>\n"),
        (
            "[a study](https://doi.org/10.1)",
            '<p><a href="https://doi.org/10.1" rel="noopener nofollow">a study</a></p>\n',
        ),
    ],
)
def test_what_could_harm_or_break_the_page_stays_text(text: str, html: str) -> None:
    assert to_html(text) == html
