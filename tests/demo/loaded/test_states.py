"""Every state of every object stands somewhere in the demo, so that every page can be seen in each of them.

What can be told from the models is told from them; a state that rules derive needs a line in DERIVED. Whoever adds a
model, a choice, a nullable instant or an enum gives the demo an example of it, or says here why there is none.
"""

import importlib
import pkgutil
from collections.abc import Iterable
from enum import Enum
from typing import TypeGuard

import pytest
from django.apps import apps
from django.db.models import DateTimeField, Field, Model

import waypost
from tests.demo import derived
from waypost.assessment.rules import Gap
from waypost.catalog.rules import Direction, HoursRange, Section
from waypost.insight.rules.revising import Turn
from waypost.people.permissions import Permission
from waypost.plans.rules.comparison import PartKind
from waypost.plans.rules.copies import CopiedPart
from waypost.plans.rules.import_lines import Asked
from waypost.plans.rules.logic_model import Stage as LogicStage
from waypost.plans.rules.school_year import Beside
from waypost.plans.rules.smart import advice as smart_advice
from waypost.plans.rules.smart.facts import Letter
from waypost.plans.rules.timeline import Grouping
from waypost.plans.rules.undo import Undoing
from waypost.plans.rules.vague import Vagueness
from waypost.plans.rules.voices import Missing
from waypost.programs.rules.estimates import Goal, Mode
from waypost.programs.rules.phases import Way
from waypost.submissions.files.carried import Left
from waypost.submissions.rules.texts import Progress

OURS = [model for model in apps.get_models() if model.__module__.startswith("waypost.")]

#: Models that hold no row in the demo, each with its reason.
WITHOUT_ROWS: dict[str, str] = {
    "people.SavedForm": "actions made the demo, and nobody has sent a page of it before somebody tries it out",
}

#: Nullable instants of which the demo shows one side only, each with its reason.
ONE_SIDED: dict[str, str] = {
    "notices.Letter.due_at": "a letter that waits would be mailed, once the demo runs, to somebody without a mailbox",
    "programs.PilotSite.taken_out_at": "all three schools of the district are meant, and stay on the list",
    "people.Person.last_login": "nobody of the demo has signed in before somebody tries it out",
}

#: Choices that no row of the demo holds, each with its reason.
NOT_CHOSEN: dict[str, str] = {
    "programs.BudgetLine.made_from money per educator": "the adopted model names no money per educator",
}

#: Enums that name no state of an object, each with its reason.
NO_STATES: dict[type[Enum], str] = {
    Asked: "what a question of a preview wants to know",
    CopiedPart: "what a form offers to copy",
    Beside: "a heading of a work plan",
    Direction: "an order to an action",
    Gap: "what a page still asks for",
    smart_advice.Gap: "why a letter is not found in a text",
    Goal: "what a program may want, which its models and library name",
    Grouping: "how a timeline is put in order",
    HoursRange: "a filter of the catalog",
    Letter: "what a text is looked at for",
    Left: "what a program may have written into a file; the demo's files are made here and name nobody",
    Mode: "how people meet, which a library names",
    Missing: "what a plan's page points out",
    PartKind: "a noun on a page",
    Permission: "what roles bring",
    Progress: "how far a page says a task is",
    Section: "a page of the editor",
    LogicStage: "a column of a picture",
    Turn: "a column of numbers",
    Undoing: "what a button does",
    Vagueness: "what a hint asks for",
    Way: "where a next step is done",
}


def test_the_demo_holds_every_kind_of_object(db: None) -> None:
    missing = {model._meta.label for model in OURS if not model._default_manager.exists()}
    assert missing == set(WITHOUT_ROWS)


def test_every_instant_that_may_be_open_is_open_in_one_place_and_set_in_another(db: None) -> None:
    one_sided = {str(field) for field in fields() if is_open_instant(field) and len(sides_of(field)) < 2}
    assert one_sided == set(ONE_SIDED)


def test_every_choice_is_chosen_somewhere(db: None) -> None:
    chosen = [field for field in fields() if field.choices]
    missing = {f"{field} {value}" for field in chosen for value in choices_of(field) - values_of(field)}
    assert missing == set(NOT_CHOSEN)


def test_every_enum_is_a_choice_or_derived_here_or_no_state() -> None:
    assert {enum for enum in enums() if enum not in known_enums()} == set()


@pytest.mark.parametrize("enum", derived.STATES)
def test_every_derived_state_stands_somewhere(enum: type[Enum], db: None) -> None:
    assert set(enum) - derived.STATES[enum]() == set()


def fields() -> Iterable["Field[object, object]"]:
    return (field for model in OURS if model._meta.label not in WITHOUT_ROWS for field in model._meta.concrete_fields)


def is_open_instant(field: "Field[object, object]") -> bool:
    return isinstance(field, DateTimeField) and field.null


def sides_of(field: "Field[object, object]") -> set[bool]:
    return {value is None for value in values_of(field)}


def values_of(field: "Field[object, object]") -> set[object]:
    model: type[Model] = field.model
    return set(model._base_manager.order_by().values_list(field.attname, flat=True).distinct())


def choices_of(field: "Field[object, object]") -> set[object]:
    return {value for value, _label in field.flatchoices}


def enums() -> set[type[Enum]]:
    """Every enum that a package uses in its models or rules, but for the terms of a format."""
    names = (module.name for module in pkgutil.walk_packages(waypost.__path__, "waypost."))
    modules = [importlib.import_module(name) for name in names if name.split(".")[2:3] in (["rules"], ["models"])]
    defined = (value for module in modules for value in vars(module).values())
    return {value for value in defined if is_our_enum(value)}


def is_our_enum(value: object) -> TypeGuard[type[Enum]]:
    is_enum = isinstance(value, type) and issubclass(value, Enum)
    return is_enum and value.__module__.startswith("waypost.") and not value.__module__.startswith("waypost.standards.")


def known_enums() -> set[type[Enum]]:
    offered = [{str(choice) for choice in choices_of(field)} for model in OURS for field in model._meta.concrete_fields]
    chosen = {enum for enum in enums() if {str(member.value) for member in enum} in offered}
    return chosen | set(derived.STATES) | set(NO_STATES)
