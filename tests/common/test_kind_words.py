"""Words that close a door, and better ones."""

from waypost.common.kind_words import better_words


def test_harsh_words_have_better_ones_and_only_as_whole_words() -> None:
    assert better_words("You FAILED here; the plan is weak.") == {"FAILED": "did not yet show", "weak": "a start"}
    assert better_words("Last week a badger failsafe was unfaltering.") == {}
