"""Builders of the objects that the addresses of committees name, for the access table."""

from tests.access.world import World
from tests.builders import BUILDER, person
from tests.governance.committee_builders import committee_at, decided, item_of, question_of
from tests.governance.committee_builders import seat as seat_fields
from tests.library.builders import study_at
from waypost.governance.actions.action_items import give_action
from waypost.governance.actions.committees import add_seat
from waypost.governance.actions.owners import OwnershipFields
from waypost.governance.actions.owners import name_owner as name_an_owner
from waypost.governance.models import Committee
from waypost.governance.rules.meetings import ActionFields
from waypost.library.actions import cite
from waypost.people.rules import Role


def committee(world: World) -> dict[str, object]:
    return {"uid": _committee(world).uid}


def seat(world: World) -> dict[str, object]:
    found = _committee(world).members.first()
    assert found is not None
    return {"uid": found.uid}


def seat_of_somebody(world: World) -> dict[str, object]:
    """Of somebody with an account; of a name alone nobody could be let in."""
    coach = person("Seated Coach", Role.COACH, world.tree.cedar)
    return {"uid": add_seat(by=BUILDER, committee=_committee(world), fields=seat_fields(coach.email)).uid}


def seat_by_name(world: World) -> dict[str, object]:
    """Of a bare name that somebody with an account answers to by now; of another there is nothing to say."""
    made = add_seat(by=BUILDER, committee=_committee(world), fields=seat_fields("Late Comer"))
    person("Late Comer", Role.COACH, world.tree.cedar)
    return {"uid": made.uid}


def owner(world: World) -> dict[str, object]:
    fields = OwnershipFields("Human Resources", "Ana Whitfield", process="Awards reach the personnel record.")
    return {"uid": name_an_owner(by=BUILDER, organization=world.tree.district, fields=fields).uid}


def meeting(world: World) -> dict[str, object]:
    return {"uid": item_of(_committee(world)).meeting.uid}


def closing(world: World) -> dict[str, object]:
    return {"kind": "meeting", "uid": item_of(_committee(world)).meeting.uid}


def item(world: World) -> dict[str, object]:
    return {"uid": item_of(_committee(world)).uid}


def action(world: World) -> dict[str, object]:
    found = item_of(_committee(world))
    fields = ActionFields("Ask the association", "Luis Ferrer")
    return {"uid": give_action(by=BUILDER, committee=found.meeting.committee, item=found, fields=fields).uid}


def decision(world: World) -> dict[str, object]:
    return {"uid": decided(_committee(world)).uid}


def citation(world: World) -> dict[str, object]:
    """What a decision cites."""
    item = study_at(world.tree.district)
    return {"uid": cite(by=BUILDER, on=decided(_committee(world)), item=item, note="It fits").uid}


def question(world: World) -> dict[str, object]:
    return {"uid": question_of(_committee(world)).uid}


def log_file(_world: World) -> dict[str, object]:
    return {"suffix": "docx"}


def _committee(world: World) -> Committee:
    return committee_at(world.tree.district)
