"""A state's plan that many districts took: what its page and the page of those who took it cost (PL9)."""

import sys
from dataclasses import dataclass

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.bench.large_plan import large_plan
from tests.bench.pages import ask
from tests.bench.plans import Cost, cost_of
from tests.builders import organization, person
from tests.demo.walking import HERE
from tests.plans.taking import take
from waypost.config.granian import settle
from waypost.people.models import Person
from waypost.people.rules import OrganizationKind, Role
from waypost.plans.models import Plan

TAKERS = (5, 500)
OBJECTIVES, ACTIVITIES, TAKEN = 6, 10, 3
PAGES = ("plan", "plan_taken_by")


@dataclass(frozen=True)
class State:
    plan: Plan
    staff: Person


def main(rounds: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    states = {number: _state(number) for number in TAKERS}
    settle()
    for number, state in states.items():
        client = Client(SERVER_NAME=HERE)
        client.force_login(state.staff)
        for name in PAGES:
            sys.stdout.write(f"{name:<16}taken by {number:>4}{_cost(client, name, state, rounds)}\n")


def _cost(client: Client, name: str, state: State, rounds: int) -> Cost:
    path = reverse(name, args=[state.plan.uid])
    ask(client, path)
    return cost_of([ask(client, path) for _ in range(rounds)])


def _state(number: int) -> State:
    """Each district took half of the objectives with all that they hold."""
    state = organization(OrganizationKind.STATE, f"State over {number}", None)
    plan = large_plan(state, OBJECTIVES, ACTIVITIES)
    baseline = plan.baselines.get()
    for place in range(number):
        district = organization(OrganizationKind.DISTRICT, f"District {place} of {number}", state)
        take(baseline, district, plan.objectives.all()[:TAKEN])
    return State(plan, person(f"Staff of {state.slug}", Role.PROGRAM_LEAD, state))
