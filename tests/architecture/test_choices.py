"""No list of choices begins with a row of dashes: the empty choice says what to do (`ui.forms.ModelChoice`)."""

import ast
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH

from tests.architecture.sources import Source, product_sources
from waypost.people.models import RoleAssignment

DASHES = "ModelChoiceField"
ITS_PLACE = "src/waypost/ui/forms.py"
AnyForm = Any  # a class of forms, whose fields the library's types do not name
DASHED = BLANK_CHOICE_DASH[0][1]


def dashed(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{line} lets an empty choice read as dashes: use ui.forms.ModelChoice."
        for source in sources
        if source.path != ITS_PLACE
        for line in sorted(lines_of_dashes(source.tree))
    ]


def lines_of_dashes(tree: ast.Module) -> Iterator[int]:
    """Where Django's own field is made without saying its empty choice, or is built upon."""
    names = set(names_of_dashes(tree))
    for node in ast.walk(tree):
        says = isinstance(node, ast.Call) and any(keyword.arg == "empty_label" for keyword in node.keywords)
        made = [node.func] if isinstance(node, ast.Call) else node.bases if isinstance(node, ast.ClassDef) else []
        yield from (each.lineno for each in made if is_dashed(each, names) and not says)


def names_of_dashes(tree: ast.Module) -> Iterator[str]:
    """What the file calls the field where it imports it by itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (each.asname or each.name for each in node.names if each.name == DASHES)


def is_dashed(made: ast.expr, names: set[str]) -> bool:
    if isinstance(made, ast.Subscript):
        return is_dashed(made.value, names)
    return (isinstance(made, ast.Attribute) and made.attr == DASHES) or (
        isinstance(made, ast.Name) and made.id in names
    )


def dashed_of_models(form: AnyForm) -> list[str]:
    """The foreign keys that Django turns into a list by itself."""
    lists = ((name, field) for name, field in form.base_fields.items() if isinstance(field, forms.ModelChoiceField))
    return [
        f"{form.__module__}.{form.__qualname__}.{name} begins with dashes: declare it as ui.forms.ModelChoice."
        for name, field in lists
        if field.empty_label == DASHED
    ]


def forms_below(form: AnyForm) -> Iterator[AnyForm]:
    for each in form.__subclasses__():
        yield each
        yield from forms_below(each)


def test_no_list_of_choices_begins_with_dashes() -> None:
    assert dashed(product_sources()) == []


def test_no_foreign_key_of_a_form_begins_with_dashes() -> None:
    for source in product_sources():
        if source.kind == "forms":
            import_module(source.path.removeprefix("src/").removesuffix(".py").replace("/", "."))
    ours = [form for form in forms_below(forms.BaseModelForm) if form.__module__.startswith("waypost.")]
    assert ours
    assert [found for form in ours for found in dashed_of_models(form)] == []


def test_a_planted_list_of_dashes_is_found() -> None:
    planted = 'place = forms.ModelChoiceField(None, label="Place")\nclass Place(forms.ModelChoiceField): ...\n'
    assert dashed([Source("src/waypost/plans/forms.py", planted)]) == [
        "src/waypost/plans/forms.py:1 lets an empty choice read as dashes: use ui.forms.ModelChoice.",
        "src/waypost/plans/forms.py:2 lets an empty choice read as dashes: use ui.forms.ModelChoice.",
    ]


def test_a_planted_list_of_dashes_is_found_where_the_field_is_imported_by_itself() -> None:
    planted = (
        "from django.forms import ModelChoiceField, ModelChoiceField as Listed\n"
        "place = ModelChoiceField(None)\n"
        "place = Listed(None)\n"
        "class Place(ModelChoiceField[Any]): ...\n"
        "place = ModelChoiceField(None, empty_label=None)\n"
    )
    assert sorted(lines_of_dashes(ast.parse(planted))) == [2, 3, 4]


def test_a_planted_foreign_key_is_found() -> None:
    class Planted(forms.ModelForm):  # type: ignore[type-arg]  # the library's types are too narrow
        class Meta:
            model = RoleAssignment
            fields = ("person", "role")

    (found,) = dashed_of_models(Planted)
    assert found.endswith("Planted.person begins with dashes: declare it as ui.forms.ModelChoice.")
