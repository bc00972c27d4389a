"""Writes to plans, objectives and activities."""

from datetime import date

import pytest

from tests.builders import BUILDER
from tests.plans.builders import GOAL, PRIORITY, Planned, plan_at, plan_fields
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.plans.actions.activities import (
    DateBeforeStart,
    ReasonMissing,
    UnknownProgress,
    add_activity,
    edit_activity,
    record_progress,
    redate_activity,
)
from waypost.plans.actions.objectives import add_objective, edit_objective
from waypost.plans.actions.plans import add_alignment_row, edit_plan
from waypost.plans.models import Activity, DateChange, Goal, Objective, Plan, PriorityArea, ProgressNote
from waypost.plans.rules.fields import ActivityFields, AlignmentFields, Line, ObjectiveFields, PlanFields

pytestmark = pytest.mark.django_db
JAN_29 = date(2027, 1, 29)


def trail(verb: str) -> AuditEntry:
    return AuditEntry.objects.get(verb=verb)


def test_two_plans_for_the_same_goal_share_it(planned: Planned) -> None:
    other = plan_at(planned.tree.district)
    assert other.goal == planned.plan.goal
    assert PriorityArea.objects.get().title == PRIORITY


def test_editing_the_goal_of_one_plan_leaves_the_other_plan_its_goal(planned: Planned) -> None:
    other = plan_at(planned.tree.district)
    fields = PlanFields(title="Plan B", priority_area=PRIORITY, goal="Half of all educators by 2030.")
    edit_plan(by=planned.lead, plan=planned.plan, started_from=1, fields=fields)
    assert Plan.objects.get(pk=planned.plan.pk).goal.text == "Half of all educators by 2030."
    assert Plan.objects.get(pk=other.pk).goal.text == GOAL
    assert Goal.objects.count() == 2


def test_an_edit_says_what_it_changed_and_nothing_else(planned: Planned) -> None:
    edit_plan(by=planned.lead, plan=planned.plan, started_from=1, fields=plan_fields("Our plan"))
    row = trail("edit plan")
    assert (row.actor, row.before) == (planned.lead.audit_id, {"title": "Implementation plan, 2026-27"})
    assert row.after == {"title": "Our plan"}


def test_saving_the_same_words_again_changes_nothing(planned: Planned) -> None:
    entries = AuditEntry.objects.count()
    edit_plan(by=planned.lead, plan=planned.plan, started_from=1, fields=plan_fields())
    assert Plan.objects.get(pk=planned.plan.pk).version == 1
    assert AuditEntry.objects.count() == entries


def test_an_edit_that_started_from_an_older_version_saves_nothing(planned: Planned) -> None:
    mine, theirs = ObjectiveFields(text="My words"), ObjectiveFields(text="Their words")
    edit_objective(by=planned.lead, objective=planned.objective, started_from=1, fields=theirs)
    with pytest.raises(EditConflict) as conflict:
        edit_objective(by=planned.lead, objective=planned.objective, started_from=1, fields=mine)
    assert Objective.objects.get(pk=planned.objective.pk).text == "Their words"
    assert str(conflict.value.current) == "1. Their words"


def test_objectives_are_numbered_in_the_order_of_their_adding(planned: Planned) -> None:
    second = add_objective(by=planned.lead, plan=planned.plan, fields=ObjectiveFields(text="Change the policy"))
    assert second.number == 2


def test_an_activity_keeps_its_leads_and_resources_in_order(planned: Planned) -> None:
    leads, resources = (Line("Priya Nair"), Line("Principals", "role")), (Line("Two vans", "equipment"), Line("Travel"))
    fields = ActivityFields(text="Recruit", leads=leads, resources=resources)
    edit_activity(by=planned.lead, activity=planned.activity, started_from=1, fields=fields)
    activity = Activity.objects.get(pk=planned.activity.pk)
    assert [lead.text for lead in activity.leads.all()] == ["Priya Nair", "Principals"]
    assert [resource.text for resource in activity.resources.all()] == ["Two vans", "Travel"]
    assert trail("edit activity").after == {
        "text": "Recruit",
        "anticipated_result": "",
        "leads": ["Priya Nair", "Principals (role)"],
        "resources": ["Two vans (equipment)", "Travel"],
        "kept": {
            "leads": [
                {"text": "Priya Nair", "kind": "", "person": None, "organization": None},
                {"text": "Principals", "kind": "role", "person": None, "organization": None},
            ],
            "resources": [{"text": "Two vans", "kind": "equipment"}, {"text": "Travel", "kind": ""}],
        },
    }


def test_moving_a_date_keeps_the_old_one_with_the_reason(planned: Planned) -> None:
    redate_activity(by=planned.lead, activity=planned.activity, started_from=1, target_on=JAN_29, reason="Snow days")
    change = DateChange.objects.get()
    assert (change.before, change.after, change.reason, change.by) == (
        date(2027, 1, 8),
        JAN_29,
        "Snow days",
        planned.lead,
    )
    assert Activity.objects.get(pk=planned.activity.pk).target_on == JAN_29
    assert trail("move date").why == "Snow days"


def test_a_date_does_not_move_without_a_reason(planned: Planned) -> None:
    with pytest.raises(ReasonMissing, match="Write why the date moves"):
        redate_activity(by=planned.lead, activity=planned.activity, started_from=1, target_on=JAN_29, reason="  ")
    assert Activity.objects.get(pk=planned.activity.pk).target_on == date(2027, 1, 8)
    assert not DateChange.objects.exists()


def test_a_second_click_on_the_same_date_does_not_count_as_a_change(planned: Planned) -> None:
    redate_activity(by=planned.lead, activity=planned.activity, started_from=1, target_on=JAN_29, reason="Snow days")
    again = redate_activity(
        by=planned.lead, activity=planned.activity, started_from=2, target_on=JAN_29, reason="Snow days"
    )
    assert again is None
    assert DateChange.objects.count() == 1


def test_an_activity_cannot_move_before_its_start(planned: Planned) -> None:
    fields, start_on = ActivityFields(text="Report"), date(2027, 2, 1)
    activity = add_activity(by=planned.lead, objective=planned.objective, fields=fields, start_on=start_on)
    with pytest.raises(DateBeforeStart, match="starts on February 1, 2027: choose an end on that day or later"):
        redate_activity(by=planned.lead, activity=activity, started_from=1, target_on=JAN_29, reason="Sooner")
    assert Activity.objects.get(pk=activity.pk).target_on is None


def test_progress_is_kept_with_a_note_and_a_day_when_done(planned: Planned) -> None:
    record_progress(by=planned.lead, activity=planned.activity, started_from=1, progress=75, note="9 of 12 trained")
    note = ProgressNote.objects.get()
    assert (note.text, note.progress, note.written_by) == ("9 of 12 trained", 75, planned.lead)
    done = record_progress(
        by=planned.lead, activity=planned.activity, started_from=2, progress=100, completed_on=date(2027, 1, 14)
    )
    assert (done.progress, done.completed_on, done.version) == (100, date(2027, 1, 14), 3)


@pytest.mark.parametrize(("progress", "day"), [(101, None), (-1, None), (100, None), (50, date(2027, 1, 14))])
def test_progress_and_the_day_it_was_done_go_together(planned: Planned, progress: int, day: date | None) -> None:
    with pytest.raises(UnknownProgress, match="whole number from 0 to 100"):
        record_progress(by=planned.lead, activity=planned.activity, started_from=1, progress=progress, completed_on=day)
    assert Activity.objects.get(pk=planned.activity.pk).progress == 0


def test_an_objective_is_aligned_with_priorities_and_funding(planned: Planned) -> None:
    fields = AlignmentFields(state_priority="Keep educators", standard="Standard 3", funding="State grant")
    row = add_alignment_row(by=BUILDER, objective=planned.objective, fields=fields)
    assert (row.plan, row.objective, row.position, row.funding) == (planned.plan, planned.objective, 1, "State grant")
