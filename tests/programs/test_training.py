"""A principal or program lead records on which day a school began its introductory training (PL2)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.builders import BUILDER, District, build_district, organization, person
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.people.rules import OrganizationKind, Role
from waypost.programs.actions.training import record_training, take_back_training
from waypost.programs.models import IntroductoryTraining
from waypost.programs.queries.training import schools_in_training

DAY = date(2027, 1, 8)
pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def principal(tree: District) -> Person:
    return person("Pat Principal", Role.PRINCIPAL, tree.cedar)


@pytest.fixture
def lead(tree: District) -> Person:
    return person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)


def browser_of(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def post(who: Person, slug: str, begun_on: str, version: int = 0) -> int:
    typed = {"begun_on": begun_on, "note": "In the library.", "version": str(version)}
    return browser_of(who).post(reverse("training_record", args=[slug]), typed).status_code


def test_a_principal_records_the_first_day_of_their_school_and_sees_it(tree: District, principal: Person) -> None:
    assert post(principal, tree.cedar.slug, "2027-01-08") == 302
    kept = IntroductoryTraining.objects.get()
    assert (kept.organization, kept.begun_on, kept.recorded_by) == (tree.cedar, DAY, principal)
    page = browser_of(principal).get(reverse("training")).content.decode()
    for words in ("1 of 1", "Cedar Elementary", "January 8, 2027", "Pat Principal", "In the library."):
        assert words in page
    assert AuditEntry.objects.get(verb="record training").actor == principal.audit_id


def test_each_sees_and_records_their_own_schools_only(tree: District, principal: Person, lead: Person) -> None:
    stranger = person("Other Lead", Role.PROGRAM_LEAD, tree.other_district)
    shown = {who: browser_of(who).get(reverse("training")).content.decode() for who in (principal, lead, stranger)}
    names = ("Cedar Elementary", "Juniper Middle", "Brookside")
    assert {who.name: [name in page for name in names] for who, page in shown.items()} == {
        "Pat Principal": [True, False, False],
        "Maya Okafor": [True, True, False],
        "Other Lead": [False, False, True],
    }
    answers = [post(who, tree.juniper.slug, "2027-01-08") for who in (principal, stranger, lead)]
    assert (answers, IntroductoryTraining.objects.count()) == ([404, 404, 302], 1)


def test_a_lead_of_a_state_narrows_the_list_to_one_district(tree: District) -> None:
    state_lead = person("State Lead", Role.PROGRAM_LEAD, tree.state)
    browser = browser_of(state_lead)
    counts = [browser.get(reverse("training"), {"at": at}).context["found"].number for at in ("", "cedar-valley", "?")]
    assert counts == [3, 2, 3]


def test_a_day_that_lies_ahead_is_not_taken(tree: District, principal: Person) -> None:
    answer = browser_of(principal).post(
        reverse("training_record", args=[tree.cedar.slug]), {"begun_on": "2027-01-15", "note": "", "version": "0"}
    )
    assert answer.status_code == 422
    assert "Choose today or an earlier day" in answer.content.decode()
    assert IntroductoryTraining.objects.count() == 0


def test_a_date_is_put_right_and_taken_back_with_a_row_for_each(tree: District, principal: Person) -> None:
    codes = [
        post(principal, tree.cedar.slug, "2027-01-08"),
        post(principal, tree.cedar.slug, "2027-01-07", version=1),
        post(principal, tree.cedar.slug, "", version=2),
        post(principal, tree.cedar.slug, ""),
    ]
    assert codes == [302] * 4
    verbs = AuditEntry.objects.filter(verb__contains="training").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["record training", "record training", "take back training"]
    assert IntroductoryTraining.objects.count() == 0


def test_two_who_record_at_once_see_each_others_date(tree: District, principal: Person, lead: Person) -> None:
    record_training(by=lead, school=tree.cedar, started_from=0, begun_on=DAY)
    answer = browser_of(principal).post(
        reverse("training_record", args=[tree.cedar.slug]), {"begun_on": "2027-01-05", "note": "", "version": "0"}
    )
    assert answer.status_code == 409
    assert "somebody else saved first" in answer.content.decode()
    with pytest.raises(EditConflict):
        take_back_training(by=principal, school=tree.cedar, started_from=0)
    assert IntroductoryTraining.objects.get().begun_on == DAY


def test_the_list_asks_no_more_for_more_schools(
    tree: District, lead: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = browser_of(lead)
    for number in range(12):
        school = organization(OrganizationKind.SCHOOL, f"School {number}", tree.district)
        record_training(by=BUILDER, school=school, started_from=0, begun_on=DAY)
    with django_assert_max_num_queries(12):
        browser.get(reverse("training"))


def test_a_plan_counts_schools_that_began_by_the_day(tree: District) -> None:
    record_training(by=BUILDER, school=tree.cedar, started_from=0, begun_on=DAY)
    found = [list(schools_in_training(tree.district, day)) for day in (date(2027, 1, 7), DAY)]
    assert found == [[], [tree.cedar]]
