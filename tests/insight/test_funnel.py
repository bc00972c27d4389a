"""The funnel: who is counted at which step, for whom, and the rows behind each number."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.insight.builders import Running, add_educators
from tests.submissions.builders import role_of, sent
from waypost.insight.queries.funnel import FunnelLine, funnel_page, program_funnels, shown_in_programs
from waypost.insight.queries.revising import revising
from waypost.insight.queries.rows import Narrowing, people_behind, step_reached
from waypost.insight.queries.steps import members_with_steps
from waypost.insight.rules.steps import Step
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort, open_cohort
from waypost.programs.models import CohortMember

BUDGET = 8


def counts(line: FunnelLine) -> list[int | None]:
    return [step.count for step in line.steps]


def everybody(running: Running) -> list[int | None]:
    return counts(funnel_page(running.lead, running.offer.program).everybody)


def groups(running: Running, label: str) -> dict[str, list[int | None]]:
    page = funnel_page(running.lead, running.offer.program)
    (found,) = [breakdown for breakdown in page.breakdowns if breakdown.label == label]
    return {line.name: counts(line) for line in found.lines}


def one_at_each_step(running: Running) -> None:
    for step in Step:
        add_educators(running, running.tree.cedar, step)


def test_each_step_counts_those_who_went_further_too(running: Running) -> None:
    one_at_each_step(running)
    add_educators(running, running.tree.juniper, Step.INVITED, 2)
    assert everybody(running)[:4] == [len(Step) + 2, len(Step) - 1, len(Step) - 2, len(Step) - 3]
    assert groups(running, "School")["Juniper Middle"] == [2] + [0] * (len(Step) - 1)
    assert groups(running, "School")["Cedar Elementary"][0] == len(Step)


def test_somebody_in_two_cohorts_counts_once(running: Running) -> None:
    (educator,) = add_educators(running, running.tree.cedar, Step.WORKING)
    program = running.offer.program
    second = open_cohort(by=BUILDER, program=program, name="Fall", starts_on=program.starts_on, ends_on=program.ends_on)
    invite_to_cohort(by=BUILDER, cohort=second, educators=[role_of(educator)])
    assert everybody(running)[:3] == [1, 1, 1]
    assert groups(running, "Cohort") == {"Fall": [1] + [0] * (len(Step) - 1), "Spring cohort": everybody(running)}
    (row,) = people_behind(program, Narrowing(Step.INVITED))
    assert step_reached(row) == "Working"


def test_cohorts_stand_in_the_order_of_their_first_day_in_both_tables(running: Running) -> None:
    (educator,) = add_educators(running, running.tree.cedar, Step.WORKING)
    program = running.offer.program
    names = {"Later": 20, "Earlier": 10}  # begins so many days after the Spring cohort
    for name, days in names.items():
        begins = running.offer.cohort.starts_on + timedelta(days=days)
        opened = open_cohort(by=BUILDER, program=program, name=name, starts_on=begins, ends_on=program.ends_on)
        invite_to_cohort(by=BUILDER, cohort=opened, educators=[role_of(educator)])
    tables = [page(running.lead, program).breakdowns for page in (funnel_page, revising)]
    assert [[line.name for line in table[1].lines] for table in tables] == [["Spring cohort", "Earlier", "Later"]] * 2


def test_what_can_still_be_taken_back_is_not_submitted(running: Running, frozen_clock: time_machine.Traveller) -> None:
    (educator,) = add_educators(running, running.tree.cedar, Step.INVITED)
    sent(running.offer, educator)
    assert everybody(running)[3] == 0
    frozen_clock.shift(timedelta(minutes=11))
    assert everybody(running)[3] == 1


def test_by_micro_credential_the_steps_begin_with_enrolling(running: Running) -> None:
    one_at_each_step(running)
    assert groups(running, "Micro-credential") == {"Checking for Understanding": everybody(running)[1:]}


def test_there_are_as_many_rows_as_each_number_says(running: Running, client: Client) -> None:
    one_at_each_step(running)
    add_educators(running, running.tree.juniper, Step.SUBMITTED, 2)
    client.force_login(running.lead)
    page = funnel_page(running.lead, running.offer.program)
    lines = [page.everybody, *(line for breakdown in page.breakdowns for line in breakdown.lines)]
    cells = [cell for line in lines for cell in line.cells if cell[1]]
    assert [client.get(address).context["page"].paginator.count for _, address in cells] == [
        step.count for step, _ in cells
    ]
    assert len(cells) >= 4 * len(Step) - 1


def test_the_lead_opens_a_number_and_sees_names_and_steps_but_no_scores(running: Running, client: Client) -> None:
    one_at_each_step(running)
    client.force_login(running.lead)
    address = f"{reverse('insight_rows', args=[running.offer.program.uid])}?step=submitted"
    page = client.get(reverse("insight_funnel", args=[running.offer.program.uid]))
    assert f'href="{address}"' in page.content.decode()
    shown = client.get(address).content.decode()
    assert "Submitted: " in shown
    assert "Cedar Elementary" in shown


def test_who_sees_numbers_only_gets_no_link_no_rows_and_no_small_group(running: Running, client: Client) -> None:
    add_educators(running, running.tree.cedar, Step.WORKING, 11)
    add_educators(running, running.tree.juniper, Step.INVITED, 3)
    client.force_login(running.member)
    page = funnel_page(running.member, running.offer.program)
    assert counts(page.everybody)[:3] == [14, None, None]
    assert [counts(line)[0] for line in page.breakdowns[0].lines] == [None, None]
    assert (
        reverse("insight_rows", args=[running.offer.program.uid])
        not in client.get(reverse("insight_funnel", args=[running.offer.program.uid])).content.decode()
    )
    assert client.get(reverse("insight_rows", args=[running.offer.program.uid])).status_code == 404


def test_a_lead_of_another_district_finds_neither_numbers_nor_rows(running: Running, client: Client) -> None:
    client.force_login(running.stranger)
    for name in ("insight_funnel", "insight_rows"):
        assert client.get(reverse(name, args=[running.offer.program.uid])).status_code == 404
    assert program_funnels(running.stranger) == []


def test_state_staff_see_the_program_of_a_district_in_numbers(running: Running) -> None:
    staff = person("State Staff", Role.STATE_STAFF, running.tree.state)
    add_educators(running, running.tree.cedar, Step.INVITED, 12)
    (found,) = program_funnels(staff)
    assert (found.program, counts(found.everybody)) == (running.offer.program, [12] + [0] * (len(Step) - 1))
    assert {address for _, address in found.everybody.cells} == {""}


def test_rates_are_the_share_of_the_step_before(running: Running) -> None:
    add_educators(running, running.tree.cedar, Step.WORKING, 2)
    add_educators(running, running.tree.cedar, Step.INVITED, 1)
    steps = funnel_page(running.lead, running.offer.program).everybody.steps
    assert [step.rate for step in steps[:4]] == [None, 67, 100, 0]


def test_a_list_of_programs_says_of_each_what_its_line_of_progress_says(running: Running) -> None:
    add_educators(running, running.tree.cedar, Step.WORKING, 1)
    add_educators(running, running.tree.cedar, Step.INVITED, 12)
    for viewer in (running.lead, running.member, running.stranger):
        said = {found.program.uid: found.everybody.count_of(Step.INVITED) for found in program_funnels(viewer)}
        assert shown_in_programs(viewer, [running.offer.program]) == said


def test_sqlite_asks_of_each_work_by_its_key_and_never_reads_all_that_stands(running: Running) -> None:
    add_educators(running, running.tree.cedar, Step.WORKING, 1)
    has_statistics = connection.vendor == "postgresql"  # it knows how many rows stand, and chooses by that
    assert has_statistics or "by_time" not in members_with_steps(CohortMember.objects.all()).explain()


@pytest.mark.parametrize("name", ["insight", "insight_funnel", "insight_rows"])
def test_more_people_cost_no_more_queries(running: Running, client: Client, name: str) -> None:
    arguments = [] if name == "insight" else [running.offer.program.uid]
    client.force_login(running.lead)
    one_at_each_step(running)
    few = queries_of(client, reverse(name, args=arguments))
    for school in (running.tree.cedar, running.tree.juniper):
        add_educators(running, school, Step.ENROLLED, 8)
    assert queries_of(client, reverse(name, args=arguments)) == few
    assert few <= BUDGET


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
