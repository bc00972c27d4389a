"""Activities in the browser: rows of leads and resources, dates, results, hints."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned, activity_of, plan_at
from waypost.people.rules import Role
from waypost.plans.actions.activities import edit_activity, redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.models import Activity, ActivityResource, DateChange
from waypost.plans.rules.fields import ActivityFields, Line
from waypost.plans.rules.kinds import ResourceKind

pytestmark = pytest.mark.django_db
ROWS = {"leads_text": ["Tom Becker"], "leads_kind": [""], "resources_text": [""], "resources_kind": [""]}


@pytest.fixture
def lead(planned: Planned, client: Client) -> Client:
    client.force_login(planned.lead)
    return client


def of(planned: Planned, name: str = "plan_activity") -> str:
    return reverse(name, args=[planned.activity.uid])


def stored(planned: Planned) -> Activity:
    return Activity.objects.get(pk=planned.activity.pk)


def test_resources_of_every_kind_are_typed_and_shown(planned: Planned, lead: Client) -> None:
    kinds = [kind.value for kind in ResourceKind]
    typed = {"resources_text": [f"Some {kind}" for kind in kinds], "resources_kind": kinds}
    page = lead.post(of(planned, "plan_activity_edit"), {"version": 1, "text": "Train", **typed}, follow=True)
    assert list(ActivityResource.objects.values_list("kind", flat=True)) == kinds
    assert [one.label for one in page.context["page"].resources] == [f"Resources: {kind}" for kind in kinds]
    assert "Some staff time" in page.content.decode()


def test_more_rows_come_without_script_and_keep_what_was_typed_unsaved(planned: Planned, lead: Client) -> None:
    typed = {"leads_text": ["Ana", "HR"], "leads_kind": ["person", "role"], "anticipated_number": "twelve"}
    address = of(planned, "plan_activity_edit")
    answer = lead.post(address, {"version": 1, "text": "Half a", "more": "leads", **typed})
    page = answer.content.decode()
    assert (answer.status_code, page.count('name="leads_text"'), page.count("autofocus")) == (200, 4, 1)
    assert all(said in page for said in ("Half a", 'value="Ana"', 'value="HR"', 'value="twelve"'))
    assert "Please look at" not in page
    assert stored(planned).text == "Train 12 assessors"


def test_more_rows_of_a_new_activity_keep_its_objective(planned: Planned, lead: Client) -> None:
    typed = {"objective": planned.objective.uid, "text": "Draft", "more": "resources", "target_on": "2027-02-23"}
    answer = lead.post(reverse("plan_activity_add", args=[planned.plan.uid]), typed)
    form = answer.context["form"]
    assert (form["objective"].value(), form["target_on"].value()) == (planned.objective.uid, "2027-02-23")
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"leads_text": ["nobody@cedar.example"], "leads_kind": ["person"]}, "has the address nobody@cedar.example"),
        ({"leads_text": ["Ana"], "leads_kind": ["boss"]}, "Choose one of the kinds in the list."),
        ({"leads_text": ["x"] * 51, "leads_kind": [""] * 51}, "Name at most 50: put the others into one row."),
        ({"leads_text": ["x" * 20_001], "leads_kind": [""]}, "Write at most 20000 characters in a row."),
    ],
)
def test_rows_that_cannot_be_kept_are_asked_about_with_what_was_typed(
    planned: Planned, lead: Client, typed: dict[str, list[str]], sentence: str
) -> None:
    answer = lead.post(of(planned, "plan_activity_edit"), {"version": 1, "text": "Mine", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{typed["leads_text"][0]}"' in page
    assert stored(planned).version == 1


def test_two_edits_of_the_leads_are_shown_side_by_side(planned: Planned, lead: Client) -> None:
    theirs = ActivityFields(text="Train 12 assessors", leads=(Line("Ana", "role"),), anticipated_result="12 trained")
    edit_activity(by=BUILDER, activity=planned.activity, started_from=1, fields=theirs)
    typed = {"version": 1, "text": "Train 12 assessors", "anticipated_result": "12 trained", **ROWS}
    answer = lead.post(of(planned, "plan_activity_edit"), typed)
    texts = [(text.label, text.mine, text.theirs) for text in answer.context["conflicts"]]
    assert (answer.status_code, texts) == (409, [("Leads", "Tom Becker", "Ana (role)")])


def test_a_start_date_moves_with_a_reason_and_keeps_what_it_was(planned: Planned, lead: Client) -> None:
    address = of(planned, "plan_activity_date")
    for start, reason in (("2026-12-01", "The gym is free"), ("2026-12-08", "Snow days"), ("", "Nobody knows yet")):
        typed = {"version": stored(planned).version, "target_on": "2027-01-08", "start_on": start, "reason": reason}
        assert lead.post(address, typed).status_code == 302
    changes = [(change.which, change.before, change.after, change.reason) for change in DateChange.objects.all()]
    assert changes == [
        ("start date", None, date(2026, 12, 1), "The gym is free"),
        ("start date", date(2026, 12, 1), date(2026, 12, 8), "Snow days"),
        ("start date", date(2026, 12, 8), None, "Nobody knows yet"),
    ]
    page = lead.get(of(planned)).content.decode()
    assert (page.count("Start date</span>"), page.count("The original date")) == (3, 0)
    assert "Was" not in lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()


def test_both_dates_move_in_one_step_with_one_reason(planned: Planned, lead: Client) -> None:
    typed = {"version": 1, "target_on": "2027-02-05", "start_on": "2027-01-20", "reason": "Snow days"}
    lead.post(of(planned, "plan_activity_date"), typed)
    assert [change.which for change in DateChange.objects.all()] == ["start date", "target date"]
    assert (stored(planned).start_on, stored(planned).version) == (date(2027, 1, 20), 2)
    changes = lead.get(reverse("plan_changes", args=[planned.plan.uid])).content.decode()
    assert changes.count("Moved the date") == 1


@pytest.mark.parametrize(
    ("target", "start", "sentence"),
    [
        ("2027-01-08", "2027-01-09", "The activity starts on January 9, 2027: choose an end on that day or later."),
        ("1989-12-31", "", "Choose a day from 1990 to 2100: check the year."),
        ("2101-01-01", "", "Choose a day from 1990 to 2100: check the year."),
        ("2027-01-08", "0207-01-08", "Choose a day from 1990 to 2100: check the year."),
        ("", "", "Please fill this in."),
        ("2027-01-08", "", "This is its date now: choose another day."),
    ],
)
def test_dates_that_cannot_be_meant_get_one_sentence(
    planned: Planned, lead: Client, target: str, start: str, sentence: str
) -> None:
    typed = {"version": 1, "target_on": target, "start_on": start, "reason": "Snow days"}
    answer = lead.post(of(planned, "plan_activity_date"), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (stored(planned).target_on, DateChange.objects.count()) == (date(2027, 1, 8), 0)


def test_an_activity_without_any_date_asks_for_one_of_the_two(planned: Planned, lead: Client) -> None:
    activity = activity_of(planned.objective, "Mid-year survey", None)
    address = reverse("plan_activity_date", args=[activity.uid])
    answer = lead.post(address, {"version": 1, "target_on": "", "start_on": "", "reason": "Planned"})
    assert "Choose a date." in answer.content.decode()
    assert lead.post(address, {"version": 1, "start_on": "2027-03-01", "reason": "Planned"}).status_code == 302
    assert Activity.objects.get(pk=activity.pk).start_on == date(2027, 3, 1)


def test_what_came_out_stands_beside_what_was_planned(planned: Planned, lead: Client) -> None:
    typed = {
        "anticipated_result": "Assessors",
        "anticipated_number": "12",
        "result_kind": "people trained or taking part",
    }
    lead.post(of(planned, "plan_activity_edit"), {"version": 1, "text": "Train", **ROWS, **typed})
    form = lead.get(of(planned, "plan_activity_progress")).content.decode()
    assert "At 100 percent. Planned: Assessors" in form
    assert "Planned: 12" in form
    done = {"version": 2, "progress": "100", "begun_on": "2026-12-01"}
    asked = lead.post(of(planned, "plan_activity_progress"), done, follow=True).content.decode()
    assert "It is done. What came out of it?" in asked
    result = {**done, "version": 3, "actual_result": "Nine passed", "actual_number": "9"}
    page = lead.post(of(planned, "plan_activity_progress"), result, follow=True).content.decode()
    assert "What came out of it?" not in page
    assert page.index(">12</td>") < page.index("Nine passed") < page.index(">9</td>")
    assert (stored(planned).actual_number, stored(planned).begun_on) == (Decimal(9), date(2026, 12, 1))
    assert "Result: Nine passed" in lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"progress": "50", "begun_on": "2027-01-15"}, "Choose today or an earlier day."),
        ({"progress": "100", "completed_on": "2027-01-15"}, "Choose today or an earlier day."),
        ({"progress": "50", "completed_on": "2027-01-13"}, "say 100, or leave it empty"),
        (
            {"progress": "100", "begun_on": "2027-01-10", "completed_on": "2027-01-09"},
            "Work began on January 10, 2027: it can be done on that day or later.",
        ),
    ],
)
def test_real_days_lie_behind_and_in_order(
    planned: Planned, lead: Client, typed: dict[str, str], sentence: str
) -> None:
    answer = lead.post(of(planned, "plan_activity_progress"), {"version": 1, **typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert stored(planned).progress == 0


def test_what_people_typed_as_result_is_text_in_the_help_of_the_form(planned: Planned, lead: Client) -> None:
    typed = {"version": 1, "text": "Train", "anticipated_result": "<script>alert(1)</script>", **ROWS}
    lead.post(of(planned, "plan_activity_edit"), typed)
    form = lead.get(of(planned, "plan_activity_progress")).content.decode()
    assert "Planned: &lt;script&gt;alert(1)" in form
    assert "<script>alert" not in form


def test_hints_are_shown_to_who_may_edit_and_to_nobody_else(planned: Planned, client: Client) -> None:
    activity = activity_of(planned.objective, "Improve communication", date(2027, 2, 1))
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    addresses = [reverse("plan", args=[planned.plan.uid]), reverse("plan_activity", args=[activity.uid])]
    sentence = "Say what, for whom or where: a few words more."
    for viewer, is_shown in (
        (planned.lead, True),
        (person("Reader", Role.COMMITTEE_MEMBER, planned.tree.district), False),
    ):
        client.force_login(viewer)
        assert [sentence in client.get(address).content.decode() for address in addresses] == [is_shown] * 2


def test_the_dates_of_a_milestone_are_one_moment_on_the_timeline(planned: Planned, lead: Client) -> None:
    typed = {"version": 1, "text": "The board votes on it", "is_milestone": "on", **ROWS}
    lead.post(of(planned, "plan_activity_edit"), typed)
    redate_activity(
        by=BUILDER, activity=stored(planned), started_from=2, target_on=date(2027, 2, 1), reason="The board meets later"
    )
    page = lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert "Milestone. Tom Becker" in page
    changes = lead.get(reverse("plan_changes", args=[planned.plan.uid])).content.decode()
    assert "A milestone</span> no → yes" in changes


def test_a_plan_without_objectives_takes_the_first_one_together_with_its_activity(
    planned: Planned, lead: Client
) -> None:
    bare = plan_at(planned.tree.juniper)
    address = reverse("plan_activity_add", args=[bare.uid])
    shown = lead.get(address).content.decode()
    assert "The plan has none yet: this one is added with the activity." in shown
    assert '<select name="objective"' not in shown
    refused = lead.post(address, {"text": "Open a pilot", "objective": "Run a pilot", "leads_text": ["no@one.example"]})
    assert refused.status_code == 422
    assert "Run a pilot" in refused.content.decode()
    assert not bare.objectives.exists()
    lead.post(address, {"text": "Open a pilot", "objective": "Run a pilot"})
    assert [(one.text, one.activities.get().text) for one in bare.objectives.all()] == [("Run a pilot", "Open a pilot")]


def test_the_page_of_an_empty_plan_offers_an_objective_first_and_nothing_to_adopt(
    planned: Planned, lead: Client
) -> None:
    bare = plan_at(planned.tree.juniper)
    shown = lead.get(reverse("plan", args=[bare.uid])).content.decode()
    added = reverse("plan_objective_add", args=[bare.uid])
    assert f'<a class="btn btn-primary" href="{added}">' in shown
    assert reverse("plan_activity_add", args=[bare.uid]) not in shown
    assert "Adopt this plan" not in shown
    assert shown.count("btn-primary") == 1
    full = lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert reverse("plan_activity_add", args=[planned.plan.uid]) in full
    assert "Adopt this plan" in full
