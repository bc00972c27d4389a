"""Plans that begin from a template or from another plan."""

from datetime import date

import pytest
from django.db.models import DateField
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned, activity_of, plan_fields
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.plans.actions import copies
from waypost.plans.actions.activities import record_progress, redate_activity
from waypost.plans.actions.copies import begin_from_template, copy_plan
from waypost.plans.actions.objectives import add_objective, edit_objective
from waypost.plans.actions.plans import add_alignment_row
from waypost.plans.actions.removal import take_out
from waypost.plans.models import (
    Activity,
    ActivityDependency,
    AlignmentRow,
    Indicator,
    Measurement,
    Objective,
    ObjectiveProduct,
    Plan,
    Team,
    TeamMember,
)
from waypost.plans.rules.copies import CopiedPart, CopyChoice, moved
from waypost.plans.rules.fields import AlignmentFields, ObjectiveFields, PlanFields
from waypost.plans.rules.templates import SAMPLE, plan_templates

pytestmark = pytest.mark.django_db
EVERYTHING = frozenset(CopiedPart)
NEXT_YEAR = CopyChoice(EVERYTHING, months=12)


@pytest.fixture
def full(planned: Planned) -> Planned:
    """A plan with every part, on which work has begun."""
    fields = ObjectiveFields(text="Run a pilot", products=("A report", "A policy"), strategy_type="Pilot")
    edit_objective(by=BUILDER, objective=planned.objective, started_from=1, fields=fields)
    second = activity_of(planned.objective, "Score", date(2027, 1, 31), "Ana", "Tom")
    ActivityDependency.objects.create(activity=second, needed=planned.activity)
    record_progress(by=BUILDER, activity=second, started_from=1, progress=100, completed_on=date(2027, 1, 13))
    redate_activity(by=BUILDER, activity=planned.activity, started_from=1, target_on=date(2027, 2, 1), reason="Snow")
    add_alignment_row(by=BUILDER, objective=planned.objective, fields=AlignmentFields(standard="Standard 3"))
    Measurement.objects.create(indicator=planned.indicator, value=1, measured_on=date(2027, 1, 10))
    Indicator.objects.filter(pk=planned.indicator.pk).update(
        built_by=second, due_on=date(2027, 6, 1), owner=planned.lead
    )
    team = Team.objects.create(plan=planned.plan, topic="Mentors", lead=planned.lead, lead_name="Maya")
    TeamMember.objects.create(team=team, position=1, person=planned.lead, name="Maya", expertise="Data")
    return planned


def copied(full: Planned, choice: CopyChoice = NEXT_YEAR) -> Plan:
    return copy_plan(
        by=full.lead, source=full.plan, organization=full.tree.district, fields=plan_fields("Next"), choice=choice
    )


def test_a_copy_has_what_was_planned_with_its_dates_moved(full: Planned) -> None:
    plan = copied(full)
    objective = plan.objectives.get()
    first, second = objective.activities.all()
    assert (objective.number, objective.strategy_type) == (1, "Pilot")
    assert [one.text for one in objective.products.all()] == ["A report", "A policy"]
    assert [first.target_on, second.target_on] == [date(2028, 2, 1), date(2028, 1, 31)]
    assert [lead.text for lead in second.leads.all()] == ["Ana", "Tom"]
    assert list(second.needs.all()) == [first]
    assert plan.indicators.get().due_on == date(2028, 6, 1)
    assert plan.indicators.get().built_by == second
    assert (plan.alignment_rows.get().objective, plan.alignment_rows.get().standard) == (objective, "Standard 3")
    assert [(team.topic, team.members.get().name) for team in plan.teams.all()] == [("Mentors", "Maya")]


def test_a_copied_activity_belongs_to_the_copied_team_and_to_none_without_teams(full: Planned) -> None:
    team = full.plan.teams.get()
    Activity.objects.filter(pk=full.activity.pk).update(team=team)
    whole, without = copied(full), copied(full, CopyChoice(EVERYTHING - {CopiedPart.TEAMS}, months=12))
    first, second = Activity.objects.filter(objective__plan=whole)
    assert (first.team, second.team) == (whole.teams.get(), None)
    assert [one.team for one in Activity.objects.filter(objective__plan=without)] == [None, None]
    assert list(team.activities.all()) == [full.activity]


def test_a_copy_leaves_behind_what_happened(full: Planned) -> None:
    plan = copied(full)
    activities = Activity.objects.filter(objective__plan=plan)
    assert [(a.progress, a.completed_on, a.version, a.date_changes.count()) for a in activities] == [
        (0, None, 1, 0)
    ] * 2
    assert plan.indicators.get().measurements.count() == 0
    assert plan.baselines.count() == 0


def test_the_plan_that_is_copied_stays_as_it_was(full: Planned) -> None:
    copied(full)
    assert [a.target_on for a in Activity.objects.filter(objective__plan=full.plan)] == [
        date(2027, 2, 1),
        date(2027, 1, 31),
    ]
    assert (full.plan.objectives.count(), full.plan.teams.count(), full.plan.indicators.count()) == (1, 1, 1)
    assert ObjectiveProduct.objects.filter(objective__plan=full.plan).count() == 2


def test_a_copy_says_where_it_and_each_of_its_lines_came_from(full: Planned) -> None:
    plan = copied(full)
    after = AuditEntry.objects.get(verb="copy plan", subject_uid=plan.uid).after
    assert after is not None
    assert (after["from"], after["months"], after["parts"]) == (full.plan.uid, 12, sorted(EVERYTHING))
    assert after["rows"][plan.objectives.get().uid] == full.objective.uid
    assert len(after["rows"]) == 3


@pytest.mark.parametrize(
    ("part", "counts"),
    [
        (CopiedPart.OBJECTIVES, (1, 0, 0, 0, 0)),
        (CopiedPart.INDICATORS, (0, 0, 1, 0, 0)),
        (CopiedPart.TEAMS, (0, 0, 0, 0, 1)),
    ],
)
def test_only_what_was_chosen_is_copied(full: Planned, part: CopiedPart, counts: tuple[int, ...]) -> None:
    plan = copied(full, CopyChoice(frozenset({part}), months=None))
    activities = Activity.objects.filter(objective__plan=plan)
    rows = (plan.objectives, activities, plan.indicators, plan.alignment_rows, plan.teams)
    assert tuple(row.count() for row in rows) == counts
    assert [one.due_on for one in plan.indicators.all()] == [None] * counts[2]


def test_words_instead_of_a_date_stay_only_where_dates_stay(full: Planned) -> None:
    Activity.objects.filter(pk=full.activity.pk).update(target_text="11/02/16")
    said = [
        copied(full, CopyChoice(EVERYTHING, months)).objectives.get().activities.all()[0].target_text
        for months in (0, 12, None)
    ]
    assert said == ["11/02/16", "", ""]


def test_accounts_and_names_of_a_team_stay_in_their_organization(full: Planned) -> None:
    fields = plan_fields("Elsewhere")
    plan = copy_plan(by=full.lead, source=full.plan, organization=full.tree.cedar, fields=fields, choice=NEXT_YEAR)
    team = plan.teams.get()
    member = team.members.get()
    assert (team.lead, team.lead_name, member.person, member.name, member.expertise) == (None, "", None, "", "Data")
    assert plan.indicators.get().owner is None


def test_a_copy_that_breaks_off_leaves_nothing(full: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(**_given: object) -> None:
        raise RuntimeError

    before = (Plan.objects.count(), Objective.objects.count(), AuditEntry.objects.count())
    monkeypatch.setattr("waypost.plans.actions.copies.audit.record", breaks)
    with pytest.raises(RuntimeError):
        copied(full)
    assert (Plan.objects.count(), Objective.objects.count(), AuditEntry.objects.count()) == before


def test_what_was_taken_out_is_not_copied(full: Planned) -> None:
    gone = add_objective(by=BUILDER, plan=full.plan, fields=ObjectiveFields(text="Gone"))
    Objective.objects.filter(pk=gone.pk).update(taken_out_at="2027-01-14T09:00Z")
    assert [one.text for one in copied(full).objectives.all()] == ["Run a pilot"]


def test_alignment_of_an_objective_that_was_taken_out_is_not_copied(full: Planned) -> None:
    gone = add_objective(by=BUILDER, plan=full.plan, fields=ObjectiveFields(text="Gone"))
    add_alignment_row(by=BUILDER, objective=gone, fields=AlignmentFields(standard="Standard 9"))
    AlignmentRow.objects.create(plan=full.plan, objective_text="Of no objective", position=9, standard="Standard 1")
    take_out(by=BUILDER, part=gone)
    assert [row.standard for row in copied(full).alignment_rows.all()] == ["Standard 3", "Standard 1"]


def test_every_date_of_what_is_copied_moves_or_is_left(full: Planned) -> None:
    """A date that somebody adds to these models needs a line in `copies`."""
    models = (Objective, ObjectiveProduct, Activity, Indicator, AlignmentRow, Team, TeamMember)
    days = {
        field.name
        for model in models
        for field in model._meta.concrete_fields
        if isinstance(field, DateField) and field.name not in {"created_at", "taken_out_at"}
    }
    assert days <= {*copies.DAYS, *copies.AS_NEW}


@pytest.mark.parametrize(
    ("when", "months", "then"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 1, 15), -1, date(2026, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(9999, 12, 1), 1, None),
        (date(1, 1, 1), -1, None),
        (date(2027, 1, 1), None, None),
        (None, 12, None),
    ],
)
def test_a_day_moves_by_whole_months(when: date | None, months: int | None, then: date | None) -> None:
    assert moved(when, months) == then


def test_a_template_brings_samples_with_dates_counted_from_the_start(planned: Planned) -> None:
    fields = PlanFields(title="Ours", priority_area="Growth", goal="Our goal", started_on=date(2027, 8, 31))
    template = plan_templates()["school"]
    plan = begin_from_template(by=planned.lead, organization=planned.tree.cedar, fields=fields, template=template)
    activities = Activity.objects.filter(objective__plan=plan)
    assert [one.text.startswith(SAMPLE) for one in activities] == [True] * 3
    assert [one.target_on for one in activities] == [date(2027, 9, 30), date(2028, 2, 29), date(2028, 6, 30)]
    assert [one.text for one in plan.objectives.get().products.all()] == [
        "Six micro-credentials",
        "Two lessons to share",
    ]
    entry = AuditEntry.objects.get(verb="begin from template")
    assert (entry.subject_uid, entry.after) == (plan.uid, {"template": "school"})


def test_without_a_start_a_template_brings_no_dates(planned: Planned) -> None:
    template = plan_templates()["district"]
    plan = begin_from_template(
        by=planned.lead,
        organization=planned.tree.district,
        fields=PlanFields(title="Ours", priority_area="Growth", goal="Our goal"),
        template=template,
    )
    found = Activity.objects.filter(objective__plan=plan)
    assert {(one.start_on, one.target_on) for one in found} == {(None, None)}
    assert found.count() == 7


@pytest.mark.parametrize("key", ["district", "state", "school"])
def test_a_plan_begins_from_a_template_in_two_clicks(planned: Planned, client: Client, key: str) -> None:
    client.force_login(planned.lead)
    address = f"{reverse('plan_new')}?template={key}"
    page = client.get(address)
    form = page.context["form"]
    assert form["goal"].value().startswith(SAMPLE)
    assert 'aria-current="page"' in page.content.decode()
    typed = {field.name: field.value() or "" for field in form} | {"organization": "cedar-valley"}
    client.post(address, typed)
    plan = Plan.objects.exclude(pk=planned.plan.pk).get()
    assert plan.objectives.count() == len(plan_templates()[key].objectives)


def test_an_unknown_template_is_a_plan_from_blank(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    assert client.get(f"{reverse('plan_new')}?template=moon").context["form"]["goal"].value() is None
    typed = {"organization": "cedar-valley", "title": "T", "priority_area": "P", "goal": "G", "template": "moon"}
    assert client.post(reverse("plan_new"), typed).status_code == 422
    assert Plan.objects.count() == 1


def test_a_plan_is_copied_in_the_browser(full: Planned, client: Client) -> None:
    client.force_login(full.lead)
    address = reverse("plan_copy", args=[full.plan.uid])
    form = client.get(address).context["form"]
    assert form["title"].value() == "Copy of Implementation plan, 2026-27"
    typed = {field.name: field.value() or "" for field in form}
    answer = client.post(address, {**typed, "organization": "cedar-valley"})
    plan = Plan.objects.exclude(pk=full.plan.pk).get()
    assert answer["Location"] == reverse("plan", args=[plan.uid])
    assert Activity.objects.filter(objective__plan=plan).count() == 2
    assert (
        "copied it from another plan" in client.get(reverse("plan_changes", args=[plan.uid])).content.decode().lower()
    )


def test_activities_without_objectives_are_asked_for_again_with_what_was_typed(full: Planned, client: Client) -> None:
    client.force_login(full.lead)
    typed = {
        "organization": "cedar-valley",
        "title": "My copy",
        "priority_area": "P",
        "goal": "G",
        "parts": ["activities"],
    }
    answer = client.post(reverse("plan_copy", args=[full.plan.uid]), typed)
    assert (answer.status_code, Plan.objects.count()) == (422, 1)
    assert "Activities and alignment belong to objectives: choose objectives too." in answer.content.decode()
    assert "My copy" in answer.content.decode()


@pytest.mark.parametrize("page", ["plan_new", "plan_copy"])
def test_the_form_of_a_plan_that_is_sent_again_begins_it_once(full: Planned, client: Client, page: str) -> None:
    client.force_login(full.lead)
    address = reverse(page, args=[full.plan.uid] if page == "plan_copy" else [])
    typed = {"organization": "cedar-valley", "title": "Ours", "priority_area": "Growth", "goal": "One in three"}
    typed["once"] = client.get(address).context["once"]
    addresses = [client.post(address, typed)["Location"] for _ in range(2)]
    assert addresses == [reverse("plan", args=[Plan.objects.get(title="Ours").uid])] * 2


def test_a_teammate_copies_and_a_stranger_and_a_reader_do_not(full: Planned, client: Client) -> None:
    address = reverse("plan_copy", args=[full.plan.uid])
    people = [
        person("Second Lead", Role.PROGRAM_LEAD, full.tree.district),
        full.stranger,
        person("Reader", Role.COMMITTEE_MEMBER, full.tree.district),
    ]
    typed = {"organization": "stony-brook", "title": "T", "priority_area": "P", "goal": "G"}
    answers = []
    for someone in people:
        client.force_login(someone)
        answers.append((client.get(address).status_code, client.post(address, typed).status_code))
    assert answers == [(200, 422), (404, 404), (404, 404)]
    assert Plan.objects.count() == 1
