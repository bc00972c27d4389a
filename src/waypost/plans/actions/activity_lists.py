"""Saving an activity together with its lists of leads and resources, as somebody typed or undid them (PL5, PL7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.people.models import Organization, Person
from waypost.plans.actions.edits import lock_version, reads_as, save_edit
from waypost.plans.actions.leads import in_words, lines_of, replace_lists
from waypost.plans.models import Activity, ActivityLead
from waypost.plans.rules.fields import Line
from waypost.plans.rules.undo import KEPT


def save_with_lists(
    *,
    by: Actor,
    verb: str,
    current: Activity,
    values: Mapping[str, Any],
    leads: list[ActivityLead],
    resources: Sequence[Line],
) -> None:
    """Write an activity that is locked; the trail keeps each list in words, and whom each lead means."""
    stood, had = _leads_of(current), lines_of(current.resources.all())
    lists = {
        "leads": (in_words(lines_of(stood)), in_words(lines_of(leads))),
        "resources": (in_words(had), in_words(resources)),
    }
    kept = {"leads": (_whole(stood), _whole(leads)), "resources": (_plain(had), _plain(resources))}
    if save_edit(by=by, verb=verb, current=current, values=values, lists=lists, kept=kept):
        replace_lists(current, leads, resources)


@transaction.atomic
def restore_activity(*, by: Actor, activity: Activity, before: Mapping[str, Any], after: Mapping[str, Any]) -> Activity:
    """Write back what stood `before`, both as the trail holds them; each lead means whom it meant, also who left.

    Raises EditConflict where the activity no longer reads as `after`.
    """
    current = lock_version(activity, activity.version)
    stood = {"leads": _whole(_leads_of(current)), "resources": _plain(lines_of(current.resources.all()))}
    now, then = (stood | values.get(KEPT, {}) for values in (after, before))
    is_same = _whole(_leads_from(now["leads"])) == stood["leads"] and now["resources"] == stood["resources"]
    if not is_same or not reads_as(current, after):
        raise EditConflict(current)
    save_with_lists(
        by=by,
        verb="undo change",
        current=current,
        values=current.as_stored(before),
        leads=_leads_from(then["leads"]),
        resources=[Line(**line) for line in then["resources"]],
    )
    return current


def _leads_of(activity: Activity) -> list[ActivityLead]:
    return list(activity.leads.select_related("person", "organization"))


def _whole(leads: Iterable[ActivityLead]) -> list[dict[str, str | None]]:
    """With the uid of whom each means: words can stay while somebody gets an account."""
    return [
        {
            "text": lead.text,
            "kind": lead.kind,
            "person": lead.person.uid if lead.person else None,
            "organization": lead.organization.uid if lead.organization else None,
        }
        for lead in leads
    ]


def _plain(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [asdict(line) for line in lines]


def _leads_from(kept: Sequence[Mapping[str, Any]]) -> list[ActivityLead]:
    """The leads that the trail kept; of whoever is not known any more the words stay."""
    people = {person.uid: person for person in Person.objects.filter(uid__in=[lead["person"] for lead in kept])}
    named = [lead["organization"] for lead in kept]
    organizations = {place.uid: place for place in Organization.objects.filter(uid__in=named)}
    return [
        ActivityLead(
            position=place,
            kind=lead["kind"],
            text=lead["text"],
            person=people.get(lead["person"]),
            organization=organizations.get(lead["organization"]),
        )
        for place, lead in enumerate(kept, 1)
    ]
