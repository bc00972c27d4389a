"""How the district planned its program: ambition, models, questions before dates, budget, pilots; and the next one."""

from collections.abc import Iterator
from decimal import Decimal

from waypost.demo.below import ABOVE
from waypost.demo.content_files import Table, content
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.people.models import Organization
from waypost.people.rules import Role
from waypost.plans.actions.activities import record_progress
from waypost.plans.models import DONE
from waypost.plans.rules.kinds import SchoolLevel
from waypost.plans.rules.school_year import school_year_of
from waypost.programs.actions.adopting_models import adopt_model
from waypost.programs.actions.budgets import add_budget_line, edit_budget_line, record_spending
from waypost.programs.actions.implementation_models import mix_model
from waypost.programs.actions.model_options import add_option, edit_option, retire_option
from waypost.programs.actions.pilots import (
    SaidLevel,
    ask_sites,
    describe_audience,
    record_commitment,
    say_levels,
    set_pilot_range,
)
from waypost.programs.actions.planning import (
    ask_timing_question,
    choose_ambition,
    record_timing_answer,
    write_sustainability,
)
from waypost.programs.actions.planning_edits import take_out_part
from waypost.programs.actions.programs import create_program
from waypost.programs.actions.representation import count_involved
from waypost.programs.models import ImplementationModel, Program
from waypost.programs.queries.model_options import offered, option_called
from waypost.programs.queries.pilots import pilots
from waypost.programs.rules.ambitions import Ambition
from waypost.programs.rules.estimates import PartKind
from waypost.programs.rules.pilots import Commitment
from waypost.programs.rules.representation import Dimension, Group
from waypost.programs.rules.timing import TimingQuestion
from waypost.programs.shipped_options import Option

DISTRICT = "cedar-valley"
COUNTED = ("staff_hours_there", "educator_hours_there", "money_there", "staff_hour_usd")


def program_is_planned(world: World) -> list[Story]:
    """What happens before the program begins, how the ambition changes, and how the next program is planned."""
    rows = content("planning")["ambitions"]
    return [
        *(_ambition_is_chosen(world, row, version) for version, row in enumerate(rows)),
        _timing_is_talked_about(world),
        _model_is_chosen(world),
        _budget_is_kept(world),
        _sites_commit(world),
        _next_one_is_planned(world),
    ]


def _program(world: World) -> Program:
    return world.programs[DISTRICT]


def _ambition_is_chosen(world: World, row: Table, version: int) -> Story:
    ago, clock_time = row["at"]
    yield world.days.at(ago, clock_time)
    ambition = Ambition(row["ambition"])
    choose_ambition(
        by=world.lead, program=_program(world), started_from=version, ambition=ambition, reason=row["reason"]
    )


def _timing_is_talked_about(world: World) -> Story:
    yield world.days.at(68, "11:20")
    said, program, by = content("planning"), _program(world), world.lead
    own = ask_timing_question(by=by, program=program, text=said["questions"]["own"])
    take_out_part(by=by, part=ask_timing_question(by=by, program=program, text=said["questions"]["dropped"]))
    for row in said["answers"]:
        answer = record_timing_answer(
            by=by,
            program=program,
            question=own if row["question"] == "own" else TimingQuestion(row["question"]),
            said_by=row["said_by"],
            said_on=world.days.on(row["days"]),
            text=row["text"],
        )
    again = {"said_by": answer.said_by, "said_on": answer.said_on, "text": said["questions"]["taken_back"]}
    take_out_part(by=by, part=record_timing_answer(by=by, program=program, question=own, **again))


def _model_is_chosen(world: World) -> Story:
    yield world.days.at(67, "09:30")
    said = content("planning")
    _library_is_made_ours(world, said)
    models = {row["key"]: _mixed(world, row) for row in said["models"]}
    take_out_part(by=world.lead, part=models["dropped"])
    yield world.days.at(67, "16:00")
    adopt_model(by=world.lead, model=models["coached"])
    yield world.days.at(66, "15:50")
    for part in models["coached"].parts.select_related("activity"):
        step = part.activity
        if step is not None:
            on = world.days.on(66)
            record_progress(by=world.lead, activity=step, started_from=1, progress=DONE, completed_on=on)


def _library_is_made_ours(world: World, said: Table) -> None:
    district = world.places[DISTRICT]
    values = {**_spans(said["option"]), "modes": ["in person"]}
    add_option(by=world.lead, organization=district, kind=PartKind.SUPPORT, values=values)
    stipend = _option(district, "currency", "stipend")
    own = {**stipend.columns, **_spans(said["stipend"])}
    edit_option(by=world.lead, organization=district, option=stipend, started_from=0, values=own)
    retire_option(by=world.lead, organization=district, option=_option(district, "location", "central"))


def _option(district: Organization, kind: str, key: str) -> Option:
    found = option_called(district, kind, key)
    if found is None:
        raise LookupError(key)
    return found


def _spans(row: Table) -> dict[str, object]:
    """[low, high] of the content files as the columns of an entry."""
    spans = {name: ends for name, ends in row.items() if isinstance(ends, list) and name != "serves"}
    ends = {f"{name}_{end}": Decimal(each) for name, both in spans.items() for end, each in _named(both)}
    return {name: value for name, value in row.items() if name not in spans} | ends


def _named(both: list[int]) -> Iterator[tuple[str, int]]:
    return zip(("low", "high"), both, strict=True)


def _mixed(world: World, row: Table) -> ImplementationModel:
    columns = {name: value for name, value in row.items() if name not in {"key", "parts", *COUNTED}}
    counted = {name: Decimal(row[name]) for name in COUNTED if name in row}
    chosen = [option for option in offered(world.places[DISTRICT]) if option.key in row["parts"]]
    return mix_model(by=world.lead, program=_program(world), values={**columns, **counted}, chosen=chosen)


def _budget_is_kept(world: World) -> Story:
    yield world.days.at(65, "13:15")
    said, program = content("planning"), _program(world)
    year = school_year_of(program.starts_on).starts_in
    for row in said["lines"]:
        values = {**row, "amount": Decimal(row["amount"]), "year": year}
        is_out = values.pop("taken_out", False)
        line = add_budget_line(by=world.lead, program=program, values=values)
        if is_out:
            take_out_part(by=world.lead, part=line)
    for name, funding in said["funding"].items():
        line = program.budget_lines.get(name=name)
        edit_budget_line(by=world.lead, line=line, started_from=1, values={"funding": funding, "year": line.year})
    write_sustainability(by=world.lead, program=program, started_from=0, **said["sustainability"])
    yield world.days.at(20, "16:10")
    for name, amount in said["spent"].items():
        line = program.budget_lines.get(name=name)
        record_spending(by=world.lead, line=line, year=year, started_from=0, amount=Decimal(amount))


def _sites_commit(world: World) -> Story:
    yield world.days.at(68, "13:30")
    said, program = content("planning"), _program(world)
    levels = [SaidLevel(world.places[slug], None, SchoolLevel(level)) for slug, level in said["levels"].items()]
    say_levels(by=world.lead, said=levels)
    describe_audience(
        by=world.lead,
        program=program,
        started_from=0,
        roles=[Role.EDUCATOR],
        places=[],
        levels=list(SchoolLevel),
        department="",
        reason=said["audience"]["reason"],
    )
    set_pilot_range(by=world.lead, program=program, started_from=0, minimum=2, maximum=3)
    for dimension, rows in said["involved"].items():
        count_involved(
            by=world.lead,
            program=program,
            dimension=Dimension(dimension),
            started_from=0,
            groups=[Group(name, involved, staff or None) for name, involved, staff in rows],
        )
    yield world.days.at(67, "14:20")
    _say(world, program, said["sites"], 67)


def _say(world: World, program: Program, rows: list[Table], ago: int) -> None:
    """What each school said, so many school days ago."""
    asked = dict.fromkeys(row["school"] for row in rows)
    ask_sites(by=world.lead, program=program, schools=[world.places[school] for school in asked])
    sites = {site.organization.slug: site for site in pilots(program).sites}
    for row in rows:
        commitment = Commitment(row.get("commitment", Commitment.COMMITTED))
        if commitment is not Commitment.NOT_YET:
            sites[row["school"]] = record_commitment(
                by=world.lead,
                site=sites[row["school"]],
                started_from=sites[row["school"]].version,
                commitment=commitment,
                said_by=row["said_by"],
                said_on=world.days.on(ago),
                text=row["text"],
            )


def _next_one_is_planned(world: World) -> Story:
    """Not enough schools are committed yet."""
    yield world.days.at(4, "10:30")
    row = content("planning")["next"]
    steps = (step for objective in world.plans[ABOVE].objectives.all() for step in objective.activities.all())
    program = create_program(
        by=world.lead,
        organization=world.places[DISTRICT],
        activity=next(step for step in steps if step.text == row["activity"]),
        name=row["name"],
        purpose=row["purpose"],
        starts_on=world.days.on(row["starts"]),
        ends_on=world.days.on(row["ends"]),
    )
    set_pilot_range(by=world.lead, program=program, started_from=0, minimum=2, maximum=3)
    _say(world, program, row["sites"], 4)
