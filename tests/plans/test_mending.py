"""Lines of a plan file are put right in its preview, and the plan is created as it is shown then."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.plans.builders import Planned
from tests.plans.test_indicators import browser_of
from tests.standards.implementation_plan.sheet_files import csv_file
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.plans.actions.documents import thaw
from waypost.plans.actions.imports import confirm_import, keep_import
from waypost.plans.actions.mending import NothingToMend, mend_import, read_import_again
from waypost.plans.forms.mending import MendForm, mend_form
from waypost.plans.models import Activity, Plan, PlanImport
from waypost.plans.rules.import_lines import Question
from waypost.plans.rules.import_mends import leave
from waypost.standards.implementation_plan.any_file import read_any

pytestmark = pytest.mark.django_db
ROWS = (
    ("Objective", "Activity", "Target Date", "Cost"),
    ("Run a pilot", "Recruit schools", "Fall 2027", "$500"),
    ("Run a pilot", "", "11/20/27", ""),
    ("",),
    ("Call Ann about the union",),
)
DOCUMENT = read_any(csv_file(ROWS))
TARGET = "date/activity/1/1/target"


@pytest.fixture
def kept(planned: Planned) -> PlanImport:
    return keep_import(by=planned.lead, organization=planned.tree.district, file_name="plan.csv", document=DOCUMENT)


@pytest.fixture
def lead(planned: Planned) -> Client:
    return browser_of(planned.lead)


def fields_of(lead: Client, kept: PlanImport, key: str) -> dict[str, str]:
    """What the form of that question sends without an answer."""
    asked = lead.get(reverse("plan_import_preview", args=[kept.uid])).context["asked"]
    prefix = next(line.form.prefix for line in asked if line.question.key == key)
    kept.refresh_from_db()
    return {"key": key, "version": str(kept.version), "prefix": prefix}


def answer(lead: Client, kept: PlanImport, key: str, **typed: str) -> str:
    """The page after an answer; a field is named without the prefix of its form."""
    sent = fields_of(lead, kept, key)
    prefix = sent.pop("prefix")
    values = {name if name == "choice" else f"{prefix}-{name}": value for name, value in typed.items()}
    found = lead.post(reverse("plan_import_mend", args=[kept.uid]), {**sent, **values}, follow=True)
    return found.content.decode()


def test_every_line_says_how_much_of_it_was_understood(kept: PlanImport, lead: Client) -> None:
    page = lead.get(reverse("plan_import_preview", args=[kept.uid])).content.decode()
    assert "5 lines read · 1 line unsure · 3 lines not understood" in page
    assert "The file says “Fall 2027”" in page
    assert "The file says “Call Ann about the union”" in page


def test_lines_are_put_right_one_by_one_and_the_plan_is_what_is_shown_then(kept: PlanImport, lead: Client) -> None:
    page = answer(lead, kept, TARGET, day="2027-10-01")
    assert "October 1, 2027" in page
    answer(lead, kept, "column/activities/Cost", meaning="resources")
    answer(lead, kept, "text/activity/1/2", text="Train coaches")
    page = answer(lead, kept, "outside/1", where="activity/1", text="Call Ann")
    assert "Lines to settle" not in page
    assert "The file says “Fall 2027”" in page
    kept.refresh_from_db()
    lead.post(reverse("plan_import_confirm", args=[kept.uid]), {"version": kept.version})
    created = Activity.objects.filter(objective__plan=Plan.objects.latest("pk")).order_by("position")
    assert [(each.text, each.target_on, each.target_text) for each in created] == [
        ("Recruit schools", date(2027, 10, 1), "Fall 2027"),
        ("Train coaches", date(2027, 11, 20), "11/20/27"),
        ("Call Ann", None, ""),
    ]
    assert [resource.text for resource in created[0].resources.all()] == ["$500"]


def test_a_line_can_be_left_as_it_is_knowingly(kept: PlanImport, lead: Client) -> None:
    for key in (TARGET, "column/activities/Cost", "text/activity/1/2", "outside/1"):
        page = answer(lead, kept, key, choice="leave")
    assert "Lines to settle" not in page
    assert page.count("Left out") == 2
    kept.refresh_from_db()
    assert thaw(kept.document).objectives[0].activities == DOCUMENT.objectives[0].activities[:1]


def test_an_answer_leaves_one_row_in_the_trail_and_can_be_taken_back(
    planned: Planned, kept: PlanImport, lead: Client
) -> None:
    answer(lead, kept, TARGET, day="2027-10-01")
    entry = AuditEntry.objects.get(verb="settle line of plan file")
    assert (entry.before, entry.after) == (
        {"place": "Objective 1, activity 1, target date", "said": "Fall 2027"}, {"now": "October 1, 2027"},
    )  # fmt: skip
    page = lead.post(reverse("plan_import_again", args=[kept.uid]), {"version": 2}, follow=True).content.decode()
    assert "All answers are taken back" in page
    kept.refresh_from_db()
    assert (thaw(kept.document), kept.mends, kept.as_read) == (DOCUMENT, [], None)
    with pytest.raises(NothingToMend):
        read_import_again(by=planned.lead, plan_import=kept, started_from=3)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Please fill this in."),
        ("soon", "Choose a date, or write it as year-month-day, such as 2027-01-31."),
        ("1900-01-01", "year"),
    ],
)
def test_a_bad_answer_gets_one_sentence_and_keeps_what_was_typed(
    kept: PlanImport, lead: Client, typed: str, sentence: str
) -> None:
    sent = fields_of(lead, kept, TARGET)
    name = f"{sent.pop('prefix')}-day"
    page = lead.post(reverse("plan_import_mend", args=[kept.uid]), {**sent, name: typed})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert f'value="{typed}"' in page.content.decode()
    kept.refresh_from_db()
    assert (kept.version, kept.mends) == (1, [])


def test_whoever_opens_the_address_of_an_answer_comes_to_the_lines(kept: PlanImport, lead: Client) -> None:
    page = lead.get(reverse("plan_import_mend", args=[kept.uid]), follow=True)
    assert page.redirect_chain == [(reverse("plan_import_preview", args=[kept.uid]), 302)]


def test_an_answer_to_lines_that_changed_meanwhile_changes_nothing_and_stays_typed(
    planned: Planned, kept: PlanImport, lead: Client
) -> None:
    sent = fields_of(lead, kept, TARGET)
    name = f"{sent.pop('prefix')}-day"
    mend_import(by=planned.lead, plan_import=kept, started_from=1, key="outside/1", answer=leave)
    page = lead.post(reverse("plan_import_mend", args=[kept.uid]), {**sent, name: "2027-10-01"})
    assert page.status_code == 409
    assert "Somebody else saved a change" in page.content.decode()
    assert 'value="2027-10-01"' in page.content.decode()
    kept.refresh_from_db()
    assert kept.version == 2


def test_a_plan_is_not_created_from_lines_that_changed_since_they_were_shown(
    planned: Planned, kept: PlanImport, lead: Client
) -> None:
    mend_import(by=planned.lead, plan_import=kept, started_from=1, key="outside/1", answer=leave)
    page = lead.post(reverse("plan_import_confirm", args=[kept.uid]), {"version": 1}, follow=True).content.decode()
    assert "Lines were put right since you opened this page" in page
    with pytest.raises(EditConflict):
        confirm_import(by=planned.lead, plan_import=kept)
    assert Plan.objects.count() == 1


def test_what_is_settled_or_created_is_not_asked_again(planned: Planned, kept: PlanImport, lead: Client) -> None:
    mend_import(by=planned.lead, plan_import=kept, started_from=1, key=TARGET, answer=leave)
    kept.refresh_from_db()
    with pytest.raises(NothingToMend):
        mend_import(by=planned.lead, plan_import=kept, started_from=2, key=TARGET, answer=leave)
    confirm_import(by=planned.lead, plan_import=kept)
    page = lead.get(reverse("plan_import_preview", args=[kept.uid])).content.decode()
    assert "Lines to settle" not in page
    with pytest.raises(NothingToMend):
        mend_import(by=planned.lead, plan_import=kept, started_from=2, key="outside/1", answer=leave)


def test_a_stranger_puts_nothing_right(planned: Planned, kept: PlanImport) -> None:
    stranger = browser_of(planned.stranger)
    sent = {"key": TARGET, "version": "1", "choice": "leave"}
    assert stranger.post(reverse("plan_import_mend", args=[kept.uid]), sent).status_code == 404
    kept.refresh_from_db()
    assert (kept.version, AuditEntry.objects.filter(verb="settle line of plan file").count()) == (1, 0)


def test_an_activity_that_came_without_words_can_be_opened_and_given_some(
    planned: Planned, kept: PlanImport, lead: Client
) -> None:
    plan = confirm_import(by=planned.lead, plan_import=kept)
    nameless = Activity.objects.get(objective__plan=plan, text="")
    link = f'href="{reverse("plan_activity", args=[nameless.uid])}">Activity without words</a>'
    for name in ("plan", "plan_timeline", "plan_logic_model"):
        assert link in lead.get(reverse(name, args=[plan.uid])).content.decode()
    assert "Activity without words has no lead" in lead.get(reverse("plan", args=[plan.uid])).content.decode()
    page = lead.get(reverse("plan_activity", args=[nameless.uid])).content.decode()
    assert "<title>Activity without words" in page
    calendar = lead.get(reverse("plan_export_file", args=[plan.uid, "ics"])).content.decode()
    assert "SUMMARY:Due: Activity without words" in calendar


def test_an_answer_that_no_plan_can_hold_is_refused_by_its_field_and_stays_typed(
    kept: PlanImport, lead: Client
) -> None:
    sent = fields_of(lead, kept, "outside/1")
    prefix = sent.pop("prefix")
    typed = {f"{prefix}-where": "priority_area", f"{prefix}-text": "x" * 501}
    page = lead.post(reverse("plan_import_mend", args=[kept.uid]), {**sent, **typed})
    assert page.status_code == 422
    said = page.content.decode()
    assert f'id="id_{prefix}-text_error"' in said
    assert "The priority area is longer than 500 characters: shorten it in your answer, then save it." in said
    assert f">\n{'x' * 501}</textarea>" in said
    kept.refresh_from_db()
    assert (kept.version, kept.mends) == (1, [])


def test_lines_that_can_become_no_plan_say_so_when_they_are_confirmed(kept: PlanImport, lead: Client) -> None:
    kept.document["priority_area"] = "x" * 501
    kept.save()
    page = lead.post(reverse("plan_import_confirm", args=[kept.uid]), {"version": 1}, follow=True).content.decode()
    assert "The priority area is longer than 500 characters" in page
    assert Plan.objects.count() == 1


def test_only_the_questions_of_the_page_and_the_posted_one_get_a_form(
    planned: Planned, lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (ROWS[0], *(("Run a pilot", f"Visit school {number}", "Fall", "") for number in range(1, 41)))
    many = keep_import(
        by=planned.lead, organization=planned.tree.district, file_name="plan.csv", document=read_any(csv_file(rows))
    )
    made: list[str] = []

    def counted(question: Question, *rest: Any) -> MendForm:
        made.append(question.key)
        return mend_form(question, *rest)

    monkeypatch.setattr("waypost.plans.views.mending.mend_form", counted)
    page = lead.get(reverse("plan_import_preview", args=[many.uid])).content.decode()
    assert len(made) == 25
    assert "15 more come once these are settled" in page
    assert "40 lines not understood" in page
    sent = {"key": "date/activity/1/40/target", "version": "1", "q40-day": "soon"}
    page = lead.post(reverse("plan_import_mend", args=[many.uid]), sent).content.decode()
    assert 'value="soon"' in page
    assert "14 more come once these are settled" in page
