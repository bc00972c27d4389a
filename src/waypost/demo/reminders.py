"""The district's days off, and leads who answer by the link of a reminder (PL8)."""

from waypost.demo.content_files import Table, content
from waypost.demo.people import email_of, key_of
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.notices.actions.calendars import keep_calendar
from waypost.notices.actions.digests import choose_rhythm, post_digests
from waypost.notices.rules.calendars import Off
from waypost.notices.rules.digests import Rhythm
from waypost.people.models import Person
from waypost.plans.actions.proposals import keep_date, take_date
from waypost.plans.actions.reminders import answer_with_date, answer_with_progress
from waypost.plans.models import DateProposal, Reminder
from waypost.plans.queries.reminders import REMINDING, reminders_to_tell


def days_off_are_kept(world: World) -> Story:
    """The worker puts the federal holidays in later: to load their library would slow the start down."""
    yield world.days.at(110, "09:20")
    spans = [Off(world.days.on(row["first"]), world.days.on(row["last"]), row["name"]) for row in _rows("days_off")]
    keep_calendar(
        by=world.people["rosalind.achebe"],
        organization=world.places["cedar-valley"],
        days_off=spans,
        holidays_through=world.days.today,
    )
    yield world.days.at(73, "12:00")
    for row in _rows("digests"):
        person = _person(world, row)
        choose_rhythm(by=person, person=person, rhythm=Rhythm(row["rhythm"]))


def leads_answer(world: World) -> Story:
    """Each morning of an answer has its digest; some hours later whoever edits the plan decides on a proposed date."""
    for row in _rows("answers"):
        yield world.days.at(row["at"], "07:10")
        post_digests()
        yield world.days.at(row["at"], "07:50")
        proposal = _answer(world, row)
        if proposal and ("taken" in row or "kept" in row):
            yield world.days.at(row["at"], "10:15")
            _decide(world, row, proposal)


def _answer(world: World, row: Table) -> DateProposal | None:
    reminder = _reminder(world, row)
    if "new_date" in row:
        return answer_with_date(reminder=reminder, proposed_on=world.days.on(row["new_date"]), reason=row["reason"])
    answer_with_progress(
        reminder=reminder,
        started_from=reminder.activity.version,
        progress=row["progress"],
        completed_on=None,
        note=row["note"],
    )
    return None


def _decide(world: World, row: Table, proposal: DateProposal) -> None:
    if "kept" in row:
        keep_date(by=world.lead, proposal=proposal, word=row["kept"])
    else:
        take_date(by=world.lead, proposal=proposal)


def _reminder(world: World, row: Table) -> Reminder:
    return reminders_to_tell(REMINDING, _person(world, row), world.days.on(row["at"]))[0]


def _person(world: World, row: Table) -> Person:
    return world.people[key_of(email_of(row))]


def _rows(name: str) -> list[Table]:
    rows: list[Table] = content("reminders")[name]
    return rows
