"""Ambition, timing, library, models and adopting them, budget, sustainability: what is written, what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import BUILDER, person
from tests.programs.builders import Programmed, build_programmed, program_at
from tests.programs.planning import COACHED, LINE, answer_of, line_of, model_of, options, own_option
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.plans.models import Activity
from waypost.plans.queries.undoing import own_last_change
from waypost.programs.actions.adopting_models import NothingToAdopt, adopt_model
from waypost.programs.actions.budgets import add_budget_line, edit_budget_line, record_spending, set_budget_numbers
from waypost.programs.actions.implementation_models import AdoptedModelIsFixed, edit_model
from waypost.programs.actions.model_options import add_option, edit_option, offer_option_again, retire_option
from waypost.programs.actions.planning import (
    QuestionOfAnotherProgram,
    ask_timing_question,
    choose_ambition,
    write_sustainability,
)
from waypost.programs.actions.planning_edits import AdoptedModelStays, put_back_part, take_out_part
from waypost.programs.models import BudgetLine, ModelOption, TimelineAnswer
from waypost.programs.queries.budgets import budget_page
from waypost.programs.queries.implementation_models import model_line
from waypost.programs.queries.model_options import library, offered, option_called
from waypost.programs.queries.planning import ambitions, conversations, sustainability
from waypost.programs.rules.ambitions import Ambition
from waypost.programs.rules.budgets import WrongYear
from waypost.programs.rules.estimates import PartKind, Span
from waypost.programs.rules.timing import TimingQuestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


def test_every_ambition_ever_chosen_stays_and_the_last_one_is_in_force(programmed: Programmed) -> None:
    program, lead = programmed.program, programmed.lead
    choose_ambition(by=lead, program=program, started_from=0, ambition=Ambition.SYSTEM, reason="Dream big")
    choose_ambition(by=lead, program=program, started_from=1, ambition=Ambition.TRANSITION, reason="Step by step")
    assert [(each.ambition, each.reason, each.chosen_by) for each in ambitions(program)] == [
        ("transition", "Step by step", lead),
        ("system", "Dream big", lead),
    ]
    assert AuditEntry.objects.filter(verb="choose ambition").count() == 2


def test_two_who_choose_at_once_are_told_and_choosing_the_same_again_changes_nothing(programmed: Programmed) -> None:
    program = programmed.program
    choose_ambition(by=BUILDER, program=program, started_from=0, ambition=Ambition.COMPLEMENT, reason="Begin small")
    with pytest.raises(EditConflict):
        choose_ambition(by=BUILDER, program=program, started_from=0, ambition=Ambition.SYSTEM, reason="Go far")
    choose_ambition(by=BUILDER, program=program, started_from=1, ambition=Ambition.COMPLEMENT, reason="Begin small")
    assert len(ambitions(program)) == 1


def test_answers_stand_below_their_question_and_can_be_taken_out_and_put_back(programmed: Programmed) -> None:
    program = programmed.program
    own = ask_timing_question(by=BUILDER, program=program, text="When is the building open late?")
    answer_of(program)
    late = answer_of(program, own, "Tuesdays")
    shown = conversations(program)
    assert [(each.key, len(each.answers)) for each in shown] == [
        *[(key.value, int(key is TimingQuestion.EDUCATORS)) for key in TimingQuestion],
        (own.uid, 1),
    ]
    take_out_part(by=BUILDER, part=late)
    assert conversations(program)[-1].answers == ()
    put_back_part(by=BUILDER, part=late)
    assert conversations(program)[-1].answers[0].text == "Tuesdays"


def test_a_question_of_another_program_takes_no_answer(programmed: Programmed) -> None:
    other = program_at(programmed.tree.district, programmed.activity, "Another")
    question = ask_timing_question(by=BUILDER, program=other, text="When?")
    with pytest.raises(QuestionOfAnotherProgram):
        answer_of(programmed.program, question)
    assert not TimelineAnswer.objects.exists()


def test_the_library_ships_enough_in_each_kind_with_every_figure_in_order(programmed: Programmed) -> None:
    shown = library(programmed.tree.district)
    counts = {kind: sum(option.kind is kind for option in shown) for kind in PartKind}
    assert counts[PartKind.SUPPORT] >= 10
    assert counts[PartKind.LOCATION] >= 8
    assert counts[PartKind.CURRENCY] >= 8
    assert all(option.about and option.needs and option.evidence and option.step for option in shown)
    for option in shown:
        for span in vars(option.part.figures).values():
            assert Decimal(0) <= span.low <= span.high


def test_an_organization_changes_retires_and_adds_to_its_library_and_nobody_elses(programmed: Programmed) -> None:
    ours, theirs = programmed.tree.district, programmed.tree.other_district
    coach = option_called(ours, "support", "coach")
    assert coach is not None
    values = {**coach.columns, "money_once_high": Decimal(9000)}
    edit_option(by=BUILDER, organization=ours, option=coach, started_from=0, values=values)
    add_option(by=BUILDER, organization=ours, kind=PartKind.SUPPORT, values=own_option())
    changed = option_called(ours, "support", "coach")
    assert changed is not None
    assert (changed.part.figures.money_once.high, changed.version) == (Decimal(9000), 1)
    with pytest.raises(EditConflict):
        edit_option(by=BUILDER, organization=ours, option=coach, started_from=0, values=values)
    retire_option(by=BUILDER, organization=ours, option=changed)
    assert "coach" not in [option.key for option in offered(ours)]
    assert "Tea with a mentor" in [option.name for option in offered(ours)]
    offer_option_again(by=BUILDER, organization=ours, option=changed)
    assert "coach" in [option.key for option in offered(ours)]
    assert not ModelOption.ever.filter(organization=theirs).exists()


def test_a_model_keeps_the_figures_that_it_took_over_until_it_takes_them_anew(programmed: Programmed) -> None:
    program, district = programmed.program, programmed.tree.district
    model = model_of(program, "newsletter", "own-school")
    assert model_line(model).sums.money == Span()
    (letter,) = options(program, "newsletter")
    dear = {**letter.columns, "money_once_low": Decimal(50), "money_once_high": Decimal(70)}
    edit_option(by=BUILDER, organization=district, option=letter, started_from=0, values=dear)
    chosen = options(program, "newsletter", "stipend")
    values = {"name": model.name, "educators": 20, "awards": 2}
    kept = edit_model(by=BUILDER, model=model, started_from=1, values=values, chosen=chosen)
    assert model_line(kept).sums.money == Span(Decimal(200), Decimal(1000))
    anew = edit_model(by=BUILDER, model=model, started_from=2, values=values, chosen=chosen, anew=True)
    assert model_line(anew).sums.money == Span(Decimal(250), Decimal(1070))
    assert {part.name for part in anew.parts.all()} == {"A short letter every two weeks", "A stipend for each award"}


def test_an_adopted_model_becomes_numbers_budget_lines_and_activities_once(programmed: Programmed) -> None:
    program, lead = programmed.program, programmed.lead
    model = model_of(program, staff_hour_usd=Decimal("40.50"))
    first = adopt_model(by=lead, model=model)
    again = adopt_model(by=lead, model=model)
    assert (first.lines, first.activities, first.may_add_steps) == (3, 3, True)
    assert (again.lines, again.activities) == (0, 0)
    page = budget_page(program)
    assert (page.numbers.educators, page.numbers.awards) == (20, 15)
    shown = {row.line.name: (row.stored.category, row.stored.basis, row.forecast) for row in page.rows}
    assert shown == {
        "A coach beside each educator": ("training", "one-off", Decimal(1500)),
        "A stipend for each award": ("incentives", "per award", Decimal(7500)),
        "Staff hours of the model": ("staffing", "one-off", Decimal("11178.00")),
    }
    steps = Activity.objects.filter(objective=programmed.activity.objective).exclude(pk=programmed.activity.pk)
    assert [step.text for step in steps] == [
        "Find and prepare a coach for every 8 to 12 educators of the program",
        "Reserve a room and a fixed time at each school",
        "Agree with payroll and the association on a stipend for each award",
    ]


def test_steps_of_a_model_are_spread_until_the_first_day_and_undone_one_by_one_by_hand_only(
    programmed: Programmed,
) -> None:
    program, lead = programmed.program, programmed.lead
    program.starts_on, program.ends_on = date(2027, 2, 13), date(2028, 6, 1)
    program.save()
    adopt_model(by=lead, model=model_of(program))
    steps = Activity.objects.filter(objective=programmed.activity.objective).exclude(pk=programmed.activity.pk)
    assert [step.target_on for step in steps] == [date(2027, 1, 24), date(2027, 2, 3), date(2027, 2, 13)]
    entry = AuditEntry.objects.get(verb="add steps of model")
    assert entry.after == {"model": "Coached", "steps": 3}
    assert own_last_change(lead, programmed.activity.objective.plan) is None


def test_another_model_takes_over_without_doubling_what_both_hold(programmed: Programmed) -> None:
    program, lead = programmed.program, programmed.lead
    first, second = model_of(program), model_of(program, "coach", "hybrid", "recognition", name="Lighter")
    adopt_model(by=lead, model=first)
    made = adopt_model(by=lead, model=second)
    assert made.activities == 2
    assert set(program.budget_lines.values_list("from_model__name", flat=True)) == {"Lighter"}
    adopt_model(by=lead, model=first)
    assert set(program.budget_lines.values_list("from_model__name", flat=True)) == {"Coached"}
    assert BudgetLine.ever.filter(from_model=first).count() == 3
    assert program.implementation_models.filter(adopted_at__isnull=False).get() == first


def test_who_may_not_edit_the_plan_adopts_without_adding_steps_to_it(programmed: Programmed) -> None:
    school_lead = person("School Lead", Role.PROGRAM_LEAD, programmed.tree.cedar)
    program = program_at(programmed.tree.cedar, programmed.activity, "At Cedar")
    before = Activity.objects.count()
    made = adopt_model(by=school_lead, model=model_of(program))
    assert (made.may_add_steps, made.activities) == (False, 0)
    assert Activity.objects.count() == before


def test_an_adopted_model_neither_changes_nor_goes_and_an_empty_one_is_not_adopted(programmed: Programmed) -> None:
    program = programmed.program
    model = model_of(program)
    adopt_model(by=BUILDER, model=model)
    model.refresh_from_db()
    with pytest.raises(AdoptedModelIsFixed):
        edit_model(by=BUILDER, model=model, started_from=model.version, values={"educators": 5}, chosen=[])
    with pytest.raises(AdoptedModelStays):
        take_out_part(by=BUILDER, part=model)
    with pytest.raises(NothingToAdopt):
        adopt_model(by=BUILDER, model=model_of(program, "none"))
    assert model.parts.count() == len(COACHED)


def test_lines_lie_in_a_year_of_the_program_and_two_who_edit_are_told(programmed: Programmed) -> None:
    program = programmed.program
    with pytest.raises(WrongYear):
        add_budget_line(by=BUILDER, program=program, values={**LINE, "year": 2029})
    assert not BudgetLine.objects.exists()
    line = line_of(program)
    edit_budget_line(by=BUILDER, line=line, started_from=1, values={**LINE, "funding": "Title II"})
    with pytest.raises(EditConflict):
        edit_budget_line(by=BUILDER, line=line, started_from=1, values={**LINE, "funding": "Other"})
    line.refresh_from_db()
    assert (line.funding, line.amount) == ("Title II", Decimal("120.50"))


def test_what_was_spent_stands_beside_the_forecast(programmed: Programmed) -> None:
    program = programmed.program
    line = line_of(program)
    set_budget_numbers(by=BUILDER, program=program, started_from=0, educators=10, awards=0)
    record_spending(by=BUILDER, line=line, year=2026, started_from=0, amount=Decimal("0.10"))
    record_spending(by=BUILDER, line=line, year=2026, started_from=1, amount=Decimal("100.20"))
    with pytest.raises(EditConflict):
        record_spending(by=BUILDER, line=line, year=2026, started_from=1, amount=Decimal(1))
    page = budget_page(program)
    assert (page.forecast, page.actual, page.left) == (Decimal("120.50"), Decimal("100.20"), Decimal("20.30"))
    assert (page.per_educator, page.per_award) == (Decimal("12.05"), None)


def test_a_sustainability_plan_is_versioned(programmed: Programmed) -> None:
    program = programmed.program
    texts = {"continues": "Coaching", "payers": "General fund", "begins": "July 2027", "risks": "Turnover"}
    write_sustainability(by=BUILDER, program=program, started_from=0, **texts)
    write_sustainability(by=BUILDER, program=program, started_from=1, **{**texts, "payers": "Title II"})
    with pytest.raises(EditConflict):
        write_sustainability(by=BUILDER, program=program, started_from=1, **texts)
    assert (sustainability(program).payers, sustainability(program).version) == ("Title II", 2)
    assert [entry.after for entry in AuditEntry.objects.filter(verb="write sustainability plan").order_by("pk")] == [
        texts,
        {"payers": "Title II"},
    ]


def test_a_budget_in_a_year_that_the_program_left_is_named(programmed: Programmed) -> None:
    program = programmed.program
    line_of(program)
    program.starts_on, program.ends_on = date(2027, 9, 1), date(2028, 6, 1)
    program.save()
    assert budget_page(program).outside == ("Books",)
