"""Whom the digest tells that the plan above offers a change (PL9): only in plans that they may edit, and work on."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q

from waypost.common.actors import System
from waypost.common.days import day_in
from waypost.people.models import Person
from waypost.people.queries import roles_held_today
from waypost.people.rules import roles_with
from waypost.plans.models import Baseline, Extraction
from waypost.plans.queries import access
from waypost.plans.queries.offers import OpenOffer, offers_by_plan
from waypost.plans.rules.indicators_rhythm import falls_in_a_week


def people_offered_to(_viewer: System) -> set[int]:
    """The keys of all who may ever be told."""
    return set(_plans_of_people())


def people_to_tell(_viewer: System, since_by_person: Mapping[int, tuple[date, date]]) -> set[int]:
    """Those with an open offer that was adopted in the days (since, until], or whole weeks ago."""
    plans = {person: found for person, found in _plans_of_people().items() if person in since_by_person}
    days = _adopted_days({one for found in plans.values() for one in found})
    fresh = {
        person: [one for one in found if falls_in_a_week(days[one.pk], *since_by_person[person])]
        for person, found in plans.items()
    }
    opened = offers_by_plan(list({one for found in fresh.values() for one in found}))
    return {person for person, found in fresh.items() if any(one.plan_id in opened for one in found)}


def offers_to_tell(person: Person, day: date) -> list[tuple[OpenOffer, ...]]:
    """What was adopted by that day and is open in each of their plans, the plan that was made first coming first."""
    mine = _plans_of_people(person).get(person.pk, [])
    days = _adopted_days(mine)
    opened = offers_by_plan([one for one in mine if days[one.pk] <= day])
    return [opened[one.plan_id] for one in mine if one.plan_id in opened]


def _plans_of_people(only: Person | None = None) -> dict[int, list[Extraction]]:
    """Who edits plans right at the organization of a taken plan, or took it and still may; two queries."""
    adopted = Exists(Baseline.objects.filter(plan=OuterRef("source")))
    extractions = list(
        Extraction.objects.filter(adopted).select_related("plan__organization", "source__organization").order_by("pk")
    )
    places = {one.plan.organization_id for one in extractions}
    takers = {one.taken_by_id for one in extractions if one.taken_by_id}
    roles = roles_held_today().filter(
        Q(organization__in=places) | Q(person__in=takers),
        role__in=roles_with(access.EDIT),
        person__is_active=True,
    )
    roles = roles.filter(person=only) if only else roles
    found: dict[int, dict[int, Extraction]] = {}
    for person, path in roles.values_list("person", "organization__path"):
        mine = {one.pk: one for one in extractions if _is_told(one, person, path)}
        found.setdefault(person, {}).update(mine)
    return {person: list(mine.values()) for person, mine in found.items() if mine}


def _is_told(extraction: Extraction, person: int, path: str) -> bool:
    here: str = extraction.plan.organization.path
    return here == path or (extraction.taken_by_id == person and here.startswith(path))


def _adopted_days(extractions: Collection[Extraction]) -> dict[int, date]:
    """The day on which the plan above was adopted last, on the calendar of the plan here; one query."""
    above = Baseline.objects.filter(plan__in={one.source_id for one in extractions}).order_by()
    last = dict(above.values("plan").annotate(last=Max("adopted_at")).values_list("plan", "last"))
    return {one.pk: day_in(last[one.source_id], one.plan.organization.timezone) for one in extractions if one.source_id}
