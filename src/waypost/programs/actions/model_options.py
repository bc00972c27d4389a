"""Making an organization's library of supports, locations and currencies its own (LA4)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from waypost.common import clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Organization
from waypost.programs.actions.planning_edits import save_changes
from waypost.programs.models import ModelOption
from waypost.programs.queries.model_options import row_for
from waypost.programs.rules.estimates import PartKind
from waypost.programs.shipped_options import Option


@transaction.atomic
def add_option(*, by: Actor, organization: Organization, kind: PartKind, values: Mapping[str, Any]) -> ModelOption:
    """Add an entry of the organization's own; `values` are columns of `Described` but its kind."""
    option = ModelOption(organization=organization, kind=kind.value)
    save_changes(by=by, verb="add model option", current=option, values=values)
    return option


@transaction.atomic
def edit_option(
    *, by: Actor, organization: Organization, option: Option, started_from: int, values: Mapping[str, Any]
) -> ModelOption:
    """Change an entry; of one that we ship the organization gets its own in its place. Raises EditConflict."""
    current = _locked(organization, option)
    check_version(current, started_from)
    save_changes(by=by, verb="edit model option", current=current, values=values)
    return current


@transaction.atomic
def retire_option(*, by: Actor, organization: Organization, option: Option) -> ModelOption:
    """Offer it to no new model; models that hold it keep it. Again changes nothing."""
    current = _locked(organization, option)
    if current.taken_out_at is None:
        save_changes(by=by, verb="retire model option", current=current, values={"taken_out_at": clock.now()})
    return current


@transaction.atomic
def offer_option_again(*, by: Actor, organization: Organization, option: Option) -> ModelOption:
    """Undo `retire_option`. Again changes nothing."""
    current = _locked(organization, option)
    if current.taken_out_at is not None:
        save_changes(by=by, verb="offer model option again", current=current, values={"taken_out_at": None})
    return current


def _locked(organization: Organization, option: Option) -> ModelOption:
    """Its row, the organization's own copy of ours with version 0 where there is none yet."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    return row_for(organization, option)
