"""The phases in the side bar: one link of it is the page that is open."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import following, outcome
from tests.programs.test_planning_pages import browser_of
from waypost.programs.models import Cycle


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def cycle(programmed: Programmed) -> Cycle:
    return following(programmed.lead, programmed.program)


def current_links(client: Client, name: str, uid: str) -> list[str]:
    page = html.fromstring(client.get(reverse(name, args=[uid])).content)
    return [str(url) for url in page.xpath("//nav[@class='wp-side']//a[@aria-current='page']/@href")]


def test_a_phase_is_the_open_page_and_the_link_above_it_is_not(programmed: Programmed, cycle: Cycle) -> None:
    lead, phase = browser_of(programmed.lead), cycle.phases.get(position=1)
    assert current_links(lead, "phase", phase.uid) == [reverse("phase", args=[phase.uid])]
    assert current_links(lead, "program_phases", cycle.program.uid) == [reverse("phases")]
    assert current_links(lead, "phase_outcome", outcome(cycle, "Charter").uid) == [reverse("phases")]
