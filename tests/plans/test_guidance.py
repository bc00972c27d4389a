"""Help beside the forms and plans to begin with: short, kind, ours, and good by our own rules."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from tests.architecture.test_words import BANNED, JARGON
from waypost.plans.rules.guidance import Guide, guides
from waypost.plans.rules.smart.check import check
from waypost.plans.rules.smart.facts import Letter, ObjectiveFacts
from waypost.plans.rules.templates import SAMPLE, PlanTemplate, plan_templates

LONGEST_TEXT = 320
LONGEST_EXAMPLE = 130
TODAY = date(2027, 1, 14)
SECTIONS = {"plan", "goal", "indicators", "objective", "strategy", "activities", "alignment", "procedures"}


def texts_of(template: PlanTemplate) -> Iterator[str]:
    yield from (template.label, template.about, template.title, template.priority_area, template.goal)
    for indicator in template.indicators:
        yield from (str(value) for value in indicator.values.values())
    for objective in template.objectives:
        yield from (objective.fields.text, objective.fields.strategy_type, *objective.fields.products)
        for step in objective.activities:
            yield from (step.text, step.result)


def all_texts() -> list[str]:
    guided = [text for one in guides().values() for text in (one.title, one.text, one.good, one.weak, one.why)]
    return [*guided, *(text for template in plan_templates().values() for text in texts_of(template))]


def test_every_section_of_the_forms_has_help() -> None:
    assert set(guides()) == SECTIONS


@pytest.mark.parametrize("guide", guides().values(), ids=lambda guide: guide.key)
def test_help_is_short_enough_for_a_phone(guide: Guide) -> None:
    assert len(guide.title) <= 50
    assert len(guide.text) <= LONGEST_TEXT
    assert max(len(guide.good), len(guide.weak), len(guide.why)) <= LONGEST_EXAMPLE


def test_no_help_and_no_sample_says_a_banned_word_or_our_jargon() -> None:
    assert [text for text in all_texts() if BANNED.search(text) or JARGON.search(text)] == []


def test_no_help_and_no_sample_holds_markup_or_an_address() -> None:
    assert [text for text in all_texts() if re.search(r"[<>{}]|https?:|www\.", text)] == []


def test_the_good_objective_has_all_five_and_the_weak_one_none() -> None:
    guide = guides()["objective"]
    found = [sum(one.is_there for one in check(ObjectiveFacts(text, TODAY))) for text in (guide.good, guide.weak)]
    assert found == [5, 0]


@pytest.mark.parametrize("key", ["district", "state", "school"])
def test_every_sample_objective_of_a_template_has_all_five(key: str) -> None:
    texts = [row.fields.text for row in plan_templates()[key].objectives]
    missing = {
        (text[:60], one.letter) for text in texts for one in check(ObjectiveFacts(text, TODAY)) if not one.is_there
    }
    assert missing == set()
    assert [len(list(Letter)), len(plan_templates())] == [5, 3]


@pytest.mark.parametrize("template", plan_templates().values(), ids=lambda template: template.key)
def test_every_text_to_write_over_is_marked_as_a_sample(template: PlanTemplate) -> None:
    marked = [template.goal, *(str(one.values["text"]) for one in template.indicators)]
    marked += [row.fields.text for row in template.objectives]
    marked += [step.fields.text for row in template.objectives for step in row.activities]
    assert [text for text in marked if not text.startswith(SAMPLE)] == []


@pytest.mark.parametrize("template", plan_templates().values(), ids=lambda template: template.key)
def test_the_steps_of_a_template_end_after_they_start(template: PlanTemplate) -> None:
    steps = [step for row in template.objectives for step in row.activities]
    assert all(0 <= step.start_month < step.target_month for step in steps)
