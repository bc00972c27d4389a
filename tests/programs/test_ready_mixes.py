"""The mixes that models start from, as content and on the pages that offer them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.programs.builders import Programmed, build_programmed
from tests.programs.planning import model_of
from tests.programs.test_planning_pages import browser_of, page
from waypost.programs.actions.model_options import retire_option
from waypost.programs.queries.model_options import option_called
from waypost.programs.ready_mixes import ReadyMix, ready_mixes
from waypost.programs.rules.estimates import Goal, PartKind, Size, estimate
from waypost.programs.rules.fitting_models import Limits, looks
from waypost.programs.shipped_options import shipped_options


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def lead(programmed: Programmed) -> Client:
    return browser_of(programmed.lead)


@pytest.mark.parametrize("mix", ready_mixes(), ids=lambda mix: mix.key)
def test_a_ready_made_mix_holds_all_kinds_and_nothing_about_it_needs_a_look(mix: ReadyMix) -> None:
    named = {(kind, key) for kind, keys in mix.keys.items() for key in keys}
    parts = [option.part for option in shipped_options() if (option.kind, option.key) in named]
    assert (len(parts), {part.kind for part in parts}) == (len(named), set(PartKind))
    made = estimate(parts, Size(20, 20))
    assert looks(parts, made, Limits(), frozenset(map(Goal, mix.goals))) == ()


def test_a_newcomer_starts_from_a_ready_made_mix_with_its_ticks_set(programmed: Programmed, lead: Client) -> None:
    new = reverse("program_model_new", args=[programmed.program.uid])
    offered = page(lead, "program_models", programmed.program.uid)
    assert [f"{new}?mix={mix.key}" in offered for mix in ready_mixes()] == [True] * 4
    assert f"{new}?mix=coached" in lead.get(new).content.decode()
    started = lead.get(new, {"mix": "coached"})
    form = started.context["form"]
    assert (form["name"].value(), form["currencies"].value()) == ("Coached in each school", ["stipend"])
    shown = started.content.decode()
    assert shown.count("checked") == len(form["goals"].value()) + 5
    assert "Start from this" not in shown
    assert lead.get(new, {"mix": "no-such-mix"}).context["form"].initial == {}


def test_what_an_organization_retired_is_not_ticked(programmed: Programmed, lead: Client) -> None:
    program = programmed.program
    stipend = option_called(program.organization, "currency", "stipend")
    assert stipend is not None
    retire_option(by=programmed.lead, organization=program.organization, option=stipend)
    shown = lead.get(reverse("program_model_new", args=[program.uid]), {"mix": "coached"}).content.decode()
    assert 'value="stipend"' not in shown
    assert 'value="recognition"' in shown


def test_the_form_names_each_choice_and_folds_what_it_asks_for(programmed: Programmed, lead: Client) -> None:
    shown = page(lead, "program_model_new", programmed.program.uid)
    assert "<span>A coach beside each educator</span>" in shown
    assert "<li>A coach beside each educator: 4 to 8 hours for each educator; " in shown
    assert shown.count("(one at least)") == 3
    assert "What an award counts for once it is earned" in shown


def test_mixes_stand_no_longer_in_the_way_once_a_model_is_there(programmed: Programmed, lead: Client) -> None:
    model_of(programmed.program)
    assert "Start from this" not in page(lead, "program_models", programmed.program.uid)
    assert "Start from this" in page(lead, "program_model_new", programmed.program.uid)
