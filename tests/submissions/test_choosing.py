"""Choosing what to begin: what was earned already, which cohort a button means, and when a cohort begins."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.credentials.builders import build_award
from tests.submissions.builders import Offer, role_of
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.queries.awards import award_called
from waypost.people.models import Organization, Person
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort, open_cohort
from waypost.programs.models import Cohort, CohortMember
from waypost.submissions.models import Enrollment


@pytest.fixture
def browser(client: Client, dana: Person) -> Client:
    client.force_login(dana)
    return client


def choosing(browser: Client) -> str:
    return browser.get(reverse("submissions_choose")).content.decode()


def second_cohort(offer: Offer, dana: Person, starts_on: date) -> CohortMember:
    program = offer.program
    made = open_cohort(by=BUILDER, program=program, name="Late cohort", starts_on=starts_on, ends_on=program.ends_on)
    return invite_to_cohort(by=BUILDER, cohort=made, educators=[role_of(dana)])[0]


def test_what_was_earned_is_said_where_another_cohort_offers_it_and_each_button_names_its_cohort(
    browser: Client, offer: Offer, dana: Person
) -> None:
    second_cohort(offer, dana, offer.program.starts_on)
    page = choosing(browser)
    assert all(f": Checking for Understanding, {name}</span>" in page for name in ("Spring cohort", "Late cohort"))
    assert "You earned it already" not in page
    build_award(offer, dana)
    page = choosing(browser)
    assert "You earned it already, on January 14, 2027, in Spring cohort." in page
    assert page.count("Begin<span") == 1


def test_what_was_withdrawn_does_not_read_as_earned(browser: Client, offer: Offer, dana: Person) -> None:
    second_cohort(offer, dana, offer.program.starts_on)
    lead = person("Maya Okafor", Role.PROGRAM_LEAD, offer.program.organization)
    revoke_award(by=lead, award=build_award(offer, dana), reason="The evidence came from another classroom.")
    page = choosing(browser)
    assert "Begin<span" in page
    assert "You earned it already" not in page


def test_the_day_on_which_it_was_earned_is_the_one_on_the_credential(
    browser: Client, offer: Offer, dana: Person
) -> None:
    second_cohort(offer, dana, offer.program.starts_on)
    award = build_award(offer, dana)
    Organization.objects.filter(pk=award.issuer.organization_id).update(timezone="Pacific/Kiritimati")
    award = award_called(award.uid)
    assert award.issued_on == date(2027, 1, 15)
    assert "You earned it already, on January 15, 2027" in choosing(browser)


def test_who_can_only_begin_later_is_not_told_to_begin(browser: Client, offer: Offer) -> None:
    Cohort.objects.filter(pk=offer.cohort.pk).update(starts_on=date(2027, 2, 1))
    for page in ("home", "submissions_learning"):
        shown = browser.get(reverse(page)).content.decode()
        assert "begin when you are ready" not in shown
        assert "You can begin on the first day of your cohort." in shown


def test_before_the_first_day_of_a_cohort_one_reads_when_it_begins(browser: Client, offer: Offer, dana: Person) -> None:
    member = second_cohort(offer, dana, date(2027, 2, 1))
    page = choosing(browser)
    assert "You can begin on February 1, 2027." in page
    begin_it = reverse("submissions_begin", args=[member.uid, offer.micro_credential.slug])
    assert begin_it not in page
    answer = browser.post(begin_it, follow=True).content.decode()
    assert "Late cohort begins on February 1, 2027. You can begin then." in answer
    assert not Enrollment.objects.exists()
