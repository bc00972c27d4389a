"""Pilot sites and the audience: what schools said, for whom the program is, and who may read how many they are."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.builders import BUILDER, a_department, person
from tests.programs.builders import Programmed, build_programmed, educator_at
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.actions.people import grant_role
from waypost.people.models import Organization, Person
from waypost.people.rules import Role
from waypost.plans.rules.kinds import SchoolLevel
from waypost.programs.actions.pilots import (
    EmptyRange,
    LevelsMoved,
    SaidLevel,
    ask_sites,
    describe_audience,
    record_commitment,
    say_levels,
    set_pilot_range,
)
from waypost.programs.actions.planning_edits import ReasonMissing, take_out_part
from waypost.programs.models import Audience, PilotSite, Program, SchoolProfile
from waypost.programs.queries.audiences import audience_page, levels_of_schools, people_of_audience
from waypost.programs.queries.pilots import pilots, schools_to_ask, with_what_they_said_before
from waypost.programs.queries.planning import taken_out
from waypost.programs.rules.pilots import Commitment, UnsaidCommitment

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


def described(
    program: Program,
    started_from: int = 0,
    places: Sequence[Organization] = (),
    levels: Sequence[SchoolLevel] = (),
    department: str = "",
) -> Audience:
    return describe_audience(
        by=BUILDER,
        program=program,
        started_from=started_from,
        roles=[Role.EDUCATOR],
        places=places,
        levels=levels,
        department=department,
        reason="",
    )


def teach(school: Organization, count: int) -> None:
    for number in range(count):
        someone = person(f"{school.slug} {number}")
        grant_role(by=BUILDER, person=someone, role=Role.EDUCATOR, organization=school)


def test_sites_say_yes_not_yet_or_withdraw_and_the_page_says_whether_it_is_enough(programmed: Programmed) -> None:
    program, tree = programmed.program, programmed.tree
    assert pilots(program).says == ""
    set_pilot_range(by=BUILDER, program=program, started_from=0, minimum=2, maximum=2)
    assert list(schools_to_ask(program)) == [tree.cedar, tree.juniper]
    first, second = ask_sites(by=BUILDER, program=program, schools=[tree.cedar, tree.juniper])
    assert ask_sites(by=BUILDER, program=program, schools=[tree.cedar]) == []
    for site in (first, second):
        record_commitment(
            by=BUILDER,
            site=site,
            started_from=1,
            commitment=Commitment.COMMITTED,
            said_by="Ms. Reyes",
            said_on=DAY,
            text="Eight teachers",
        )
    assert pilots(program).is_enough
    with pytest.raises(UnsaidCommitment):
        record_commitment(
            by=BUILDER,
            site=second,
            started_from=2,
            commitment=Commitment.WITHDRAWN,
            said_by="Ms. Reyes",
            said_on=DAY,
            text="",
        )
    record_commitment(
        by=BUILDER,
        site=second,
        started_from=2,
        commitment=Commitment.WITHDRAWN,
        said_by="Ms. Reyes",
        said_on=DAY,
        text="The building is renovated",
    )
    assert pilots(program).says == "1 pilot site is committed, 2 to 2 planned: 1 more to reach the minimum."


def test_a_range_is_a_range_and_two_who_set_it_are_told(programmed: Programmed) -> None:
    with pytest.raises(EmptyRange):
        set_pilot_range(by=BUILDER, program=programmed.program, started_from=0, minimum=3, maximum=2)
    set_pilot_range(by=BUILDER, program=programmed.program, started_from=0, minimum=1, maximum=2)
    with pytest.raises(EditConflict):
        set_pilot_range(by=BUILDER, program=programmed.program, started_from=0, minimum=1, maximum=3)


def test_an_audience_is_counted_live_by_school_level_and_department(programmed: Programmed) -> None:
    program, tree, lead = programmed.program, programmed.tree, programmed.lead
    teach(tree.cedar, 2)
    teach(tree.juniper, 3)
    educator_at(a_department(tree.cedar), "Math Teacher")
    educator_at(tree.other_school, "A Stranger")
    assert audience_page(lead, program).is_described is False
    assert list(people_of_audience(program)) == []
    described(program)
    assert audience_page(lead, program).count == 6
    described(program, 1, places=[tree.juniper])
    assert audience_page(lead, program).count == 3
    say_levels(by=BUILDER, said=[SaidLevel(tree.cedar, None, SchoolLevel.ELEMENTARY)])
    described(program, 2, levels=[SchoolLevel.ELEMENTARY])
    assert audience_page(lead, program).count == 3
    described(program, 3, department="mathematics")
    assert [each.name for each in people_of_audience(program)] == ["Math Teacher"]
    assert [level for _, level in levels_of_schools(program)].count(None) == 1
    with pytest.raises(EditConflict):
        described(program, 3)


def test_who_sees_no_names_reads_no_number_that_tells_of_few(programmed: Programmed) -> None:
    program, tree = programmed.program, programmed.tree
    member = person("Committee", Role.COMMITTEE_MEMBER, tree.district)
    teach(tree.cedar, 12)
    teach(tree.juniper, 3)
    described(program, places=[tree.cedar])
    shown = audience_page(member, program)
    assert (shown.count, shown.of_all) == (None, 15)
    teach(tree.other_school, 5)
    grant_role(by=BUILDER, person=person("Extra"), role=Role.EDUCATOR, organization=tree.juniper)
    assert audience_page(member, program).count is None
    described(program, 1)
    assert audience_page(member, program).count == 16
    assert audience_page(programmed.lead, program).count == 16


def test_the_level_of_a_school_is_said_and_taken_back(programmed: Programmed) -> None:
    cedar, juniper = programmed.tree.cedar, programmed.tree.juniper
    say_levels(by=BUILDER, said=[SaidLevel(school, None, SchoolLevel.MIDDLE) for school in (cedar, juniper)])
    say_levels(by=BUILDER, said=[SaidLevel(juniper, SchoolLevel.MIDDLE, None)])
    assert levels_of_schools(programmed.program) == [(cedar, SchoolLevel.MIDDLE), (juniper, None)]


def test_a_level_that_somebody_said_meanwhile_stops_all_of_the_others(programmed: Programmed) -> None:
    cedar, juniper = programmed.tree.cedar, programmed.tree.juniper
    say_levels(by=BUILDER, said=[SaidLevel(cedar, None, SchoolLevel.MIDDLE)])
    said = [SaidLevel(juniper, None, SchoolLevel.HIGH), SaidLevel(cedar, None, SchoolLevel.ELEMENTARY)]
    with pytest.raises(LevelsMoved) as refusal:
        say_levels(by=BUILDER, said=said)
    assert str(refusal.value) == (
        f"Somebody else said meanwhile: {cedar.name}, middle. Look again, then save what you want."
    )
    assert levels_of_schools(programmed.program) == [(cedar, SchoolLevel.MIDDLE), (juniper, None)]
    say_levels(by=BUILDER, said=[SaidLevel(cedar, None, SchoolLevel.MIDDLE)])
    assert SchoolProfile.objects.get().version == 1


def said(by: Person, site: PilotSite, text: str, commitment: Commitment = Commitment.COMMITTED) -> None:
    site.refresh_from_db()
    started_from, said_by = site.version, "Ms. Reyes"
    record_commitment(
        by=by,
        site=site,
        started_from=started_from,
        commitment=commitment,
        said_by=said_by,
        said_on=DAY,
        text=text,
    )


def test_what_a_site_said_before_stays_readable(programmed: Programmed) -> None:
    lead, program = programmed.lead, programmed.program
    ask_sites(by=lead, program=program, schools=[programmed.tree.cedar, programmed.tree.juniper])
    site = pilots(program).sites[0]
    said(lead, site, "Eight teachers")
    said(lead, site, "Nine teachers")
    said(lead, site, "A new principal", Commitment.WITHDRAWN)
    lines = with_what_they_said_before(pilots(program).sites)
    assert [(each.commitment, each.said_by, each.said_on, each.text, each.recorded_by) for each in lines[0].before] == [
        (Commitment.COMMITTED, "Ms. Reyes", DAY, "Nine teachers", lead.name),
        (Commitment.COMMITTED, "Ms. Reyes", DAY, "Eight teachers", lead.name),
    ]
    assert lines[1].before == ()


def test_a_school_that_was_asked_by_mistake_leaves_with_a_reason_and_comes_back(programmed: Programmed) -> None:
    program, cedar = programmed.program, programmed.tree.cedar
    (site,) = ask_sites(by=BUILDER, program=program, schools=[cedar])
    with pytest.raises(ReasonMissing):
        take_out_part(by=BUILDER, part=site, why=" ")
    assert pilots(program).sites == (site,)
    take_out_part(by=BUILDER, part=site, why="Another Cedar was meant")
    assert pilots(program).sites == ()
    assert [part.says for part in taken_out(program, ["site"])] == [f"{cedar}: Another Cedar was meant"]
    assert cedar in schools_to_ask(program)
    assert ask_sites(by=BUILDER, program=program, schools=[cedar]) == []
    assert pilots(program).sites == (site,)
    assert AuditEntry.objects.get(verb="take out of planning").why == "Another Cedar was meant"
