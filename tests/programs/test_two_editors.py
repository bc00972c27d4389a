"""Two leads who save one form of a program at once (0022): different fields are kept, the same one is asked."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import following, outcome
from tests.programs.planning import line_of, model_of
from tests.two_editors import (
    Case,
    Sent,
    both_keep_what_they_changed,
    browser_of,
    opened,
    sent_by,
    the_later_one_is_asked,
)
from waypost.people.rules import Role
from waypost.programs.actions.budgets import record_spending
from waypost.programs.actions.phase_sets import make_phase_set
from waypost.programs.actions.pilots import ask_sites, record_commitment, set_pilot_range
from waypost.programs.actions.planning import choose_ambition
from waypost.programs.actions.questions import add_question, answer_question
from waypost.programs.actions.representation import count_involved
from waypost.programs.models import Program
from waypost.programs.queries.pilots import schools_to_ask
from waypost.programs.rules.ambitions import Ambition
from waypost.programs.rules.phase_sets import shipped_sets
from waypost.programs.rules.pilots import Commitment
from waypost.programs.rules.representation import Dimension, Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def first(programmed: Programmed) -> Client:
    return browser_of(programmed.lead)


@pytest.fixture
def second(programmed: Programmed) -> Client:
    return browser_of(person("Tom Becker", Role.PROGRAM_LEAD, programmed.tree.district))


def of_program(name: str) -> Callable[[Program], str]:
    return lambda program: reverse(name, args=[program.uid])


def of_ambition(program: Program) -> str:
    choose_ambition(by=BUILDER, program=program, started_from=0, ambition=Ambition.COMPLEMENT, reason="Small steps")
    return reverse("program_ambition", args=[program.uid])


def of_range(program: Program) -> str:
    set_pilot_range(by=BUILDER, program=program, started_from=0, minimum=2, maximum=9)
    return reverse("program_pilot_range", args=[program.uid])


def of_site(program: Program) -> str:
    school = schools_to_ask(program).first()
    assert school is not None
    (site,) = ask_sites(by=BUILDER, program=program, schools=[school])
    said: dict[str, Any] = {"said_by": "Dr. Sun", "said_on": date(2027, 1, 5), "text": "A room"}
    record_commitment(by=BUILDER, site=site, started_from=site.version, commitment=Commitment.COMMITTED, **said)
    return reverse("program_pilot_site", args=[site.uid])


def of_line(program: Program) -> str:
    return reverse("program_budget_line", args=[line_of(program).uid])


def of_model(program: Program) -> str:
    return reverse("program_model_edit", args=[model_of(program).uid])


def of_option(program: Program) -> str:
    return reverse("model_option", args=[program.organization.slug, "support", "coach"])


def of_table(program: Program) -> str:
    groups = [Group("Elementary", 2, 20), Group("High", 3, 30)]
    count_involved(by=BUILDER, program=program, dimension=Dimension.LEVEL, started_from=0, groups=groups)
    return reverse("program_representation_count", args=[program.uid, "level"])


def of_outcome(program: Program) -> str:
    lead = person("Nia Park", Role.PROGRAM_LEAD, program.organization)
    return reverse("phase_outcome_edit", args=[outcome(following(lead, program), "Charter").uid])


def of_set_phase(program: Program) -> str:
    like = next(iter(shipped_sets().values()))
    made = make_phase_set(by=BUILDER, organization=program.organization, name="Ours", like=like)
    return reverse("phase_set_phase", args=[made.uid, made.words.phases[0].key])


def of_cohort(program: Program) -> str:
    return reverse("cohort_edit", args=[program.cohorts.get().uid])


CASES: dict[str, tuple[Callable[[Program], str], Sent, Sent, Sent]] = {
    "ambition": (of_ambition, {"reason": "Big steps"}, {"ambition": "system"}, {"reason": "Small ones"}),
    "lasting": (
        of_program("program_sustainability"),
        {"continues": "Coaching"},
        {"risks": "A lead who goes"},
        {"continues": "All of it"},
    ),
    "audience": (
        of_program("program_audience_edit"),
        {"department": "Mathematics"},
        {"reason": "They asked"},
        {"department": "Science"},
    ),
    "pilot sites": (of_range, {"minimum": "3"}, {"maximum": "8"}, {"minimum": "4"}),
    "what a school said": (
        of_site,
        {"text": "Two rooms"},
        {"said_by": "Ms. Ames", "said_on": "2027-01-06"},
        {"text": "One room"},
    ),
    "numbers": (of_program("program_budget_numbers"), {"educators": "20"}, {"awards": "15"}, {"educators": "30"}),
    "budget line": (of_line, {"funding": "Title II"}, {"note": "Until June"}, {"funding": "A grant"}),
    "model": (of_model, {"note": "Cheap"}, {"name": "Coached twice"}, {"note": "Dear"}),
    "option": (of_option, {"about": "A person"}, {"needs": "A room"}, {"about": "A colleague"}),
    "who is involved": (of_table, {"involved_0": "4"}, {"involved_1": "6"}, {"involved_0": "5"}),
    "program": (of_program("program_edit"), {"name": "Checking"}, {"purpose": "To see"}, {"name": "Looking"}),
    "cohort": (of_cohort, {"name": "Cohort Z"}, {"ends_on": "2027-05-28"}, {"name": "Cohort Y"}),
    "outcome": (of_outcome, {"label": "Our charter"}, {"hint": "Signed"}, {"label": "A charter"}),
    "phase of a set": (of_set_phase, {"purpose": "To begin"}, {"questions": "Who?\nWhen?"}, {"purpose": "To start"}),
}


def case_of(programmed: Programmed, name: str) -> Case:
    make, first, second, other = CASES[name]
    return Case(make(programmed.program), first, second, other)


@pytest.mark.parametrize("name", CASES)
def test_two_who_change_different_fields_are_both_kept(
    programmed: Programmed, first: Client, second: Client, name: str
) -> None:
    both_keep_what_they_changed(first, second, case_of(programmed, name))


@pytest.mark.parametrize("name", CASES)
def test_two_who_change_the_same_field_are_shown_both_texts(
    programmed: Programmed, first: Client, second: Client, name: str
) -> None:
    the_later_one_is_asked(first, second, case_of(programmed, name))


def test_an_answer_is_one_text_and_both_are_shown(programmed: Programmed, first: Client, second: Client) -> None:
    phase = following(programmed.lead, programmed.program).phases.all()[0]
    question = add_question(by=BUILDER, phase=phase, text="Who signs it?", outcome=None)
    answer_question(by=programmed.lead, question=question, started_from=1, text="The board.")
    address = reverse("phase_question_answer", args=[question.uid])
    the_later_one_is_asked(first, second, Case(address, {"text": "A mayor."}, {}, {"text": "A judge."}))


def test_what_was_spent_is_one_number_and_both_are_shown(programmed: Programmed, first: Client, second: Client) -> None:
    line = line_of(programmed.program)
    record_spending(by=BUILDER, line=line, year=2026, started_from=0, amount=Decimal(5))
    address = reverse("program_budget_spent", args=[line.uid, 2026])
    the_later_one_is_asked(first, second, Case(address, {"amount": "10.00"}, {}, {"amount": "12.00"}))


def test_how_a_line_counts_and_how_many_are_one_thing(programmed: Programmed, first: Client, second: Client) -> None:
    """A one-off line counts once, so a number typed meanwhile would be lost without a word."""
    address = of_line(programmed.program)
    per_educator = {"basis": "per educator", "units": "12"}
    assert first.post(address, opened(first, address) | per_educator).status_code == 302
    late = opened(second, address) | {"units": "14"}
    assert first.post(address, opened(first, address) | {"basis": "one-off", "units": "1"}).status_code == 302
    asked = second.post(address, late)
    assert asked.status_code == 409
    assert {text.label for text in asked.context["conflicts"]} == {"How it counts", "How many"}


def test_who_chose_what_stands_by_now_is_asked_nothing(programmed: Programmed, first: Client, second: Client) -> None:
    phase = following(programmed.lead, programmed.program).phases.all()[0]
    address = reverse("phase_activities", args=[phase.uid])
    late = opened(second, address) | {"activities": [programmed.activity.uid]}
    assert first.post(address, opened(first, address) | {"activities": [programmed.activity.uid]}).status_code == 302
    assert second.post(address, late).status_code == 302
    assert opened(first, address)["activities"] == [programmed.activity.uid]


def test_a_phase_is_added_to_a_set_that_somebody_renamed(programmed: Programmed, first: Client, second: Client) -> None:
    like = next(iter(shipped_sets().values()))
    made = make_phase_set(by=BUILDER, organization=programmed.program.organization, name="Ours", like=like)
    add, rename = (reverse(name, args=[made.uid]) for name in ("phase_set_add", "phase_set_rename"))
    late = sent_by(second.get(add)) | {"name": "One more", "short_name": "More"}
    assert first.post(rename, opened(first, rename) | {"name": "Our own"}).status_code == 302
    assert second.post(add, late).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.words.phases[-1].name) == ("Our own", "One more")


def test_rows_that_somebody_added_meanwhile_stay(programmed: Programmed, first: Client, second: Client) -> None:
    """Each asked for other rows than the other, so that neither page has the fields of both."""
    address = of_table(programmed.program)
    late = opened(second, address) | {"involved_1": "6"}
    rows = sent_by(first.post(address, opened(first, address) | {"more": "rows"}))
    added = {f"name_{place}": f"Level {place}" for place in range(2, 14)} | {"involved_13": "7"}
    assert first.post(address, rows | added).status_code == 302
    assert second.post(address, late).status_code == 302
    held = programmed.program.representations.get().rows
    assert [row["involved"] for row in held] == [2, 6, *[0] * 11, 7]
    assert [row["group"] for row in held] == ["Elementary", "High", *(f"Level {place}" for place in range(2, 14))]


def test_two_who_fill_the_same_new_row_are_shown_both(programmed: Programmed, first: Client, second: Client) -> None:
    address = of_table(programmed.program)
    rows, late = (sent_by(each.post(address, opened(each, address) | {"more": "rows"})) for each in (first, second))
    assert first.post(address, rows | {"name_12": "Night school"}).status_code == 302
    assert second.post(address, late | {"name_2": "Preschool"}).status_code == 409
