"""Where the demo's district is going: priorities with reasons, teams, how work goes on, who has a voice."""

from waypost.demo.content_files import Table, content
from waypost.demo.plan import NEIGHBOR, PLAN, activity_called
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.plans.actions.activities import add_activity
from waypost.plans.actions.direction import (
    add_involvement,
    edit_priority_area,
    set_priority_area,
    write_procedure,
)
from waypost.plans.actions.indicators import add_indicator
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.plans import add_alignment_row, add_goal
from waypost.plans.actions.removal import take_out
from waypost.plans.actions.teams import add_team, choose_team
from waypost.plans.rules.fields import ActivityFields, AlignmentFields, IndicatorFields, ObjectiveFields
from waypost.plans.rules.kinds import Stage
from waypost.plans.rules.teams import Place, TeamFields
from waypost.plans.rules.voices import InvolvementFields


def plan_is_directed(world: World) -> Story:
    """The lead writes all of it down before the board adopts the plan."""
    said = content("plan_teams")
    yield world.days.at(95, "10:10")
    _set_priorities(world, *said["areas"])
    yield world.days.at(94, "13:40")
    for row in said["teams"]:
        _form_team(world, row)
    yield world.days.at(92, "11:05")
    for stage, text in said["procedures"].items():
        write_procedure(by=world.lead, plan=world.plans[PLAN], stage=Stage(stage), started_from=0, text=text)
    for row in said["involvement"]:
        add_involvement(by=world.lead, plan=world.plans[PLAN], fields=InvolvementFields(**row))
    yield world.days.at(29, "14:00")
    _neighbors_change_their_mind(world, said["neighbor"])


def _neighbors_change_their_mind(world: World, row: Table) -> None:
    """One part of each kind is taken out of theirs again, so that it can be put back."""
    lead, plan = world.people["noor.haddad"], world.plans[NEIGHBOR]
    procedure = write_procedure(by=lead, plan=plan, stage=Stage.INITIATE, started_from=0, text=row["procedure"])
    voice = add_involvement(by=lead, plan=plan, fields=InvolvementFields(**row["involvement"]))
    team = add_team(by=lead, plan=plan, fields=TeamFields(topic=row["topic"]))
    objective = add_objective(by=lead, plan=plan, fields=ObjectiveFields(text=row["objective"]))
    first = plan.objectives.order_by("number")[0]
    activity = add_activity(by=lead, objective=first, fields=ActivityFields(text=row["activity"]))
    indicator = add_indicator(by=lead, plan=plan, fields=IndicatorFields(term="short", text=row["indicator"]))
    alignment = add_alignment_row(by=lead, objective=first, fields=AlignmentFields(standard=row["standard"]))
    for part in (procedure, voice, team, objective, activity, indicator, alignment):
        take_out(by=lead, part=part, reason=row["reason"])


def _set_priorities(world: World, first: Table, second: Table) -> None:
    """The first came with the plan's file, without a reason; no plan serves the second yet."""
    area = world.plans[PLAN].goal.priority_area
    edit_priority_area(by=world.lead, area=area, started_from=area.version, **first)
    organization = world.places["cedar-valley"]
    other = set_priority_area(by=world.lead, organization=organization, title=second["title"], reason=second["reason"])
    add_goal(by=world.lead, priority_area=other, text=second["goal"])


def _form_team(world: World, row: Table) -> None:
    members = tuple(Place(expertise, name) for expertise, name in row["members"])
    fields = TeamFields(topic=row["topic"], lead=row["lead"], members=members)
    team = add_team(by=world.lead, plan=world.plans[PLAN], fields=fields)
    for text in row["activities"]:
        activity = activity_called(world, text)
        choose_team(by=world.lead, activity=activity, started_from=activity.version, team=team)
