"""Adopting a plan freezes it."""

from datetime import date

import pytest

from tests.plans.builders import GOAL, Planned
from waypost.common.models import AuditEntry
from waypost.plans.actions.activities import redate_activity
from waypost.plans.actions.adoption import SkippedBaseline, adopt_plan
from waypost.plans.models import Baseline

pytestmark = pytest.mark.django_db


def test_a_baseline_keeps_what_the_plan_said(planned: Planned) -> None:
    baseline = adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    redate_activity(
        by=planned.lead, activity=planned.activity, started_from=1, target_on=date(2027, 1, 29), reason="Snow days"
    )
    kept = Baseline.objects.get(pk=baseline.pk).snapshot
    activity = kept["objectives"][0]["activities"][0]
    assert (kept["goal"], activity["target_on"], activity["leads"]) == (GOAL, "2027-01-08", ["Tom Becker"])
    assert kept["indicators"][0]["text"] == "Schools that began training"


def test_a_double_click_adopts_once(planned: Planned) -> None:
    first = adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    second = adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    assert (first, Baseline.objects.count()) == (second, 1)
    assert AuditEntry.objects.filter(verb="adopt plan").count() == 1


def test_baselines_are_numbered_without_a_gap(planned: Planned) -> None:
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    with pytest.raises(SkippedBaseline, match="Open the plan again"):
        adopt_plan(by=planned.lead, plan=planned.plan, number=3)
    assert adopt_plan(by=planned.lead, plan=planned.plan, number=2).number == 2
