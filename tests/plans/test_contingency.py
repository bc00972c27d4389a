from waypost.plans.rules.contingency import split_contingency


def test_a_line_that_begins_with_workaround_parts_the_two() -> None:
    assert split_contingency("Substitutes are short\nworkaround: meet by video") == (
        "Substitutes are short",
        "meet by video",
    )


def test_a_cell_without_that_word_is_the_setback_whole() -> None:
    assert split_contingency("If snow comes, meet by video") == ("If snow comes, meet by video", "")


def test_a_workaround_stands_alone_where_no_setback_is_named() -> None:
    assert split_contingency("Workaround: meet by video") == ("", "meet by video")
