"""What the first page asks of a new organization."""

from datetime import date

from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.builders import organization as add_place
from tests.home.test_pages import adopted_at, seen_by
from tests.improvement.builders import build_believed, locked, written
from tests.insight.builders import Running
from tests.plans.builders import activity_of, plan_at
from tests.programs.builders import program_at
from tests.programs.planning import model_of
from waypost.improvement.actions.statements import begin_version
from waypost.people.actions.people import grant_role
from waypost.people.rules import OrganizationKind, Role
from waypost.plans.actions.activities import add_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.objectives import add_objective
from waypost.plans.rules.fields import ActivityFields, ObjectiveFields
from waypost.programs.actions.adopting_models import adopt_model
from waypost.programs.actions.planning import choose_ambition
from waypost.programs.rules.ambitions import Ambition

#: The first steps of a new organization, in their order.
BEGINNINGS = ("Add a school", "Invite people", "Begin a plan", "Start a program", "Give the role")


def test_whoever_begins_reads_what_a_new_organization_needs_and_where(db: None, client: Client) -> None:
    district = add_place(OrganizationKind.DISTRICT, "Fern Hollow", None)
    founder = person("Ines Founder", Role.ORGANIZATION_ADMIN, district)
    grant_role(by=BUILDER, person=founder, role=Role.PROGRAM_LEAD, organization=district)
    page = seen_by(client, founder)
    addresses = (
        reverse("organization_add", kwargs={"slug": "fern-hollow"}),
        reverse("people"),
        reverse("plans"),
        reverse("program_new"),
        reverse("person", args=[founder.uid]),
    )
    places = [page.find(f'href="{address}">{action}') for address, action in zip(addresses, BEGINNINGS, strict=True)]
    assert places == sorted(places)
    assert min(places) > 0
    assert [client.get(address).status_code for address in addresses] == [200] * 5


def test_what_a_new_organization_has_is_not_asked_for_again(db: None, client: Client) -> None:
    district = add_place(OrganizationKind.DISTRICT, "Fern Hollow", None)
    founder = person("Ines Founder", Role.ORGANIZATION_ADMIN, district)
    grant_role(by=BUILDER, person=founder, role=Role.PROGRAM_LEAD, organization=district)
    add_place(OrganizationKind.SCHOOL, "Fern Elementary", district)
    person("Eddie Editor", Role.CATALOG_EDITOR, district)
    plan = plan_at(district)
    objective = add_objective(by=founder, plan=plan, fields=ObjectiveFields(text="Run a pilot"))
    program = program_at(district, activity_of(objective, "Open a pilot", date(2027, 5, 28)))
    adopt_plan(by=founder, plan=plan, number=1)
    page = seen_by(client, founder)
    assert [action for action in BEGINNINGS if f">{action}<" in page] == []
    assert f'href="{reverse("program_planning", args=[program.uid])}">Plan it' in page
    choose_ambition(by=founder, program=program, started_from=0, ambition=Ambition.COMPLEMENT, reason="Start small.")
    assert "Plan it" in seen_by(client, founder)
    adopt_model(by=founder, model=model_of(program))
    assert f'href="{reverse("cohort_new", args=[program.uid])}">Open a cohort' in seen_by(client, founder)


def test_a_program_that_is_planned_is_asked_what_it_believes_until_a_link_is_locked(db: None, client: Client) -> None:
    believed = build_believed()
    program, title = believed.program, f"Write down what {believed.program.name} believes"
    way = f'href="{reverse("theory", args=[program.uid])}">Write it down'
    assert title not in seen_by(client, believed.lead)
    choose_ambition(by=BUILDER, program=program, started_from=0, ambition=Ambition.COMPLEMENT, reason="Start small.")
    adopt_model(by=believed.lead, model=model_of(program))
    shown = seen_by(client, believed.lead)
    assert shown.index(title) < shown.index(way) < shown.index("has no cohort yet")
    begun = client.get(reverse("program_planning", args=[program.uid])).content.decode()
    assert "Go on with the theory of action" in begun
    assert title not in seen_by(client, believed.member)
    locked(written(believed.link))
    assert title not in seen_by(client, believed.lead)
    begin_version(by=believed.lead, theory=believed.theory, note="We learned")
    assert title in seen_by(client, believed.lead)


def test_things_alike_are_one_line_and_what_hinders_most_stays_in_sight(db: None, client: Client) -> None:
    district = add_place(OrganizationKind.DISTRICT, "Fern Hollow", None)
    founder = person("Ines Founder", Role.ORGANIZATION_ADMIN, district)
    grant_role(by=BUILDER, person=founder, role=Role.PROGRAM_LEAD, organization=district)
    objective = add_objective(by=founder, plan=plan_at(district), fields=ObjectiveFields(text="Run a pilot"))
    fields = [ActivityFields(text=f"Step {number}") for number in range(3)]
    (step, *_) = [add_activity(by=founder, objective=objective, fields=each) for each in fields]
    program_at(district, step)
    seen_by(client, founder)
    content = client.get(reverse("home")).context["page"].parts[0].content
    assert [thing.title for thing in content.next_things] == [
        "Fern Hollow has no schools yet",
        "Nobody else is here yet",
        "Nobody drafts micro-credentials yet",
        "3 activities have no lead",
        "3 activities have no date",
        f"{objective.plan.title} is a draft: adopt it",
    ]
    assert [thing.title for thing in content.more_things] == ["Checking for understanding is still to be planned"]
    for name in ("Coaching in pairs", "Mentors who visit"):
        program_at(district, step, name)
    page = seen_by(client, founder)
    assert "<summary>3 more</summary>" in page
    assert page.index("<summary>3 more</summary>") < page.index("is still to be planned")


def test_a_school_without_a_plan_may_take_its_part_of_the_one_above(running: Running, client: Client) -> None:
    adopted_at(running.tree.district)
    page = seen_by(client, person("Sol School", Role.PROGRAM_LEAD, running.tree.cedar))
    assert "Take your part of the plan of Cedar Valley" in page
