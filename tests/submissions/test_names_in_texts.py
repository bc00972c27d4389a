"""Whom a text names, and which ordinary words name nobody."""

import re

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


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I tried what O\u2019Brien tried.", "O'Brien"),
        ("I tried what O'Neil tried.", "O\u2019Neil"),
        ("Munoz and I wrote it.", "Muñoz"),
        ("I asked Perez first.", "Pérez"),
        ("I asked Núñez first.", "Nunez"),
        ("I asked Nu\u0301n\u0303ez first.", "Nunez"),
        ("Zoë wrote the second half.", "Zoe"),
        ("I taught as Sorensen did.", "Sørensen"),
        ("dana\u2019s questions helped me.", "Dana"),
    ],
)
def test_accents_and_the_kind_of_apostrophe_make_no_difference(text: str, named: str) -> None:
    names = ["Sam O'Brien", "Lia O\u2019Neil", "Eva Muñoz", "Luz Pérez", "Zoe Nunez", "Bo Sørensen", "Dana Ruiz"]
    assert person_named_in(text, names) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("mr. ruiz watched me.", "Ruiz"),
        ("I asked ms. king.", "King"),
        ("I asked MRS KING.", "King"),
        ("I asked Coach King.", "King"),
        ("I coach English and the principal may come.", None),
        ("I miss reading to them, as the professor reading with me does.", None),
        ("Our MS reading block grew.", None),
        ("I ASKED MS. READING.", "Reading"),
    ],
)
def test_a_title_counts_in_any_case_and_one_that_is_an_everyday_word_with_a_capital_only(
    text: str, named: str | None
) -> None:
    assert person_named_in(text, ["Dana Ruiz", "Theo King", "Lou English", "Ivo May", "Mia Reading"]) == named


@pytest.mark.parametrize("text", ["I don't know, and I won't ask.", "I don\u2019t know."])
def test_a_word_cut_short_names_nobody(text: str) -> None:
    assert person_named_in(text, ["Don Lee", "Won Park"]) is None
    assert person_named_in(f"{text} Don's plan helped.", ["Don Lee", "Won Park"]) == "Don"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I read the Washington state standards in New York.", None),
        ("We met at Lincoln Elementary in Texas.", None),
        ("I wrote the Math part for Grade 4.", None),
        ("I read the Georgia standards.", None),
        ("I asked Mr. Lincoln.", "Lincoln"),
        ("I asked ms washington.", "Washington"),
        ("Tanya Washington taught it.", "Tanya Washington"),
        ("I asked georgia hill.", "Georgia Hill"),
    ],
)
def test_states_namesakes_of_schools_and_subjects_name_nobody_alone(text: str, named: str | None) -> None:
    names = ["Tanya Washington", "Amy York", "Ray Lincoln", "Gus Texas", "Lena Math", "Kim Grade", "Georgia Hill"]
    assert person_named_in(text, names) == named


def test_names_whose_words_do_not_occur_cost_no_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a whole cohort: Python keeps 512 patterns, and three a name of 300 push each other out."""
    compiled: list[str] = []
    monkeypatch.setattr("re._compiler.compile", lambda pattern, _flags=0: compiled.append(pattern))
    re.purge()
    names = [f"First{number} Last{number}-Other{number}" for number in range(300)]
    assert person_named_in("I planned the lesson and taught it twice.", names) is None
    assert compiled == []
