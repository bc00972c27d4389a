"""What an item of the library says, without a database."""

import pytest

from waypost.library.rules import (
    FINDING_LABELS,
    KIND_LABELS,
    LONGEST_TAG,
    LONGEST_TITLE,
    STRENGTH_LABELS,
    STRENGTH_MEANINGS,
    Finding,
    Kind,
    Search,
    Strength,
    reference,
    tags_in,
    why_tags_do_not_fit,
)
from waypost.library.shipped import ShippedStudy, shipped_studies

STUDIES = shipped_studies()


def test_tags_stand_between_commas_in_small_letters_each_once() -> None:
    assert tags_in("Coaching, feedback ,  coaching,\nPay  and time,,") == ("coaching", "feedback", "pay and time")


def test_too_many_or_too_long_tags_get_one_sentence() -> None:
    assert why_tags_do_not_fit(["one", "two"]) == ""
    assert why_tags_do_not_fit([str(number) for number in range(13)]).startswith("Give at most 12 tags")
    assert why_tags_do_not_fit(["x" * (LONGEST_TAG + 1)]).startswith("Write a tag in at most 60 characters")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            ("Kennedy, M. M.", 2016, "How does it work?", "Review, 86(4)"),
            "Kennedy, M. M. (2016). How does it work? Review, 86(4).",
        ),
        (("", None, "A case", ""), "A case."),
        (("TNTP", 2015, "The Mirage", "TNTP"), "TNTP (2015). The Mirage. TNTP."),
        (("", 2015, "The Mirage", ""), "(2015). The Mirage."),
    ],
)
def test_a_reference_leaves_out_what_nobody_knows(given: tuple[str, int | None, str, str], said: str) -> None:
    authors, year, title, venue = given
    assert reference(authors=authors, year=year, title=title, venue=venue) == said


def test_a_search_knows_whether_it_narrows_and_takes_few_words() -> None:
    assert not Search("  ").narrows
    assert Search(tag="pay").narrows
    assert len(Search("word " * 5000).words) == 8


def test_every_kind_finding_and_strength_has_words() -> None:
    assert (set(KIND_LABELS), set(FINDING_LABELS)) == (set(Kind), set(Finding))
    assert set(STRENGTH_LABELS) == set(STRENGTH_MEANINGS) == set(Strength)


def test_at_least_fifteen_studies_come_with_waypost_and_some_found_no_effect() -> None:
    assert len(STUDIES) >= 15
    assert len({study.key for study in STUDIES}) == len(STUDIES)
    without = [study for study in STUDIES if study.fields.found == Finding.NO_EFFECT]
    assert len(without) >= 5


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.key)
def test_each_has_a_claim_what_it_did_not_find_and_a_full_reference(study: ShippedStudy) -> None:
    fields = study.fields
    assert all((fields.claim, fields.not_found, fields.population, fields.authors, fields.year, fields.venue))
    assert fields.link.startswith("https://")
    assert study.checked
    assert fields.kind in list(Kind)
    assert fields.found in list(Finding)
    assert fields.strength in list(Strength)
    assert fields.tags
    assert not why_tags_do_not_fit(fields.tags)
    assert max(map(len, (fields.title, fields.authors, fields.venue, fields.link))) <= LONGEST_TITLE


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.key)
def test_each_claim_is_one_sentence(study: ShippedStudy) -> None:
    assert study.fields.claim.endswith(".")
    assert ". " not in study.fields.claim


def test_figures_stand_only_where_their_check_is_named() -> None:
    with_figures = [study for study in STUDIES if study.fields.figures]
    assert [study.key for study in with_figures if "search" not in study.checked] == []


def test_topics_that_a_district_asks_about_are_there() -> None:
    tags = {tag for study in STUDIES for tag in study.fields.tags}
    assert {"coaching", "feedback", "incentives", "micro-credentials", "professional learning"} <= tags
