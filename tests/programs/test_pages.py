"""Programs and cohorts in the browser: start, offer, open, invite, take out."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.builders import person
from tests.programs.builders import Programmed, build_programmed, educator_at, invited, program_at
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.models import Activity, Objective, Plan
from waypost.programs import shown_counts
from waypost.programs.actions.programs import edit_program
from waypost.programs.models import Cohort, CohortMember, Program

pytestmark = pytest.mark.django_db


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


def new_program(programmed: Programmed, **changed: object) -> dict[str, object]:
    typed = {
        "name": "Coaching in pairs",
        "purpose": "Two colleagues, one goal.",
        "organization": programmed.tree.district.pk,
        "activity": programmed.activity.pk,
        "starts_on": "2027-01-04",
        "ends_on": "2027-06-11",
    }
    return {**typed, **changed}


def test_a_lead_starts_a_program_that_serves_an_activity(programmed: Programmed, lead: Client) -> None:
    answer = lead.post(reverse("program_new"), new_program(programmed))
    made = Program.objects.get(name="Coaching in pairs")
    assert made.activity == programmed.activity
    assert answer.headers["Location"] == reverse("program", args=[made.uid])


def test_activities_stand_below_the_name_of_their_plan(programmed: Programmed, lead: Client) -> None:
    tree, goal = programmed.tree, programmed.activity.objective.plan.goal
    plan = Plan.objects.create(organization=tree.district, goal=goal, title="A second plan")
    objective = Objective.objects.create(plan=plan, number=1, text="Coach in pairs")
    other = Activity.objects.create(objective=objective, position=1, text=programmed.activity.text)
    shown = lead.get(reverse("program_new")).content.decode()
    first, second = shown.split("<optgroup ")[1:]
    assert first.startswith(f'label="{programmed.activity.objective.plan.title}, Cedar Valley"')
    assert f'<option value="{programmed.activity.pk}">' in first
    assert second.startswith('label="A second plan, Cedar Valley"')
    assert f'<option value="{other.pk}">Objective 1: {other.text}</option>' in second


def test_dates_the_wrong_way_round_get_one_sentence_and_keep_what_was_typed(
    programmed: Programmed, lead: Client
) -> None:
    answer = lead.post(reverse("program_new"), new_program(programmed, ends_on="2027-01-03"))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "The last day is before the first day: change one of the two dates." in shown
    assert "Two colleagues, one goal." in shown
    assert Program.objects.count() == 1


def test_a_program_page_leads_to_its_plan_only_those_who_may_read_it(programmed: Programmed, lead: Client) -> None:
    plan = programmed.activity.objective.plan
    link = f'href="{reverse("plan", args=[plan.uid])}"'
    member = browser_of(person("Committee Member", Role.COMMITTEE_MEMBER, programmed.tree.district))
    address = reverse("program", args=[programmed.program.uid])
    assert [link in who.get(address).content.decode() for who in (lead, member)] == [True, False]
    adopt_plan(by=programmed.lead, plan=plan, number=1)
    assert link in member.get(address).content.decode()


def test_a_program_page_walks_back_to_the_priority(programmed: Programmed, lead: Client) -> None:
    shown = lead.get(reverse("program", args=[programmed.program.uid])).content.decode()
    plan = programmed.activity.objective.plan
    assert programmed.activity.text in shown
    assert plan.goal.priority_area.title in shown
    assert reverse("plan", args=[plan.uid]) in shown
    assert "Checking for Understanding" in shown


def test_a_committee_member_reads_and_finds_no_button_to_change(programmed: Programmed) -> None:
    member = person("Committee Member", Role.COMMITTEE_MEMBER, programmed.tree.district)
    shown = browser_of(member).get(reverse("program", args=[programmed.program.uid])).content.decode()
    assert "Open a cohort" not in shown
    assert "Offer it" not in shown


def test_a_committee_member_sees_no_names_in_a_cohort(programmed: Programmed) -> None:
    invited(programmed.cohort, educator_at(programmed.tree.cedar))
    member = person("Committee Member", Role.COMMITTEE_MEMBER, programmed.tree.district)
    shown = browser_of(member).get(reverse("cohort", args=[programmed.cohort.uid])).content.decode()
    assert "Dana Ruiz" not in shown
    assert "1 educator" not in shown
    assert "How many educators take part is left out, to protect small groups." in shown


def test_who_sees_no_names_reads_numbers_of_educators_as_progress_shows_them(programmed: Programmed) -> None:
    for number in range(3):
        invited(programmed.cohort, educator_at(programmed.tree.cedar, f"Educator {number}"))
    pages = (reverse("programs"), reverse("program", args=[programmed.program.uid]))
    for role in (Role.COMMITTEE_MEMBER, Role.STATE_STAFF):
        member = browser_of(person(f"Member {role}", role, programmed.tree.state))
        assert all("left out</span>" in member.get(page).content.decode() for page in pages)
    lead = browser_of(programmed.lead)
    assert all(b">3\n</td>" in lead.get(page).content for page in pages)
    for number in range(3, 10):
        invited(programmed.cohort, educator_at(programmed.tree.cedar, f"Educator {number}"))
    assert all(b">10\n</td>" in member.get(page).content for page in pages)


def test_two_leads_who_edit_at_once_see_both_versions_and_lose_nothing(programmed: Programmed, lead: Client) -> None:
    program = programmed.program
    dates = {"starts_on": program.starts_on, "ends_on": program.ends_on}
    edit_program(by=programmed.lead, program=program, started_from=1, name="Saved first", purpose="", **dates)
    typed = {"name": "Typed meanwhile", "purpose": "", "version": 1, **dates}
    conflict = lead.post(reverse("program_edit", args=[program.uid]), typed)
    shown = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Saved first" in shown
    assert "Typed meanwhile" in shown
    lead.post(reverse("program_edit", args=[program.uid]), {**typed, "version": 2})
    assert Program.objects.get(pk=program.pk).name == "Typed meanwhile"


def test_a_lead_opens_a_cohort_and_invites_a_school(programmed: Programmed, lead: Client) -> None:
    dana = educator_at(programmed.tree.cedar)
    typed = {"name": "Cohort B", "starts_on": "2027-01-04", "ends_on": "2027-05-28"}
    opened = lead.post(reverse("cohort_new", args=[programmed.program.uid]), typed)
    cohort = Cohort.objects.get(name="Cohort B")
    assert opened.headers["Location"] == reverse("cohort_invite", args=[cohort.uid])
    found = lead.get(opened.headers["Location"], {"school": programmed.tree.cedar.pk}).content.decode()
    assert "Dana Ruiz, Cedar Elementary" in found
    lead.post(opened.headers["Location"], {"educators": [dana.pk]})
    assert CohortMember.objects.get(cohort=cohort).person == dana.person


def test_inviting_nobody_gets_one_sentence(programmed: Programmed, lead: Client) -> None:
    educator_at(programmed.tree.cedar)
    answer = lead.post(reverse("cohort_invite", args=[programmed.cohort.uid]), {})
    assert answer.status_code == 422
    assert "Choose at least one educator to invite." in answer.content.decode()


def test_an_educator_of_another_district_cannot_be_invited(programmed: Programmed, lead: Client) -> None:
    far = educator_at(programmed.tree.other_school, "Far Away")
    answer = lead.post(reverse("cohort_invite", args=[programmed.cohort.uid]), {"educators": [far.pk]})
    assert answer.status_code == 422
    assert CohortMember.objects.count() == 0


def test_taking_somebody_out_asks_for_a_reason(programmed: Programmed, lead: Client) -> None:
    member = invited(programmed.cohort, educator_at(programmed.tree.cedar))
    address = reverse("cohort_leave", args=[member.uid])
    assert lead.post(address, {"reason": ""}).status_code == 422
    lead.post(address, {"reason": "Moved to another district"})
    assert CohortMember.objects.get(pk=member.pk).left_at is not None


def test_a_cohort_outside_its_program_gets_one_sentence(programmed: Programmed, lead: Client) -> None:
    typed = {"name": "Cohort B", "starts_on": "2027-01-04", "ends_on": "2027-07-01"}
    answer = lead.post(reverse("cohort_new", args=[programmed.program.uid]), typed)
    assert answer.status_code == 422
    assert "The cohort has to lie within its program" in answer.content.decode()


def test_a_lead_reads_how_many_are_in_a_cohort_without_asking_what_each_of_them_did(
    programmed: Programmed, lead: Client
) -> None:
    for number in range(12):
        invited(programmed.cohort, educator_at(programmed.tree.cedar, f"Educator {number}"))
    with CaptureQueriesContext(connection) as captured:
        page = lead.get(reverse("cohort", args=[programmed.cohort.uid])).content.decode()
    assert "12 educators." in page
    assert not [query["sql"] for query in captured if "submissions_" in query["sql"]]


def test_numbers_that_nobody_provides_are_asked_for_in_a_sentence(
    programmed: Programmed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_counts, "_providers", [])
    with pytest.raises(shown_counts.NoSource, match="Nobody says which numbers of educators may be read"):
        shown_counts.shown_in_programs(programmed.lead, [])


@pytest.mark.parametrize("more", [0, 12])
def test_lists_take_the_same_queries_however_many_rows(
    programmed: Programmed, lead: Client, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        invited(programmed.cohort, educator_at(programmed.tree.cedar, f"Educator {number}"))
        program_at(programmed.tree.district, programmed.activity, f"Program {number}")
    for address, budget in (("programs", 5), ("program", 12), ("cohort", 9)):
        object_of = {"program": [programmed.program.uid], "cohort": [programmed.cohort.uid]}.get(address, [])
        with django_assert_max_num_queries(budget):
            lead.get(reverse(address, args=object_of))
