"""How many queries a page may ask, whatever the number of rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import person
from tests.credentials.builders import Earned, build_award, share
from tests.submissions.builders import role_of
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort

pytestmark = pytest.mark.django_db


def queries_of(someone: Person | None, address: str) -> int:
    """Of the second visit: the first one fills the cache of reports."""
    client = Client()
    if someone is not None:
        client.force_login(someone)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_list_of_eight_awards_asks_no_more_than_one_of_one(earned: Earned) -> None:
    few = queries_of(earned.lead, reverse("earned"))
    for number in range(7):
        educator = person(f"Educator {number}", Role.EDUCATOR, earned.tree.cedar)
        members = invite_to_cohort(by=earned.lead, cohort=earned.offer.cohort, educators=[role_of(educator)])
        earned.offer.members.update({educator: members[0]})
        build_award(earned.offer, educator)
    assert queries_of(earned.lead, reverse("earned")) == few
    assert few <= 12


def test_the_page_of_an_award_and_my_list_stay_small(earned: Earned) -> None:
    share(earned.award)
    page = reverse("credential", kwargs={"uid": earned.award.uid})
    assert queries_of(None, page) <= 8
    assert queries_of(earned.dana, page) <= 14
    assert queries_of(earned.dana, reverse("my_credentials")) <= 8
    assert queries_of(None, reverse("verify")) == 0
