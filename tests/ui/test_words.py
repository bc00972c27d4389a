"""What a writer reads beside a counted text."""

import pytest

from waypost.ui.words import WordLimits, count_words


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("  \n ", 0), ("one", 1), (" two\twords\n", 2), ("it's well-known", 2)]
)
def test_words_are_what_stands_between_white_space(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (WordLimits(), "3 words"),
        (WordLimits(minimum=5), "3 of at least 5 words"),
        (WordLimits(maximum=3), "3 of up to 3 words"),
        (WordLimits(maximum=2), "3 of up to 2 words: 1 over"),
        (WordLimits(2, 4), "3 of 2 to 4 words"),
    ],
)
def test_the_line_names_the_count_and_what_is_asked(limits: WordLimits, says: str) -> None:
    assert limits.says("one two three") == says
