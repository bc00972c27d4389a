"""From the mail of a reminder: say how far it is, or propose a date that the program lead takes (PL8)."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import PageAt
from tests.browser.reader import Reader
from tests.browser.steps import link_in
from tests.browser.tools import assert_no_sideways_scroll
from tests.plans.reminding import Led, build_led, remind
from waypost.plans.models import DateProposal, Reminder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REASON = "Two assessors are ill."


@pytest.fixture
def led(transactional_db: None) -> Led:
    return build_led()


def test_a_lead_says_from_the_mail_how_far_it_is(page_at: PageAt, led: Led, mails: Path) -> None:
    tom = Reader(page_at(390, javascript=False))
    tom.opens(link_in(mails, remind(led)))
    tom.fill("How much is done, in percent", "40")
    tom.fill("Note", "Eight are trained.")
    tom.press("Send progress")
    tom.sees("Your answer is in.")
    assert_no_sideways_scroll(tom.page)
    led.activity.refresh_from_db()
    assert (led.activity.progress, Reminder.objects.get().answer) == (40, "progress")


def test_a_lead_proposes_a_date_and_the_program_lead_takes_it(page_at: PageAt, led: Led, mails: Path) -> None:
    tom = Reader(page_at(390, javascript=False))
    tom.opens(link_in(mails, remind(led)))
    assert_no_sideways_scroll(tom.page)
    tom.fill(re.compile("^New date"), "2027-02-01")
    tom.fill("Why should it move?", REASON)
    tom.press("Propose this date")
    tom.sees("The program lead decides.")
    maya = Reader(page_at(390, javascript=False))
    maya.signs_in(led.maya)
    maya.sees("Tom Becker proposes February 1 for Train 12 assessors")
    maya.follow("Take or keep")
    maya.press("Take this date")
    maya.sees("The date is moved.")
    maya.sees(re.compile("Taken by Maya Okafor"))
    led.activity.refresh_from_db()
    proposal = DateProposal.objects.get()
    assert (led.activity.target_on, proposal.reason, proposal.decision) == (proposal.proposed_on, REASON, "taken")
