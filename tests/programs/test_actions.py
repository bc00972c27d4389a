"""Starting programs, opening cohorts, inviting educators."""

from datetime import date

import pytest

from tests.catalog.builders import sample_published
from tests.programs.builders import SPRING, YEAR, Programmed, build_programmed, educator_at, invited, program_at
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.programs.actions.cohorts import NameTaken, edit_cohort, invite_to_cohort, leave_cohort, open_cohort
from waypost.programs.actions.programs import (
    MisplacedProgram,
    create_program,
    curate_credential,
    edit_program,
    withdraw_credential,
)
from waypost.programs.models import Cohort, CohortMember, Program
from waypost.programs.queries.cohorts import members
from waypost.programs.queries.programs import curated
from waypost.programs.rules.periods import MisdatedPeriod


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


def test_a_program_cannot_serve_the_plan_of_another_branch(programmed: Programmed) -> None:
    before = Program.objects.count()
    with pytest.raises(MisplacedProgram, match="The plan belongs to Cedar Valley"):
        program_at(programmed.tree.other_district, programmed.activity)
    assert Program.objects.count() == before


def test_a_school_can_run_a_program_for_its_districts_plan(programmed: Programmed) -> None:
    program = program_at(programmed.tree.cedar, programmed.activity, "Cedar's own")
    assert program.activity == programmed.activity


def test_a_program_that_ends_before_it_starts_is_not_saved(programmed: Programmed) -> None:
    before = Program.objects.count()
    dates = {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 1, 1)}
    with pytest.raises(MisdatedPeriod):
        create_program(
            by=programmed.lead,
            organization=programmed.tree.district,
            activity=programmed.activity,
            name="Backward",
            purpose="",
            **dates,
        )
    assert Program.objects.count() == before


def test_an_edit_that_started_from_an_older_version_saves_nothing(programmed: Programmed) -> None:
    edit_program(by=programmed.lead, program=programmed.program, started_from=1, name="First", purpose="", **YEAR)
    with pytest.raises(EditConflict):
        edit_program(by=programmed.lead, program=programmed.program, started_from=1, name="Second", purpose="", **YEAR)
    assert Program.objects.get(pk=programmed.program.pk).name == "First"


def test_a_program_cannot_become_shorter_than_its_cohorts(programmed: Programmed) -> None:
    shorter = {"starts_on": YEAR["starts_on"], "ends_on": date(2027, 4, 29)}
    with pytest.raises(MisdatedPeriod):
        edit_program(by=programmed.lead, program=programmed.program, started_from=1, name="x", purpose="", **shorter)
    assert Program.objects.get(pk=programmed.program.pk).ends_on == YEAR["ends_on"]


def test_curating_twice_changes_nothing(programmed: Programmed) -> None:
    before = AuditEntry.objects.count()
    micro_credential = programmed.version.micro_credential
    curate_credential(by=programmed.lead, program=programmed.program, micro_credential=micro_credential, reason="Again")
    assert [offer.reason for offer in curated(programmed.program)] == ["Asked for most"]
    assert AuditEntry.objects.count() == before


def test_what_was_withdrawn_can_be_offered_again(programmed: Programmed) -> None:
    offer = curated(programmed.program).get()
    withdraw_credential(by=programmed.lead, curated=offer)
    assert not curated(programmed.program).exists()
    curate_credential(
        by=programmed.lead,
        program=programmed.program,
        micro_credential=offer.micro_credential,
        reason="Asked for again",
    )
    assert [offer.reason for offer in curated(programmed.program)] == ["Asked for again"]


def test_what_is_offered_carries_the_title_of_its_published_version(programmed: Programmed) -> None:
    another = sample_published(programmed.tree.district, "coaching-conversations")
    curate_credential(
        by=programmed.lead, program=programmed.program, micro_credential=another.micro_credential, reason=""
    )
    assert [offer.title for offer in curated(programmed.program)] == [  # type: ignore[attr-defined]  # the query annotates it
        "Checking for Understanding",
        "Coaching Conversations",
    ]


def test_a_cohort_cannot_outlive_its_program(programmed: Programmed) -> None:
    with pytest.raises(MisdatedPeriod, match="September 1, 2026 to June 11, 2027"):
        open_cohort(
            by=programmed.lead,
            program=programmed.program,
            name="Cohort B",
            starts_on=date(2027, 1, 4),
            ends_on=date(2027, 6, 12),
        )
    assert Cohort.objects.count() == 1


def test_two_cohorts_of_a_program_have_different_names(programmed: Programmed) -> None:
    with pytest.raises(NameTaken, match="already has a cohort called Cohort A"):
        open_cohort(by=programmed.lead, program=programmed.program, name="Cohort A", **SPRING)


def test_a_cohort_keeps_its_name_when_only_its_dates_change(programmed: Programmed) -> None:
    later = {"starts_on": SPRING["starts_on"], "ends_on": date(2027, 5, 14)}
    edited = edit_cohort(by=programmed.lead, cohort=programmed.cohort, started_from=1, name="Cohort A", **later)
    assert (edited.ends_on, edited.version) == (date(2027, 5, 14), 2)


def test_inviting_twice_invites_once(programmed: Programmed) -> None:
    dana = educator_at(programmed.tree.cedar)
    invited(programmed.cohort, dana)
    again = invite_to_cohort(by=programmed.lead, cohort=programmed.cohort, educators=[dana])
    assert again == []
    assert CohortMember.objects.count() == 1


def test_a_member_counts_for_the_school_of_the_day_they_were_invited(programmed: Programmed) -> None:
    member = invited(programmed.cohort, educator_at(programmed.tree.cedar))
    assert member.organization == programmed.tree.cedar


def test_who_left_can_be_invited_again(programmed: Programmed) -> None:
    dana = educator_at(programmed.tree.cedar)
    member = invited(programmed.cohort, dana)
    leave_cohort(by=programmed.lead, member=member, why="On leave this spring")
    assert not members(programmed.cohort).exists()
    assert invited(programmed.cohort, dana).pk == member.pk
