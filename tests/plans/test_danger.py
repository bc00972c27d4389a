"""What a list counts as blocked or at risk is what the rules say, activity by activity."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER
from tests.plans.builders import Planned, activity_of
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.removal import take_out
from waypost.plans.models import DONE, Activity, ActivityDependency
from waypost.plans.queries import access
from waypost.plans.queries.activities import activity_page
from waypost.plans.queries.danger import in_danger
from waypost.plans.queries.facts import facts_of
from waypost.plans.queries.listing import plan_list
from waypost.plans.queries.pages import plan_page
from waypost.plans.rules.activities import ActivityStatus, activity_status
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = pytest.mark.django_db
TODAY = date(2027, 1, 14)
IN_DANGER = {ActivityStatus.BLOCKED, ActivityStatus.AT_RISK}


DAYS = (None, -40, -8, -7, -6, -1, 0, 1, 9, 40)
PROGRESS = (0, 30, 74, 75, DONE)


def day(ahead: int | None) -> date | None:
    return None if ahead is None else TODAY + timedelta(ahead)


@pytest.fixture
def every_kind(planned: Planned) -> Planned:
    """A thousand activities with every pair of dates; two of three need another one, or two."""
    kinds = list(product(DAYS, DAYS, PROGRESS, (False, True)))
    activities = Activity.objects.bulk_create(
        Activity(
            objective=planned.objective,
            position=place,
            text=f"Activity {place}",
            start_on=day(start),
            target_on=day(target),
            progress=progress,
            completed_on=TODAY if progress == DONE else None,
            is_milestone=is_milestone,
        )
        for place, (start, target, progress, is_milestone) in enumerate(kinds, 2)
    )
    ActivityDependency.objects.bulk_create(
        ActivityDependency(activity=one, needed=activities[other])
        for place, one in enumerate(activities)
        for other in {(place * step + 371) % len(activities) for step in (7, 13)[: place % 3]} - {place}
    )
    return planned


def test_the_counts_are_those_of_the_rules(every_kind: Planned) -> None:
    activities = Activity.objects.prefetch_related("leads", "needs")
    by_rules = {one.pk: activity_status(facts_of(one), TODAY) for one in activities}
    counted = set(in_danger(Activity.objects.all(), TODAY).values_list("pk", flat=True))
    assert counted == {pk for pk, status in by_rules.items() if status in IN_DANGER}
    assert {by_rules[pk] for pk in counted} == IN_DANGER
    listed = plan_list(every_kind.lead)
    assert [row.in_danger_count for row in listed] == [len(counted)]


def test_the_list_of_plans_says_how_many_are_blocked_or_at_risk(planned: Planned, client: Client) -> None:
    Activity.objects.filter(pk=planned.activity.pk).update(start_on=date(2026, 12, 1), target_on=date(2027, 1, 20))
    client.force_login(planned.lead)
    assert "1 blocked or at risk" in client.get(reverse("plans")).content.decode()


def test_what_stands_in_an_objective_that_was_taken_out_puts_nothing_in_danger(planned: Planned) -> None:
    gone = add_objective(by=BUILDER, plan=planned.plan, fields=ObjectiveFields(text="Gone"))
    behind = activity_of(gone, "Sign the contract", date(2027, 1, 20))
    Activity.objects.filter(pk=behind.pk).update(start_on=date(2026, 12, 1))
    Activity.objects.filter(pk=planned.activity.pk).update(start_on=date(2027, 1, 12), target_on=date(2027, 3, 1))
    ActivityDependency.objects.create(activity=planned.activity, needed=behind)
    assert [row.in_danger_count for row in plan_list(planned.lead)] == [2]
    take_out(by=BUILDER, part=gone)
    assert [row.in_danger_count for row in plan_list(planned.lead)] == [0]
    activity = access.activities(planned.lead).get()
    shown = (plan_page(planned.lead, planned.plan).lines[0], activity_page(planned.lead, activity).line)
    assert [line.facts.needs for line in shown] == [(), ()]


def test_the_margin_is_the_same_to_the_day(planned: Planned) -> None:
    cases = list(product(range(7, 60), (0, 1, 9, 25, 40, 74)))
    activities = [
        Activity(
            objective=planned.objective,
            position=place,
            text=f"{days} days, {progress}%",
            start_on=day(-days),
            target_on=day(11),
            progress=progress,
        )
        for place, (days, progress) in enumerate(cases, 2)
    ]
    Activity.objects.bulk_create(activities)
    counted = set(in_danger(Activity.objects.all(), TODAY).values_list("text", flat=True))
    by_rules = {one.text for one in activities if activity_status(facts_of(one), TODAY) is ActivityStatus.AT_RISK}
    assert counted == by_rules
    assert 0 < len(counted) < len(cases)
