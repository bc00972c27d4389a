"""The steering committee of the demo: who sits in it, what it asked and decided, and what the plan took over (FR2)."""

from collections.abc import Iterable, Sequence
from dataclasses import fields as fields_of
from datetime import date, time
from typing import Any

from django.db.models import Model

from waypost.common.days import day_in
from waypost.demo.content_files import Table, content
from waypost.demo.plan import PLAN
from waypost.demo.play import Story
from waypost.demo.world import ZONE, World
from waypost.governance.actions.action_items import give_action, take_into_plan, tick_off
from waypost.governance.actions.closing import close
from waypost.governance.actions.committees import record_agreement, set_up_committee
from waypost.governance.actions.decisions import ask_question, decide_at_item, set_links
from waypost.governance.actions.initiatives import edit_cause
from waypost.governance.actions.letting_in import fill_seat_and_let_in, let_in
from waypost.governance.actions.meetings import NewItem, plan_meeting, remove_item, take_attendance, write_minutes
from waypost.governance.actions.owners import OwnershipFields, name_owner
from waypost.governance.models import AgendaItem, Committee, CommitteeMember, Decision, Meeting
from waypost.governance.queries.agendas import drafted_agenda
from waypost.governance.queries.committees import committees, members
from waypost.governance.queries.decisions import decisions
from waypost.governance.queries.reflection import causes
from waypost.governance.rules.committees import CharterFields, CommitteeKind, SeatFields, SpokenPhase
from waypost.governance.rules.decisions import AnswerFields, QuestionFields
from waypost.governance.rules.initiatives import CauseFields
from waypost.governance.rules.meetings import ActionFields, MeetingFields

EVERY_PHASE = tuple(phase.value for phase in SpokenPhase)


def committees_meet(world: World) -> list[Story]:
    """The committee is set up, meets twice, plans a third meeting; a taskforce begins; departments name owners."""
    said = content("committee")
    questions = (_asks(world, row) for row in said["questions"])
    return [
        _committee_lives(world, said),
        _taskforce_begins(world, said),
        _taskforce_ends(world, said["done"]),
        *questions,
    ]


def _committee_lives(world: World, said: Table) -> Story:
    row = said["steering"]
    yield world.days.at(108, "11:00")
    charter = CharterFields(row["purpose"], row["deciding"], row["meeting"])
    committee = _set_up(world, row, CommitteeKind.STEERING, charter)
    yield world.days.at(95, "16:40")
    for owner in said["owners"]:
        _name_owner(world, owner)
    yield world.days.at(88, "16:40")
    _members_agree(world, committee, row)
    for meeting in said["meetings"]:
        yield from _meet(world, committee, meeting)


def _taskforce_begins(world: World, said: Table) -> Story:
    yield world.days.at(30, "09:20")
    _set_up(world, said["taskforce"], CommitteeKind.TASKFORCE, CharterFields(said["taskforce"]["purpose"]))


def _taskforce_ends(world: World, row: Table) -> Story:
    yield world.days.at(104, "09:30")
    taskforce = _set_up(world, row, CommitteeKind.TASKFORCE, CharterFields(row["purpose"]))
    yield world.days.at(row["ended"], "15:10")
    close(by=world.lead, thing=taskforce, why=row["why"])


def _asks(world: World, row: Table) -> Story:
    yield world.days.at(row["ago"], "10:10")
    fields = QuestionFields(row["question"], row["options"], row["consulted"], row["who"])
    committee = committees(world.lead).get(kind=CommitteeKind.STEERING)
    asked = ask_question(by=world.people["luis.ferrer"], committee=committee, fields=fields)
    if "withdrawn" in row:
        yield world.days.at(row["withdrawn"], "13:20")
        close(by=world.people["luis.ferrer"], thing=asked, why=row["why"])


def _set_up(world: World, row: Table, kind: CommitteeKind, charter: CharterFields) -> Committee:
    committee = set_up_committee(
        by=world.lead,
        organization=world.places["cedar-valley"],
        kind=kind,
        name=row["name"],
        charter=charter,
        seats=[_seat(world, cells) for cells in row["seats"]],
    )
    for seat in members(world.lead).filter(committee=committee, person__isnull=False):
        let_in(by=world.lead, seat=seat)
    return committee


def _seat(world: World, cells: Sequence[Any]) -> SeatFields:
    who, part, voice, level, phases, first, last = cells
    spoken = tuple(phases.split(", ")) if phases else EVERY_PHASE
    return SeatFields(who, part, level, voice, spoken, world.days.on(first), _day(world, last))


def _day(world: World, ago: int | str) -> date | None:
    return world.days.on(ago) if isinstance(ago, int) else None


def _members_agree(world: World, committee: Committee, row: Table) -> None:
    """The first open seat is filled once educators are here, and whoever fills it is let in."""
    seat = committee.members.filter(person=None, name="").order_by("pk")[0]
    fields = SeatFields(
        row["filled"], seat.part, seat.level, seat.voice, tuple(seat.phases), seat.starts_on, seat.ends_on
    )
    fill_seat_and_let_in(by=world.lead, seat=seat, started_from=seat.version, fields=fields)
    record_agreement(by=world.lead, charter=committee.charters.get(), members=_members(committee, row["agreed"]))


def _members(committee: Committee, names: Iterable[str]) -> list[CommitteeMember]:
    wanted = set(names)
    return [member for member in committee.members.select_related("person") if member.said in wanted]


def _name_owner(world: World, row: Table) -> None:
    organization = world.places["cedar-valley"]
    goal = world.plans[PLAN].goal if row.get("owns_goal") else None
    fields = OwnershipFields(row["department"], row["who"], goal=goal, process=row["process"])
    name_owner(by=world.lead, organization=organization, fields=fields)


def _meet(world: World, committee: Committee, row: Table) -> Story:
    """Planned the day before, with what is open; held, noted and followed up."""
    yield world.days.at(max(row["at"] + 1, 1), "08:40")
    meeting = _plan(world, committee, row)
    if "removed" in row:
        remove_item(by=world.people["luis.ferrer"], item=_item(meeting, row["removed"]))
    if "canceled" in row:
        yield world.days.at(row["at"], "08:05")
        close(by=world.people["luis.ferrer"], thing=meeting, why=row["canceled"])
        return
    if row["at"] < 0:
        return
    yield world.days.at(row["at"], "16:45")
    by = world.people["hector.salinas"]
    came = _members(committee, row["came"])
    seats = list(committee.members.all())
    take_attendance(by=by, meeting=meeting, started_from=1, offered=seats, members=came, guests=row["guests"])
    for said in row["minutes"]:
        write_minutes(by=by, item=_item(meeting, said["item"]), started_from=1, minutes=said["text"])
    for decided in row["decisions"]:
        _decide(world, meeting, decided)
    for action in row["actions"]:
        yield from _act(world, meeting, action)


def _plan(world: World, committee: Committee, row: Table) -> Meeting:
    on, at = world.days.on(row["at"]), time.fromisoformat(row["time"])
    fields = MeetingFields(on, at, row["place"], row.get("link", ""), row["guests"])
    drafted = [NewItem(found.question.title, found.decision, found.action) for found in drafted_agenda(committee)]
    items = [*(NewItem(title) for title in row["own"]), *drafted]
    return plan_meeting(by=world.people["luis.ferrer"], committee=committee, fields=fields, items=items)


def _decide(world: World, meeting: Meeting, row: Table) -> None:
    known: dict[str, str] = {found["key"]: found["question"] for found in content("committee")["questions"]}
    question = known.get(row["question"]) or str(row["question"])
    item = _item(meeting, row.get("item", question))
    asked = _asked(item, row, question)
    fields = AnswerFields(
        row["decision"],
        row["reason"],
        row["decided_by"],
        day_in(meeting.starts_at, ZONE),
        asked.consulted,
        _day(world, row["review"]),
    )
    old = decisions(world.lead).get(question=known[row["replaces"]]) if "replaces" in row else None
    by = world.people["luis.ferrer"]
    started_from = item.decision.version if item.decision else 0
    made = decide_at_item(by=by, item=item, started_from=started_from, question=asked, fields=fields, replaces=old)
    linked = [_thing(world, key) for key in row["changed"]]
    set_links(by=world.lead, decision=made, started_from=made.version, linked=linked)
    if "answers" in row:
        _answer_cause(world, row["answers"], made)


def _answer_cause(world: World, text: str, decision: Decision) -> None:
    cause = causes(world.lead).get(text=text)
    said = {field.name: getattr(cause, field.name) for field in fields_of(CauseFields)}
    edit_cause(
        by=world.people["luis.ferrer"],
        cause=cause,
        started_from=cause.version,
        below=cause.parent,
        fields=CauseFields(**said),
        decision=decision,
    )


def _asked(item: AgendaItem, row: Table, question: str) -> QuestionFields:
    known = item.decision
    if known is None:
        return QuestionFields(question, row["options"], row["consulted"])
    return QuestionFields(known.question, known.options, known.consulted, known.said)


def _act(world: World, meeting: Meeting, row: Table) -> Story:
    fields = ActionFields(row["text"], row["who"], world.days.on(row["due"]))
    item = _item(meeting, row["item"])
    action = give_action(by=world.people["hector.salinas"], committee=meeting.committee, item=item, fields=fields)
    if "done" in row:
        yield world.days.at(row["done"], "12:00")
        tick_off(by=world.people["desmond.clarke"], action=action, done_on=world.days.on(row["done"]))
    if "dropped" in row:
        yield world.days.at(row["dropped"], "12:10")
        close(by=world.people["hector.salinas"], thing=action, why=row["why"])
    if "plan_objective" in row:
        objective = world.plans[PLAN].objectives.get(number=row["plan_objective"])
        take_into_plan(by=world.lead, action=action, objective=objective)


def _thing(world: World, key: str) -> Model:
    """The object that the content names: the plan, the program, one of its parts by number, a micro-credential."""
    kind, _, which = key.partition(":")
    plan = world.plans[PLAN]
    match kind:
        case "plan":
            return plan
        case "program":
            return world.programs["cedar-valley"]
        case "objective":
            return plan.objectives.get(number=which)
        case "indicator":
            return plan.indicators.order_by("pk")[int(which) - 1]
    return world.credentials[which]


def _item(meeting: Meeting, title: str) -> AgendaItem:
    return meeting.items.get(title=title)
