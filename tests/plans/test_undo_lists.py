"""Undoing changes of what stands in lists: leads, resources, products, what an activity needs, standards (PL7)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.frameworks.builders import framework_at, item_called
from tests.plans.builders import Planned, activity_of
from tests.plans.test_indicators import browser_of
from waypost.common.models import AuditEntry
from waypost.frameworks.models import Framework
from waypost.people.actions.people import end_role
from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.plans.actions.activities import edit_activity
from waypost.plans.actions.alignment import align_with_standards, name_standards, take_out_standard
from waypost.plans.actions.dependencies import set_needs
from waypost.plans.actions.objectives import edit_objective
from waypost.plans.actions.plans import add_alignment_row
from waypost.plans.actions.removal import put_back, take_out
from waypost.plans.actions.undo import NotUndoable, undo_change
from waypost.plans.models import Activity, ActivityLead, AlignmentRow, Objective
from waypost.plans.queries.access import REMOVABLE
from waypost.plans.queries.alignment import standard_words
from waypost.plans.queries.history import changes_of
from waypost.plans.queries.pages import plan_page
from waypost.plans.queries.undoing import own_last_change
from waypost.plans.rules.fields import ActivityFields, AlignmentFields, Line, ObjectiveFields
from waypost.plans.rules.undo import KEPT, Undoing, undoing
from waypost.plans.rules.words import look_title

django_db = pytest.mark.django_db
VANS = Line("Two vans", "equipment")
AGAIN = "It was changed again since: look at the newer changes first."


@pytest.fixture
def tom(planned: Planned) -> Person:
    return person("Tom Becker", Role.ASSESSOR, planned.tree.cedar)


@pytest.fixture
def colleague(planned: Planned) -> Person:
    return person("Second Lead", Role.PROGRAM_LEAD, planned.tree.district)


@pytest.fixture
def framework(planned: Planned) -> Framework:
    return framework_at(planned.tree.district)


@pytest.fixture
def row(planned: Planned) -> AlignmentRow:
    return add_alignment_row(by=BUILDER, objective=planned.objective, fields=AlignmentFields(standard="Ours"))


def last() -> AuditEntry:
    return AuditEntry.objects.latest("pk")


def undo(planned: Planned, entry: AuditEntry | None = None) -> None:
    undo_change(by=planned.lead, plan=planned.plan, entry=entry or last())


def refused(planned: Planned, entry: AuditEntry) -> str:
    """The sentence, after which nothing is different."""
    rows = AuditEntry.objects.count()
    with pytest.raises(NotUndoable) as refusal:
        undo(planned, entry)
    assert AuditEntry.objects.count() == rows
    return str(refusal.value)


def write(activity: Activity, *leads: Line, by: Person, text: str = "", resources: tuple[Line, ...] = ()) -> AuditEntry:
    now = Activity.objects.get(pk=activity.pk)
    fields = ActivityFields(
        text=text or now.text, leads=leads, resources=resources, anticipated_result=now.anticipated_result
    )
    edit_activity(by=by, activity=now, started_from=now.version, fields=fields)
    return last()


def led(activity: Activity) -> list[tuple[str, str, Person | None]]:
    return [(lead.text, lead.kind, lead.person) for lead in ActivityLead.objects.filter(activity=activity)]


def need(activity: Activity, *needed: Activity) -> AuditEntry:
    now = Activity.objects.get(pk=activity.pk)
    set_needs(by=BUILDER, activity=now, started_from=now.version, needed=needed)
    return last()


def survey_of(planned: Planned) -> Activity:
    return activity_of(planned.objective, "Survey all educators", date(2027, 2, 1))


@pytest.mark.parametrize("name", ["leads", "needs", "resources", "standards"])
def test_only_rows_that_keep_more_than_words_of_a_list_are_undone(name: str) -> None:
    assert undoing("edit activity", {name: ["Priya"], "text": "Train"}) is None
    assert undoing("edit activity", {name: ["Priya"], KEPT: {"other": []}}) is None
    assert undoing("edit activity", {name: ["Priya"], KEPT: {name: []}}) is Undoing.RESTORE


def test_products_are_words_and_the_words_are_enough() -> None:
    assert undoing("edit objective", {"products": ["A guide"]}) is Undoing.RESTORE


def test_every_kind_of_part_that_can_be_taken_out_is_taken_out_when_its_adding_is_undone() -> None:
    assert {kind: undoing(f"add {kind}", None) for kind in REMOVABLE} == dict.fromkeys(REMOVABLE, Undoing.TAKE_OUT)


@django_db
def test_leads_and_resources_come_back_with_the_words_of_the_same_change(planned: Planned, tom: Person) -> None:
    write(planned.activity, Line("Assessor lead: Tom Becker", "role"), Line("cedar elementary"), by=planned.lead)
    write(planned.activity, Line("Priya Shah"), by=planned.lead, text="Train 15 assessors", resources=(VANS,))
    undo(planned)
    activity = Activity.objects.get()
    assert (activity.text, list(activity.resources.all())) == ("Train 12 assessors", [])
    first, second = activity.leads.all()
    assert (first.text, first.kind, first.person) == ("Assessor lead: Tom Becker", "role", tom)
    assert (second.text, second.organization) == ("cedar elementary", planned.tree.cedar)


@django_db
def test_undoing_leads_and_resources_is_undone_the_same_way_and_says_what_it_did(planned: Planned) -> None:
    write(planned.activity, Line("Priya Shah", "person"), by=planned.lead, resources=(VANS,))
    undo(planned)
    (change, *_) = changes_of(planned.lead, planned.plan, None).changes
    assert (change.done, change.can_be_undone) == ("undid a change", True)
    assert change.values == (
        ("leads", "Priya Shah (person)", "Tom Becker"),
        ("resources", "Two vans (equipment)", "nothing"),
    )
    undo(planned)
    activity = Activity.objects.get()
    assert led(activity) == [("Priya Shah", "person", None)]
    assert [(line.text, line.kind) for line in activity.resources.all()] == [("Two vans", "equipment")]


@django_db
def test_an_account_behind_words_that_stayed_is_let_go_again(planned: Planned) -> None:
    write(planned.activity, Line("Tom Becker", "person"), by=planned.lead)
    tom = person("Tom Becker", Role.ASSESSOR, planned.tree.cedar)
    write(planned.activity, Line(tom.email, "person"), by=planned.lead)
    undo(planned)
    assert led(planned.activity) == [("Tom Becker", "person", None)]
    undo(planned)
    assert led(planned.activity) == [("Tom Becker", "person", tom)]


@django_db
def test_of_two_people_with_one_name_the_same_one_comes_back(planned: Planned, tom: Person) -> None:
    write(planned.activity, Line("Tom Becker", "person"), by=planned.lead)
    other = person("Other Tom", Role.COACH, planned.tree.district)
    Person.objects.filter(pk=other.pk).update(name="Tom Becker")
    write(planned.activity, Line(other.email, "person"), by=planned.lead)
    undo(planned)
    assert led(planned.activity) == [("Tom Becker", "person", tom)]


@django_db
def test_somebody_who_left_comes_back_as_the_one_who_left(planned: Planned, tom: Person) -> None:
    write(planned.activity, Line("Tom Becker", "person"), by=planned.lead)
    edited = write(planned.activity, Line("Maya Okafor", "person"), by=planned.lead)
    end_role(by=BUILDER, assignment=current_roles(tom).get(), why="Moved away")
    undo(planned, edited)
    assert led(planned.activity) == [("Tom Becker", "person", tom)]
    looks = [look_title(look) for look in plan_page(planned.lead, planned.plan).looks]
    assert "Tom Becker has left and still leads Train 12 assessors" in looks


@django_db
def test_somebody_without_an_account_by_now_comes_back_as_words(planned: Planned, tom: Person) -> None:
    write(planned.activity, Line("Tom Becker", "person"), by=planned.lead)
    edited = write(planned.activity, Line("Tom Becker", "person"), Line("Coaches", "role"), by=planned.lead)
    current_roles(tom).delete()
    tom.delete()
    undo(planned, edited)
    assert led(planned.activity) == [("Tom Becker", "person", None)]


@django_db
def test_leads_that_a_colleague_changed_meanwhile_stay(planned: Planned, colleague: Person) -> None:
    mine = write(planned.activity, Line("Priya Shah"), by=planned.lead)
    write(planned.activity, Line("Priya Shah"), Line("Jo Lee"), by=colleague)
    assert refused(planned, mine) == AGAIN
    assert [text for text, _, _ in led(planned.activity)] == ["Priya Shah", "Jo Lee"]


@django_db
def test_what_a_colleague_changed_elsewhere_in_the_activity_stays(planned: Planned, colleague: Person) -> None:
    mine = write(planned.activity, Line("Priya Shah"), by=planned.lead)
    write(planned.activity, Line("Priya Shah"), by=colleague, text="Train 15 assessors", resources=(VANS,))
    undo(planned, mine)
    activity = Activity.objects.get()
    assert [text for text, _, _ in led(activity)] == ["Tom Becker"]
    assert (activity.text, activity.resources.get().text) == ("Train 15 assessors", "Two vans")


@django_db
def test_leads_of_an_activity_or_objective_that_was_taken_out_wait_until_it_is_back(planned: Planned) -> None:
    edited = write(planned.activity, Line("Priya Shah"), by=planned.lead)
    for part in (planned.activity, planned.objective):
        take_out(by=BUILDER, part=part)
        assert refused(planned, edited) == "It was taken out since: put it back first."
        put_back(by=BUILDER, part=part)
    undo(planned, edited)
    assert [text for text, _, _ in led(planned.activity)] == ["Tom Becker"]


@django_db
def test_what_it_needs_comes_back_and_undoing_that_is_undone_too(planned: Planned) -> None:
    survey, report = survey_of(planned), activity_of(planned.objective, "Report", date(2027, 3, 1))
    need(report, planned.activity, survey)
    need(report, survey)
    undo(planned)
    assert set(report.needs.all()) == {planned.activity, survey}
    undo(planned)
    assert set(report.needs.all()) == {survey}


@django_db
def test_of_two_activities_with_the_same_words_the_same_one_is_needed_again(planned: Planned) -> None:
    survey, twin = survey_of(planned), activity_of(planned.objective, "Train 12 assessors", date(2027, 1, 20))
    need(survey, planned.activity)
    need(survey, twin)
    undo(planned)
    assert list(survey.needs.all()) == [planned.activity]


@django_db
def test_needs_that_would_close_a_circle_by_now_do_not_come_back(planned: Planned) -> None:
    survey = survey_of(planned)
    need(survey, planned.activity)
    freed = need(survey)
    need(planned.activity, survey)
    sentence = "These would wait for each other: “Survey all educators” → “Train 12 assessors” → “Survey all educators”"
    assert refused(planned, freed).startswith(sentence)
    assert (list(survey.needs.all()), list(planned.activity.needs.all())) == ([], [survey])


@django_db
def test_needs_that_changed_again_stay(planned: Planned) -> None:
    survey, report = survey_of(planned), activity_of(planned.objective, "Report", date(2027, 3, 1))
    first = need(report, survey)
    need(report, planned.activity)
    assert refused(planned, first) == AGAIN
    assert list(report.needs.all()) == [planned.activity]


@django_db
@pytest.mark.parametrize("is_needed_before", [True, False])
def test_what_was_taken_out_is_put_back_before_it_is_needed_again_or_no_more(
    planned: Planned, is_needed_before: bool
) -> None:
    survey = survey_of(planned)
    changed = need(survey, planned.activity)
    if is_needed_before:
        changed = need(survey)
    take_out(by=BUILDER, part=planned.activity)
    assert refused(planned, changed) == "“Train 12 assessors” was taken out since: put it back first."
    put_back(by=BUILDER, part=planned.activity)
    undo(planned, changed)
    assert survey.needs.exists() is is_needed_before


@django_db
def test_what_was_taken_out_and_is_not_in_question_stays_needed(planned: Planned) -> None:
    survey, report = survey_of(planned), activity_of(planned.objective, "Report", date(2027, 3, 1))
    need(report, planned.activity)
    changed = need(report, planned.activity, survey)
    take_out(by=BUILDER, part=planned.activity)
    undo(planned, changed)
    assert not report.needs.exists()
    put_back(by=BUILDER, part=planned.activity)
    assert list(report.needs.all()) == [planned.activity]


@django_db
def test_products_come_back_in_their_order(planned: Planned) -> None:
    for version, products in enumerate((("A guide", "A course"), ("A course",)), 1):
        fields = ObjectiveFields(text=planned.objective.text, products=products)
        edit_objective(by=planned.lead, objective=planned.objective, started_from=version, fields=fields)
    first, second = AuditEntry.objects.filter(verb="edit objective").order_by("pk")
    assert refused(planned, first) == AGAIN
    undo(planned, second)
    assert [product.text for product in planned.objective.products.all()] == ["A guide", "A course"]
    undo(planned)
    assert [product.text for product in planned.objective.products.all()] == ["A course"]


@django_db
def test_products_and_words_that_changed_together_come_back_together(planned: Planned) -> None:
    fields = ObjectiveFields(text="Other words", products=("A guide",))
    edit_objective(by=planned.lead, objective=planned.objective, started_from=1, fields=fields)
    undo(planned)
    objective = Objective.objects.get()
    assert (objective.text, list(objective.products.all())) == ("Run a pilot with 7 to 12 schools", [])


@django_db
def test_a_standard_that_was_added_goes_and_comes_again(
    planned: Planned, row: AlignmentRow, framework: Framework
) -> None:
    name_standards(by=planned.lead, row=row, items=[item_called(framework, "L.1")])
    kept = row.standards.get()
    name_standards(by=planned.lead, row=row, items=[item_called(framework, "L.2")])
    undo(planned)
    assert list(row.standards.all()) == [kept]
    undo(planned)
    assert [standard.item for standard in row.standards.all()] == [
        item_called(framework, "L.1"),
        item_called(framework, "L.2"),
    ]


@django_db
def test_a_standard_that_was_taken_out_comes_back_where_it_stood_in_the_words_that_it_had(
    planned: Planned, row: AlignmentRow, framework: Framework
) -> None:
    name_standards(by=planned.lead, row=row, items=[item_called(framework, "L.1"), item_called(framework, "L.2")])
    take_out_standard(by=planned.lead, standard=row.standards.all()[0])
    taken_out = last()
    framework_at(planned.tree.district, "code,statement\nL.1,Other words\nL.2,More words\n")
    undo(planned, taken_out)
    assert standard_words(row) == [
        "L.1 Conventions of English (Language standards)",
        "L.2 Use nouns with matching verbs (Language standards)",
    ]


@django_db
def test_standards_of_a_framework_that_is_gone_come_back_as_words(
    planned: Planned, row: AlignmentRow, framework: Framework
) -> None:
    name_standards(by=planned.lead, row=row, items=[item_called(framework, "L.1"), item_called(framework, "L.2")])
    take_out_standard(by=planned.lead, standard=row.standards.all()[0])
    framework.delete()
    undo(planned)
    assert [(standard.code, standard.item) for standard in row.standards.all()] == [("L.1", None), ("L.2", None)]


@django_db
def test_standards_that_a_colleague_changed_meanwhile_stay(
    planned: Planned, row: AlignmentRow, framework: Framework, colleague: Person
) -> None:
    name_standards(by=planned.lead, row=row, items=[item_called(framework, "L.1")])
    mine = last()
    name_standards(by=colleague, row=row, items=[item_called(framework, "L.2")])
    assert refused(planned, mine) == AGAIN
    assert [standard.code for standard in row.standards.all()] == ["L.1", "L.2"]


@django_db
def test_a_new_row_that_names_standards_is_undone_as_a_whole(planned: Planned, framework: Framework) -> None:
    align_with_standards(by=planned.lead, objective=planned.objective, items=[item_called(framework, "L.1")])
    (change, *_) = changes_of(planned.lead, planned.plan, None).changes
    words = "L.1 Conventions of English (Language standards)"
    assert (change.done, change.values) == ("added an alignment", (("standards", "", words),))
    undo(planned)
    assert not AlignmentRow.objects.exists()
    undo(planned)
    assert standard_words(AlignmentRow.objects.get()) == [words]


@django_db
def test_an_older_row_of_the_trail_that_kept_words_only_is_not_offered(planned: Planned) -> None:
    entry = write(planned.activity, Line("Priya Shah"), by=planned.lead)
    words = {"before": {"leads": ["Tom Becker"]}, "after": {"leads": ["Priya Shah"]}}
    AuditEntry.objects.filter(pk=entry.pk).update(**words)
    assert own_last_change(planned.lead, planned.plan) is None
    assert "can't be undone" in refused(planned, last())


@django_db
def test_the_plans_page_offers_it_and_a_click_undoes_it(planned: Planned, client: Client) -> None:
    entry = write(planned.activity, Line("Priya Shah"), by=planned.lead)
    client.force_login(planned.lead)
    address = reverse("plan_undo", args=[planned.plan.uid, entry.pk])
    assert address in client.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert "Undone." in client.post(address, follow=True).content.decode()
    assert "changed again since" in client.post(address, follow=True).content.decode()
    assert [text for text, _, _ in led(planned.activity)] == ["Tom Becker"]


@django_db
def test_a_colleague_may_undo_it_and_a_stranger_gets_404(planned: Planned, colleague: Person) -> None:
    entry = write(planned.activity, Line("Priya Shah"), by=planned.lead)
    address = reverse("plan_undo", args=[planned.plan.uid, entry.pk])
    assert browser_of(planned.stranger).post(address).status_code == 404
    assert [text for text, _, _ in led(planned.activity)] == ["Priya Shah"]
    assert browser_of(colleague).post(address).status_code == 302
    assert [text for text, _, _ in led(planned.activity)] == ["Tom Becker"]
