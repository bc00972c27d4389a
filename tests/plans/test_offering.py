"""Who keeps a taken plan hears in the digest that the plan above offers a change (PL9)."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.plans.builders import Planned
from tests.plans.taking import Taken, build_taken, take
from tests.plans.test_offers import change_above, decline
from waypost.notices.digests import Morning
from waypost.plans.actions.asking import OffersFromAbove

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(planned: Planned) -> Taken:
    return build_taken(planned)


def morning(since: date = date(2027, 1, 13)) -> Morning:
    """The tests' clock stands on January 14, when everything here is adopted."""
    return Morning(day=date(2027, 1, 14), since=since)


def test_who_keeps_the_plan_is_told_in_the_digest_with_one_link(taken: Taken) -> None:
    source = OffersFromAbove()
    change_above(taken)
    lead = taken.school_lead
    assert source.people() == {lead.pk}
    assert source.people_with_news({lead.pk: morning()}) == {lead.pk}
    (item,) = source.items(lead, morning().day)
    assert (item.sentence, item.note) == ("A change in the plan of Cedar Valley is offered", "Plan of Cedar Elementary")
    assert item.links[0].path == f"/plans/{taken.plan.uid}/offers/"


def test_a_district_lead_is_told_of_a_plan_that_they_took_for_a_school_and_of_no_other(taken: Taken) -> None:
    change_above(taken)
    lead = taken.planned.lead
    assert OffersFromAbove().people_with_news({lead.pk: morning()}) == set()
    taken.extraction.__class__.objects.update(taken_by=lead)
    assert OffersFromAbove().people_with_news({lead.pk: morning()}) == {lead.pk}


def test_nobody_is_told_of_what_is_decided_or_on_the_mornings_between(taken: Taken) -> None:
    offer = change_above(taken)
    lead = taken.school_lead
    assert OffersFromAbove().people_with_news({lead.pk: morning(since=date(2027, 1, 14))}) == set()
    decline(taken, offer)
    assert OffersFromAbove().people_with_news({lead.pk: morning()}) == set()
    assert list(OffersFromAbove().items(lead, morning().day)) == []


def test_who_left_is_not_told(taken: Taken) -> None:
    change_above(taken)
    taken.school_lead.role_assignments.update(ended_at="2027-01-10T09:00Z")
    assert OffersFromAbove().people() == set()


def test_the_digest_asks_no_more_for_many_plans_than_for_one(
    taken: Taken, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    baseline = taken.planned.plan.baselines.get()
    for _ in range(4):
        take(baseline, taken.planned.tree.cedar, [taken.planned.objective])
    change_above(taken)
    with django_assert_num_queries(6):
        assert OffersFromAbove().people_with_news({taken.school_lead.pk: morning()}) == {taken.school_lead.pk}
