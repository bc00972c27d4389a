"""Priorities, goals, procedures and voices: where plans are going, how, and with whom."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import GOAL, PRIORITY, Planned, plan_at, plan_fields
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.direction import (
    OnTheListAlready,
    add_involvement,
    edit_goal,
    edit_involvement,
    edit_priority_area,
    set_priority_area,
    write_procedure,
)
from waypost.plans.actions.plans import add_goal, create_plan
from waypost.plans.actions.removal import put_back, take_out
from waypost.plans.actions.undo import undo_change
from waypost.plans.models import Goal, Involvement, Plan, PriorityArea, Procedure
from waypost.plans.queries.comparing import comparison_page
from waypost.plans.queries.direction import goals_to_offer, priorities_page
from waypost.plans.queries.history import changes_of
from waypost.plans.queries.removed import removed_parts
from waypost.plans.rules.fields import PlanFields
from waypost.plans.rules.kinds import Stage
from waypost.plans.rules.voices import InvolvementFields

pytestmark = pytest.mark.django_db

COACHES = InvolvementFields(stage="monitor", voice="coaches and specialists", who="Two coaches", part="Review")


def write(planned: Planned, text: str, started_from: int = 0) -> Procedure:
    return write_procedure(
        by=planned.lead, plan=planned.plan, stage=Stage.MONITOR, started_from=started_from, text=text
    )


def undo_last(planned: Planned) -> None:
    undo_change(by=planned.lead, plan=planned.plan, entry=AuditEntry.objects.latest("pk"))


def test_a_goal_is_reworded_in_every_plan_that_serves_it(planned: Planned) -> None:
    second = plan_at(planned.tree.district)
    edit_goal(by=planned.lead, goal=planned.plan.goal, started_from=1, text="Everybody grows.")
    assert [plan.goal.text for plan in Plan.objects.all()] == ["Everybody grows."] * 2
    for plan in (planned.plan, second):
        (change, *_) = changes_of(planned.lead, plan, None).changes
        assert (change.done, change.values) == ("reworded the goal", (("goal", GOAL, "Everybody grows."),))


def test_whoever_has_a_plan_open_does_not_write_the_old_goal_back(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    address = reverse("plan_edit", args=[planned.plan.uid])
    context = client.get(address).context
    edit_goal(by=BUILDER, goal=planned.plan.goal, started_from=1, text="Everybody grows.")
    typed = {"title": "Plan of two years", "priority_area": PRIORITY, "goal": GOAL, "started_on": "2026-09-08"}
    client.post(address, {**typed, "version": context["version"], **dict(context["base"])})
    planned.plan.refresh_from_db()
    assert (planned.plan.title, planned.plan.goal.text) == ("Plan of two years", "Everybody grows.")


def test_a_plan_is_not_implemented_before_it_started(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    typed = {"title": "Two years", "priority_area": PRIORITY, "goal": GOAL, "started_on": "2026-09-08"}
    answer = client.post(
        reverse("plan_edit", args=[planned.plan.uid]), {**typed, "implemented_on": "2026-09-07", "version": "1"}
    )
    assert "Choose the day on which it started, or a later one." in answer.content.decode()
    assert (answer.status_code, Plan.objects.get().title == "Two years") == (422, False)


def test_a_list_names_each_thing_once(planned: Planned) -> None:
    area = planned.plan.goal.priority_area
    other = set_priority_area(by=planned.lead, organization=planned.tree.district, title="Families", reason="Trust")
    goal = add_goal(by=planned.lead, priority_area=area, text="Another goal")
    with pytest.raises(OnTheListAlready, match="reword it there"):
        set_priority_area(by=planned.lead, organization=planned.tree.district, title=PRIORITY, reason="")
    with pytest.raises(OnTheListAlready, match="a title of its own"):
        edit_priority_area(by=planned.lead, area=other, started_from=1, title=PRIORITY, reason="")
    with pytest.raises(OnTheListAlready, match="in the same words"):
        edit_goal(by=planned.lead, goal=goal, started_from=1, text=GOAL)
    assert (PriorityArea.objects.count(), Goal.objects.count()) == (2, 2)


def test_two_people_reword_a_priority_area_and_both_texts_are_shown(planned: Planned, client: Client) -> None:
    area = planned.plan.goal.priority_area
    client.force_login(planned.lead)
    address = reverse("plan_priority_edit", args=[area.uid])
    base = dict(client.get(address).context["base"])
    edit_priority_area(by=BUILDER, area=area, started_from=1, title="Theirs", reason="")
    answer = client.post(address, {"version": 1, "title": "Mine", "reason": "", **base})
    page = answer.content.decode()
    assert (answer.status_code, "Theirs" in page, "Mine" in page) == (409, True, True)
    area.refresh_from_db()
    assert area.title == "Theirs"


def test_the_list_shows_reasons_goals_and_the_plans_that_serve_them(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    typed = {"organization": planned.tree.district.slug, "title": "Families", "reason": "They asked."}
    client.post(reverse("plan_priority_add"), typed)
    area = PriorityArea.objects.get(title="Families")
    client.post(reverse("plan_goal_add", args=[area.uid]), {"text": "Nine of ten know how to help."})
    page = client.get(reverse("plan_priorities")).content.decode()
    for words in ("They asked.", "Nine of ten know how to help.", "No plan serves it yet", GOAL, plan_fields().title):
        assert words in page


def test_a_goal_of_a_draft_is_seen_by_editors_alone_until_the_plan_is_adopted(planned: Planned) -> None:
    reader = person("Reader", Role.COMMITTEE_MEMBER, planned.tree.district)
    assert [len(priorities_page(viewer, None).areas) for viewer in (planned.lead, reader)] == [1, 0]
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    draft = PlanFields(title="Draft", priority_area=PRIORITY, goal="Still secret")
    create_plan(by=planned.lead, organization=planned.tree.district, fields=draft)
    shown = [
        [[line.goal.text for line in block.goals] for block in priorities_page(viewer, None).areas]
        for viewer in (planned.lead, reader, planned.stranger)
    ]
    assert shown == [[[GOAL, "Still secret"]], [[GOAL]], []]


def test_a_goal_that_no_plan_serves_is_on_the_list_of_all_readers(planned: Planned) -> None:
    area = set_priority_area(by=planned.lead, organization=planned.tree.district, title="Families", reason="")
    add_goal(by=planned.lead, priority_area=area, text="Open to all")
    reader = person("Reader", Role.COMMITTEE_MEMBER, planned.tree.district)
    assert [block.area for block in priorities_page(reader, None).areas] == [area]


@pytest.mark.parametrize("is_reader", [True, False])
def test_readers_and_strangers_reword_nothing(planned: Planned, client: Client, is_reader: bool) -> None:
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    reader = person("Reader", Role.COMMITTEE_MEMBER, planned.tree.district)
    client.force_login(reader if is_reader else planned.stranger)
    goal = planned.plan.goal
    typed = {"version": 1, "title": "Mine", "text": "Mine", "stage": "monitor", "voice": "coaches", "who": "Me"}
    for name, uid in (("plan_goal_edit", goal.uid), ("plan_priority_edit", goal.priority_area.uid)):
        assert client.post(reverse(name, args=[uid]), typed).status_code == 404
    assert client.post(reverse("plan_goal_add", args=[goal.priority_area.uid]), typed).status_code == 404
    assert client.post(reverse("plan_procedure", args=[planned.plan.uid, "monitor"]), typed).status_code == 404
    assert client.post(reverse("plan_involvement_add", args=[planned.plan.uid]), typed).status_code == 404
    assert (Goal.objects.get().text, Procedure.objects.count(), Involvement.objects.count()) == (GOAL, 0, 0)


def test_a_new_plan_takes_a_goal_from_the_list(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    typed = {"organization": planned.tree.district.slug, "title": "Second", "priority_area": "", "goal": ""}
    assert client.post(reverse("plan_new"), typed).status_code == 422
    client.post(reverse("plan_new"), {**typed, "listed_goal": planned.plan.goal.uid})
    assert Plan.objects.get(title="Second").goal == planned.plan.goal


def test_an_edited_plan_takes_a_goal_from_the_list(planned: Planned, client: Client) -> None:
    other = add_goal(by=BUILDER, priority_area=planned.plan.goal.priority_area, text="Another goal")
    client.force_login(planned.lead)
    typed = {"version": 1, "title": "Same", "priority_area": PRIORITY, "goal": GOAL, "listed_goal": other.uid}
    client.post(reverse("plan_edit", args=[planned.plan.uid]), typed)
    planned.plan.refresh_from_db()
    assert (planned.plan.title, planned.plan.goal) == ("Same", other)


def test_goals_of_other_districts_are_not_offered(planned: Planned) -> None:
    assert goals_to_offer(planned.lead) == [planned.plan.goal]
    assert goals_to_offer(planned.stranger) == []


def test_a_procedure_is_written_once_for_a_stage_and_reworded(planned: Planned) -> None:
    first = write(planned, "Every month.")
    with pytest.raises(EditConflict):
        write(planned, "Every week.")
    write(planned, "Every second week.", started_from=1)
    first.refresh_from_db()
    assert (first.text, first.version, Procedure.objects.count()) == ("Every second week.", 2, 1)
    undo_last(planned)
    assert Procedure.objects.get().text == "Every month."


def test_a_procedure_that_was_taken_out_comes_back_with_new_words(planned: Planned) -> None:
    take_out(by=planned.lead, part=write(planned, "Every month."))
    assert [part.kind for part in removed_parts(planned.plan)] == ["procedure"]
    write(planned, "Every week.")
    assert Procedure.objects.get().text == "Every week."


def test_a_procedure_is_written_in_the_browser(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    address = reverse("plan_procedure", args=[planned.plan.uid, "monitor"])
    assert client.post(address, {"version": 0, "text": ""}).status_code == 422
    client.post(address, {"version": 0, "text": "On the first Tuesday."})
    assert "On the first Tuesday." in client.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert client.get(reverse("plan_procedure", args=[planned.plan.uid, "celebrate"])).status_code == 404


def test_who_takes_part_is_changed_undone_taken_out_and_put_back(planned: Planned) -> None:
    row = add_involvement(by=planned.lead, plan=planned.plan, fields=COACHES)
    changed = InvolvementFields(stage="evaluate", voice="families and community", who="The council")
    edit_involvement(by=planned.lead, row=row, started_from=1, fields=changed)
    undo_last(planned)
    row.refresh_from_db()
    assert (row.stage, row.who, row.part) == ("monitor", "Two coaches", "Review")
    take_out(by=planned.lead, part=row)
    assert not Involvement.objects.exists()
    put_back(by=planned.lead, part=row)
    assert Involvement.objects.get() == row


def test_who_takes_part_is_said_in_the_browser_with_a_level_above_a_school(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    address = reverse("plan_involvement_add", args=[planned.plan.uid])
    assert "Level of school" in client.get(address).content.decode()
    typed = {"stage": "monitor", "voice": "classroom educators", "school_level": "high", "who": "Two teachers"}
    client.post(address, typed)
    page = client.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert ("Two teachers" in page, "No row is about elementary schools and middle schools." in page) == (True, True)


def test_a_schools_plan_asks_for_no_level_and_an_edit_keeps_the_one_that_is_there(
    planned: Planned, client: Client
) -> None:
    plan = plan_at(planned.tree.cedar)
    row = add_involvement(
        by=BUILDER, plan=plan, fields=InvolvementFields("monitor", "families and community", "All", "high")
    )
    client.force_login(planned.lead)
    address = reverse("plan_involvement_edit", args=[row.uid])
    assert "Level of school" not in client.get(address).content.decode()
    client.post(address, {"version": 1, "stage": "monitor", "voice": "coaches and specialists", "who": "Two"})
    row.refresh_from_db()
    assert (row.voice, row.who, row.school_level) == ("coaches and specialists", "Two", "high")


def test_procedures_and_voices_stand_in_the_comparison(planned: Planned) -> None:
    write(planned, "Every month.")
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    write(planned, "Every week.", started_from=1)
    add_involvement(by=planned.lead, plan=planned.plan, fields=COACHES)
    page = comparison_page(planned.plan, "1", "today")
    assert page is not None
    assert [line.values for line in page.changed] == [(("words", "Every month.", "Every week."),)]
    assert [(part.kind, part.title) for part in page.comparison.added] == [("involvement", "Two coaches")]


def test_priority_areas_are_offered_while_one_is_typed(planned: Planned, client: Client) -> None:
    set_priority_area(by=BUILDER, organization=planned.tree.other_district, title="Elsewhere", reason="")
    client.force_login(planned.lead)
    for address in (reverse("plan_new"), reverse("plan_edit", args=[planned.plan.uid])):
        page = client.get(address).content.decode()
        assert 'list="id_priority_area_listed"' in page
        assert (f'<option value="{PRIORITY}"></option>' in page, "Elsewhere" in page) == (True, False)
