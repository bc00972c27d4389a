"""Who leads an activity: people, roles and organizations (PL5)."""

from datetime import date

import pytest
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned, activity_of
from tests.plans.test_indicators import browser_of
from waypost.common.models import AuditEntry
from waypost.people.actions.people import end_role, grant_role
from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.plans.actions.activities import edit_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.leads import UnclearLead
from waypost.plans.models import Activity, ActivityLead
from waypost.plans.queries.activities import activity_page
from waypost.plans.queries.leads import leads_who_left, names_to_offer
from waypost.plans.queries.pages import plan_page
from waypost.plans.queries.standing import plan_standing
from waypost.plans.rules.activities import LookReason
from waypost.plans.rules.fields import ActivityFields, Line
from waypost.plans.rules.kinds import LeadKind
from waypost.plans.rules.words import look_title

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom(planned: Planned) -> Person:
    return person("Tom Becker", Role.ASSESSOR, planned.tree.cedar)


def led_by(planned: Planned, *lines: Line) -> list[tuple[str, str, Person | None]]:
    """What is stored once the lead of the program has typed these lines."""
    activity = Activity.objects.get(pk=planned.activity.pk)
    fields = ActivityFields(text=activity.text, leads=lines)
    edit_activity(by=planned.lead, activity=activity, started_from=activity.version, fields=fields)
    return [(lead.text, lead.kind, lead.person) for lead in ActivityLead.objects.filter(activity=activity)]


def test_a_person_is_found_by_name_and_by_address_whatever_the_case(planned: Planned, tom: Person) -> None:
    assert led_by(planned, Line("tom becker", "person")) == [("Tom Becker", "person", tom)]
    assert led_by(planned, Line(tom.email.upper())) == [("Tom Becker", "person", tom)]


def test_a_role_keeps_its_words_and_may_have_a_name(planned: Planned, tom: Person) -> None:
    assert led_by(planned, Line(f"Assessor lead: {tom.email}", "role"), Line("Board chair: Jo Lee", "role")) == [
        ("Assessor lead: Tom Becker", "role", tom),
        ("Board chair: Jo Lee", "role", None),
    ]


def test_an_organization_is_found_by_its_name(planned: Planned) -> None:
    led_by(planned, Line("cedar elementary"), Line("Rotary Club", "organization"))
    found = ActivityLead.objects.filter(activity=planned.activity)
    assert [(lead.kind, lead.organization) for lead in found] == [
        ("organization", planned.tree.cedar),
        ("organization", None),
    ]


def test_the_words_of_a_file_are_not_read_again_when_something_else_is_edited(planned: Planned, tom: Person) -> None:
    assert led_by(planned, Line("Tom Becker"), Line("Coaches", "role")) == [
        ("Tom Becker", "", None),
        ("Coaches", "role", None),
    ]
    assert led_by(planned, Line("Tom Becker", "person"))[0][2] == tom


def test_an_address_of_nobody_here_is_asked_about_and_nothing_is_saved(planned: Planned) -> None:
    entries = AuditEntry.objects.count()
    with pytest.raises(UnclearLead, match=r"Nobody at .* has the address other.lead@.*: check it, or write the name"):
        led_by(planned, Line(planned.stranger.email, "person"))
    assert [lead.text for lead in planned.activity.leads.all()] == ["Tom Becker"]
    assert AuditEntry.objects.count() == entries


def test_of_two_people_with_one_name_the_address_decides(planned: Planned, tom: Person) -> None:
    other = person("Other Tom", Role.COACH, planned.tree.district)
    Person.objects.filter(pk=other.pk).update(name="Tom Becker")
    with pytest.raises(UnclearLead, match="2 people are called Tom Becker: write the email address of the one"):
        led_by(planned, Line("Tom Becker", "person"))
    assert led_by(planned, Line(other.email, "person")) == [("Tom Becker", "person", other)]


def test_two_leads_of_one_name_stay_who_they_are(planned: Planned, tom: Person) -> None:
    other = person("Other Tom", Role.COACH, planned.tree.district)
    Person.objects.filter(pk=other.pk).update(name="Tom Becker")
    led_by(planned, Line(tom.email, "person"), Line(other.email, "person"))
    again = led_by(planned, Line("Coaches", "role"), *(Line("Tom Becker", "person"),) * 2)
    assert [who for _, _, who in again] == [None, tom, other]


def test_a_name_that_gets_an_account_is_a_change_and_the_same_again_is_none(planned: Planned) -> None:
    led_by(planned, Line("Tom Becker", "person"))
    tom = person("Tom Becker", Role.ASSESSOR, planned.tree.cedar)
    assert led_by(planned, Line(tom.email, "person")) == [("Tom Becker", "person", tom)]
    entries = AuditEntry.objects.count()
    assert led_by(planned, Line("Tom Becker", "person")) == [("Tom Becker", "person", tom)]
    assert AuditEntry.objects.count() == entries


def test_whoever_works_above_the_plan_may_lead_and_whoever_works_elsewhere_is_only_a_name(planned: Planned) -> None:
    state = person("Rosa Diaz", Role.STATE_STAFF, planned.tree.state)
    assert led_by(planned, Line("Rosa Diaz", "person"), Line("Other Lead", "person")) == [
        ("Rosa Diaz", "person", state),
        ("Other Lead", "person", None),
    ]


def test_a_role_without_a_name_and_a_lead_who_left_need_a_look(planned: Planned, tom: Person) -> None:
    led_by(planned, Line("Tom Becker", "person"), Line("Assessor lead", "role"))
    end_role(by=BUILDER, assignment=current_roles(tom).get(), why="Moved away")
    page = plan_page(planned.lead, planned.plan)
    assert [look_title(look) for look in page.looks][1:] == [
        "Assessor lead: nobody named yet",
        "Tom Becker has left and still leads Train 12 assessors",
    ]
    activity = Activity.objects.get(pk=planned.activity.pk)
    assert activity_page(planned.lead, activity).line.facts.gone == ("Tom Becker",)
    assert led_by(planned, Line("Tom Becker", "person"), Line("Maya Okafor", "person"))[0] == (
        "Tom Becker",
        "person",
        tom,
    )


def test_somebody_whose_account_is_closed_has_left(planned: Planned, tom: Person) -> None:
    led_by(planned, Line("Tom Becker", "person"))
    Person.objects.filter(pk=tom.pk).update(is_active=False)
    assert plan_page(planned.lead, planned.plan).lines[0].facts.gone == ("Tom Becker",)


def test_who_changes_schools_within_the_district_is_not_said_to_have_left(planned: Planned, tom: Person) -> None:
    led_by(planned, Line("Tom Becker", "person"))
    end_role(by=BUILDER, assignment=current_roles(tom).get(), why="Changes schools.")
    assert leads_who_left(planned.tree.cedar, [planned.activity]) == {tom.pk}
    grant_role(by=BUILDER, person=tom, role=Role.ASSESSOR, organization=planned.tree.juniper)
    assert leads_who_left(planned.tree.cedar, [planned.activity]) == frozenset()


def test_names_are_offered_of_those_who_do_more_than_teach_around_the_plan(planned: Planned, tom: Person) -> None:
    person("Ann Teacher", Role.EDUCATOR, planned.tree.cedar)
    assert names_to_offer(planned.tree.district) == ["Maya Okafor", "Tom Becker"]


def test_a_plan_says_of_which_activities_nobody_is_reminded(planned: Planned) -> None:
    words = activity_of(planned.objective, "Led by words", date(2027, 3, 1))
    for activity, kind, text in ((words, LeadKind.PERSON, "Everybody in the office"), (planned.activity, "", "n/a")):
        ActivityLead.objects.filter(activity=activity).delete()
        ActivityLead.objects.create(activity=activity, position=1, kind=kind, text=text)
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    standing = plan_standing(planned.lead, planned.plan)
    assert [facts.text for facts in standing.unreminded] == ["Led by words"]
    assert "Train 12 assessors" in [look.activity.text for look in standing.looks if look.reason is LookReason.NO_LEAD]
    lead, reader = (
        browser_of(planned.lead),
        browser_of(person("Cora", Role.COMMITTEE_MEMBER, planned.plan.organization)),
    )
    address = reverse("plan", args=[planned.plan.uid])
    assert "Nobody is reminded of 1 open activity" in lead.get(address).content.decode()
    assert "Nobody is reminded" not in reader.get(address).content.decode()
    ActivityLead.objects.filter(activity=words).update(person=planned.lead)
    assert plan_standing(planned.lead, planned.plan).unreminded == ()
