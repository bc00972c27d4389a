"""What the first page asks of a new organization."""

from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.builders import organization as add_place
from tests.home.test_pages import adopted_at, seen_by
from tests.insight.builders import Running
from tests.plans.builders import plan_at
from waypost.people.actions.people import grant_role
from waypost.people.rules import OrganizationKind, Role
from waypost.plans.actions.adoption import adopt_plan

#: The first steps of a new organization, in their order.
BEGINNINGS = ("Add a school", "Invite people", "Begin a plan", "Give the role")


def test_whoever_begins_reads_what_a_new_organization_needs_and_where(db: None, client: Client) -> None:
    district = add_place(OrganizationKind.DISTRICT, "Fern Hollow", None)
    founder = person("Ines Founder", Role.ORGANIZATION_ADMIN, district)
    grant_role(by=BUILDER, person=founder, role=Role.PROGRAM_LEAD, organization=district)
    page = seen_by(client, founder)
    addresses = (
        reverse("organization_add", kwargs={"slug": "fern-hollow"}),
        reverse("people"),
        reverse("plans"),
        reverse("person", args=[founder.uid]),
    )
    places = [page.find(f'href="{address}">{action}') for address, action in zip(addresses, BEGINNINGS, strict=True)]
    assert places == sorted(places)
    assert min(places) > 0
    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_what_a_new_organization_has_is_not_asked_for_again(db: None, client: Client) -> None:
    district = add_place(OrganizationKind.DISTRICT, "Fern Hollow", None)
    founder = person("Ines Founder", Role.ORGANIZATION_ADMIN, district)
    grant_role(by=BUILDER, person=founder, role=Role.PROGRAM_LEAD, organization=district)
    add_place(OrganizationKind.SCHOOL, "Fern Elementary", district)
    person("Eddie Editor", Role.CATALOG_EDITOR, district)
    adopt_plan(by=founder, plan=plan_at(district), number=1)
    page = seen_by(client, founder)
    assert [action for action in BEGINNINGS if f">{action}<" in page] == []
    assert "Nothing waits for you today." in page


def test_a_school_without_a_plan_may_take_its_part_of_the_one_above(running: Running, client: Client) -> None:
    adopted_at(running.tree.district)
    page = seen_by(client, person("Sol School", Role.PROGRAM_LEAD, running.tree.cedar))
    assert "Take your part of the plan of Cedar Valley" in page
