"""The pages of implementation models, by a lead."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.programs.builders import Programmed, build_programmed
from tests.programs.planning import model_of
from tests.programs.test_planning_pages import browser_of, page
from waypost.plans.actions.removal import take_out
from waypost.programs.actions.adopting_models import adopt_model
from waypost.programs.models import BudgetLine, ImplementationModel

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def lead(programmed: Programmed) -> Client:
    return browser_of(programmed.lead)


def test_models_stand_side_by_side_three_at_most(programmed: Programmed, lead: Client) -> None:
    program = programmed.program
    made = [model_of(program, name=f"Model {number}", money_there=Decimal(10)) for number in range(4)]
    model_of(program, "newsletter", name="Without money")
    shown = page(lead, "program_models", program.uid)
    assert shown.count('scope="col">Model') == 3
    chosen = "&".join(f"model={model.uid}" for model in made)
    too_many = lead.get(f"{reverse('program_models', args=[program.uid])}?{chosen}").content.decode()
    assert "Three models stand side by side at most" in too_many
    assert "It costs $1,500 to $9,000, and you have $10." in shown
    assert "No part of this model names any money, so its cost is not known: it is not the same as free." in shown


def test_a_lead_mixes_changes_and_adopts_a_model(programmed: Programmed, lead: Client) -> None:
    program = programmed.program
    typed = {
        "name": "Coached",
        "educators": "20",
        "awards": "15",
        "goals": ["practice"],
        "supports": ["coach", "examples"],
        "locations": ["own-school"],
        "currencies": ["stipend"],
        "version": "0",
    }
    answer = lead.post(reverse("program_model_new", args=[program.uid]), typed)
    model = ImplementationModel.objects.get()
    assert answer.headers["Location"] == reverse("program_model", args=[model.uid])
    edit = reverse("program_model_edit", args=[model.uid])
    changed = {**typed, "supports": ["coach"], "version": "1"}
    assert lead.post(edit, changed).status_code == 302
    conflict = lead.post(edit, {**changed, "name": "Mine", "currencies": ["recognition"]})
    assert conflict.status_code == 409
    assert "A stipend for each award" in conflict.content.decode()
    lead.post(reverse("program_model_adopt", args=[model.uid]))
    lead.post(reverse("program_model_adopt", args=[model.uid]))
    assert BudgetLine.objects.count() == 3
    shown = page(lead, "program_model", model.uid)
    assert "Find and prepare a coach for every 8 to 12 educators of the program" in shown
    assert "adopted by Maya Okafor" in shown
    fixed = lead.post(edit, {**changed, "version": "3"})
    assert fixed.status_code == 422
    assert "Start a new one from it" in fixed.content.decode()


def test_a_step_that_was_taken_out_of_the_plan_is_put_back_from_the_model(programmed: Programmed, lead: Client) -> None:
    model = model_of(programmed.program)
    adopt_model(by=programmed.lead, model=model)
    step = model.parts.exclude(activity=None).first()
    assert step is not None
    assert step.activity is not None
    take_out(by=programmed.lead, part=step.activity, reason="Not now")
    shown = page(lead, "program_model", model.uid)
    back = reverse("plan_put_back", args=["activity", step.activity.uid])
    assert ("Taken out of the plan." in shown, back in shown) == (True, True)
    assert f'href="{reverse("plan_activity", args=[step.activity.uid])}"' not in shown
    lead.post(back)
    assert f'href="{reverse("plan_activity", args=[step.activity.uid])}"' in page(lead, "program_model", model.uid)


def test_a_model_without_parts_says_why_nobody_can_adopt_it(programmed: Programmed, lead: Client) -> None:
    model = model_of(programmed.program, "none")
    shown = page(lead, "program_model", model.uid)
    assert "A model can be adopted once it holds at least one support, location or currency." in shown
    assert f'<a class="btn btn-primary" href="{reverse("program_model_edit", args=[model.uid])}">' in shown
    answer = lead.post(reverse("program_model_adopt", args=[model_of(programmed.program).uid]), follow=True)
    assert "Steps of the model added to the plan: 3, without dates" in answer.content.decode()
