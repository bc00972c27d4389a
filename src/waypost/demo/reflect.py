"""What the district of the demo looked back on before it planned: what was tried, who has a stake, what is missing."""

from decimal import Decimal

from waypost.demo.content_files import Table, content
from waypost.demo.plan import NEIGHBOR, PLAN, activity_called
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.governance.actions.gaps import add_element, begin_analysis, edit_element, word_scale
from waypost.governance.actions.initiatives import add_cause, add_initiative, say_effect
from waypost.governance.actions.leaders import (
    add_commitment,
    add_leader,
    edit_commitment,
    list_principals,
    record_conversation,
)
from waypost.governance.actions.reflection import take_out
from waypost.governance.actions.stakeholders import add_stakeholder
from waypost.governance.actions.vision import comment_on_vision, endorse_vision, record_endorsement, write_vision
from waypost.governance.models import Cause, Initiative, Leader
from waypost.governance.rules.gaps import GapFields
from waypost.governance.rules.initiatives import CauseFields, InitiativeFields
from waypost.governance.rules.stakeholders import CommitmentFields, LeaderFields, StakeholderFields
from waypost.plans.models import Objective

HERE = "cedar-valley"
ABOUT_CAUSES = frozenset({"text", "kind", "evidence", "named_by", "is_root", "taken_up_in"})


def district_reflects(world: World) -> Story:
    """Before the plan the team looks back and around; the gaps and causes then point to its objectives."""
    said = content("reflect")
    yield world.days.at(117, "10:00")
    initiatives = {row["title"]: _initiative(world, row) for row in said["initiatives"]}
    yield world.days.at(108, "14:15")
    for row in said["stakeholders"]:
        _stakeholder(world, row)
    yield world.days.at(100, "16:00")
    _talk_with_leaders(world, said)
    yield world.days.at(88, "13:30")
    _compare(world, said)
    yield world.days.at(87, "15:10")
    _ask_why(world, initiatives, said["causes"])
    yield world.days.at(83, "11:20")
    _share_a_vision(world, said["vision"])
    yield world.days.at(58, "09:45")
    _word_it_anew(world, said["vision"])


def _initiative(world: World, row: Table) -> Initiative:
    apart = {"effect", "asked_count", "taken_out"}
    fields = InitiativeFields(**{name: value for name, value in row.items() if name not in apart})
    made = add_initiative(by=world.lead, organization=world.places[HERE], fields=fields)
    if "effect" in row:
        luis = world.people["luis.ferrer"]
        say_effect(by=luis, initiative=made, started_from=1, effect=row["effect"], asked_count=row["asked_count"])
    if row.get("taken_out"):
        take_out(by=world.lead, part=made)
    return made


def _stakeholder(world: World, row: Table) -> None:
    fields = StakeholderFields(**{name: value for name, value in row.items() if name != "taken_out"})
    made = add_stakeholder(by=world.people["luis.ferrer"], organization=world.places[HERE], fields=fields)
    if row.get("taken_out"):
        take_out(by=world.lead, part=made)


def _talk_with_leaders(world: World, said: Table) -> None:
    lead, here, day = world.lead, world.places[HERE], world.days.on
    listed = list_principals(by=lead, organization=here)
    listed.append(add_leader(by=lead, organization=here, fields=LeaderFields(**said["superintendent"])))
    take_out(by=lead, part=add_leader(by=lead, organization=here, fields=LeaderFields(**said["former"])))
    leaders: dict[str, Leader] = {leader.said: leader for leader in listed}
    for row in said["conversations"]:
        held_on = day(row["ago"])
        told = {"held_on": held_on, "held_by": lead.name, "said": row["said"]}
        conversation = record_conversation(by=lead, leader=leaders[row["with"]], **told)
        if row.get("taken_out"):
            take_out(by=lead, part=conversation)
    for row in said["promises"]:
        due = day(row["due"]) if "due" in row else None
        fields = CommitmentFields(row["text"], day(row["made"]), due)
        made = add_commitment(by=lead, leader=leaders[row["with"]], fields=fields)
        if row.get("taken_out"):
            take_out(by=lead, part=made)
        if "kept" in row:
            kept = CommitmentFields(row["text"], day(row["made"]), due, day(row["kept"]))
            edit_commitment(by=lead, commitment=made, started_from=1, fields=kept)


def _compare(world: World, said: Table) -> None:
    """The neighbors have begun to, and no more."""
    luis, here = world.people["luis.ferrer"], world.places[HERE]
    word_scale(by=luis, organization=here, started_from=0, **said["scale"])
    elements = {element.name: element for element in begin_analysis(by=luis, organization=here)}
    for row in said["elements"]:
        slug = row.get("credential")
        edit_element(
            by=luis,
            element=elements[row["name"]],
            started_from=1,
            fields=_gap(row),
            objective=_objective(world, row.get("objective")),
            micro_credential=world.credentials[slug] if slug else None,
        )
    take_out(by=luis, part=add_element(by=luis, organization=here, fields=GapFields("Hiring")))
    begin_analysis(by=world.people["noor.haddad"], organization=world.places[NEIGHBOR])


def _gap(row: Table) -> GapFields:
    return GapFields(
        name=row["name"],
        now=Decimal(row["now"]),
        wanted=Decimal(row["wanted"]),
        now_words=row["now_words"],
        wanted_words=row["wanted_words"],
        measure_key=row.get("measure", ""),
        document_url=row.get("document", ""),
        is_survey_later=row.get("survey", False),
        data_words=row.get("data_words", ""),
        priority=row["priority"],
    )


def _ask_why(world: World, initiatives: dict[str, Initiative], rows: list[Table]) -> None:
    found: dict[str, Cause] = {}
    for row in rows:
        made = add_cause(
            by=world.people["luis.ferrer"],
            initiative=initiatives[row["of"]],
            below=found.get(row.get("below", "")),
            fields=CauseFields(**{name: row[name] for name in ABOUT_CAUSES & row.keys()}),
            objective=_objective(world, row.get("objective")),
            activity=activity_called(world, row["activity"]) if "activity" in row else None,
        )
        found[made.text] = made
        if row.get("taken_out"):
            take_out(by=world.lead, part=made)


def _objective(world: World, number: int | None) -> Objective | None:
    return world.plans[PLAN].objectives.get(number=number) if number else None


def _share_a_vision(world: World, said: Table) -> None:
    first = write_vision(by=world.lead, organization=world.places[HERE], started_from=0, text=said["first"])
    comment_on_vision(by=world.people["rachel.stein"], vision=first, text=said["comment"])
    endorse_vision(by=world.lead, vision=first)


def _word_it_anew(world: World, said: Table) -> None:
    """The earlier wording stays with whoever stood behind it; people are asked again."""
    here, text, changed = world.places[HERE], said["text"], said["what_changed"]
    vision = write_vision(by=world.lead, organization=here, started_from=1, text=text, what_changed=changed)
    for name in said["endorsers"]:
        endorse_vision(by=world.people[name], vision=vision)
    counts = {"people_count": said["people"], "school_count": said["schools"]}
    record_endorsement(by=world.lead, vision=vision, words=said["words"], **counts)
