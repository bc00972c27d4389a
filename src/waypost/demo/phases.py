"""The phases that the district's program goes through, and the second cycle of the neighbors'."""

from django.core.files.base import ContentFile

from waypost.common.actors import System
from waypost.demo.content_files import Table, content
from waypost.demo.plan import NEIGHBOR, PLAN
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.people.models import Person
from waypost.programs.actions.cohorts import open_cohort
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.outcomes import (
    Attached,
    add_outcome,
    attach_work,
    confirm_outcome,
    edit_outcome,
    take_attachment_out,
    take_outcome_out,
    waive_outcome,
)
from waypost.programs.actions.phase_activities import choose_activities
from waypost.programs.actions.phase_sets import edit_phase, make_phase_set, take_phase_out
from waypost.programs.actions.phases import enter_phase, follow_phases, leave_phase
from waypost.programs.actions.programs import create_program
from waypost.programs.actions.questions import add_question, answer_question, take_question_out
from waypost.programs.models import Cycle, OutcomeAttachment, PhaseOutcome, Program
from waypost.programs.queries.phase_activities import activities_to_choose
from waypost.programs.queries.phases import outcomes, questions
from waypost.programs.rules.phase_sets import ElementGroup, OutcomeWords, shipped_sets
from waypost.programs.rules.phases import AttachedState

SYSTEM = System("loading the demo")


def phases_are_followed(world: World) -> list[Story]:
    """The district's five phases, the set that it makes of its own, and the six of the neighbors."""
    said = content("phases")
    return [
        _phases_begin(world),
        *(_work_is_attached(world, row) for row in said["attached"]),
        *(_question_is_answered(world, row) for row in said["answers"]),
        *(_outcome_gets_an_owner(world, row) for row in said["owners"]),
        _outcomes_change(world),
        _activities_find_their_phase(world),
        _set_is_made(world, said["set"]),
        _neighbors_go_round(world, said["neighbor"]),
    ]


def _phases_begin(world: World) -> Story:
    """What came before the program is written down when it opens; from then on each step on its day."""
    said = content("phases")
    yield world.days.at(67, "11:00")
    program = world.programs["cedar-valley"]
    began_on = world.days.on(said["began"])
    follow_phases(by=world.lead, program=program, words=shipped_sets()["five"], began_on=began_on)
    for row in said["stays"]:
        if row.get("entered", row.get("left")) < 67:
            yield world.days.at(row.get("entered", row.get("left")), "16:05")
        _move(world, row)


def _move(world: World, row: Table) -> None:
    phase = _cycle(world).phases.get(position=row["phase"])
    if "entered" in row:
        enter_phase(by=world.lead, phase=phase, on=world.days.on(row["entered"]), why=row["why"])
    else:
        leave_phase(by=world.lead, phase=phase, on=world.days.on(row["left"]), why=row["why"])


def _work_is_attached(world: World, row: Table) -> Story:
    yield world.days.at(row["at"], "13:15")
    made = _attach(world.lead, _outcome(_cycle(world), row["outcome"]), row)
    if "taken_away" in row:
        yield world.days.at(row["taken_away"], "13:20")
        take_attachment_out(by=world.lead, attachment=made)


def _attach(by: Person, outcome: PhaseOutcome, row: Table) -> OutcomeAttachment:
    file = ContentFile(row["text"].encode(), name=row["file"]) if "file" in row else None
    work = Attached(AttachedState(row["state"]), row["note"], row.get("link", ""), file)
    return attach_work(by=by, outcome=outcome, work=work)


def _question_is_answered(world: World, row: Table) -> Story:
    """Answers from before the program opened are written down when it does."""
    yield world.days.at(min(row["at"], 66), "17:00")
    question = questions(world.lead).get(phase__cycle=_cycle(world), text=row["question"])
    answer_question(by=world.lead, question=question, started_from=question.version, text=row["text"])


def _outcome_gets_an_owner(world: World, row: Table) -> Story:
    yield world.days.at(row["at"], "09:05")
    outcome = _outcome(_cycle(world), row["outcome"])
    words = OutcomeWords(outcome.label, outcome.hint, ElementGroup(outcome.group), outcome.key)
    edit_outcome(by=world.lead, outcome=outcome, started_from=outcome.version, words=words, owner=world.lead)


def _outcomes_change(world: World) -> Story:
    """One is added with a question about it, one waived, one taken out; one question is asked no more."""
    said = content("phases")
    added, waived, gone = said["added"], said["waived"], said["taken_out"]
    yield world.days.at(added["at"], "10:20")
    phase = _cycle(world).phases.get(position=added["phase"])
    words = OutcomeWords(added["label"], added["hint"], ElementGroup(added["group"]))
    made = add_outcome(by=world.lead, phase=phase, words=words, owner=world.lead)
    add_question(by=world.lead, phase=phase, text=added["question"], outcome=made)
    yield world.days.at(waived["at"], "10:40")
    waive_outcome(by=world.lead, outcome=_outcome(_cycle(world), waived["outcome"]), why=waived["why"])
    take_outcome_out(by=world.lead, outcome=_outcome(_cycle(world), gone["outcome"]), why=gone["why"])
    asked = said["question_out"]
    question = questions(world.lead).get(phase__cycle=_cycle(world), text=asked["question"])
    take_question_out(by=world.lead, question=question, why=asked["why"])


def _activities_find_their_phase(world: World) -> Story:
    """The plan's activities, objective by objective, fall in the phases one after the other."""
    yield world.days.at(43, "11:30")
    found = activities_to_choose(world.lead, world.plans[PLAN])
    for position, numbers in content("phases")["activities"].items():
        phase, chosen = _cycle(world).phases.get(position=int(position)), found.filter(objective__number__in=numbers)
        choose_activities(by=world.lead, phase=phase, activities=chosen, started_from=())


def _set_is_made(world: World, row: Table) -> Story:
    yield world.days.at(row["at"], "15:50")
    like = shipped_sets()[row["like"]]
    organization = world.places["cedar-valley"]
    made = make_phase_set(by=world.lead, organization=organization, name=row["name"], like=like)
    take_phase_out(by=world.lead, phase_set=made, key=row["drop"])
    edit_phase(by=world.lead, phase_set=made, key=row["change"], started_from=2, name=row["change_name"])


def _neighbors_go_round(world: World, row: Table) -> Story:
    """One school, one group, six phases; then the next cycle with what the first one left."""
    yield world.days.at(row["begins"], "09:30")
    lead = world.people["noor.haddad"]
    program = _neighbors_program(world, lead, row)
    began_on = world.days.on(row["begins"])
    cycle = follow_phases(by=lead, program=program, words=shipped_sets()["six"], began_on=began_on)
    ends_on = world.days.on(row["cohort_ends"])
    open_cohort(by=lead, program=program, name=row["cohort"], starts_on=began_on, ends_on=ends_on)
    yield world.days.at(row["cohort_ends"], "15:35")
    for work in row["attached"]:
        _attach(lead, _outcome(cycle, work["outcome"]), work)
    waive_outcome(by=lead, outcome=_outcome(cycle, row["waived"]["outcome"]), why=row["waived"]["why"])
    yield world.days.at(row["next"], "10:10")
    second = start_next_cycle(by=lead, cycle=cycle, began_on=world.days.on(row["next"]), why=row["why"])
    confirm_outcome(by=lead, outcome=_outcome(second, "Cohorts"))


def _neighbors_program(world: World, lead: Person, row: Table) -> Program:
    activity = world.plans[NEIGHBOR].objectives.order_by("number")[0].activities.order_by("position")[0]
    return create_program(
        by=lead,
        organization=world.places["stony-brook"],
        activity=activity,
        name=row["name"],
        purpose=row["purpose"],
        starts_on=world.days.on(row["begins"]),
        ends_on=world.days.on(-90),
    )


def _cycle(world: World) -> Cycle:
    return world.programs["cedar-valley"].cycles.get(closed_at=None)


def _outcome(cycle: Cycle, label: str) -> PhaseOutcome:
    return outcomes(SYSTEM).get(phase__cycle=cycle, label=label)
