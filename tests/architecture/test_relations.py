"""A row may point to rows of its own package or of a lower one; else a package could not be read, or moved, alone."""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model

from tests.architecture.sources import layer_of

Relation = tuple[str, str, str]


def upward_relations(relations: Iterable[Relation]) -> list[str]:
    """Those of (package, field, package pointed to) that do not go down."""
    layers = layer_of()
    return [
        f"{source}.{field} points to {target}, which does not stand below it."
        for source, field, target in relations
        if source != target and layers[source] <= layers[target]
    ]


def package_of(model: type[Model]) -> str:
    """Our package that holds a model; empty for a library's."""
    root, _, rest = model.__module__.partition(".")
    return rest.partition(".")[0] if root == "waypost" else ""


def relations() -> list[Relation]:
    return [
        (package_of(model), f"{model.__name__}.{field.name}", package_of(field.related_model))
        for model in apps.get_models()
        if package_of(model)
        for field in model._meta.get_fields()
        if field.concrete and isinstance(field.related_model, type) and package_of(field.related_model)
    ]


def test_foreign_keys_point_down() -> None:
    assert upward_relations(relations()) == []


def test_relations_are_seen_at_all() -> None:
    assert ("people", "RoleAssignment.organization", "people") in relations()


def test_planted_keys_that_point_up_or_sideways_are_found() -> None:
    planted = [
        ("people", "Person.plan", "plans"),
        ("plans", "Activity.micro_credential", "catalog"),
        ("plans", "Plan.organization", "people"),
        ("plans", "Objective.plan", "plans"),
    ]
    assert upward_relations(planted) == [
        "people.Person.plan points to plans, which does not stand below it.",
        "plans.Activity.micro_credential points to catalog, which does not stand below it.",
    ]
