"""What a plan's people do over a year, step by step: from a file or the template to a school that takes a part."""

import re
from datetime import date
from pathlib import Path

import docx
from icalendar import Calendar
from playwright.sync_api import Locator, Page

from tests.browser.reader import Reader
from tests.browser.steps import link_in
from tests.builders import District, person
from tests.plans.reminding import TODAY, lead_it
from tests.shared_data import shared_data
from waypost.people.rules import Role
from waypost.plans.models import Activity, Reminder

#: The sample says a date here that the preview can't take as one.
UNSURE_LINE = "Objective 1, activity 2, target date"
PLAN = re.compile("^Micro-credential Implementation Plan")
MOVED = "Complete first round of implementation plan"
MOVED_TO = date(2027, 3, 12)
REWORDED = "Complete the first round and share it with every school"
OBJECTIVE = re.compile("Objective 1. By 12.15.16, create")
SLIPPED = "The board meets a month later."


def sample_with_an_unsure_line(folder: Path) -> Path:
    """The sample document, where somebody wrote "Ongoing" over one date."""
    word = docx.Document(str(shared_data("plans", "abc-district.docx")))
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    next(cell for cell in cells if cell.text.strip() == "12/15/16").text = "Ongoing"
    path = folder / "our plan.docx"
    word.save(str(path))
    return path


def write_from_the_template(lead: Reader) -> None:
    lead.follow("New plan")
    lead.follow("District")
    lead.fill("Date started", "2027-01-11")
    lead.press("Create plan")
    lead.sees("Win three principals and agree on the hour")
    lead.opens("/plans/")


def unsure_line(page: Page) -> Locator:
    """Its question in the preview."""
    return page.get_by_role("region", name=UNSURE_LINE)


def import_with_an_unsure_line(lead: Reader, file: Path) -> None:
    """Put right what the file left open, and create the plan."""
    lead.follow("Import from a file")
    lead.pick(file)
    lead.press("Read the file")
    lead.sees("The file says “Ongoing”")
    line = unsure_line(lead.page)
    line.get_by_label("Date").fill("2027-02-12")
    with lead.arriving():
        line.get_by_role("button", name="Set the date").click()
    lead.sees("What you settled")
    lead.press("Create this plan")


def slip(lead: Reader) -> None:
    """On the page of the plan: an activity moves, with its reason."""
    lead.follow(re.compile(f"^{MOVED}$"))
    lead.follow("Set a new date")
    lead.fill("New date", "2027-03-12")
    lead.fill("Why does it move?", SLIPPED)
    lead.press("Save the new date")


def change_words_and_adopt_again(lead: Reader) -> None:
    lead.follow(re.compile(f"^{MOVED}$"))
    lead.press("Edit", role="link")
    lead.page.get_by_label("Activity", exact=True).fill(REWORDED)
    lead.press("Save")
    lead.follow(PLAN)
    lead.follow("Adopt again")
    lead.press("Adopt as baseline 2")


def take_a_part(school: Reader) -> None:
    school.follow("Take from it")
    school.choose(OBJECTIVE)
    school.press("Take into a plan")
    school.sees("From: objective 1 of the plan of Cedar Valley")


def take_the_words_alone(school: Reader) -> None:
    """Of an offer that moves the date too."""
    school.follow(re.compile("^Look"))
    school.page.get_by_label("Target date", exact=True).uncheck()
    school.press("Take what is chosen")
    school.sees("Nothing is offered now.")


def take_every_file(lead: Reader, folder: Path) -> dict[str, Path]:
    """Every format that the page of exports offers, by the end of its name."""
    lead.follow("Export")
    links = lead.page.get_by_role("listitem").get_by_role("link", name=re.compile("file$"))
    kept = {}
    for link in links.all():
        with lead.page.expect_download() as download:
            lead.click(link)
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        kept[path.suffix] = path
    return kept


def open_again(lead: Reader, file: Path) -> None:
    """The file that left comes back as a plan."""
    lead.opens("/plans/import/")
    lead.pick(file)
    lead.press("Read the file")
    lead.sees(REWORDED)
    lead.press("Create this plan")


def dates_in(calendar: Path) -> dict[str, date]:
    """What an independent reader finds in a calendar's file."""
    events = Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
    return {str(event["summary"]): event.decoded("dtstart") for event in events}


def reworded() -> Activity:
    """The district's activity after both changes."""
    return Activity.objects.get(text=REWORDED, taken_part__isnull=True)


def link_for_a_coach(tree: District, mails: Path) -> str:
    """From the mail that reminds who leads the activity from now on."""
    coach = person("Tom Becker", Role.COACH, tree.cedar)
    lead_it(reworded(), coach)
    return link_in(mails, Reminder.objects.create(activity=reworded(), person=coach, day=TODAY))
