"""The checklist that gates publication, without a database."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from waypost.catalog.rules import Anatomy, CriterionFacts, Glyph, Level, PartFacts, PartKind, quality_checks

LEVELS = {Level.DEMONSTRATED: "All of it.", Level.PROGRESSING: "Some of it.", Level.NOT_YET: "None of it so far."}
TEXTS = ("competency", "summary", "audience", "key_method", "privacy_note", "need", "authors")
COMPLETE = Anatomy(
    texts=dict.fromkeys(TEXTS, "Some words."),
    tag_count=1,
    component_count=2,
    source_count=2,
    sources_without_address=[],
    resource_count=1,
    alignment_count=1,
    estimated_hours=Decimal("12.0"),
    weeks_are_known=True,
    step_hours=[Decimal("4.5"), Decimal("7.5")],
    parts=[PartFacts(kind.value, kind, 1, has_criterion=True) for kind in PartKind],
    items_without_details=[],
    criteria=[CriterionFacts("Fits the goal", LEVELS)],
)


def missing(anatomy: Anatomy) -> list[str]:
    return [check.sentence for check in quality_checks(anatomy) if not check.is_met]


def without(kind: PartKind) -> list[PartFacts]:
    return [part for part in COMPLETE.parts if part.kind != kind]


def test_nothing_is_missing_from_a_complete_version() -> None:
    assert missing(COMPLETE) == []


@pytest.mark.parametrize("field", TEXTS)
def test_each_text_is_asked_for_even_where_it_holds_only_spaces(field: str) -> None:
    assert len(missing(replace(COMPLETE, texts={**COMPLETE.texts, field: "  "}))) == 1


@pytest.mark.parametrize(
    ("anatomy", "sentence"),
    [
        (replace(COMPLETE, tag_count=0), "Add at least one tag, so that people find it."),
        (replace(COMPLETE, component_count=1), "Break the method into at least 2 components."),
        (replace(COMPLETE, source_count=1), "Name at least 2 sources that readers can look up."),
        (replace(COMPLETE, sources_without_address=["A study"]), "Add a DOI or a web address to: A study."),
        (replace(COMPLETE, resource_count=0), "Add at least one resource and how to use it."),
        (replace(COMPLETE, alignment_count=0), "Name at least one standard or framework that it serves."),
        (replace(COMPLETE, weeks_are_known=False), "Estimate the hours and the weeks."),
        (replace(COMPLETE, step_hours=[Decimal(5)]), "The steps add up to 5 hours: let them match the estimate."),
        (
            replace(COMPLETE, items_without_details=["A clip"]),
            "List what to include and give a privacy note for: A clip.",
        ),
        (replace(COMPLETE, parts=without(PartKind.REFLECTION)), "Add a part of the kind “Reflection”."),
        (replace(COMPLETE, criteria=[]), "Add criteria and describe each level of them."),
    ],
)
def test_each_gap_is_one_sentence_that_says_what_to_do(anatomy: Anatomy, sentence: str) -> None:
    assert missing(anatomy) == [sentence]


def test_a_part_with_nothing_to_do_or_nothing_that_looks_at_it_is_named() -> None:
    part = PartFacts("What you changed", PartKind.REFLECTION, 0, has_criterion=False)
    assert missing(replace(COMPLETE, parts=[*COMPLETE.parts, part])) == [
        "Say what to write or add in: What you changed.",
        "Add a criterion for: What you changed.",
    ]


@pytest.mark.parametrize("text", ["", "ALL  of it."])
def test_levels_without_words_or_with_the_same_words_are_not_told_apart(text: str) -> None:
    criterion = CriterionFacts("Fits the goal", {**LEVELS, Level.NOT_YET: text})
    assert missing(replace(COMPLETE, criteria=[criterion])) == [
        "Describe what an assessor can see at each level, in different words, for: Fits the goal."
    ]


def test_an_empty_draft_is_told_everything_and_breaks_nothing() -> None:
    empty = Anatomy(
        dict.fromkeys(TEXTS, ""),
        0,
        0,
        0,
        [],
        0,
        0,
        None,
        weeks_are_known=False,
        step_hours=[],
        parts=[],
        items_without_details=[],
        criteria=[],
    )
    checks = quality_checks(empty)
    met = {check.name for check in checks if check.is_met}
    assert met == {"Nothing empty", "Evidence explained", "Sources can be found"}


def test_every_glyph_has_a_picture_of_its_own() -> None:
    drawn = {render_to_string("ui/_glyph.html", {"glyph": glyph}) for glyph in [*Glyph, ""]}
    assert len(drawn) == len(Glyph) + 1
