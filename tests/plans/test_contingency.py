from hypothesis import given
from hypothesis import strategies as st

from waypost.plans.rules.contingency import joined_contingency, split_contingency

LINES = st.text("abcxyz ", min_size=1).map(str.strip).filter(bool)


def test_a_line_that_begins_with_workaround_parts_the_two() -> None:
    assert split_contingency("Substitutes are short\nworkaround: meet by video") == (
        "Substitutes are short",
        "meet by video",
    )


def test_a_cell_without_that_word_is_the_setback_whole() -> None:
    assert split_contingency("If snow comes, meet by video") == ("If snow comes, meet by video", "")


def test_a_workaround_stands_alone_where_no_setback_is_named() -> None:
    assert split_contingency("Workaround: meet by video") == ("", "meet by video")


@given(setback=st.one_of(st.just(""), LINES), workaround=st.one_of(st.just(""), LINES))
def test_what_is_joined_is_read_back_as_it_was(setback: str, workaround: str) -> None:
    assert split_contingency(joined_contingency(setback, workaround)) == (setback, workaround)
