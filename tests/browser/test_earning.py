"""Journey J2: an educator chooses, gathers, sends, reads feedback, revises, earns and shares, on a phone too."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine

from tests.assessment.builders import FEEDBACK, SHOWN, SOME
from tests.browser.conftest import PageAt
from tests.browser.reader import Reader
from tests.browser.steps import (
    PAST_BOTH_WINDOWS,
    answered_elsewhere,
    begin_the_first,
    gather,
    revise_the_first_text,
    send_off,
    share_with_name,
)
from tests.builders import build_district, person
from tests.submissions.builders import build_offer
from waypost.common import jobs
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class School:
    """Dana, whose program offers one micro-credential, and Ana, who assesses."""

    dana: Person
    ana: Person


@pytest.fixture
def school(transactional_db: None) -> School:
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    build_offer(tree, dana)
    return School(dana, person("Ana Assessor", Role.ASSESSOR, tree.district))


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_educator_earns_what_they_chose_and_shares_it(
    page_at: PageAt, school: School, running_clock: time_machine.Traveller, tmp_path: Path, width: int,
    *, javascript: bool,
) -> None:  # fmt: skip
    dana, anyone = Reader(page_at(width, javascript=javascript)), Reader(page_at(width, javascript=javascript))
    dana.signs_in(school.dana)
    begin_the_first(dana)
    gather(dana, tmp_path)
    send_off(dana)
    dana.sees("You can undo this for")
    running_clock.shift(PAST_BOTH_WINDOWS)
    answered_elsewhere(school.ana, SOME, SHOWN, SHOWN)
    dana.opens("/")
    revise_the_first_text(dana, FEEDBACK)
    send_off(dana)
    running_clock.shift(PAST_BOTH_WINDOWS)
    answered_elsewhere(school.ana, SHOWN)
    dana.opens("/")
    dana.follow("Checking for Understanding")
    share_with_name(dana)
    dana.sees("Your choice is saved.")
    jobs.run_waiting()
    anyone.opens(dana.page.url)
    anyone.sees("Awarded to Dana Ruiz")
    anyone.sees("This credential is valid.")


def test_from_signed_in_to_sent_takes_five_pages_and_seven_taps_on_a_phone(
    page_at: PageAt, school: School, tmp_path: Path
) -> None:
    """UX.md, bar 7: typing and picking files are not counted; the receipt follows what was sent."""
    dana = Reader(page_at(390))
    dana.signs_in(school.dana)
    dana.count_anew()
    begin_the_first(dana)
    gather(dana, tmp_path)
    pages_until_sent = dana.pages
    send_off(dana)
    dana.sees("An assessor gets it when the ten minutes are over.")
    assert pages_until_sent <= 5
    assert dana.taps <= 7
