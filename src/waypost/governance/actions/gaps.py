"""Writes to the gap analysis of a talent system (FR2)."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from waypost.catalog.models import MicroCredential
from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import EditedTogether, check_version
from waypost.governance.actions.reflection import add, locked, save, values_of
from waypost.governance.actions.staying import Stays, columns_of
from waypost.governance.models import GapScale, TalentElement
from waypost.governance.rules.gaps import ELEMENTS, GapFields, ScoreFields
from waypost.people.models import Organization
from waypost.plans.models import Objective


@transaction.atomic
def begin_analysis(*, by: Actor, organization: Organization) -> list[TalentElement]:
    """List the elements that most talent systems have, to be changed at will; only where none is listed yet."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    if TalentElement.objects.filter(organization=organization).exists():
        return []
    made = TalentElement.objects.bulk_create(
        TalentElement(organization=organization, position=place, name=name) for place, name in enumerate(ELEMENTS, 1)
    )
    audit.record_each(by=by, verb="add element", changes=[(each, {"name": each.name}) for each in made])
    return made


@transaction.atomic
def add_element(
    *,
    by: Actor,
    organization: Organization,
    fields: GapFields,
    objective: Objective | None = None,
    micro_credential: MicroCredential | None = None,
) -> TalentElement:
    """Add an element as the last one."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    last = TalentElement.ever.filter(organization=organization).order_by("-position").first()
    values = values_of(fields) | columns_of(objective=objective, micro_credential=micro_credential)
    made = TalentElement(organization=organization, position=last.position + 1 if last else 1, **values)
    return add(by=by, made=made, verb="add element", **values)


@transaction.atomic
def edit_element(
    *,
    by: Actor,
    element: TalentElement,
    started_from: int,
    fields: GapFields,
    objective: Objective | Stays | None = None,
    micro_credential: MicroCredential | Stays | None = None,
) -> TalentElement:
    """Change what is and what is wanted, the data behind it, and what it leads to. Raises EditConflict."""
    current = locked(element, started_from)
    values = values_of(fields) | columns_of(objective=objective, micro_credential=micro_credential)
    return save(by=by, verb="edit element", current=current, values=values)


@transaction.atomic
def score_elements(
    *, by: Actor, elements: Iterable[TalentElement], started_from: int, scores: Mapping[str, ScoreFields]
) -> None:
    """Score several elements at once, each by its uid. `started_from` is the version of all together.

    One that was taken out meanwhile keeps what was said of it. Raises EditConflict.
    """
    keys = [element.pk for element in elements]
    current = tuple(TalentElement.ever.select_for_update().filter(pk__in=keys).order_by("pk"))
    check_version(EditedTogether(current), started_from)
    for element in current:
        save(by=by, verb="score element", current=element, values=values_of(scores[element.uid]))


@transaction.atomic
def word_scale(*, by: Actor, organization: Organization, started_from: int, low: str, high: str) -> GapScale:
    """Say what 1 and 4 mean; `started_from` is 0 while the default words stand. Raises EditConflict."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    stored = GapScale.objects.filter(organization=organization).first()
    if stored is None:
        return add(
            by=by, made=GapScale(organization=organization, low=low, high=high), verb="word scale", low=low, high=high
        )
    check_version(stored, started_from)
    return save(by=by, verb="word scale", current=stored, values={"low": low, "high": high})
