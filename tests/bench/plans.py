"""A plan of the largest size beside a usual one: what each of its pages costs, for the lead who keeps both."""

import gzip
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.bench.large_plan import large_plan
from tests.bench.pages import KB, Answer, ask, p95
from tests.builders import organization, person
from tests.demo.walking import HERE
from waypost.config.granian import settle
from waypost.people.models import Person
from waypost.people.rules import OrganizationKind, Role
from waypost.plans.models import Plan

#: (objectives, activities of each)
SIZES = ((6, 10), (60, 50))
PAGES = (
    "home",
    "plan",
    "plan_adopt",
    "plan_board_report",
    "plan_compare",
    "plan_logic_model",
    "plan_objective",
    "plan_timeline",
)


@dataclass(frozen=True)
class Cost:
    """Of one page: milliseconds of the processor (median and p95), queries, bytes gzipped."""

    median: float
    slowest: float
    queries: int
    size: int

    def __str__(self) -> str:
        return f"{self.median:>8.0f}{self.slowest:>8.0f}{self.queries:>9}{self.size / KB:>8.1f}"


def main(rounds: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    planned = [_planned(*size) for size in SIZES]
    settle()  # neither the plans that were made nor what makes them is in a web server
    columns = [dict(_costs(*each, rounds)) for each in planned]
    head = "".join(f"{f'{objectives} x {activities}':>33}" for objectives, activities in SIZES)
    units = f"{'median':>8}{'p95 ms':>8}{'queries':>9}{'kB gz':>8}" * len(SIZES)
    rows = [f"{name:<22}" + "".join(str(column[name]) for column in columns) for name in columns[0]]
    sys.stdout.write("\n".join([f"{'':<22}{head}", f"{'':<22}{units}", *rows, ""]))


def _planned(objectives: int, activities: int) -> tuple[Person, Plan]:
    """In a district of its own, so that the first page of its lead shows that plan alone."""
    place = organization(OrganizationKind.DISTRICT, f"Bench {objectives} by {activities}", None)
    plan = large_plan(place, objectives, activities)
    return person(f"Lead of {place.slug}", Role.PROGRAM_LEAD, place), plan


def _costs(lead: Person, plan: Plan, rounds: int) -> Iterator[tuple[str, Cost]]:
    client = Client(SERVER_NAME=HERE)
    client.force_login(lead)
    objective = plan.objectives.order_by("number")[0]
    for name in PAGES:
        uid = {"home": [], "plan_objective": [objective.uid]}.get(name, [plan.uid])
        path = reverse(name, args=uid)
        ask(client, path)
        yield name, cost_of([ask(client, path) for _ in range(rounds)])


def cost_of(answers: list[Answer]) -> Cost:
    work = [answer.work for answer in answers]
    size = max(len(gzip.compress(answer.content)) for answer in answers)
    return Cost(statistics.median(work), p95(work), max(answer.queries for answer in answers), size)
