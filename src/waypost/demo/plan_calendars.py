"""Addresses at which calendars read the plan: one that went to the wrong list, and the one in its place."""

from waypost.demo.world import World
from waypost.plans.actions.calendars import make_calendar_address, revoke_calendar_address
from waypost.plans.models import Plan


def calendars_are_shared(world: World, plan: Plan) -> None:
    wrong, _ = make_calendar_address(by=world.lead, plan=plan)
    revoke_calendar_address(by=world.lead, address=wrong)
    make_calendar_address(by=world.lead, plan=plan)
    make_calendar_address(by=world.lead, plan=None)
