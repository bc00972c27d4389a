"""Undoing changes of a plan."""

from datetime import date
from decimal import Decimal

import pytest

from tests.plans.builders import GOAL, PRIORITY, Planned, plan_fields
from waypost.common.models import AuditEntry
from waypost.plans.actions.activities import change_dates, record_progress, redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.copies import begin_from_template
from waypost.plans.actions.indicators import add_indicator, edit_indicator
from waypost.plans.actions.objectives import edit_objective
from waypost.plans.actions.plans import edit_plan
from waypost.plans.actions.removal import take_out
from waypost.plans.actions.undo import NotUndoable, undo_change
from waypost.plans.models import Activity, DateChange
from waypost.plans.queries.undoing import own_last_change
from waypost.plans.rules.fields import IndicatorFields, ObjectiveFields, PlanFields
from waypost.plans.rules.templates import plan_templates

pytestmark = pytest.mark.django_db


def undo_last(planned: Planned) -> None:
    undo_change(by=planned.lead, plan=planned.plan, entry=AuditEntry.objects.latest("pk"))


def test_words_come_back(planned: Planned) -> None:
    edit_objective(
        by=planned.lead, objective=planned.objective, started_from=1, fields=ObjectiveFields(text="Other words")
    )
    undo_last(planned)
    planned.objective.refresh_from_db()
    assert (planned.objective.text, planned.objective.version) == ("Run a pilot with 7 to 12 schools", 3)


def test_numbers_and_dates_come_back_as_they_were(planned: Planned) -> None:
    fields = IndicatorFields(term="short", text="Schools that began training", unit="%", target=Decimal("62.5"))
    edit_indicator(by=planned.lead, indicator=planned.indicator, started_from=1, fields=fields)
    later = IndicatorFields(term="short", text="Schools", unit="%", target=Decimal(70), due_on=date(2027, 6, 1))
    edit_indicator(by=planned.lead, indicator=planned.indicator, started_from=2, fields=later, reason="More room")
    undo_last(planned)
    planned.indicator.refresh_from_db()
    assert (planned.indicator.target, planned.indicator.due_on) == (Decimal("62.5"), None)
    assert planned.indicator.text == "Schools that began training"
    assert [change.reason for change in planned.indicator.target_changes.all()] == ["More room", "Undone: More room"]


def test_the_plans_goal_comes_back(planned: Planned) -> None:
    fields = PlanFields(title="New title", priority_area=PRIORITY, goal="Another goal")
    edit_plan(by=planned.lead, plan=planned.plan, started_from=1, fields=fields)
    undo_last(planned)
    planned.plan.refresh_from_db()
    assert (planned.plan.title, planned.plan.goal.text) == (plan_fields().title, GOAL)


def test_a_date_goes_back_and_says_what_was_undone(planned: Planned) -> None:
    redate_activity(
        by=planned.lead, activity=planned.activity, started_from=1, target_on=date(2027, 1, 29), reason="Snow"
    )
    undo_last(planned)
    assert Activity.objects.get().target_on == date(2027, 1, 8)
    assert DateChange.objects.latest("pk").reason == "Undone: Snow"


def test_progress_goes_back(planned: Planned) -> None:
    record_progress(
        by=planned.lead, activity=planned.activity, started_from=1, progress=100, completed_on=date(2027, 1, 5)
    )
    undo_last(planned)
    activity = Activity.objects.get()
    assert (activity.progress, activity.completed_on) == (0, None)


def test_what_was_added_is_taken_out_and_what_was_taken_out_comes_back(planned: Planned) -> None:
    added = AuditEntry.objects.get(verb="add activity")
    undo_change(by=planned.lead, plan=planned.plan, entry=added)
    assert not Activity.objects.exists()
    undo_last(planned)
    assert Activity.objects.get() == planned.activity


def test_undoing_is_undone_the_same_way(planned: Planned) -> None:
    edit_objective(by=planned.lead, objective=planned.objective, started_from=1, fields=ObjectiveFields(text="Other"))
    undo_last(planned)
    undo_last(planned)
    planned.objective.refresh_from_db()
    assert planned.objective.text == "Other"


def test_what_somebody_changed_again_stays(planned: Planned) -> None:
    for version, text in enumerate(("First", "Second"), 1):
        fields = ObjectiveFields(text=text)
        edit_objective(by=planned.lead, objective=planned.objective, started_from=version, fields=fields)
    first = AuditEntry.objects.filter(verb="edit objective").earliest("pk")
    with pytest.raises(NotUndoable, match="changed again since"):
        undo_change(by=planned.lead, plan=planned.plan, entry=first)
    planned.objective.refresh_from_db()
    assert planned.objective.text == "Second"


def test_a_date_that_moved_again_stays(planned: Planned) -> None:
    for version, when in enumerate((date(2027, 1, 29), date(2027, 2, 5)), 1):
        redate_activity(by=planned.lead, activity=planned.activity, started_from=version, target_on=when, reason="Snow")
    first = AuditEntry.objects.filter(verb="move date").earliest("pk")
    with pytest.raises(NotUndoable, match="moved again since"):
        undo_change(by=planned.lead, plan=planned.plan, entry=first)
    assert Activity.objects.get().target_on == date(2027, 2, 5)


def test_what_was_taken_out_since_is_put_back_first(planned: Planned) -> None:
    edit_objective(by=planned.lead, objective=planned.objective, started_from=1, fields=ObjectiveFields(text="Other"))
    edited = AuditEntry.objects.latest("pk")
    take_out(by=planned.lead, part=planned.objective)
    with pytest.raises(NotUndoable, match="put it back first"):
        undo_change(by=planned.lead, plan=planned.plan, entry=edited)


def test_an_indicator_comes_back_to_its_term_where_another_took_its_place(planned: Planned) -> None:
    longer = IndicatorFields(term="long", text="Schools that began training", unit="%")
    edit_indicator(by=planned.lead, indicator=planned.indicator, started_from=1, fields=longer)
    moved = AuditEntry.objects.latest("pk")
    add_indicator(by=planned.lead, plan=planned.plan, fields=IndicatorFields(term="short", text="Another"))
    undo_change(by=planned.lead, plan=planned.plan, entry=moved)
    planned.indicator.refresh_from_db()
    assert (planned.indicator.term, planned.indicator.position) == ("short", 2)


def test_the_words_of_a_file_for_a_start_come_back(planned: Planned) -> None:
    Activity.objects.update(start_text="Fall 2026")
    start_on, target_on = date(2026, 10, 1), planned.activity.target_on
    change_dates(
        by=planned.lead, activity=planned.activity, started_from=1, start_on=start_on, target_on=target_on, reason="Set"
    )
    undo_last(planned)
    activity = Activity.objects.get()
    assert (activity.start_on, activity.start_text) == (None, "Fall 2026")


def test_progress_with_a_note_can_be_undone_at_once(planned: Planned) -> None:
    record_progress(by=planned.lead, activity=planned.activity, started_from=1, progress=40, note="Begun")
    change = own_last_change(planned.lead, planned.plan)
    assert change is not None
    assert change.done == "recorded progress"
    assert ("progress", "0%", "40%") in change.values


def test_ones_own_last_change_is_offered_for_ten_minutes_on_its_plan_only(planned: Planned) -> None:
    take_out(by=planned.lead, part=planned.activity)
    change = own_last_change(planned.lead, planned.plan)
    assert change is not None
    assert (change.done, change.what) == ("took it out", "Train 12 assessors")
    AuditEntry.objects.filter(pk=change.entry_id).update(at=planned.plan.created_at.replace(year=2020))
    assert own_last_change(planned.lead, planned.plan) is None


def test_what_was_done_before_the_plan_was_adopted_is_no_longer_offered(planned: Planned) -> None:
    take_out(by=planned.lead, part=planned.activity)
    adopt_plan(by=planned.lead, plan=planned.plan, number=planned.plan.baselines.count() + 1)
    assert own_last_change(planned.lead, planned.plan) is None


def test_the_samples_of_a_new_plan_are_nothing_to_undo_one_by_one(planned: Planned) -> None:
    template = plan_templates()["district"]
    plan = begin_from_template(
        by=planned.lead, organization=planned.plan.organization, fields=plan_fields(), template=template
    )
    assert own_last_change(planned.lead, plan) is None
