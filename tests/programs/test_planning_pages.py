"""The planning of a program in the browser, by a lead and by those who read along."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.builders import BUILDER, person
from tests.programs.builders import Programmed, build_programmed, program_at
from tests.programs.planning import answer_of, line_of, model_of
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.actions.adopting_models import adopt_model
from waypost.programs.actions.budgets import record_spending, set_budget_numbers
from waypost.programs.actions.pilots import ask_sites, set_pilot_range
from waypost.programs.actions.planning import ask_timing_question, choose_ambition, write_sustainability
from waypost.programs.models import (
    Audience,
    BudgetLine,
    ModelOption,
    PilotSite,
    SchoolProfile,
    TimelineAnswer,
)
from waypost.programs.rules.ambitions import Ambition
from waypost.programs.rules.timing import TimingQuestion

pytestmark = pytest.mark.django_db

LONG = "word " * 10_000
READ_PAGES = ("program_planning", "program_timing", "program_models", "program_budget", "program_audience")


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


def browser_of(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


@pytest.fixture
def lead(programmed: Programmed) -> Client:
    return browser_of(programmed.lead)


def page(client: Client, name: str, *args: object, status: int = 200) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == status
    return response.content.decode()


def test_the_planning_page_says_what_is_there_and_what_is_next(programmed: Programmed, lead: Client) -> None:
    program = programmed.program
    empty = page(lead, "program_planning", program.uid)
    assert "0 of 8 parts are in place" in empty
    assert reverse("program_ambition", args=[program.uid]) in empty
    choose_ambition(by=programmed.lead, program=program, started_from=0, ambition=Ambition.SYSTEM, reason="Dream big")
    choose_ambition(by=programmed.lead, program=program, started_from=1, ambition=Ambition.COMPLEMENT, reason="Small")
    texts = {"continues": "Coaching", "payers": "", "begins": "", "risks": ""}
    write_sustainability(by=BUILDER, program=program, started_from=0, **texts)
    shown = page(lead, "program_planning", program.uid)
    assert "1 of 8 parts are in place" in shown
    assert "Complement what is there. Changed 1 time." in shown
    assert "Dream big" in shown
    assert "1 of 4 questions are answered." in shown
    assert "<strong>Implementation model</strong>. No implementation model is mixed yet." in shown


def test_a_lead_chooses_an_ambition_and_reads_what_each_asks_for(programmed: Programmed, lead: Client) -> None:
    address = reverse("program_ambition", args=[programmed.program.uid])
    assert "Lasting money in the yearly budget rather than a grant alone." in lead.get(address).content.decode()
    answer = lead.post(address, {"ambition": "transition", "reason": "Hours give way", "version": "0"})
    assert answer.headers["Location"] == reverse("program_planning", args=[programmed.program.uid])
    late = lead.post(address, {"ambition": "system", "reason": "Mine", "version": "0"})
    shown = late.content.decode()
    assert late.status_code == 409
    assert "Hours give way" in shown
    assert "Mine" in shown
    again = lead.post(address, {"ambition": "system", "reason": "Mine", "version": "1"})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("program_ambition", {"ambition": "system", "reason": LONG, "version": "0"}),
        ("program_sustainability", {"risks": LONG, "version": "0"}),
        ("program_timing_ask", {"text": LONG}),
        ("program_model_new", {"name": LONG, "educators": "2", "awards": "2", "version": "0"}),
        ("program_budget_add", {"name": LONG, "version": "0"}),
        ("program_audience_edit", {"roles": ["educator"], "reason": LONG, "version": "0"}),
    ],
)
def test_a_text_that_is_too_long_gets_one_sentence_and_stays(
    programmed: Programmed, lead: Client, name: str, typed: dict[str, object]
) -> None:
    answer = lead.post(reverse(name, args=[programmed.program.uid]), typed)
    assert answer.status_code == 422
    assert "Write at most" in answer.content.decode()
    assert LONG.strip() in answer.content.decode()


def test_what_was_said_about_timing_stands_where_dates_are_set(programmed: Programmed, lead: Client) -> None:
    program, cohort = programmed.program, programmed.cohort
    address = reverse("program_timing_answer", args=[program.uid, "capacity"])
    typed = {"said_by": "The coaches", "said_on": "2020-01-02", "text": "Not before February"}
    assert lead.post(address, typed).status_code == 302
    for name, uid in (("program_edit", program.uid), ("cohort_new", program.uid), ("cohort_edit", cohort.uid)):
        shown = page(lead, name, uid)
        assert "Not before February" in shown
        assert "The coaches, Jan 2, 2020" in shown
    assert "Questions before dates" in page(lead, "program_new")
    moved = page(lead, "plan_activity_date", programmed.activity.uid)
    added = page(lead, "plan_activity_add", programmed.activity.objective.plan.uid)
    assert all("The coaches, Jan 2, 2020, about Checking for understanding" in form for form in (moved, added))
    future = lead.post(address, {**typed, "said_on": "2999-01-01"})
    assert (future.status_code, TimelineAnswer.objects.count()) == (422, 1)


def test_an_answer_is_taken_out_and_put_back(programmed: Programmed, lead: Client) -> None:
    given = answer_of(programmed.program)
    back = reverse("program_timing", args=[programmed.program.uid])
    out = lead.post(reverse("program_part_take_out", args=["answer", given.uid]), {"back": back})
    assert out.headers["Location"] == back
    assert "Put back" in page(lead, "program_timing", programmed.program.uid)
    lead.post(reverse("program_part_put_back", args=["answer", given.uid]), {"back": "https://elsewhere.example/"})
    assert TimelineAnswer.objects.get() == given


def test_a_library_entry_is_changed_copied_retired_and_offered_again(programmed: Programmed, lead: Client) -> None:
    slug = programmed.tree.district.slug
    address = reverse("model_option", args=[slug, "support", "coach"])
    upside = lead.post(address, {"name": "Our coach", "money_once_low": "9", "money_once_high": "3", "version": "0"})
    assert upside.status_code == 422
    assert "The high end is below the low one" in upside.content.decode()
    typed = {"name": "Our coach", "money_once_low": "9", "modes": ["online"], "version": "0"}
    assert lead.post(address, typed).status_code == 302
    option = ModelOption.objects.get()
    assert (option.name, option.money_once_high, option.modes) == ("Our coach", Decimal(9), ["online"])
    assert lead.post(address, typed).status_code == 409
    copy = lead.get(f"{reverse('model_option_add', args=[slug, 'support'])}?from=coach").content.decode()
    assert "Our coach (ours)" in copy
    lead.post(reverse("model_option_retire", args=[slug, "support", "coach"]))
    assert "Retired" in page(lead, "model_options", slug)
    assert "Our coach" not in page(lead, "program_model_new", programmed.program.uid)
    lead.post(reverse("model_option_offer", args=[slug, "support", "coach"]))
    assert "Our coach" in page(lead, "program_model_new", programmed.program.uid)


def test_a_line_in_a_year_without_the_program_gets_one_clear_sentence(programmed: Programmed, lead: Client) -> None:
    typed = {"category": "materials", "name": "Books", "basis": "one-off", "amount": "12.50", "units": "3"}
    address = reverse("program_budget_add", args=[programmed.program.uid])
    wrong = lead.post(address, {**typed, "year": "2031", "version": "0"})
    assert wrong.status_code == 422
    assert "The program does not run in 2031\u201332: choose 2026\u201327, or change" in wrong.content.decode()
    assert lead.post(address, {**typed, "year": "2026", "version": "0"}).status_code == 302
    assert BudgetLine.objects.get().units == 1
    line = BudgetLine.objects.get()
    spent = reverse("program_budget_spent", args=[line.uid, 2026])
    assert lead.post(spent, {"amount": "10", "version": "0"}).status_code == 302
    assert lead.post(spent, {"amount": "-1", "version": "1"}).status_code == 422
    assert lead.get(reverse("program_budget_spent", args=[line.uid, 2031])).status_code == 404
    shown = page(lead, "program_budget", programmed.program.uid)
    assert "$12.50 planned, $10 spent" in shown
    assert "nobody said for how many educators it is planned" in shown
    assert "Nobody pays yet for: Books." in shown


def test_the_budget_leaves_as_csv_and_excel_without_formulas(programmed: Programmed, lead: Client) -> None:
    program = programmed.program
    line = line_of(program, name="=1+1", funding="@SUM(A1)", amount=Decimal("0.10"))
    record_spending(by=BUILDER, line=line, year=2026, started_from=0, amount=Decimal("0.30"))
    set_budget_numbers(by=BUILDER, program=program, started_from=0, educators=3, awards=None)
    csv = lead.get(reverse("program_budget_file", args=[program.uid, "csv"])).content.decode("utf-8-sig")
    assert "'=1+1" in csv
    assert "'@SUM(A1)" in csv
    assert "0.10,0.30,-0.20" in csv
    book = load_workbook(io.BytesIO(lead.get(reverse("program_budget_file", args=[program.uid, "xlsx"])).content))
    rows = list(book.active.iter_rows()) if book.active else []
    assert (rows[1][1].value, rows[1][1].data_type) == ("=1+1", "s")
    assert [cell.value for cell in rows[-2]][:2] == ["Sum", "One educator"]
    assert rows[-2][7].value == pytest.approx(0.03)
    assert rows[-1][11].value == "Not known"
    assert lead.get(reverse("program_budget_file", args=[program.uid, "exe"])).status_code == 404


def test_an_audience_and_levels_are_written_down_by_a_lead(programmed: Programmed, lead: Client) -> None:
    program, tree = programmed.program, programmed.tree
    levels = {tree.cedar.uid: "elementary", tree.juniper.uid: ""}
    lead.post(reverse("program_levels", args=[program.uid]), levels)
    assert SchoolProfile.objects.get().organization == tree.cedar
    typed = {"roles": ["educator"], "places": [tree.cedar.pk], "levels": ["elementary"], "version": "0"}
    assert lead.post(reverse("program_audience_edit", args=[program.uid]), typed).status_code == 302
    assert list(Audience.objects.get().places.all()) == [tree.cedar]
    shown = page(lead, "program_audience", program.uid)
    assert "<strong>0</strong> educators today" in shown
    assert lead.post(reverse("program_audience_edit", args=[program.uid]), typed).status_code == 409


def test_two_who_say_levels_at_once_lose_none(programmed: Programmed, lead: Client) -> None:
    cedar, juniper = programmed.tree.cedar, programmed.tree.juniper
    address = reverse("program_levels", args=[programmed.program.uid])
    opened = lead.get(address).context["form"]["stood"].value()
    lead.post(address, {"stood": opened, cedar.uid: "middle", juniper.uid: ""})
    assert lead.post(address, {"stood": opened, cedar.uid: "", juniper.uid: "high"}).status_code == 302
    levels = dict(SchoolProfile.objects.values_list("organization", "level"))
    assert levels == {cedar.pk: "middle", juniper.pk: "high"}
    late = lead.post(address, {"stood": opened, cedar.uid: "elementary", juniper.uid: ""})
    assert late.status_code == 422
    assert f"Somebody else said meanwhile: {cedar.name}, middle." in late.content.decode()
    assert dict(SchoolProfile.objects.values_list("organization", "level")) == levels
    again = {"stood": late.context["form"]["stood"].value(), cedar.uid: "elementary", juniper.uid: "high"}
    assert lead.post(address, again).status_code == 302
    assert SchoolProfile.objects.get(organization=cedar).level == "elementary"


def test_a_lead_asks_schools_and_writes_down_what_each_said(programmed: Programmed, lead: Client) -> None:
    program, tree = programmed.program, programmed.tree
    upside = lead.post(
        reverse("program_pilot_range", args=[program.uid]), {"minimum": "3", "maximum": "2", "version": "0"}
    )
    assert upside.status_code == 422
    assert "The maximum is below the minimum" in upside.content.decode()
    set_pilot_range(by=BUILDER, program=program, started_from=0, minimum=1, maximum=2)
    lead.post(reverse("program_pilots_ask", args=[program.uid]), {"schools": [tree.cedar.pk]})
    site = PilotSite.objects.get()
    address = reverse("program_pilot_site", args=[site.uid])
    typed = {"commitment": "committed", "said_by": "Ms. Reyes", "said_on": "2020-01-02", "version": "1"}
    vague = lead.post(address, typed)
    assert vague.status_code == 422
    assert "Write what they said yes to" in vague.content.decode()
    assert lead.post(address, {**typed, "text": "Eight teachers"}).status_code == 302
    assert "1 pilot site is committed, 1 to 2 planned." in page(lead, "program_pilots", program.uid)
    assert lead.post(address, {**typed, "text": "Nine teachers", "version": "2"}).status_code == 302
    shown = page(lead, "program_pilots", program.uid)
    assert "Committed: Ms. Reyes, Jan 2, 2020. Eight teachers" in shown
    out = reverse("program_part_take_out", args=["site", site.uid])
    assert out in shown
    assert "Write why the school leaves the list" in lead.post(out, {"why": ""}, follow=True).content.decode()
    lead.post(out, {"why": "Another Cedar was meant"})
    assert f"{tree.cedar}: Another Cedar was meant" in page(lead, "program_pilots", program.uid)
    lead.post(reverse("program_part_put_back", args=["site", site.uid]))
    assert PilotSite.objects.get().text == "Nine teachers"


def test_a_committee_member_reads_all_of_it_and_changes_nothing(programmed: Programmed) -> None:
    program = programmed.program
    reader = browser_of(person("Committee", Role.COMMITTEE_MEMBER, programmed.tree.district))
    fill(programmed)
    for name in (*READ_PAGES, "program_pilots", "program_representation"):
        shown = page(reader, name, program.uid)
        assert shown.count('method="post"') == 0
        assert "Change it" not in shown
    assert page(reader, "program_ambition", program.uid, status=404)


def fill(programmed: Programmed) -> None:
    program, tree = programmed.program, programmed.tree
    answer_of(program, ask_timing_question(by=BUILDER, program=program, text="When?"))
    answer_of(program, TimingQuestion.TARGET)
    model_of(program, name="Another")
    adopt_model(by=BUILDER, model=model_of(program))
    line_of(program, year=2026)
    ask_sites(by=BUILDER, program=program, schools=[tree.cedar, tree.juniper])


BUDGETS = {
    "program_planning": 36,
    "program_timing": 12,
    "program_models": 12,
    "program_budget": 12,
    "program_audience": 14,
    "program_pilots": 14,
    "program_representation": 13,
}


@pytest.mark.parametrize("name", BUDGETS)
def test_pages_ask_the_same_number_of_queries_whatever_there_is(
    programmed: Programmed, lead: Client, name: str
) -> None:
    fill(programmed)
    address = reverse(name, args=[programmed.program.uid])
    lead.get(address)
    with CaptureQueriesContext(connection) as few:
        lead.get(address)
    fill(programmed)
    fill(programmed)
    with CaptureQueriesContext(connection) as more:
        lead.get(address)
    assert len(more) == len(few)
    assert len(few) <= BUDGETS[name]


def test_a_program_that_moved_says_which_lines_it_left_behind_and_what_was_spent_on_them(
    programmed: Programmed, lead: Client
) -> None:
    program = programmed.program
    line = line_of(program)
    record_spending(by=BUILDER, line=line, year=2026, started_from=0, amount=Decimal(90))
    program.starts_on, program.ends_on = date(2027, 9, 1), date(2028, 6, 1)
    program.save()
    line_of(program, name="Fair", year=2027, amount=Decimal(1000))
    shown = page(lead, "program_budget", program.uid)
    assert "The program does not run in the year of: Books." in shown
    assert "What it forecasts counts in no sum until then; what was spent on it does." in shown
    assert "outside of the program's dates" in shown
    assert "$1,000 planned, $90 spent" in shown
    spent = reverse("program_budget_spent", args=[line.uid, 2026])
    assert spent in shown
    assert lead.post(spent, {"amount": "85", "version": "1"}).status_code == 302
    assert "$1,000 planned, $85 spent" in page(lead, "program_budget", program.uid)


def test_the_cards_are_the_choice_of_an_ambition_and_an_empty_form_says_all_that_is_missing(
    programmed: Programmed, lead: Client
) -> None:
    address = reverse("program_ambition", args=[programmed.program.uid])
    shown = lead.get(address).content.decode()
    assert [shown.count(words) for words in ("wp-pick", "Complement what is there", "How far do you want to go?")] == [
        3,
        1,
        1,
    ]
    answer = lead.post(address, {"version": "0"})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["ambition", "reason"])


def test_the_page_of_a_program_leads_to_its_planning_before_a_cohort(programmed: Programmed, lead: Client) -> None:
    fresh = program_at(programmed.tree.district, programmed.activity, "Coaching in pairs")
    plan_it, open_it = reverse("program_planning", args=[fresh.uid]), reverse("cohort_new", args=[fresh.uid])
    shown = page(lead, "program", fresh.uid)
    assert f'<a class="btn btn-primary" href="{plan_it}">' in shown
    assert f'<a class="btn wp-quiet" href="{open_it}">' in shown
    choose_ambition(by=BUILDER, program=fresh, started_from=0, ambition=Ambition.COMPLEMENT, reason="Small first")
    assert f'<a class="btn btn-primary" href="{plan_it}">' in page(lead, "program", fresh.uid)
    adopt_model(by=programmed.lead, model=model_of(fresh))
    shown = page(lead, "program", fresh.uid)
    assert f'<a class="btn wp-quiet" href="{plan_it}">' in shown
    assert f'<a class="btn btn-primary" href="{open_it}">' in shown
