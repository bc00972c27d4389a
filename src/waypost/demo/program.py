"""The program and its cohorts: what is offered, who is invited, who left."""

from waypost.demo.content_files import Table, content
from waypost.demo.plan import activity_called
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.people.models import RoleAssignment
from waypost.programs.actions.cohorts import invite_to_cohort, leave_cohort, open_cohort
from waypost.programs.actions.programs import create_program, curate_credential, withdraw_credential
from waypost.programs.queries.cohorts import educators_to_invite, memberships

#: How many educators of each school, in the order of their names, each cohort invites; the rest wait for a later one.
COHORT_SHARES = {"fall": slice(0, 8), "winter": slice(8, 15), "spring": slice(15, 17)}
SCHOOLS = ("juniper-elementary", "willow-creek-middle", "summit-high")
#: Somebody of the winter cohort who moved away.
LEFT = "brian.gallagher"


def program_begins(world: World) -> Story:
    """The lead opens the program for one activity of the plan and offers six micro-credentials."""
    row = content("program")
    yield world.days.at(row["starts"] + 2, "10:10")
    rows = [activity for objective in content("plan")["objectives"] for activity in objective["activities"]]
    served = next(activity for activity in rows if activity.get("program"))
    program = create_program(
        by=world.lead,
        organization=world.places["cedar-valley"],
        activity=activity_called(world, served["text"]),
        name=row["name"],
        purpose=row["purpose"],
        starts_on=world.days.on(row["starts"]),
        ends_on=world.days.on(row["ends"]),
    )
    world.programs["cedar-valley"] = program
    for offer in row["offers"]:
        curate_credential(
            by=world.lead,
            program=program,
            micro_credential=world.credentials[offer["slug"]],
            reason=offer["reason"],
        )


def offers_change(world: World) -> list[Story]:
    """What the program offers no longer."""
    return [_offer_ends(world, offer) for offer in content("program")["offers"] if "withdrawn" in offer]


def _offer_ends(world: World, offer: Table) -> Story:
    yield world.days.at(offer["withdrawn"], "12:05")
    curated = world.programs["cedar-valley"].curated.get(micro_credential=world.credentials[offer["slug"]])
    withdraw_credential(by=world.lead, curated=curated)


def cohorts_gather(world: World) -> list[Story]:
    """One story for each cohort."""
    return [_cohort_gathers(world, row) for row in content("program")["cohorts"]]


def _cohort_gathers(world: World, row: Table) -> Story:
    yield world.days.at(row["invited"], "08:50")
    cohort = open_cohort(
        by=world.lead,
        program=world.programs["cedar-valley"],
        name=row["name"],
        starts_on=world.days.on(row["starts"]),
        ends_on=world.days.on(row["ends"]),
    )
    world.cohorts[row["key"]] = cohort
    invite_to_cohort(by=world.lead, cohort=cohort, educators=_chosen(world, row))
    if row["key"] == "winter":
        yield world.days.at(6, "16:30")
        member = memberships(world.people[LEFT]).get(cohort=cohort)
        leave_cohort(by=world.lead, member=member, why="Moved to another district in winter.")


def _chosen(world: World, row: Table) -> list[RoleAssignment]:
    """The cohort's share of each school, departments counted with their school, and those who go on from another."""
    cohort, share = world.cohorts[row["key"]], COHORT_SHARES[row["key"]]
    chosen: list[RoleAssignment] = []
    for slug in SCHOOLS:
        of_school = educators_to_invite(cohort, school=world.places[slug], name="").order_by("person__pk")
        chosen += list(of_school)[share]
    for name in row.get("also", ()):
        chosen += educators_to_invite(cohort, school=None, name=name)
    return chosen
