"""Standards of frameworks in the alignment, and the columns of the matrix, as people use them (PL6)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.frameworks.builders import framework_at, item_called
from tests.plans.builders import Planned, plan_at, plan_fields
from tests.plans.test_indicators import browser_of
from waypost.common.models import AuditEntry
from waypost.frameworks.models import Framework
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.alignment import align_with_standards, edit_columns, name_standards
from waypost.plans.actions.copies import copy_plan
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.plans import add_alignment_row, edit_alignment_row
from waypost.plans.actions.removal import take_out
from waypost.plans.actions.undo import undo_change
from waypost.plans.forms.alignment import LABELS, field_of
from waypost.plans.models import AlignmentRow, Plan
from waypost.plans.queries.alignment import standard_words, standing_columns
from waypost.plans.queries.comparing import comparison_page
from waypost.plans.queries.history import changes_of
from waypost.plans.queries.names import names_of
from waypost.plans.queries.pages import whole_plan
from waypost.plans.queries.removed import removed_parts
from waypost.plans.queries.snapshots import snapshot_of
from waypost.plans.rules.columns import Column
from waypost.plans.rules.comparison import compare_frozen
from waypost.plans.rules.copies import CopiedPart, CopyChoice
from waypost.plans.rules.fields import AlignmentFields, ObjectiveFields

pytestmark = pytest.mark.django_db
EVERYTHING = CopyChoice(frozenset(CopiedPart), 0)


@pytest.fixture
def framework(planned: Planned) -> Framework:
    return framework_at(planned.tree.district)


@pytest.fixture
def lead(planned: Planned) -> Client:
    return browser_of(planned.lead)


@pytest.fixture
def row(planned: Planned) -> AlignmentRow:
    """A row as a file brought it, with a column of its own."""
    held = [{"heading": "Board goal", "text": "Goal 2"}]
    fields = AlignmentFields(standard="Our own words", other_columns=held)
    return add_alignment_row(by=BUILDER, objective=planned.objective, fields=fields)


def text(client: Client, name: str, *arguments: str, **asked: str) -> str:
    answer = client.get(reverse(name, args=arguments), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def columns_form(plan: Plan, **changed: Any) -> dict[str, Any]:
    """What the page of the columns sends when nothing is touched, with what is `changed`."""
    plan.refresh_from_db()
    data: dict[str, Any] = {"version": plan.version, **{name: getattr(plan, name) for name in LABELS}, "new": ""}
    for place, column in enumerate(standing_columns(plan), 1):
        name = field_of(column.key)
        data |= {name: column.heading, f"{name}-place": str(place)}
    return data | changed


def send_columns(client: Client, plan: Plan, **changed: Any) -> tuple[int, str]:
    answer = client.post(reverse("plan_columns", args=[plan.uid]), columns_form(plan, **changed))
    return answer.status_code, answer.content.decode()


def headings(plan: Plan) -> list[str]:
    return [column.heading for column in standing_columns(Plan.objects.get(pk=plan.pk))]


def test_standards_are_searched_ticked_and_added_to_a_new_row(
    planned: Planned, framework: Framework, lead: Client
) -> None:
    item = item_called(framework, "L.2")
    address = reverse("plan_standards_new", args=[planned.objective.uid])
    assert "Use nouns with matching verbs" in lead.get(address, {"q": "nouns"}).content.decode()
    page = lead.post(f"{address}?q=nouns", {"item": [item.uid]}, follow=True).content.decode()
    assert "Added 1 standard." in page
    made = planned.plan.alignment_rows.get()
    assert (made.objective, standard_words(made)) == (
        planned.objective,
        ["L.2 Use nouns with matching verbs (Language standards)"],
    )
    plan = text(lead, "plan", planned.plan.uid)
    assert reverse("framework_item", args=[item.uid]) in plan
    assert "Use nouns with matching verbs" in plan
    assert "Use nouns with matching verbs" in text(lead, "plan_objective", planned.objective.uid)


def test_adding_nothing_says_what_to_do_and_makes_no_row(planned: Planned, framework: Framework, lead: Client) -> None:
    answer = lead.post(f"{reverse('plan_standards_new', args=[planned.objective.uid])}?q=nouns")
    assert answer.status_code == 422
    assert "Tick at least one standard, then add." in answer.content.decode()
    assert AlignmentRow.objects.count() == 0


def test_what_is_no_identifier_is_not_looked_for(planned: Planned, framework: Framework, lead: Client) -> None:
    address = f"{reverse('plan_standards_new', args=[planned.objective.uid])}?q=nouns"
    with CaptureQueriesContext(connection) as captured:
        answer = lead.post(address, {"item": ["\x00", "é" * 12]})
    assert answer.status_code == 422
    assert not any("\x00" in query["sql"] or "é" in query["sql"] for query in captured.captured_queries)


def test_a_row_that_says_nothing_any_more_can_be_taken_out_at_once(
    planned: Planned, framework: Framework, lead: Client
) -> None:
    row = align_with_standards(by=BUILDER, objective=planned.objective, items=[item_called(framework, "L.1")])
    way_out = reverse("plan_take_out", args=["alignment", row.uid])
    assert way_out not in text(lead, "plan_standards", row.uid)
    address = reverse("plan_standard_take_out", args=[row.standards.get().uid])
    page = lead.post(address, follow=True).content.decode()
    assert "This row is empty now" in page
    assert way_out in page


def test_a_row_with_words_is_not_offered_to_be_taken_out(row: AlignmentRow, lead: Client) -> None:
    assert "This row is empty now" not in text(lead, "plan_standards", row.uid)


def test_a_form_of_a_row_asks_as_often_however_many_standards_it_names(
    row: AlignmentRow, framework: Framework, lead: Client
) -> None:
    counts = []
    for code in ("L.1", "L.2"):
        name_standards(by=BUILDER, row=row, items=[item_called(framework, code)])
        with CaptureQueriesContext(connection) as captured:
            text(lead, "plan_alignment_edit", row.uid)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_row_names_a_standard_once_and_can_let_it_go(row: AlignmentRow, framework: Framework, lead: Client) -> None:
    items = [item_called(framework, "L.1"), item_called(framework, "L.2")]
    name_standards(by=BUILDER, row=row, items=items[:1])
    name_standards(by=BUILDER, row=row, items=items)
    assert [standard.code for standard in row.standards.all()] == ["L.1", "L.2"]
    first = row.standards.all()[0]
    lead.post(reverse("plan_standard_take_out", args=[first.uid]))
    assert [standard.code for standard in row.standards.all()] == ["L.2"]
    entry = AuditEntry.objects.filter(verb="edit alignment").latest("pk")
    assert (entry.after or {})["standards"] == ["L.2 Use nouns with matching verbs (Language standards)"]


def test_a_row_that_was_taken_out_meanwhile_says_so(
    row: AlignmentRow, framework: Framework, lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def after_somebody_took_it_out(**said: Any) -> AlignmentRow:
        take_out(by=BUILDER, part=row)
        return name_standards(**said)

    monkeypatch.setattr("waypost.plans.actions.alignment.name_standards", after_somebody_took_it_out)
    address = reverse("plan_standards", args=[row.uid])
    answer = lead.post(address, {"item": framework.items.all()[0].uid}, follow=True)
    assert answer.redirect_chain == [(reverse("plan", args=[row.plan.uid]), 302)]
    assert "This row was taken out meanwhile" in answer.content.decode()


@pytest.mark.parametrize("sent", ["\0", "no uid", "a" * 5000])
def test_what_is_no_identifier_never_reaches_the_database(row: AlignmentRow, lead: Client, sent: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = lead.post(reverse("plan_standards", args=[row.uid]), {"item": sent})
    assert answer.status_code == 422
    assert not [one for one in asked.captured_queries if sent in one["sql"]]


def test_a_row_is_called_by_the_first_thing_that_it_says(planned: Planned, framework: Framework) -> None:
    item = framework.items.exclude(code="").first()
    assert item is not None
    row = align_with_standards(by=BUILDER, objective=planned.objective, items=[item])
    empty = add_alignment_row(by=BUILDER, objective=planned.objective, fields=AlignmentFields())
    funded = add_alignment_row(by=BUILDER, objective=planned.objective, fields=AlignmentFields(funding="Title II"))
    whole = AlignmentRow.objects.create(plan=planned.plan, position=9)
    foreign = AlignmentRow.objects.create(plan=planned.plan, position=10, objective_text="Strategy 7")
    rows = (row, empty, funded, whole, foreign)
    called = [item.code, "Objective 1", "Title II", "The whole plan", "Strategy 7"]
    names = names_of(planned.plan, with_fed=True)
    assert [names[one.uid] for one in rows] == called
    assert [str(one) for one in rows] == called
    take_out(by=BUILDER, part=row)
    assert [part.text for part in removed_parts(planned.plan)] == [item.code]


def test_history_and_comparison_say_what_a_column_is_called(planned: Planned, row: AlignmentRow) -> None:
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    columns = [Column("Board goal", "Aim of the board")]
    edit_columns(by=BUILDER, plan=planned.plan, started_from=1, labels={}, columns=columns)
    fields = AlignmentFields(standard="Our own words", other_columns=[{"heading": "Board goal", "text": "Goal 3"}])
    edit_alignment_row(by=BUILDER, row=row, started_from=1, fields=fields)
    plan = Plan.objects.get(pk=planned.plan.pk)
    newest = changes_of(planned.lead, plan, None).changes[0]
    assert newest.values == (("other columns", "Aim of the board: Goal 2", "Aim of the board: Goal 3"),)
    page = comparison_page(plan, "1", "today")
    assert page is not None
    changed = next(each for each in page.changed if each.change.after.uid == row.uid)
    assert changed.values == (("other columns", "Board goal: Goal 2", "Aim of the board: Goal 3"),)


def test_a_plan_keeps_the_words_when_the_framework_changes(row: AlignmentRow, planned: Planned, lead: Client) -> None:
    framework = framework_at(planned.tree.district)
    name_standards(by=BUILDER, row=row, items=[item_called(framework, "L.2")])
    framework_at(planned.tree.district, "code,statement\nL,Language\n")
    assert standard_words(row) == ["L.2 Use nouns with matching verbs (Language standards)"]
    page = text(lead, "plan", planned.plan.uid)
    assert "Use nouns with matching verbs (withdrawn)" in page
    assert "Our own words" in page


def test_only_frameworks_of_the_plans_organization_and_above_are_found(planned: Planned, lead: Client) -> None:
    beside = framework_at(planned.tree.cedar, title="Of a school")
    address = reverse("plan_standards_new", args=[planned.objective.uid])
    assert "bring one in from a file" in lead.get(address).content.decode()
    answer = lead.post(f"{address}?q=nouns", {"item": [item_called(beside, "L.2").uid]})
    assert answer.status_code == 422
    assert AlignmentRow.objects.count() == 0


def test_an_item_lists_what_is_aligned_with_it_to_those_who_may_read_that(planned: Planned, lead: Client) -> None:
    framework = framework_at(planned.tree.state)
    item = item_called(framework, "L.1")
    align_with_standards(by=BUILDER, objective=planned.objective, items=[item])
    page = text(lead, "framework_item", item.uid)
    assert reverse("plan_objective", args=[planned.objective.uid]) in page
    assert "Nothing that you may read is aligned" in text(browser_of(planned.stranger), "framework_item", item.uid)
    committee = browser_of(person("Board", Role.COMMITTEE_MEMBER, planned.tree.district))
    assert "Nothing that you may read is aligned" in text(committee, "framework_item", item.uid)
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    assert reverse("plan_objective", args=[planned.objective.uid]) in text(committee, "framework_item", item.uid)


def test_a_copy_takes_standards_and_columns_along(planned: Planned, row: AlignmentRow, framework: Framework) -> None:
    name_standards(by=BUILDER, row=row, items=[item_called(framework, "L.1")])
    edit_columns(
        by=BUILDER, plan=planned.plan, started_from=1, labels={}, columns=[Column("Board goal", "Goal of the board")]
    )
    planned.plan.refresh_from_db()
    below, beside = (
        copy_plan(by=BUILDER, source=planned.plan, organization=place, fields=plan_fields(), choice=EVERYTHING)
        for place in (planned.tree.cedar, planned.tree.other_district)
    )
    assert (headings(below), headings(beside)) == (["Goal of the board"], ["Goal of the board"])
    assert standard_words(below.alignment_rows.get()) == standard_words(beside.alignment_rows.get()) != []
    assert below.alignment_rows.get().standards.get().item is not None
    assert beside.alignment_rows.get().standards.get().item is None


def test_a_comparison_says_which_standards_and_columns_are_new(planned: Planned, framework: Framework) -> None:
    row = add_alignment_row(by=BUILDER, objective=planned.objective, fields=AlignmentFields(standard="Ours"))
    before = snapshot_of(whole_plan(planned.plan))
    name_standards(by=BUILDER, row=row, items=[item_called(framework, "L.1")])
    edit_columns(by=BUILDER, plan=planned.plan, started_from=1, labels={}, columns=[Column("Goal", "Goal")])
    changed = compare_frozen(before, snapshot_of(whole_plan(planned.plan))).changed
    assert [[value.name for value in change.values] for change in changed] == [["alignment_columns"], ["standards"]]


def test_columns_are_renamed_ordered_and_added_and_rows_keep_their_texts(
    planned: Planned, row: AlignmentRow, lead: Client
) -> None:
    send_columns(lead, planned.plan, new="Owner", state_priority_label="State plan")
    goal = field_of("Board goal")
    status, _ = send_columns(lead, planned.plan, **{goal: "Goal of the board", f"{goal}-place": "2"})
    assert status == 302
    assert headings(planned.plan) == ["Owner", "Goal of the board"]
    page = text(lead, "plan", planned.plan.uid)
    assert "State plan" in page
    assert page.index("Owner</th>") < page.index("Goal of the board</th>") < page.index("Goal 2</td>")


def test_a_row_is_filled_in_under_further_columns(planned: Planned, row: AlignmentRow, lead: Client) -> None:
    send_columns(lead, planned.plan, new="Owner")
    data = {"version": 1, "standard": "Our own words", field_of("Board goal"): "Goal 3", field_of("Owner"): "HR"}
    lead.post(reverse("plan_alignment_edit", args=[row.uid]), data)
    row.refresh_from_db()
    assert row.other_columns == [{"heading": "Board goal", "text": "Goal 3"}, {"heading": "Owner", "text": "HR"}]


def test_a_page_that_is_older_than_a_column_leaves_the_text_under_it(row: AlignmentRow, lead: Client) -> None:
    lead.post(reverse("plan_alignment_edit", args=[row.uid]), {"version": 1, "standard": "New words"})
    row.refresh_from_db()
    assert (row.standard, row.other_columns) == ("New words", [{"heading": "Board goal", "text": "Goal 2"}])


def test_a_column_that_was_taken_out_comes_back_with_its_texts(
    planned: Planned, row: AlignmentRow, lead: Client
) -> None:
    page = text(lead, "plan_columns", planned.plan.uid)
    assert "It has words in 1 row: they are kept" in page
    send_columns(lead, planned.plan, **{f"{field_of('Board goal')}-out": "on"})
    assert headings(planned.plan) == []
    assert "Goal 2" not in text(lead, "plan", planned.plan.uid)
    send_columns(lead, planned.plan, new="board goal")
    assert "Goal 2" in text(lead, "plan", planned.plan.uid)


def test_a_change_of_columns_is_undone(planned: Planned, row: AlignmentRow, lead: Client) -> None:
    send_columns(lead, planned.plan, **{field_of("Board goal"): "Renamed"}, new="Owner")
    entry = AuditEntry.objects.get(verb="edit columns")
    undo_change(by=planned.lead, plan=planned.plan, entry=entry)
    assert headings(planned.plan) == ["Board goal"]


def test_two_columns_of_one_name_are_refused_and_nothing_is_saved(planned: Planned, lead: Client) -> None:
    status, page = send_columns(lead, planned.plan, new="standard or framework")
    assert status == 422
    assert "Two columns are called Standard or framework: give each its own heading." in page
    assert headings(planned.plan) == []


def test_six_columns_can_be_added_and_stand_below_each_row(planned: Planned, row: AlignmentRow, lead: Client) -> None:
    for number in range(5):
        send_columns(lead, planned.plan, new=f"Column {number}")
    assert "One more column" not in text(lead, "plan_columns", planned.plan.uid)
    assert len(headings(planned.plan)) == 6
    assert "Board goal: Goal 2</span>" in text(lead, "plan", planned.plan.uid)


def test_columns_that_somebody_else_changed_meanwhile_are_shown_with_what_was_typed(
    planned: Planned, lead: Client
) -> None:
    typed = columns_form(planned.plan, funding_label="Money")
    edit_columns(by=BUILDER, plan=planned.plan, started_from=1, labels={}, columns=[Column("Owner", "Owner")])
    answer = lead.post(reverse("plan_columns", args=[planned.plan.uid]), typed)
    page = answer.content.decode()
    assert (answer.status_code, 'value="Money"' in page, 'value="Owner"' in page) == (409, True, True)
    planned.plan.refresh_from_db()
    assert planned.plan.funding_label != "Money"


def test_a_stranger_changes_no_columns(planned: Planned) -> None:
    status, _ = send_columns(browser_of(planned.stranger), planned.plan, new="Mine")
    assert status == 404
    assert headings(planned.plan) == []


def test_a_plan_of_a_school_names_standards_of_its_state(planned: Planned, lead: Client) -> None:
    item = item_called(framework_at(planned.tree.state), "L.1")
    objective = add_objective(by=BUILDER, plan=plan_at(planned.tree.cedar), fields=ObjectiveFields(text="Read more"))
    lead.post(reverse("plan_standards_new", args=[objective.uid]), {"item": [item.uid]})
    assert objective.alignment_rows.get().standards.get().item == item
