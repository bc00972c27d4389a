"""Whom a text names, and which ordinary words name nobody."""

import pytest

from waypost.submissions.rules.names import person_named_in


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I wrote it with dana  RUIZ, mostly.", "Dana Ruiz"),
        ("I wrote it with Danara Ruizhuang.", None),
        ("Dana and I wrote it.", "Dana"),
        ("I used dana's questions.", "Dana"),
        ("I will mark what I do.", None),
        ("Mark each idea, I said.", "Mark"),
        ("I read what MARK STONE wrote.", "Mark Stone"),
        ("J and I wrote it.", None),
    ],
)
def test_a_name_in_what_an_assessor_reads_is_found_whole_or_the_first_name_alone(text: str, named: str | None) -> None:
    """A first name that is an everyday word as well counts with a capital only, a single letter never."""
    assert person_named_in(text, ["Theo Park", "Dana  Ruiz", "Mark Stone", "Will Day", "J. R. Do"]) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Okafor planned it, and I taught it.", "Okafor"),
        ("I used the questions of Ms. OKAFOR.", "Okafor"),
        ("I worked in okafor style.", None),
        ("García wrote the second half.", "García"),
        ("I tried what van Dijk-Osei tried.", "Dijk-Osei"),
        ("I tried what Osei tried.", "Osei"),
        ("I took a van to Cedar Park in May.", None),
        ("Reading got easier, and Green was the color of my table.", None),
        ("I watched Mr. Park and then Ms Reading teach.", "Park"),
        ("Coach Green watched me.", "Green"),
        ("Her questions helped me; so did the junior class.", None),
        ("I planned the lesson that Mcdonald tried.", None),
        ("I planned the lesson that MCDONALD tried.", "McDonald"),
    ],
)
def test_a_last_name_is_found_alone_and_an_ordinary_word_only_after_a_title(text: str, named: str | None) -> None:
    names = ["Maya Okafor", "Ana de la García", "Ivo van Dijk-Osei", "Theo Park", "Mia Reading", "Lou Green Jr."]
    assert person_named_in(text, [*names, "Mai Her", "Ian McDonald"]) == named


def test_a_roster_in_lower_case_names_people_all_the_same() -> None:
    assert person_named_in("I asked Okafor first.", ["maya okafor"]) == "okafor"
