"""Plans in the browser: import, adopt, re-date, edit and measure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.forms import Form
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER
from tests.plans.builders import Planned, activity_of
from tests.plans.test_imports import DOCUMENT
from tests.shared_data import shared_data
from tests.standards.implementation_plan.sheet_files import csv_file, workbook
from tests.two_editors import browser_of
from waypost.common.models import AuditEntry
from waypost.plans.actions.activities import redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.imports import confirm_import, import_plan, keep_import
from waypost.plans.actions.objectives import edit_objective
from waypost.plans.forms.lines import Lines
from waypost.plans.models import Activity, Baseline, DateChange, Measurement, Objective, Plan, PlanImport
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(planned: Planned) -> Client:
    return browser_of(planned.lead)


def test_a_plan_is_imported_in_three_steps(planned: Planned, lead: Client) -> None:
    content = shared_data("plans", "abc-district.docx").read_bytes()
    preview = lead.post(reverse("plan_import"), {"file": named(content), "organization": "cedar-valley"}, follow=True)
    shown = preview.content.decode()
    assert "2 indicators, 2 objectives and 2 activities. Nothing is created yet." in shown
    assert "Objective 2 still holds the placeholder word DATE: no date has been set." in shown
    assert "2 target or due dates lie in the past (the earliest is November 2, 2016)" in shown
    assert "Micro-credential Implementation Plan · Example" in shown
    assert Plan.objects.count() == 1
    confirm = reverse("plan_import_confirm", args=[PlanImport.objects.get().uid])
    pages = [lead.post(confirm, follow=True) for _ in range(2)]
    plan = Plan.objects.exclude(pk=planned.plan.pk).get()
    assert [page.redirect_chain for page in pages] == [[(reverse("plan", args=[plan.uid]), 302)]] * 2
    assert "Personalized, competency-based professional learning (PL)" in pages[0].content.decode()
    later = lead.get(reverse("plan_import_preview", args=[PlanImport.objects.get().uid])).content.decode()
    assert "This file became a plan." in later
    assert "change the file and choose it again" in shown
    assert "change the file and choose it again" not in later


def test_the_title_that_is_shown_before_is_the_one_that_is_kept(planned: Planned, lead: Client) -> None:
    document = replace(DOCUMENT, title_lines=("Growth " * 100,))
    kept = keep_import(by=planned.lead, organization=planned.tree.district, file_name="plan.docx", document=document)
    shown = lead.get(reverse("plan_import_preview", args=[kept.uid])).context["title"]
    assert shown == confirm_import(by=planned.lead, plan_import=kept).title
    assert shown.endswith("Growth…")


def named(content: bytes, name: str = "plan.docx") -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def test_every_field_of_the_sample_is_on_its_pages(planned: Planned, lead: Client) -> None:
    content = shared_data("plans", "abc-district.docx").read_bytes()
    lead.post(reverse("plan_import"), {"file": named(content), "organization": "cedar-valley"})
    page = lead.post(reverse("plan_import_confirm", args=[PlanImport.objects.get().uid]), follow=True)
    first = Activity.objects.get(text__startswith="Attend")
    activity = lead.get(reverse("plan_activity", args=[first.uid]))
    shown = (page.content + activity.content).decode()
    for words in (
        "ABC District will implement policies to support personalized",
        "at least x% of ABC District schools begin MC introductory training",
        "Annual",
        "33.3%",
        "Quarter 1 2017",
        "By DATE, establish a pilot of at least 7",
        "Program director, Digital Promise",
        "Nov 2, 2016",
        "11/02/16",
        "Staff time; Travel",
        "Template for implementation Plan",
        "N/A",
        "X State Priority",
        "Design systems and incentives to retain educators in districts to 80%",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 a report", "This is a PDF; choose the plan&#x27;s Word (.docx), Excel (.xlsx), CSV or JSON file."),
        (b"PK\x03\x04 cut off", "This file is damaged; open it, save it under a new name"),
        (b"", "The submitted file is empty."),
    ],
)
def test_a_file_that_is_no_plan_gives_one_sentence_and_changes_nothing(
    planned: Planned, lead: Client, content: bytes, sentence: str
) -> None:
    entries = AuditEntry.objects.count()
    answer = lead.post(reverse("plan_import"), {"file": named(content), "organization": "cedar-valley"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (PlanImport.objects.count(), Plan.objects.count(), AuditEntry.objects.count()) == (0, 1, entries)


ROWS = (("Objective", "Activity", "Target Date"), ("Run a pilot", "Recruit schools", "11/20/27"))


@pytest.mark.parametrize("content", [workbook({"Plan": ROWS}), csv_file(ROWS)], ids=["xlsx", "csv"])
def test_a_plan_is_imported_from_a_sheet_whatever_its_name(planned: Planned, lead: Client, content: bytes) -> None:
    lead.post(reverse("plan_import"), {"file": named(content, "plan.bin"), "organization": "cedar-valley"})
    lead.post(reverse("plan_import_confirm", args=[PlanImport.objects.get().uid]))
    assert str(Activity.objects.get(text="Recruit schools").target_on) == "2027-11-20"


def test_the_empty_template_is_not_imported(planned: Planned, lead: Client) -> None:
    content = shared_data("plans", "blank-template.docx").read_bytes()
    answer = lead.post(reverse("plan_import"), {"file": named(content), "organization": "cedar-valley"})
    assert answer.status_code == 422
    assert "This is the empty template: fill it in, save it and choose it again." in answer.content.decode()
    assert PlanImport.objects.count() == 0


def test_nobody_imports_into_a_district_that_is_not_theirs(planned: Planned, lead: Client) -> None:
    content = shared_data("plans", "abc-district.docx").read_bytes()
    answer = lead.post(reverse("plan_import"), {"file": named(content), "organization": "stony-brook"})
    assert (answer.status_code, PlanImport.objects.count()) == (422, 0)


def test_a_plan_begins_from_blank(planned: Planned, lead: Client) -> None:
    typed = {"organization": "cedar-elementary", "title": "Our plan", "priority_area": "Growth", "goal": "One in three"}
    page = lead.post(reverse("plan_new"), typed, follow=True)
    assert page.status_code == 200
    plan = Plan.objects.get(title="Our plan")
    assert (plan.organization, plan.goal.text, plan.goal.priority_area.title) == (
        planned.tree.cedar,
        "One in three",
        "Growth",
    )


def test_the_plan_says_what_needs_a_look(planned: Planned, lead: Client) -> None:
    activity_of(planned.objective, "Mid-year survey", None)
    page = lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert "Train 12 assessors is 6 days past its date" in page
    assert "Mid-year survey has no date" in page
    assert "6 days past date" in page


def test_the_plan_is_compared_with_its_baseline_in_words(planned: Planned, lead: Client) -> None:
    report = activity_of(planned.objective, "Final report", date(2027, 6, 11))
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    redate_activity(
        by=planned.lead, activity=report, started_from=1, target_on=date(2027, 6, 18), reason="The board meets later"
    )
    activity_of(planned.objective, "Release days", date(2027, 3, 31))
    page = lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert "1 of 2 activities keep the dates of baseline 1." in page
    assert "The plan now ends on June 18, 7 days later." in page
    assert "Final report ends 7 days later, June 18." in page
    assert "Maya Okafor, January 14, 2027: “The board meets later”" in page
    assert "<p>Train 12 assessors</p>" in page
    assert "<p>Release days</p>" in page
    assert page.count("wp-c-ghost") == 2  # the key, and the activity that moved


def test_of_many_added_activities_five_are_named_beside_the_baseline(planned: Planned, lead: Client) -> None:
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    for number in range(7):
        activity_of(planned.objective, f"Release days {number}", date(2027, 3, 31))
    page = lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert (page.count("<p>Release days "), page.count("and 2 more</a>")) == (5, 1)


def test_dates_of_an_earlier_plan_have_a_list_of_their_own_that_a_link_reaches(planned: Planned, lead: Client) -> None:
    """Also behind many things that are new, which fold away."""
    for number in range(7):
        activity_of(planned.objective, f"New {number}", date(2027, 1, 8))
        activity_of(planned.objective, f"Old {number}", date(2016, 11, 2))
    page = lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    new, old = page[page.index('id="looks"') : page.index('id="in')].split('<h3 id="earlier-dates">')
    assert (new.count("<strong>New"), new.count("<strong>Old")) == (7, 0)
    assert new.count("<details") == new.count("</details>") == 1
    assert (old[: old.index("<details")].count("<strong>Old"), old.count("<strong>Old")) == (5, 7)
    assert page.count("btn-primary") == 1


def test_a_date_moves_with_a_reason_and_the_old_one_stays_in_sight(planned: Planned, lead: Client) -> None:
    address = reverse("plan_activity_date", args=[planned.activity.uid])
    page = lead.post(address, {"version": 1, "target_on": "2027-01-29", "reason": "Snow days"}, follow=True)
    assert page.redirect_chain == [(reverse("plan", args=[planned.plan.uid]), 302)]
    assert "Jan 29" in page.content.decode()
    assert "Was Jan 8" in page.content.decode()
    activity = lead.get(reverse("plan_activity", args=[planned.activity.uid])).content.decode()
    assert "Snow days" in activity
    assert "The original date" in activity


@pytest.mark.parametrize(
    ("typed", "kept"),
    [({"target_on": "2027-01-29", "reason": ""}, "2027-01-29"), ({"target_on": "soon", "reason": "Snow"}, "Snow")],
)
def test_a_date_without_a_reason_or_day_is_asked_for_again_with_what_was_typed(
    planned: Planned, lead: Client, typed: dict[str, str], kept: str
) -> None:
    answer = lead.post(reverse("plan_activity_date", args=[planned.activity.uid]), {"version": 1, **typed})
    assert answer.status_code == 422
    assert kept in answer.content.decode()
    assert not DateChange.objects.exists()


def test_a_conflict_shows_both_texts_and_loses_neither(planned: Planned, lead: Client) -> None:
    edit_objective(
        by=BUILDER, objective=planned.objective, started_from=1, fields=ObjectiveFields(text="Their objective")
    )
    address = reverse("plan_objective_edit", args=[planned.objective.uid])
    answer = lead.post(address, {"version": 1, "text": "My objective", "source": "", "policy_change": ""})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.count("My objective") == 2  # beside the saved text, and in the field
    assert "Their objective" in page
    assert "January 14, 2027, 9:00 AM" in page
    assert Objective.objects.get(pk=planned.objective.pk).text == "Their objective"
    assert 'name="version" value="2"' in page
    lead.post(address, {"version": 2, "text": "My objective", "source": "", "policy_change": ""})
    assert Objective.objects.get(pk=planned.objective.pk).text == "My objective"


@pytest.mark.parametrize(
    ("is_own", "heading"), [(True, "you saved this in another window"), (False, "somebody else saved first")]
)
def test_a_conflict_says_whether_it_was_another_person_or_another_window(
    planned: Planned, lead: Client, is_own: bool, heading: str
) -> None:
    saver = planned.lead if is_own else BUILDER
    edit_objective(by=saver, objective=planned.objective, started_from=1, fields=ObjectiveFields(text="Saved"))
    address = reverse("plan_objective_edit", args=[planned.objective.uid])
    answer = lead.post(address, {"version": 1, "text": "My objective", "source": "", "policy_change": ""})
    assert f": {heading}</h2>" in answer.content.decode()


def test_progress_of_100_percent_is_done_today(planned: Planned, lead: Client) -> None:
    address = reverse("plan_activity_progress", args=[planned.activity.uid])
    page = lead.post(address, {"version": 1, "progress": "100", "note": "All 12 are trained"}, follow=True)
    assert Activity.objects.get(pk=planned.activity.pk).completed_on == date(2027, 1, 14)
    assert "All 12 are trained" in page.content.decode()


def test_a_measurement_moves_the_indicator(planned: Planned, lead: Client) -> None:
    address = reverse("plan_indicator_measure", args=[planned.indicator.uid])
    lead.post(address, {"value": "64.5", "measured_on": "2027-01-10", "note": ""})
    assert Measurement.objects.get().value == Decimal("64.5")
    assert "64.5%" in lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()


def test_a_number_from_the_future_is_not_a_measurement(planned: Planned, lead: Client) -> None:
    address = reverse("plan_indicator_measure", args=[planned.indicator.uid])
    answer = lead.post(address, {"value": "64.5", "measured_on": "2027-01-15"})
    assert (answer.status_code, Measurement.objects.count()) == (422, 0)
    assert "Choose today or an earlier day." in answer.content.decode()


def test_objectives_activities_and_indicators_are_added(planned: Planned, lead: Client) -> None:
    plan = planned.plan
    lead.post(reverse("plan_objective_add", args=[plan.uid]), {"text": "Change the policy", "policy_change": "yes"})
    objective = Objective.objects.get(text="Change the policy")
    lead.post(
        reverse("plan_activity_add", args=[plan.uid]),
        {
            "objective": objective.uid,
            "text": "Draft",
            "leads_text": ["Ana; HR", "", "Board, district"],
            "leads_kind": ["", "role", "organization"],
            "target_on": "2027-02-23",
        },
    )
    typed = {"term": "long", "text": "Educators", "target": "33.3", "direction": "more is better"}
    lead.post(reverse("plan_indicator_add", args=[plan.uid]), typed)
    lead.post(reverse("plan_alignment_add", args=[objective.uid]), {"state_priority": "Retention"})
    activity = Activity.objects.get(text="Draft")
    assert (objective.number, objective.policy_change) == (2, True)
    leads = [(lead.text, lead.kind) for lead in activity.leads.all()]
    assert leads == [("Ana", ""), ("HR", ""), ("Board, district", "organization")]
    assert plan.indicators.get(term="long").target == Decimal("33.3")
    assert objective.alignment_rows.get().state_priority == "Retention"


def typed_in(form: Form) -> dict[str, object]:
    """What a browser sends of a form as it stands; lists are sent row by row."""
    typed: dict[str, object] = {}
    for field in form:
        value = field.value() or ""
        if isinstance(value, Lines):
            rows = {"text": [line.text for line in value], "kind": [line.kind for line in value]}
            typed |= {f"{field.name}_{part}": texts for part, texts in rows.items()}
        else:
            typed[field.name] = value
    return typed


def test_every_edit_form_saves_what_it_shows(planned: Planned, lead: Client) -> None:
    for name, uid in (
        ("plan_edit", planned.plan.uid),
        ("plan_activity_edit", planned.activity.uid),
        ("plan_indicator_edit", planned.indicator.uid),
        ("plan_objective_edit", planned.objective.uid),
    ):
        form = lead.get(reverse(name, args=[uid])).context["form"]
        entries = AuditEntry.objects.count()
        typed = typed_in(form)
        answer = lead.post(reverse(name, args=[uid]), {"version": 1, **typed})
        assert (name, answer.status_code, AuditEntry.objects.count()) == (name, 302, entries)


def test_a_double_click_on_adopt_makes_one_baseline(planned: Planned, lead: Client) -> None:
    address = reverse("plan_adopt", args=[planned.plan.uid])
    assert 'name="number" value="1"' in lead.get(address).content.decode()
    pages = [lead.post(address, {"number": "1"}, follow=True) for _ in range(2)]
    assert Baseline.objects.count() == 1
    assert all("Compared with baseline 1" in page.content.decode() for page in pages)


def test_a_spoiled_number_of_a_baseline_asks_again(planned: Planned, lead: Client) -> None:
    answer = lead.post(reverse("plan_adopt", args=[planned.plan.uid]), {"number": "seven"})
    assert (answer.status_code, Baseline.objects.count()) == (302, 0)


def test_the_history_says_who_what_and_why(planned: Planned, lead: Client) -> None:
    redate_activity(
        by=planned.lead, activity=planned.activity, started_from=1, target_on=date(2027, 1, 29), reason="Snow days"
    )
    page = lead.get(reverse("plan_changes", args=[planned.plan.uid])).content.decode()
    for words in (
        "Moved the date",
        "Train 12 assessors",
        "Maya Okafor",
        "January 8, 2027 → January 29, 2027",
        "Snow days",
    ):
        assert words in page


def test_a_date_far_away_breaks_no_page(planned: Planned, lead: Client) -> None:
    activity_of(planned.objective, "Far", date(9999, 12, 31))
    assert lead.get(reverse("plan", args=[planned.plan.uid])).status_code == 200


def test_what_people_type_is_shown_as_typed_and_runs_nowhere(planned: Planned, lead: Client) -> None:
    typed = '5 < 6 & "so" <script>alert(1)</script>'
    shown = "5 &lt; 6 &amp; &quot;so&quot; &lt;script&gt;alert(1)&lt;/script&gt;"
    edit_objective(by=BUILDER, objective=planned.objective, started_from=1, fields=ObjectiveFields(text=typed))
    assert shown in lead.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    address = reverse("plan_objective_edit", args=[planned.objective.uid])
    conflict = lead.post(address, {"version": 1, "text": f"Mine: {typed}", "source": "", "policy_change": ""})
    page = conflict.content.decode()
    assert (page.count(shown), page.count("<script>alert")) == (
        4,
        0,
    )  # both texts, the field, what the next edit starts from


def test_the_history_names_zero_as_zero(planned: Planned, lead: Client) -> None:
    lead.post(reverse("plan_activity_progress", args=[planned.activity.uid]), {"version": 1, "progress": "60"})
    assert "0% → 60%" in lead.get(reverse("plan_changes", args=[planned.plan.uid])).content.decode()


def test_a_conflict_about_a_date_compares_dates_and_keeps_the_reason(planned: Planned, lead: Client) -> None:
    redate_activity(
        by=BUILDER, activity=planned.activity, started_from=1, target_on=date(2027, 1, 22), reason="Their reason"
    )
    address = reverse("plan_activity_date", args=[planned.activity.uid])
    answer = lead.post(address, {"version": 1, "target_on": "2027-01-29", "reason": "My reason"})
    compared = [(text.label, text.mine, text.theirs) for text in answer.context["conflicts"]]
    assert (answer.status_code, compared) == (409, [("New date", "January 29, 2027", "January 22, 2027")])
    assert answer.context["form"]["reason"].value() == "My reason"


def test_a_file_with_more_bytes_than_a_plan_is_not_read_whole(planned: Planned, lead: Client) -> None:
    answer = lead.post(reverse("plan_import"), {"file": named(b"PK" * 6_000_000), "organization": "cedar-valley"})
    assert answer.status_code == 422
    assert "This file is larger than 10 MB" in answer.content.decode()


def test_a_plan_whose_dates_are_out_of_order_is_shown(planned: Planned, lead: Client) -> None:
    plan = import_plan(by=BUILDER, organization=planned.tree.district, document=DOCUMENT)
    activity = plan.objectives.get(number=2).activities.get()
    assert "Dec 1 \u2013 Nov 20" in lead.get(reverse("plan", args=[plan.uid])).content.decode()
    assert "$500" in lead.get(reverse("plan_activity", args=[activity.uid])).content.decode()
