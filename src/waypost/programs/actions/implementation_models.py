"""Mixing implementation models (LA4)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.programs.models import ImplementationModel, ModelPart, Program
from waypost.programs.shipped_options import Option


class AdoptedModelIsFixed(ValueError):
    """What a program runs by does not change under its feet."""


@transaction.atomic
def mix_model(
    *, by: Actor, program: Program, values: Mapping[str, Any], chosen: Iterable[Option]
) -> ImplementationModel:
    """Start a model; `values` are its columns, and of each chosen entry it takes over what the library says today."""
    model = ImplementationModel.objects.create(program=program, **values)
    parts = _add_parts(model, chosen)
    after = {**values, "parts": [part.name for part in parts], "program": program.uid}
    audit.record(by=by, verb="mix model", on=model, after=after)
    return model


@transaction.atomic
def edit_model(
    *,
    by: Actor,
    model: ImplementationModel,
    started_from: int,
    values: Mapping[str, Any],
    chosen: Iterable[Option],
    anew: bool = False,
) -> ImplementationModel:
    """Change a model. What stays chosen keeps its figures, unless `anew` takes those that the library has today.

    Raises EditConflict and AdoptedModelIsFixed.
    """
    current = ImplementationModel.objects.select_for_update().get(pk=model.pk)
    check_version(current, started_from)
    if current.adopted_at is not None:
        raise AdoptedModelIsFixed("The program runs by this model. Start a new one from it, change that, and adopt it.")
    before = {name: getattr(current, name) for name in values} | {"parts": _names(current)}
    _choose(current, list(chosen), anew=anew)
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    audit.record(by=by, verb="edit model", on=current, before=before, after={**values, "parts": _names(current)})
    return current


@transaction.atomic
def say_what_there_is(
    *, by: Actor, model: ImplementationModel, started_from: int, values: Mapping[str, Any]
) -> ImplementationModel:
    """Write down the hours and the money that the organization has, of an adopted model too: it asks for as much.

    Raises EditConflict.
    """
    current = ImplementationModel.objects.select_for_update().get(pk=model.pk)
    check_version(current, started_from)
    before = {name: getattr(current, name) for name in values}
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    current.save(update_fields=[*values, "version"])
    audit.record(by=by, verb="say what there is for model", on=current, before=before, after=dict(values))
    return current


def _choose(model: ImplementationModel, chosen: list[Option], *, anew: bool) -> None:
    """Let the model hold these entries and no other."""
    wanted = {(option.kind.value, option.key): option for option in chosen}
    kept = {(part.kind, part.option_key): part for part in model.parts.all()}
    model.parts.filter(pk__in=[part.pk for key, part in kept.items() if key not in wanted]).delete()
    for key in kept.keys() & wanted.keys() if anew else ():
        for name, value in wanted[key].columns.items():
            setattr(kept[key], name, value)
        kept[key].save()
    _add_parts(model, [option for key, option in wanted.items() if key not in kept])


def _add_parts(model: ImplementationModel, chosen: Iterable[Option]) -> list[ModelPart]:
    return ModelPart.objects.bulk_create(
        ModelPart(model=model, option_key=option.key, **option.columns) for option in chosen
    )


def _names(model: ImplementationModel) -> list[str]:
    return list(model.parts.values_list("name", flat=True))
