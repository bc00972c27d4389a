"""The leads and resources of an activity, from what people type to rows (PL5)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from waypost.people.models import Organization, Person
from waypost.plans.models import Activity, ActivityLead, ActivityResource
from waypost.plans.queries.leads import organization_named, people_named
from waypost.plans.rules.fields import Line
from waypost.plans.rules.kinds import LeadKind
from waypost.plans.rules.leads import name_in, why_unclear, with_name


class UnclearLead(ValueError):
    """Words for a lead that name more than one person, or an address that is nobody's."""


def lines_of(rows: Iterable[ActivityLead | ActivityResource]) -> tuple[Line, ...]:
    """Leads or resources as they are typed, in their order."""
    return tuple(Line(row.text, row.kind) for row in rows)


def in_words(lines: Iterable[Line]) -> tuple[str, ...]:
    """As the trail says them."""
    return tuple(str(line) for line in lines)


def leads_from(lines: Sequence[Line], at: Organization, kept: Iterable[ActivityLead] = ()) -> list[ActivityLead]:
    """A lead for each line, with the person or organization that it names; raises UnclearLead.

    A line that stands among `kept` as it is keeps whom it means: the words of a file are not read again, and somebody
    who left stays known. Lines that read the same are matched in their order.
    """
    before: defaultdict[Line, list[ActivityLead]] = defaultdict(list)
    for lead in kept:
        before[Line(lead.text, lead.kind)].append(lead)
    paired = [(line, before[line].pop(0) if before[line] else None) for line in lines]
    fresh = {name_in(line.text, line.kind) for line, lead in paired if lead is None}
    known = people_named(at, fresh - {""})
    return [
        _again(lead, place) if lead else _lead(line, place, at, known) for place, (line, lead) in enumerate(paired, 1)
    ]


def replace_lists(activity: Activity, leads: list[ActivityLead], resources: Sequence[Line]) -> None:
    """Write both lists anew; `leads` come from `leads_from`."""
    activity.leads.all().delete()
    activity.resources.all().delete()
    for lead in leads:
        lead.activity = activity
    ActivityLead.objects.bulk_create(leads)
    ActivityResource.objects.bulk_create(
        ActivityResource(activity=activity, position=place, text=line.text, kind=line.kind)
        for place, line in enumerate(resources, 1)
    )


def _again(lead: ActivityLead, place: int) -> ActivityLead:
    return ActivityLead(
        position=place, kind=lead.kind, text=lead.text, person=lead.person, organization=lead.organization
    )


def _lead(line: Line, place: int, at: Organization, known: dict[str, list[Person]]) -> ActivityLead:
    name = name_in(line.text, line.kind)
    person = _one_of(known.get(name, []), name, line.kind, at)
    if person is not None:
        text = with_name(line.text, line.kind, person.name)
        return ActivityLead(position=place, kind=line.kind or LeadKind.PERSON.value, text=text, person=person)
    may_be_one = line.kind in ("", LeadKind.ORGANIZATION)
    organization = organization_named(line.text) if may_be_one else None
    kind = line.kind or (LeadKind.ORGANIZATION.value if organization else "")
    return ActivityLead(position=place, kind=kind, text=line.text, organization=organization)


def _one_of(found: list[Person], name: str, kind: str, at: Organization) -> Person | None:
    """None where the words name nobody here, as for people without an account."""
    unclear = why_unclear(len(found), name, at.name)
    if unclear and (kind or not found):
        raise UnclearLead(unclear)
    return found[0] if len(found) == 1 else None
