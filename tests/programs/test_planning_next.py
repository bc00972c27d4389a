"""What the planning of a program names as next, and the way on from a model that asks for more than there is."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.programs.builders import Programmed, build_programmed
from tests.programs.planning import model_of
from tests.programs.test_planning_pages import browser_of, page
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.programs.actions.adopting_models import adopt_model
from waypost.programs.actions.planning import choose_ambition
from waypost.programs.models import ImplementationModel
from waypost.programs.outcomes import Outcome, OutcomeState, Standing
from waypost.programs.queries.planning_outcomes import Step, steps
from waypost.programs.queries.planning_page import next_part
from waypost.programs.rules.ambitions import Ambition

THERE, LOOK = OutcomeState.AGREED, OutcomeState.NEEDS_A_LOOK
STARTED, MISSING = OutcomeState.STARTED, OutcomeState.MISSING


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def lead(programmed: Programmed) -> Client:
    return browser_of(programmed.lead)


def short_of_money(programmed: Programmed) -> ImplementationModel:
    """The adopted model of a program with an ambition: it costs more than there is."""
    program = programmed.program
    choose_ambition(by=BUILDER, program=program, started_from=0, ambition=Ambition.SYSTEM, reason="Dream big")
    model = model_of(program, money_there=Decimal(10))
    adopt_model(by=programmed.lead, model=model)
    return model


def step(state: OutcomeState, key: str = "a") -> Step:
    return Step(Outcome(key, key, "", lambda _viewer, _program: Standing(state, "")), Standing(state, ""))


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([THERE, LOOK, STARTED, MISSING], 2),
        ([LOOK, THERE, MISSING], 2),
        ([THERE, LOOK, LOOK], 1),
        ([THERE, THERE], None),
    ],
)
def test_what_is_unfinished_comes_before_what_needs_a_look(states: list[OutcomeState], expected: int | None) -> None:
    found = [step(state) for state in states]
    assert next_part(found) is (None if expected is None else found[expected])


def test_an_adopted_model_that_costs_too_much_is_in_place_and_says_so(programmed: Programmed, lead: Client) -> None:
    short_of_money(programmed)
    model = steps(programmed.lead, programmed.program)[1]
    assert (model.is_there, model.standing.says) == (True, "Coached is adopted. On its page, 1 thing needs a look.")
    shown = page(lead, "program_planning", programmed.program.uid)
    assert "2 of 8 parts are in place" in shown
    adopted = reverse("program_model", args=[ImplementationModel.objects.get().uid])
    assert (model.standing.url, f'<a href="{adopted}">Implementation model</a>' in shown) == (adopted, True)
    assert "<strong>Questions before dates</strong>. None of 4 questions has an answer yet." in shown


def test_a_model_that_costs_too_much_offers_the_two_ways_out(programmed: Programmed, lead: Client) -> None:
    model = short_of_money(programmed)
    shown = page(lead, "program_model", model.uid)
    there = reverse("program_model_there", args=[model.uid])
    another = f"{reverse('program_model_new', args=[programmed.program.uid])}?from={model.uid}"
    assert (f'href="{there}"' in shown, f'href="{another}">Mix another' in shown) == (True, True)
    model.refresh_from_db()
    typed = {"money_there": "100000", "version": str(model.version)}
    answer = lead.post(there, typed)
    assert answer.headers["Location"] == reverse("program_model", args=[model.uid])
    model.refresh_from_db()
    assert (model.money_there, model.adopted_at is not None) == (Decimal(100_000), True)
    entry = AuditEntry.objects.get(verb="say what there is for model")
    assert (entry.before or {})["money_there"] in {"10", "10.00"}
    shown = page(lead, "program_model", model.uid)
    assert (f'href="{there}"' in shown, f'href="{another}">Mix another' in shown) == (True, False)
    late = lead.post(there, {**typed, "money_there": "5"})
    assert (late.status_code, "100000" in late.content.decode()) == (409, True)


def test_who_only_reads_is_offered_no_way_out(programmed: Programmed) -> None:
    model = short_of_money(programmed)
    reader = person("Sol Reyes", Role.COMMITTEE_MEMBER, programmed.tree.district)
    shown = page(browser_of(reader), "program_model", model.uid)
    assert ("and you have $10." in shown, "there are two ways" in shown) == (True, False)


def test_a_mixed_model_is_adopted_on_top_of_its_page_until_one_is(programmed: Programmed, lead: Client) -> None:
    first, second = model_of(programmed.program), model_of(programmed.program, name="Second")
    loud = '<button class="btn btn-primary">Adopt this model</button>'
    shown = page(lead, "program_model", first.uid)
    assert shown.index(loud) < shown.index("What needs a look")
    assert ("What adopting it does" in shown, "It takes the place of" in shown) == (True, False)
    adopt_model(by=programmed.lead, model=first)
    other = page(lead, "program_model", second.uid)
    assert (loud in other, "Adopt this model" in other, "It takes the place of Coached" in other) == (False, True, True)
    assert "Adopt this model" not in page(lead, "program_model", first.uid)


def test_the_planning_leads_to_the_only_model_and_else_to_all(programmed: Programmed, lead: Client) -> None:
    program = programmed.program
    first = model_of(program)
    choose_ambition(by=BUILDER, program=program, started_from=0, ambition=Ambition.SYSTEM, reason="Dream big")
    go_on = '<a class="btn btn-primary" href="{}">Go on with this part</a>'
    shown = page(lead, "program_planning", program.uid)
    assert go_on.format(reverse("program_model", args=[first.uid])) in shown
    model_of(program, name="Second")
    shown = page(lead, "program_planning", program.uid)
    assert go_on.format(reverse("program_models", args=[program.uid])) in shown


def test_steps_that_are_not_in_the_plan_yet_are_named_and_added(programmed: Programmed, lead: Client) -> None:
    model = model_of(programmed.program)
    adopt_model(by=programmed.lead, model=model)
    assert "Not in the plan yet" not in page(lead, "program_model", model.uid)
    first = model.parts.order_by("pk")[0]
    first.activity = None
    first.save()
    shown = page(lead, "program_model", model.uid)
    assert (f"<li>{first.step}</li>" in shown, "Add 1 step to the plan" in shown) == (True, True)
    lead.post(reverse("program_model_adopt", args=[model.uid]))
    assert "Not in the plan yet" not in page(lead, "program_model", model.uid)


def test_the_theory_of_action_comes_after_the_model(programmed: Programmed, lead: Client) -> None:
    program = programmed.program
    believe = f'href="{reverse("theory", args=[program.uid])}">Write down what {program.name} believes'
    assert believe not in page(lead, "program_planning", program.uid)
    model = short_of_money(programmed)
    assert believe in page(lead, "program_planning", program.uid)
    assert believe in page(lead, "program_model", model.uid)
    assert believe not in page(lead, "program_model", model_of(program).uid)
