"""Resubmission: who was asked for more, who sent again, who earned at first try and after revising (IN1)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.assessment.builders import NOT_YET, SHOWN, concluded
from tests.builders import BUILDER, ZONE, person
from tests.insight.builders import Running, add_educators
from tests.submissions.builders import begin, complete, send_work, waiting
from waypost.catalog.actions.drafts import edit_draft, start_draft
from waypost.catalog.rules import Level
from waypost.common import clock
from waypost.insight.queries.groups import counted
from waypost.insight.queries.revising import FLAGS, _revised, _turns, revising
from waypost.insight.queries.steps import members_with_steps
from waypost.insight.rules.revising import Revised, RevisedLine, lines_for_leads, lines_for_others
from waypost.insight.rules.steps import Step
from waypost.people.actions.organizations import add_organization
from waypost.people.models import Person
from waypost.people.rules import OrganizationKind, Role
from waypost.programs.models import CohortMember
from waypost.submissions.models import Enrollment, Submission

LEFT_OUT = (None, None, None, None)
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def assessor(running: Running) -> Person:
    return person("Ana Assessor", Role.ASSESSOR, running.tree.district)


def hears(running: Running, assessor: Person, educator: Person, level: Level) -> Submission:
    """The first attempt of `educator`, decided and told."""
    with clock.at(clock.now() - HALF_AN_HOUR):
        first = waiting(running.offer, educator)
    concluded(assessor, first, *(level if criterion == 0 else SHOWN for criterion in range(3)))
    return first


def sends_again(first: Submission) -> Submission:
    with clock.at(clock.now() - HALF_AN_HOUR):
        return send_work(complete(first.enrollment))


def turns_of(running: Running) -> Revised:
    """What is counted, before anything is left out."""
    members = CohortMember.objects.filter(cohort__program=running.offer.program)
    flagged = members_with_steps(members).annotate(**_turns("enrollment__member"))
    return _revised("Everybody", counted(flagged, "person", FLAGS).everybody)


def test_each_turn_counts_people_who_came_to_it(
    running: Running, assessor: Person, frozen_clock: time_machine.Traveller
) -> None:
    people = add_educators(running, running.tree.cedar, Step.INVITED, 4)
    hears(running, assessor, people[0], SHOWN)
    asked = [hears(running, assessor, educator, NOT_YET) for educator in people[1:]]
    frozen_clock.shift(timedelta(hours=2))
    again = [sends_again(first) for first in asked[:2]]
    concluded(assessor, again[0], SHOWN)
    assert turns_of(running).turns == (4, 3, 2, 1)


def test_what_can_still_be_taken_back_is_not_sent_again(
    running: Running, assessor: Person, frozen_clock: time_machine.Traveller
) -> None:
    (educator,) = add_educators(running, running.tree.cedar, Step.INVITED)
    first = hears(running, assessor, educator, NOT_YET)
    send_work(complete(first.enrollment))
    assert turns_of(running).turns == (1, 1, 0, 0)
    frozen_clock.shift(timedelta(minutes=11))
    assert turns_of(running).turns == (1, 1, 1, 0)


@pytest.mark.parametrize(
    ("submitted", "turns", "earned", "shown"),
    [
        (40, (40, 20, 10, 10), 30, (40, 20, 10, 10)),
        (40, (40, 20, 10, 10), 20, (40, 20, 10, 10)),
        (40, (40, 20, 10, 10), 29, (40, None, 10, None)),
        (40, (40, 20, 20, 0), 28, (40, None, 20, None)),
        (40, (40, 35, 10, 10), 15, (40, None, 10, None)),
        (40, (40, 20, 20, 15), 30, (40, None, 20, None)),
        (43, (40, 20, 10, 10), 30, LEFT_OUT),
        (40, (40, 20, 10, 10), 37, LEFT_OUT),
        (9, (9, 0, 0, 0), 9, LEFT_OUT),
    ],
)
def test_small_numbers_are_left_out_also_beside_who_submitted_and_earned(
    submitted: int, turns: tuple[int, ...], earned: int, shown: tuple[int | None, ...]
) -> None:
    everybody, _ = lines_for_others(Revised("All", submitted, turns, earned), [])
    assert (everybody.heard, everybody.asked, everybody.again, everybody.after) == shown


def test_rates_are_shares_of_those_who_heard_back_were_asked_and_sent_again() -> None:
    line = RevisedLine("All", heard=40, asked=20, again=15, after=10)
    assert (line.first_try, line.first_try_rate, line.again_rate, line.after_rate) == (20, 50, 75, 67)


def test_one_group_that_can_not_be_shown_takes_all_groups_with_it() -> None:
    large, small = Revised("Cedar", 40, (40, 20, 10, 10), 30), Revised("Juniper", 12, (10, 0, 0, 0), 10)
    whole = Revised("All", 60, (50, 20, 10, 10), 40)
    _, groups = lines_for_others(whole, [large, small])
    assert [group.is_suppressed for group in groups] == [True, True]


def test_a_group_in_which_few_awards_were_withdrawn_hides_in_every_group_who_was_asked_and_who_earned_after() -> None:
    cedar, oak = Revised("Cedar", 40, (40, 20, 10, 10), 29), Revised("Oak", 40, (40, 20, 10, 10), 21)
    everybody, groups = lines_for_others(Revised("All", 80, (80, 40, 20, 20), 50), [cedar, oak])
    assert (everybody.asked, everybody.after) == (40, 20)
    assert [(group.heard, group.asked, group.again, group.after) for group in groups] == [(40, None, 10, None)] * 2


def test_groups_do_not_add_up_to_what_is_left_out_of_everybody() -> None:
    cedar, oak = Revised("Cedar", 40, (40, 20, 10, 10), 20), Revised("Oak", 40, (40, 20, 10, 10), 40)
    everybody, groups = lines_for_others(Revised("All", 80, (80, 40, 20, 20), 59), [cedar, oak])
    assert [line.asked for line in (everybody, *groups)] == [None, None, None]


def test_a_lead_reads_every_number_of_a_group_of_which_ten_heard_back() -> None:
    cedar, oak = Revised("Cedar", 30, (20, 7, 3, 1), 14), Revised("Oak", 14, (14, 1, 0, 0), 3)
    everybody, groups = lines_for_leads(Revised("All", 44, (34, 8, 3, 1), 17), [cedar, oak])
    assert (everybody.asked, everybody.first_try) == (8, 26)
    assert [(group.asked, group.after) for group in groups] == [(7, 1), (1, 0)]


def test_a_lead_reads_nothing_of_a_smaller_group_nor_of_one_that_gives_it_away() -> None:
    cedar, juniper = Revised("Cedar", 30, (20, 7, 3, 1), 14), Revised("Juniper", 12, (4, 1, 0, 0), 3)
    everybody, groups = lines_for_leads(Revised("All", 42, (24, 8, 3, 1), 17), [cedar, juniper])
    assert (everybody.asked, [group.is_left_out for group in groups]) == (8, [True, True])
    assert lines_for_leads(juniper, [])[0].is_left_out


def test_nobody_opens_names_and_a_lead_sees_no_small_number_either(
    running: Running, assessor: Person, client: Client
) -> None:
    (educator,) = add_educators(running, running.tree.cedar, Step.INVITED)
    hears(running, assessor, educator, NOT_YET)
    section = {}
    for viewer in (running.lead, running.member):
        client.force_login(viewer)
        page = client.get(reverse("insight_funnel", args=[running.offer.program.uid])).content.decode()
        section[viewer] = page.partition("Feedback and revising")[2].partition("</section>")[0]
    assert section[running.lead] == section[running.member]
    assert ("left out" in section[running.lead], "href" in section[running.lead]) == (True, False)


def test_groups_are_by_school_cohort_and_micro_credential(running: Running, assessor: Person) -> None:
    (educator,) = add_educators(running, running.tree.cedar, Step.INVITED)
    hears(running, assessor, educator, NOT_YET)
    found = revising(running.lead, running.offer.program)
    assert [(breakdown.label, [line.name for line in breakdown.lines]) for breakdown in found.breakdowns] == [
        ("School", ["Cedar Elementary"]),
        ("Cohort", ["Spring cohort"]),
        ("Micro-credential", ["Checking for Understanding"]),
    ]


def groups_by(running: Running, label: str) -> list[str]:
    found = revising(running.lead, running.offer.program)
    return [line.name for breakdown in found.breakdowns if breakdown.label == label for line in breakdown.lines]


def test_a_micro_credential_whose_next_version_has_another_title_stays_one_group(
    running: Running, assessor: Person
) -> None:
    first, second = add_educators(running, running.tree.cedar, Step.INVITED, 2)
    hears(running, assessor, first, NOT_YET)
    renamed = start_draft(by=BUILDER, micro_credential=running.offer.micro_credential)
    edit_draft(by=BUILDER, draft=renamed, values={"title": "Seeing Who Understands"}, started_from=renamed.revision)
    Enrollment.objects.filter(pk=begin(running.offer, second).pk).update(version=renamed)
    assert groups_by(running, "Micro-credential") == ["Seeing Who Understands"]


def test_two_schools_of_one_name_stay_two_groups(running: Running, assessor: Person) -> None:
    tree = running.tree
    namesake = add_organization(
        by=BUILDER, kind=OrganizationKind.SCHOOL, name=tree.cedar.name, slug="cedar-2", parent=tree.district,
        timezone=ZONE,
    )  # fmt: skip
    for school in (tree.cedar, namesake):
        (educator,) = add_educators(running, school, Step.INVITED)
        hears(running, assessor, educator, NOT_YET)
    assert groups_by(running, "School") == ["Cedar Elementary", "Cedar Elementary"]
