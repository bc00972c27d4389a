"""What the people of the journeys (UX.md) do, step by step, by page; stories and bars string these steps together."""

import re
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile

from tests.assessment.builders import concluded
from tests.browser.reader import Reader
from tests.shared_data import shared_data
from tests.submissions.builders import ENOUGH_WORDS, a_pdf, a_picture
from waypost.assessment.models import Review
from waypost.catalog.rules import Level
from waypost.common import jobs
from waypost.notices.actions.digests import KIND
from waypost.notices.actions.outbox import SEND, Post, post_letters
from waypost.people.models import Person
from waypost.plans.models import Reminder
from waypost.submissions.models import Submission

#: Longer than the ten minutes in which an educator, and then an assessor, may take back what they sent.
PAST_BOTH_WINDOWS = timedelta(minutes=25)

# J1: the lead


def import_a_plan(lead: Reader) -> None:
    lead.follow("Import a plan from a file")
    lead.pick(shared_data("plans", "abc-district.docx"))
    lead.press("Read the file")
    lead.sees_soundly("Nothing is created yet.")
    lead.press("Create this plan")


def adopt_the_plan(lead: Reader) -> None:
    lead.sees("Not adopted yet.")
    lead.press("Adopt this plan", role="link")
    lead.press("Adopt as baseline 1")


def move_a_date(lead: Reader, reason: str) -> None:
    """From home: what waits there, the new date with its reason, save."""
    lead.follow("Set a new date")
    lead.fill("New date", "2030-03-15")
    lead.fill("Why does it move?", reason)
    lead.press("Save the new date")


def let_waypost_measure(lead: Reader, what: str) -> None:
    """On the page of an indicator: from now on the program itself measures it."""
    lead.press("Edit", role="link")
    lead.page.get_by_label("Who measures it").select_option(f"Waypost: {what}")
    lead.press("Save")


def link_in(mails: Path, reminder: Reminder) -> str:
    """The link in the mail of the morning on which the job reminded its lead."""
    facts = {"person": reminder.person.uid, "day": reminder.day.isoformat()}
    post_letters(kind=KIND, posts=[Post("digest:today", reminder.person.email, facts)])
    jobs.run(SEND)
    (mail,) = mails.iterdir()
    found = re.search(r"/plans/reminders/[\w:-]+/", mail.read_text().replace("=\n", ""))
    assert found is not None
    return found[0]


# J2: the educator


def begin_the_first(educator: Reader) -> None:
    educator.press(re.compile("^Begin"))


def gather(educator: Reader, folder: Path) -> None:
    """Write the first text, add a picture and a file, write the last text; from part to part."""
    educator.fill("Your goal and your check", ENOUGH_WORDS)
    educator.press("Save and go on")
    educator.pick(*[keep(folder, file) for file in (a_picture(), a_pdf())], label="Add files from this device")
    educator.press("Save and go on")
    educator.fill("What you carry forward", ENOUGH_WORDS)
    educator.press("Save and go on")


def send_off(educator: Reader) -> None:
    educator.sees("Everything is here.")
    educator.click(educator.page.get_by_role("checkbox"))
    educator.press("Send")


def revise_the_first_text(educator: Reader, feedback: str) -> None:
    educator.press("Read the feedback and revise", role="link")
    educator.sees(feedback)
    educator.fill("Your goal and your check", f"{ENOUGH_WORDS} The next day I asked again.")
    educator.press("Save and go on")


def share_with_name(educator: Reader) -> None:
    educator.choose("Anyone with the link")
    educator.choose("Show my name")
    educator.press("Save my choice")


def keep(folder: Path, file: "ContentFile[bytes]") -> Path:
    """Put it on the disk, where a person picks it."""
    path = folder / str(file.name)
    path.write_bytes(file.read())
    return path


# J3: the assessor


def claim_the_first(assessor: Reader) -> None:
    assessor.press(re.compile("^Claim"))


def score(assessor: Reader, *levels: str) -> None:
    """Choose a level for each criterion in turn; pages with a script save that by themselves."""
    for number, level in enumerate(levels, start=1):
        assessor.choose(level, within=f"{number}.")


def answered_elsewhere(assessor: Person, *levels: Level) -> Review:
    """An assessor read the last submission and decided, and the time in which to take that back is over."""
    return concluded(assessor, Submission.objects.latest("sent_at"), *levels)
