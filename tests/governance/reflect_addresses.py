"""Builders of the objects that the addresses of a reflection name, for the access table."""

from tests.access.world import World
from tests.governance.reflecting import (
    cause_of,
    conversation_with,
    element_at,
    initiative_at,
    leader_at,
    promise_of,
    recorded,
    stakeholder_at,
    vision_at,
)


def organization(world: World) -> dict[str, object]:
    return {"uid": world.tree.district.uid}


def organization_with_elements(world: World) -> dict[str, object]:
    element_at(world.tree.district)
    return organization(world)


def initiative(world: World) -> dict[str, object]:
    return {"uid": initiative_at(world.tree.district).uid}


def cause(world: World) -> dict[str, object]:
    return {"uid": cause_of(initiative_at(world.tree.district)).uid}


def part(world: World) -> dict[str, object]:
    return {"kind": "initiative", **initiative(world)}


def stakeholder(world: World) -> dict[str, object]:
    return {"uid": stakeholder_at(world.tree.district).uid}


def leader(world: World) -> dict[str, object]:
    return {"uid": leader_at(world.tree.district).uid}


def conversation(world: World) -> dict[str, object]:
    return {"uid": conversation_with(leader_at(world.tree.district)).uid}


def said(world: World) -> dict[str, object]:
    return {"kind": "conversation", **conversation(world)}


def promise(world: World) -> dict[str, object]:
    return {"uid": promise_of(leader_at(world.tree.district)).uid}


def element(world: World) -> dict[str, object]:
    return {"uid": element_at(world.tree.district).uid}


def vision(world: World) -> dict[str, object]:
    return {"uid": vision_at(world.tree.district).uid}


def endorsement(world: World) -> dict[str, object]:
    return {"uid": recorded(vision_at(world.tree.district)).uid}
