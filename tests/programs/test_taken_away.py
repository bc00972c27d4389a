"""Who may still open a file that was taken away from an outcome."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from tests.builders import person
from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import SEPTEMBER, following, outcome
from tests.programs.test_planning_pages import browser_of
from waypost.people.rules import Role
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.outcomes import Attached, attach_work, put_attachment_back, take_attachment_out
from waypost.programs.models import Cycle, OutcomeAttachment
from waypost.programs.rules.phases import AttachedState

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def cycle(programmed: Programmed) -> Cycle:
    return following(programmed.lead, programmed.program)


@pytest.fixture
def taken_away(programmed: Programmed, cycle: Cycle) -> OutcomeAttachment:
    work = Attached(AttachedState.AGREED, "Signed", file=ContentFile(b"We meet on Tuesdays.", "charter.txt"))
    made = attach_work(by=programmed.lead, outcome=outcome(cycle, "Charter"), work=work)
    return take_attachment_out(by=programmed.lead, attachment=made)


def statuses(programmed: Programmed, attachment: OutcomeAttachment) -> list[int]:
    """What the lead and a committee member get for the file, after reading all that it streams."""
    member = person("Luis Ferrer", Role.COMMITTEE_MEMBER, programmed.tree.district)
    return [status_read(browser_of(reader), attachment) for reader in (programmed.lead, member)]


def status_read(reader: Client, attachment: OutcomeAttachment) -> int:
    answer = reader.get(reverse("phase_attachment", args=[attachment.uid]))
    list(getattr(answer, "streaming_content", ()))
    return answer.status_code


def test_a_file_that_was_taken_away_opens_for_those_alone_who_may_put_it_back(
    programmed: Programmed, taken_away: OutcomeAttachment
) -> None:
    assert statuses(programmed, taken_away) == [200, 404]


def test_a_file_that_was_put_back_opens_for_every_reader(programmed: Programmed, taken_away: OutcomeAttachment) -> None:
    put_attachment_back(by=programmed.lead, attachment=taken_away)
    assert statuses(programmed, taken_away) == [200, 200]


def test_nobody_opens_what_was_taken_away_in_a_cycle_that_is_over(
    programmed: Programmed, cycle: Cycle, taken_away: OutcomeAttachment
) -> None:
    start_next_cycle(by=programmed.lead, cycle=cycle, began_on=SEPTEMBER)
    assert statuses(programmed, taken_away) == [404, 404]
