"""The part "Phases" of the first page: rings, and what is missing next (FR1)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import person
from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import following
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.models import Cycle

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def cycle(programmed: Programmed) -> Cycle:
    return following(programmed.lead, programmed.program)


def home_of(who: Person) -> str:
    client = Client()
    client.force_login(who)
    return client.get(reverse("home")).content.decode()


def part_of(page: str) -> str:
    return page.split('aria-labelledby="phases"')[1].split("</section>", maxsplit=1)[0]


def standing_for(who: Person, cycle: Cycle) -> str:
    """What the part asks for once the page stands."""
    client = Client(headers={"HX-Request": "true"})
    client.force_login(who)
    return client.get(reverse("home_phases", args=[cycle.program.uid])).content.decode()


def test_a_lead_and_a_committee_member_see_rings_and_what_is_missing_next(programmed: Programmed, cycle: Cycle) -> None:
    member = person("Luis Ferrer", Role.COMMITTEE_MEMBER, programmed.tree.district)
    for who in (programmed.lead, member):
        part = part_of(home_of(who))
        assert f'hx-get="{reverse("home_phases", args=[cycle.program.uid])}"' in part
        assert [part.count("In it since"), part.count('class="wp-ring"')] == [1, 0]
        standing = standing_for(who, cycle)
        assert standing.count('class="wp-ring"') == 2
        assert "1 of 2 in place" in standing
        assert "Charter" in standing
    assert "Give it to somebody" in standing_for(programmed.lead, cycle)
    assert "Give it to somebody" not in standing_for(member, cycle)


def test_without_a_script_the_names_lead_to_the_phases(programmed: Programmed, cycle: Cycle) -> None:
    client = Client()
    client.force_login(programmed.lead)
    page = client.get(reverse("home_phases", args=[cycle.program.uid]), follow=True)
    assert page.redirect_chain == [(reverse("program_phases", args=[cycle.program.uid]), 302)]
    for phase in cycle.phases.all():
        assert reverse("phase", args=[phase.uid]) in part_of(home_of(programmed.lead))


def test_a_lead_whose_program_follows_no_phases_is_shown_how_to_begin(programmed: Programmed) -> None:
    assert reverse("phases_follow", args=[programmed.program.uid]) in home_of(programmed.lead)


def test_a_committee_member_without_phases_sees_no_part_of_them(programmed: Programmed) -> None:
    member = person("Luis Ferrer", Role.COMMITTEE_MEMBER, programmed.tree.district)
    assert 'aria-labelledby="phases"' not in home_of(member)


def test_state_staff_see_each_program_with_the_phases_that_it_is_in(programmed: Programmed, cycle: Cycle) -> None:
    staff = person("Marcus Bellamy", Role.STATE_STAFF, programmed.tree.state)
    part = home_of(staff).split('aria-labelledby="by-phase"')[1].split("</section>")[0]
    assert "Begin well" in part
    assert reverse("program_phases", args=[programmed.program.uid]) in part
