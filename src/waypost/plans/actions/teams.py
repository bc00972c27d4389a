"""Writes to teams: topic, lead, places, and the activities that belong to them (PL1, PL7)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.people.models import Organization, Person
from waypost.plans.actions.edits import lock_version, save_edit
from waypost.plans.models import Activity, Plan, Team, TeamMember
from waypost.plans.queries.leads import people_named
from waypost.plans.queries.teams import places_of
from waypost.plans.rules.leads import why_unclear
from waypost.plans.rules.teams import Place, TeamFields


class UnclearTeamLead(ValueError):
    """Words for a lead that name more than one person, or an address that is nobody's."""


class UnclearMember(ValueError):
    """The same of a member."""


class TeamOfAnotherPlan(ValueError):
    """An activity belongs to a team of its own plan."""


@transaction.atomic
def add_team(*, by: Actor, plan: Plan, fields: TeamFields) -> Team:
    """Add a team to a plan. Raises UnclearTeamLead and UnclearMember."""
    team = Team(plan=plan, topic=fields.topic)
    _set_lead(team, fields.lead, {})
    members = _members(team, fields.members, {})
    team.save()
    _replace_members(team, members)
    audit.record(by=by, verb="add team", on=team, after=_words(team, members))
    return team


@transaction.atomic
def edit_team(*, by: Actor, team: Team, started_from: int, fields: TeamFields) -> Team:
    """Change topic, lead and places. Raises EditConflict, UnclearTeamLead and UnclearMember."""
    return _save(by, lock_version(team, started_from), fields, verb="edit team")


@transaction.atomic
def restore_team(*, by: Actor, team: Team, before: Mapping[str, Any], after: Mapping[str, Any]) -> Team:
    """Write back what stood `before`, both as the trail holds them.

    Raises EditConflict where it no longer reads as `after`, UnclearTeamLead and UnclearMember.
    """
    current = lock_version(team, team.version)
    now = _words(current, current.members.all())
    if any(now[name] != value for name, value in after.items()):
        raise EditConflict(current)
    said = {**now, **before}
    fields = TeamFields(said["topic"], said["lead"], tuple(Place(**place) for place in said["members"]))
    return _save(by, current, fields, verb="undo change")


@transaction.atomic
def choose_team(*, by: Actor, activity: Activity, started_from: int, team: Team | None) -> Activity:
    """Say which team of its plan carries an activity out; None takes it from its team.

    Raises EditConflict and TeamOfAnotherPlan.
    """
    if team is not None and team.plan_id != activity.objective.plan_id:
        raise TeamOfAnotherPlan("Choose a team of the same plan.")
    current = lock_version(activity, started_from)
    topics = (current.team.topic if current.team else "", team.topic if team else "")
    values = {"team_id": team.pk if team else None}
    save_edit(by=by, verb="choose team", current=current, values=values, lists={"team": topics})
    return current


def _save(by: Actor, current: Team, fields: TeamFields, *, verb: str) -> Team:
    """Write a locked team; who is named as before stays the same person."""
    stood = list(current.members.select_related("person"))
    before, meant = _words(current, stood), _meant(current, stood)
    lead, people = current.lead, [member.person for member in stood]
    current.topic = fields.topic
    _set_lead(current, fields.lead, _by_name([lead, *people]))
    members = _members(current, fields.members, _by_name([*people, lead]))
    after = _words(current, members)
    now = _meant(current, members)
    changed = [name for name in after if after[name] != before[name] or now.get(name) != meant.get(name)]
    if changed:
        current.version += 1
        current.save()
        _replace_members(current, members)
        old, new = ({name: words[name] for name in changed} for words in (before, after))
        audit.record(by=by, verb=verb, on=current, before=old, after=new)
    return current


def _words(team: Team, members: Iterable[TeamMember]) -> dict[str, Any]:
    """A team as the trail says it; the order of its keys is that in which PostgreSQL gives them back."""
    places = [{"name": place.name, "expertise": place.expertise} for place in places_of(members)]
    return {"topic": team.topic, "lead": team.lead_said, "members": places}


def _meant(team: Team, members: Iterable[TeamMember]) -> dict[str, Any]:
    """The accounts behind the words, which can stay while somebody gets one."""
    return {"lead": team.lead_id, "members": [member.person_id for member in members]}


def _by_name(people: Iterable[Person | None]) -> dict[str, list[Person]]:
    """Several may have one name: the first who is given is the first to keep it."""
    found: dict[str, list[Person]] = {}
    for person in people:
        if person is not None:
            found.setdefault(person.name, []).append(person)
    return found


def _set_lead(team: Team, name: str, kept: Mapping[str, list[Person]]) -> None:
    try:
        (team.lead,) = _people([name], team.plan.organization, kept)
    except ValueError as unclear:
        raise UnclearTeamLead(str(unclear)) from unclear
    team.lead_name = "" if team.lead else name


def _members(team: Team, places: Iterable[Place], kept: Mapping[str, list[Person]]) -> list[TeamMember]:
    typed = list(places)
    try:
        people = _people([place.name for place in typed], team.plan.organization, kept)
    except ValueError as unclear:
        raise UnclearMember(str(unclear)) from unclear
    return [_member(place, number, person) for number, (place, person) in enumerate(zip(typed, people, strict=True), 1)]


def _member(place: Place, position: int, person: Person | None) -> TeamMember:
    name = "" if person else place.name
    return TeamMember(position=position, person=person, name=name, expertise=place.expertise)


def _people(names: list[str], at: Organization, kept: Mapping[str, list[Person]]) -> list[Person | None]:
    """Whom each name means: the next of those `kept` under it, else somebody with a role around the organization."""
    left = {name: list(people) for name, people in kept.items()}
    again = [left[name].pop(0) if left.get(name) else None for name in names]
    fresh = {name for name, person in zip(names, again, strict=True) if name and person is None}
    found = {name: _one_of(people, name, at) for name, people in people_named(at, fresh).items()}
    return [person or found.get(name) for name, person in zip(names, again, strict=True)]


def _one_of(people: list[Person], name: str, at: Organization) -> Person | None:
    """None for somebody without an account, whose name stands as it was typed."""
    unclear = why_unclear(len(people), name, at.name)
    if unclear:
        raise ValueError(unclear)
    return people[0] if people else None


def _replace_members(team: Team, members: list[TeamMember]) -> None:
    team.members.all().delete()
    for member in members:
        member.team = team
    TeamMember.objects.bulk_create(members)
