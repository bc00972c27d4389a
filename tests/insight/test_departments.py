"""Educators of a department are counted and shown with the school that the department belongs to (OP1)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, ZONE
from tests.insight.builders import Running, add_educators
from waypost.insight.queries.funnel import funnel_page
from waypost.insight.queries.measures import schools_taking_part
from waypost.insight.queries.revising import revising
from waypost.insight.queries.rows import Narrowing, people_behind
from waypost.insight.rules.steps import Step
from waypost.people.actions.organizations import add_organization
from waypost.people.models import Organization
from waypost.people.rules import OrganizationKind

MATH, OFFICE = "Mathematics", "Office of Teaching"


def department(name: str, parent: Organization) -> Organization:
    return add_organization(
        by=BUILDER, kind=OrganizationKind.DEPARTMENT, name=name, slug=f"{parent.slug}-dep", parent=parent, timezone=ZONE
    )


@pytest.fixture
def in_departments(running: Running) -> Running:
    """One educator of a school, one of its department, and one of the district's own office; all earned."""
    for place in (
        running.tree.cedar,
        department(MATH, running.tree.cedar),
        department(OFFICE, running.tree.district),
    ):
        add_educators(running, place, Step.EARNED)
    return running


def test_the_funnel_counts_a_department_under_its_school(in_departments: Running) -> None:
    page = funnel_page(in_departments.lead, in_departments.offer.program)
    schools = next(breakdown for breakdown in page.breakdowns if breakdown.label == "School")
    assert [(line.name, line.count_of(Step.INVITED)) for line in schools.lines] == [
        ("Cedar Elementary", 2),
        (OFFICE, 1),
    ]


def test_as_many_people_stand_behind_a_schools_number_as_it_says(in_departments: Running) -> None:
    school = Narrowing(Step.INVITED, school=in_departments.tree.cedar.slug)
    found = people_behind(in_departments.offer.program, school)
    assert [row["school"] for row in found] == ["Cedar Elementary"] * 2


def test_revising_counts_by_school_too(in_departments: Running) -> None:
    page = revising(in_departments.lead, in_departments.offer.program)
    (schools,) = [breakdown for breakdown in page.breakdowns if breakdown.label == "School"]
    assert [line.name for line in schools.lines] == ["Cedar Elementary", OFFICE]


def test_a_school_takes_part_through_its_department_alone(running: Running) -> None:
    add_educators(running, department(MATH, running.tree.juniper), Step.ENROLLED)
    plan = running.offer.program.activity.objective.plan
    assert schools_taking_part(plan, running.offer.program.starts_on.replace(year=2100)) == 50


@pytest.mark.parametrize("url_name", ["earned", "submissions_taking_part"])
def test_pages_name_the_school_and_not_the_department(in_departments: Running, client: Client, url_name: str) -> None:
    client.force_login(in_departments.lead)
    page = client.get(reverse(url_name)).content.decode()
    assert page.count('data-l="School">Cedar Elementary') == 2
    assert MATH not in page


def test_a_cohorts_page_names_the_school(in_departments: Running, client: Client) -> None:
    client.force_login(in_departments.lead)
    page = client.get(reverse("cohort", args=[in_departments.offer.cohort.uid])).content.decode()
    assert page.count('data-l="School">Cedar Elementary') == 2
    assert MATH not in page
