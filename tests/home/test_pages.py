"""What each role sees first, and what stays out of sight."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.insight.builders import Running, add_educators
from tests.plans.builders import activity_of, plan_at, plan_fields
from tests.programs.builders import program_at
from tests.programs.phased import attached, following_five
from tests.submissions.builders import begin, complete, share_all
from waypost.common import clock
from waypost.credentials.models import Award
from waypost.home.queries.next_things import OF_A_KIND
from waypost.home.queries.overview import THINGS_IN_SIGHT
from waypost.insight.rules.steps import Step
from waypost.people.actions.people import grant_role
from waypost.people.models import Organization, Person
from waypost.people.rules import Role
from waypost.plans.actions.activities import record_progress
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.indicators import add_indicator
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.plans import create_plan
from waypost.plans.models import Objective, Plan
from waypost.plans.rules.fields import IndicatorFields, ObjectiveFields
from waypost.programs.actions.cohorts import open_cohort
from waypost.programs.actions.outcomes import add_outcome
from waypost.programs.actions.programs import edit_program
from waypost.programs.models import Phase, Program
from waypost.programs.rules.phase_sets import OutcomeWords

#: Queries of a first page, whatever the number of rows.
BUDGET = 38


def objective_at(organization: Organization) -> Objective:
    plan = plan_at(organization)
    return add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text="Run a pilot"))


def seen_by(client: Client, who: Person) -> str:
    client.force_login(who)
    page = client.get(reverse("home"))
    assert page.status_code == 200
    return page.content.decode()


def somebody(running: Running, role: Role, at: Organization | None = None) -> Person:
    return person(f"Some {role.replace('_', ' ')}", role, at or running.tree.district)


def adopted_at(organization: Organization) -> Objective:
    objective = objective_at(organization)
    adopt_plan(by=BUILDER, plan=objective.plan, number=1)
    return objective


def test_recent_activity_reads_as_a_sentence(running: Running, client: Client) -> None:
    activity = activity_of(objective_at(running.tree.district), "Train 12 assessors", date(2027, 1, 8))
    record_progress(by=running.lead, activity=activity, started_from=1, progress=40, completed_on=None, note="")
    assert "<strong>Maya Okafor</strong> recorded progress</p>" in seen_by(client, running.lead)


def test_a_lead_sets_a_new_date_one_click_from_home(running: Running, client: Client) -> None:
    objective = objective_at(running.tree.district)
    activity = activity_of(objective, "Train 12 assessors", date(2027, 1, 8))
    page = seen_by(client, running.lead)
    assert "Train 12 assessors is 6 days past its date" in page
    address = reverse("plan_activity_date", args=[activity.uid])
    assert f'href="{address}"' in page
    assert client.get(address).status_code == 200


def test_next_for_you_names_what_waits_and_where_to_settle_it(running: Running, client: Client) -> None:
    objective_at(running.tree.district)
    program = running.offer.program
    empty = open_cohort(by=BUILDER, program=program, name="Fall", starts_on=program.starts_on, ends_on=program.ends_on)
    with clock.at(clock.now() - timedelta(days=15)):
        add_educators(running, running.tree.cedar, Step.SUBMITTED)
    with clock.at(clock.now() - timedelta(days=14)):
        add_educators(running, running.tree.cedar, Step.SUBMITTED)
    page = seen_by(client, running.lead)
    assert "Fall has no members yet" in page
    assert reverse("cohort_invite", args=[empty.uid]) in page
    assert "1 submission past its reply-by date" in page
    assert reverse("evidence_reviews") in page
    assert "2026-27 is a draft: adopt it" in page


def test_next_for_you_is_short(running: Running, client: Client) -> None:
    objective = objective_at(running.tree.district)
    for number in range(9):
        activity_of(objective, f"Activity {number}", date(2027, 1, 8))
    client.force_login(running.lead)
    part, _earned = client.get(reverse("home")).context["page"].parts
    assert len(part.content.next_things) <= THINGS_IN_SIGHT
    assert sum("past its date" in thing.title for thing in part.content.next_things) == OF_A_KIND
    assert "6 activities are past date" in [thing.title for thing in part.content.next_things]


def test_dates_of_an_earlier_plan_are_one_line_behind_what_is_new(running: Running, client: Client) -> None:
    objective = objective_at(running.tree.district)
    for number in range(3):
        activity_of(objective, f"Old {number}", date(2016, 11, 2))
    activity_of(objective, "Train 12 assessors", date(2027, 1, 8))
    page = seen_by(client, running.lead)
    overview = client.get(reverse("home")).context["page"].parts[0].content
    titles = [thing.title for thing in overview.next_things]
    assert titles[0] == "Train 12 assessors is 6 days past its date"
    assert (
        titles[titles.index("Spring cohort has no members yet") + 1] == "3 activities more than a year past their date"
    )
    assert not any("Old" in title for title in titles)
    assert [line.activity.text for line in overview.plan.now_and_next] == ["Train 12 assessors"]
    assert "3 activities more than a year past their date are left out here." in page
    assert page.count(f'href="{reverse("plan", args=[objective.plan.uid])}#earlier-dates"') == 2


def test_dates_of_an_earlier_plan_wait_behind_what_is_new_of_other_plans_too(running: Running, client: Client) -> None:
    older = objective_at(running.tree.district)
    oldest = objective_at(running.tree.district)
    for objective, number in ((older, 1), (oldest, 2)):
        for _ in range(number):
            activity_of(objective, "Old", date(2016, 11, 2))
    activity_of(older, "Train 12 assessors", date(2027, 1, 8))
    Plan.objects.filter(pk=oldest.plan_id).update(title="Plan of 2016")
    for objective in (older, oldest, objective_at(running.tree.district)):
        adopt_plan(by=BUILDER, plan=objective.plan, number=1)
    client.force_login(running.lead)
    things = client.get(reverse("home")).context["page"].parts[0].content.next_things
    told = [(thing.title, thing.detail) for thing in things if "past" in thing.title]
    assert told == [
        ("1 activity past date", older.plan.title),
        ("2 activities more than a year past their date", "Plan of 2016: set new dates, or record what is done."),
        ("1 activity more than a year past its date", f"{older.plan.title}: set new dates, or record what is done."),
    ]


def test_the_column_of_shares_is_explained_only_where_it_is_shown(running: Running, client: Client) -> None:
    add_educators(running, running.tree.cedar, Step.SUBMITTED)
    lead, committee = (seen_by(client, viewer) for viewer in (running.lead, running.member))
    assert ["The last column is the share" in page for page in (lead, committee)] == [True, False]
    assert ["would tell of one together with the numbers beside it" in page for page in (lead, committee)] == [
        False,
        True,
    ]


def test_a_program_that_is_ahead_takes_no_running_ones_place(running: Running, client: Client) -> None:
    offer = running.offer
    ahead = program_at(running.tree.district, offer.program.activity, "Mentors who visit")
    later = {"starts_on": date(2027, 9, 1), "ends_on": date(2028, 6, 2)}
    edit_program(by=BUILDER, program=ahead, started_from=1, name=ahead.name, purpose="", **later)
    page = seen_by(client, running.lead)
    assert f'<p class="wp-note">{offer.program.name}.' in page
    assert "All 2 programs" in page


def test_a_committee_member_reads_the_same_but_has_nothing_to_settle(running: Running, client: Client) -> None:
    objective = adopted_at(running.tree.district)
    activity_of(objective, "Train 12 assessors", date(2027, 1, 8))
    page = seen_by(client, running.member)
    assert "Nothing waits for you today." in page
    assert "6 days past date" in page
    assert reverse("insight_rows", args=[running.offer.program.uid]) not in page


def draft_beside(adopted: Objective) -> Plan:
    """A newer plan that nobody has adopted, with a name and an activity of its own."""
    fields = plan_fields("Plan of next year")
    draft = create_plan(by=BUILDER, organization=adopted.plan.organization, fields=fields)
    objective = add_objective(by=BUILDER, plan=draft, fields=ObjectiveFields(text="Run it everywhere"))
    activity_of(objective, "Count the books", date(2027, 1, 8))
    return draft


def test_a_draft_is_one_thing_to_do_and_the_adopted_plan_stays_in_sight(running: Running, client: Client) -> None:
    adopted = adopted_at(running.tree.district)
    activity_of(adopted, "Train 12 assessors", date(2027, 1, 8))
    draft = draft_beside(adopted)
    page = seen_by(client, running.lead)
    content = client.get(reverse("home")).context["page"].parts[0].content
    of_the_draft = [thing for thing in content.next_things if draft.title in (thing.title, thing.detail.split(":")[0])]
    assert content.plan.page.plan == adopted.plan
    assert [thing.url for thing in content.next_things].count(reverse("plan_adopt", args=[draft.uid])) == 1
    assert of_the_draft == []
    assert "Plan of next year is a draft: adopt it" in page
    assert "Count the books" not in page


def test_a_schools_newer_plan_never_takes_the_districts_place(running: Running, client: Client) -> None:
    adopted = adopted_at(running.tree.district)
    adopted_at(running.tree.cedar)
    seen_by(client, running.lead)
    content = client.get(reverse("home")).context["page"].parts[0].content
    assert content.plan.page.plan == adopted.plan


def test_a_plan_to_try_things_out_on_does_not_take_the_place_of_the_one_that_programs_serve(
    running: Running, client: Client
) -> None:
    served = running.offer.cohort.program.activity.objective.plan
    adopt_plan(by=running.lead, plan=served, number=1)
    tried = adopted_at(running.tree.district).plan
    seen_by(client, running.lead)
    content = client.get(reverse("home")).context["page"].parts[0].content
    assert content.plan.page.plan == served
    assert tried in [listed.plan for listed in content.other_plans]


def test_a_draft_is_no_business_of_those_who_only_read(running: Running, client: Client) -> None:
    draft = draft_beside(adopted_at(running.tree.district))
    readers = (running.member, somebody(running, Role.STATE_STAFF, running.tree.state))
    for page in (seen_by(client, reader) for reader in readers):
        assert draft.title not in page
        assert "Count the books" not in page
        assert "Implementation plan, 2026-27" in page


def test_the_overview_names_the_plan_that_it_shows_and_leads_to_the_others(running: Running, client: Client) -> None:
    adopted = adopted_at(running.tree.district).plan
    draft_beside(adopted.objectives.get())  # the program's plan is a draft, too
    lead, member = (seen_by(client, viewer) for viewer in (running.lead, running.member))
    for page in (lead, member):
        assert f'<a href="{reverse("plan", args=[adopted.uid])}">{adopted.title}</a> of Cedar Valley' in page
        assert "baseline 1</a>" in page
    assert ["See 2 other plans</a>" in page for page in (lead, member)] == [True, False]


def test_a_lead_whose_only_plan_is_a_draft_works_on_it(running: Running, client: Client) -> None:
    objective_at(running.tree.district)
    page = seen_by(client, running.lead)
    assert "a draft that nobody has adopted yet" in page
    assert "Here will be the plan" in seen_by(client, running.member)


def test_only_who_may_set_dates_is_asked_to_review_them(running: Running, client: Client) -> None:
    activity_of(adopted_at(running.tree.district), "Old", date(2016, 11, 2))
    lead, member = (seen_by(client, viewer) for viewer in (running.lead, running.member))
    assert ["Review its date</a>" in page for page in (lead, member)] == [True, False]


def test_a_lead_of_another_district_sees_nothing_of_it(running: Running, client: Client) -> None:
    objective = objective_at(running.tree.district)
    activity_of(objective, "Train 12 assessors", date(2027, 1, 8))
    page = seen_by(client, running.stranger)
    assert "Train 12 assessors" not in page
    assert running.offer.program.name not in page
    assert "Here will be the plan of your organization" in page


def test_an_educator_sees_their_next_part_and_nobody_elses_work(running: Running, client: Client) -> None:
    dana, theo = add_educators(running, running.tree.cedar, Step.INVITED, 2)
    work = complete(begin(running.offer, dana))
    assert reverse("submissions_check", args=[work.uid]) in seen_by(client, dana)
    page = seen_by(client, theo)
    assert work.uid not in page
    assert "Begin<span" in page


def test_a_principal_sees_who_takes_part_at_their_school_and_no_step(running: Running, client: Client) -> None:
    (dana,) = add_educators(running, running.tree.cedar, Step.SUBMITTED)
    page = seen_by(client, somebody(running, Role.PRINCIPAL, running.tree.cedar))
    assert dana.name in page
    assert "Submitted" not in page
    assert dana.name not in seen_by(client, person("Pat Stone", Role.PRINCIPAL, running.tree.juniper))


def test_an_assessor_sees_how_much_waits_but_not_who_wrote_it(running: Running, client: Client) -> None:
    (dana,) = add_educators(running, running.tree.cedar, Step.SUBMITTED)
    page = seen_by(client, somebody(running, Role.ASSESSOR))
    assert "<strong>1</strong> submission waits for an assessor." in page
    assert reverse("review_queue") in page
    assert dana.name not in page


def test_state_staff_see_every_district_with_the_same_numbers(running: Running, client: Client) -> None:
    add_educators(running, running.tree.cedar, Step.INVITED, 12)
    plan = adopted_at(running.tree.other_district).plan
    page = seen_by(client, somebody(running, Role.STATE_STAFF, running.tree.state))
    assert reverse("plan", args=[plan.uid]) in page
    assert reverse("insight_funnel", args=[running.offer.program.uid]) in page
    assert reverse("insight_rows", args=[running.offer.program.uid]) not in page


def test_each_other_role_begins_where_it_works(running: Running, client: Client) -> None:
    assert reverse("catalog_new") in seen_by(
        client, somebody(running, Role.CATALOG_EDITOR, running.tree.other_district)
    )
    assert reverse("roster_upload") in seen_by(client, somebody(running, Role.ORGANIZATION_ADMIN))
    assert "Checking for Understanding" in seen_by(client, somebody(running, Role.COACH))


def test_a_coach_sees_first_who_waits_for_an_answer(running: Running, client: Client) -> None:
    dana, theo = add_educators(running, running.tree.cedar, Step.INVITED, 2)
    coach = somebody(running, Role.COACH)
    quiet = share_all(begin(running.offer, dana), coach, question="")
    asked = share_all(begin(running.offer, theo), coach)
    page = seen_by(client, coach)
    assert "1 waits for your answer." in page
    assert page.index(reverse("coaching_work", args=[asked.uid])) < page.index(
        reverse("coaching_work", args=[quiet.uid])
    )
    assert page.index("How do I sort these?") < page.index("What educators can work on")
    beside = person("Joy Juniper", Role.COACH, running.tree.juniper)
    assert theo.name not in seen_by(client, beside)


def test_somebody_with_two_roles_sees_both_parts_and_each_link_once(running: Running, client: Client) -> None:
    grant_role(by=BUILDER, person=running.lead, role=Role.EDUCATOR, organization=running.tree.cedar)
    page = seen_by(client, running.lead)
    assert "Next for you" in page
    assert '<h2 id="learning">' in page
    side, menu = 1, 1
    assert page.count(f'href="{reverse("micro_credentials")}"') == side + menu


def test_who_may_know_sees_what_was_earned_and_only_the_lead_sees_its_thread(running: Running, client: Client) -> None:
    (dana,) = add_educators(running, running.tree.cedar, Step.EARNED)
    award = Award.objects.get()
    thread = reverse("insight_award_thread", args=[award.uid])
    assert thread in seen_by(client, running.lead)
    for who in (somebody(running, Role.HUMAN_RESOURCES), somebody(running, Role.PRINCIPAL, running.tree.cedar)):
        page = seen_by(client, who)
        assert dana.name in page
        assert thread not in page
    assert dana.name not in seen_by(client, running.stranger)
    assert reverse("credential", args=[award.uid]) in seen_by(client, dana)


def test_nobody_without_a_role_meets_a_dead_end(running: Running, client: Client) -> None:
    assert "Ask your district" in seen_by(client, person("New Here"))


@pytest.mark.parametrize("role", Role)
def test_more_rows_cost_no_more_queries(running: Running, client: Client, role: Role) -> None:
    objective = objective_at(running.tree.district)
    following_five(running.lead, Program.objects.get())
    fill(running, objective, 1)
    adopt_plan(by=BUILDER, plan=objective.plan, number=1)
    who = somebody(running, role, running.tree.district)
    few = queries_of(client, who)
    fill(running, objective, 3)
    assert queries_of(client, who) == few
    assert few <= BUDGET


def fill(running: Running, objective: Objective, number: int) -> None:
    for _ in range(number):
        activity_of(objective, "Train assessors", date(2027, 1, 8))
        add_indicator(by=BUILDER, plan=objective.plan, fields=IndicatorFields(term="short", text="Schools", unit="%"))
    for step in Step:
        add_educators(running, running.tree.cedar, step, number)
    phase = Phase.objects.get(position=1)
    for _ in range(number):
        made = add_outcome(by=BUILDER, phase=phase, words=OutcomeWords("Charter"), owner=running.lead)
        attached(running.lead, made)


def queries_of(client: Client, who: Person) -> int:
    seen_by(client, who)
    with CaptureQueriesContext(connection) as captured:
        seen_by(client, who)
    return len(captured)
