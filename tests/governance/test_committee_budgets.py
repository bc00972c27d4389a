"""How many queries a page of committees may ask, whatever the number of rows; and what a first page says of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.governance.committee_builders import (
    AHEAD,
    Steered,
    build_steered,
    committee_at,
    decided,
    meeting_of,
    question_of,
    seat,
)
from tests.plans.builders import activity_of, plan_at
from waypost.governance.actions.action_items import give_action, take_into_plan
from waypost.governance.actions.committees import add_seat
from waypost.governance.actions.decisions import set_links
from waypost.governance.actions.meetings import take_attendance, write_minutes
from waypost.governance.actions.owners import OwnershipFields, name_owner
from waypost.governance.models import ActionItem, Committee, Decision, Meeting
from waypost.governance.queries.own_work import committee_in_sight
from waypost.governance.rules.meetings import ActionFields
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.removal import take_out
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = pytest.mark.django_db

#: With what every page asks for: session, person, roles.
BUDGETS = {
    "committees": 12,
    "committee": 24,
    "committee_charter": 26,
    "committee_meetings": 7,
    "meeting": 13,
    "meeting_new": 12,
    "decisions": 8,
    "decision": 16,
    "decision_links": 20,
}


@pytest.fixture
def steered() -> Steered:
    return build_steered()


def fill(steered: Steered, committee: Committee, number: int) -> None:
    """Every kind of row that the pages show."""
    for n in range(number):
        member = person(f"Member {committee.pk} {committee.members.count()}", Role.COACH, steered.tree.cedar)
        add_seat(by=steered.lead, committee=committee, fields=seat(member.email))
        question_of(committee, who=member.email)
        made = decided(committee, review_on=date(2027, 1, 13))
        plan = plan_at(steered.tree.district)
        objective = add_objective(by=steered.lead, plan=plan, fields=ObjectiveFields(text="Run a pilot"))
        activity = activity_of(objective, f"Activity {n}", None)
        set_links(by=steered.lead, decision=made, started_from=2, linked=[plan, objective, activity])
        meeting = meeting_of(committee, "One", "Two")
        item = meeting.items.first()
        assert item is not None
        write_minutes(by=steered.lead, item=item, started_from=1, minutes="Said.")
        give_action(by=steered.lead, committee=committee, item=item, fields=ActionFields("Call", member.email))
        seats = list(committee.members.all())
        take_attendance(by=steered.lead, meeting=meeting, started_from=1, offered=seats, members=seats, guests="")
        fields = OwnershipFields("HR", member.email, goal=plan.goal)
        name_owner(by=steered.lead, organization=steered.tree.district, fields=fields)


def address_of(name: str, steered: Steered) -> str:
    objects = {
        "committees": None,
        "decisions": None,
        "meeting": Meeting.objects.order_by("pk").first(),
        "decision": Decision.objects.filter(decided_on__isnull=False).order_by("pk").first(),
    }
    found = objects.get(name.removesuffix("_links"), steered.committee)
    return reverse(name, args=[found.uid] if found else [])


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", sorted(BUDGETS))
def test_more_rows_cost_no_more_queries(steered: Steered, client: Client, name: str) -> None:
    fill(steered, steered.committee, 1)
    client.force_login(steered.lead)
    few = queries_of(client, address_of(name, steered))
    fill(steered, steered.committee, 3)
    fill(steered, committee_at(steered.tree.cedar, name="Taskforce"), 2)
    assert queries_of(client, address_of(name, steered)) == few
    assert few <= BUDGETS[name]


def test_the_log_of_many_entries_reads_one_page_of_them(steered: Steered, client: Client) -> None:
    day = date(2026, 1, 1)
    Decision.objects.bulk_create(
        Decision(committee=steered.committee, asked_on=day, question=f"Question {n}") for n in range(80)
    )
    client.force_login(steered.lead)
    address = f"{reverse('decisions')}?words=question&year=2026&state=open"
    response = client.get(f"{address}&page=4")
    assert len(response.context["log"].lines) == 80 - 3 * 25
    assert queries_of(client, address) <= 8


def test_every_meeting_is_reached_and_the_committees_page_shows_the_newest(steered: Steered, client: Client) -> None:
    when = datetime(2026, 1, 5, 21, tzinfo=UTC)
    Meeting.objects.bulk_create(
        Meeting(committee=steered.committee, starts_at=when + timedelta(days=7 * n)) for n in range(30)
    )
    oldest = Meeting.objects.earliest("starts_at")
    client.force_login(steered.member)
    page = client.get(address_of("committee", steered))
    assert [len(page.context["page"].meetings.held), len(page.context["page"].meetings.ahead)] == [12, 0]
    every = address_of("committee_meetings", steered)
    assert every in page.content.decode()
    assert reverse("meeting", args=[oldest.uid]) in client.get(f"{every}?page=2").content.decode()
    assert queries_of(client, f"{every}?page=2") <= BUDGETS["committee_meetings"]


def test_the_minutes_of_other_meetings_are_not_read_for_a_committees_page(steered: Steered, client: Client) -> None:
    fill(steered, steered.committee, 1)
    client.force_login(steered.member)
    for name in ("committee", "committee_meetings"):
        with CaptureQueriesContext(connection) as captured:
            client.get(address_of(name, steered))
        selected = [query["sql"].split(" FROM ")[0] for query in captured]
        assert [said for said in selected if '"governance_agendaitem"."minutes"' in said] == []


def home_of(client: Client, who: Person) -> str:
    client.force_login(who)
    return str(client.get(reverse("home")).content.decode())


def test_a_member_and_a_lead_see_open_decisions_the_next_agenda_and_their_actions(
    steered: Steered, client: Client
) -> None:
    question_of(steered.committee, "Which schools first?")
    meeting = meeting_of(steered.committee, "Offer for spring", when=AHEAD)
    give_action(by=steered.lead, committee=steered.committee, fields=ActionFields("Call the schools", "Luis Ferrer"))
    member, lead = home_of(client, steered.member), home_of(client, steered.lead)
    for words in ("Which schools first?", "Offer for spring", reverse("meeting", args=[meeting.uid])):
        assert words in member
        assert words in lead
    assert ["Call the schools" in page for page in (member, lead)] == [True, False]


def test_what_is_in_the_plan_already_hides_none_of_ones_open_actions(steered: Steered) -> None:
    objective = add_objective(by=BUILDER, plan=plan_at(steered.tree.district), fields=ObjectiveFields(text="A pilot"))
    for n in range(9):
        fields = ActionFields(f"In the plan {n}", "Luis Ferrer", due_on=date(2027, 1, 20))
        action = give_action(by=steered.lead, committee=steered.committee, fields=fields)
        take_into_plan(by=steered.lead, action=action, objective=objective)
    taken_out = ActionItem.objects.latest("pk").activity
    assert taken_out is not None
    take_out(by=steered.lead, part=taken_out)
    late = ActionFields("Call the schools", "Luis Ferrer", due_on=date(2027, 2, 1))
    give_action(by=steered.lead, committee=steered.committee, fields=late)
    own = committee_in_sight(steered.member).actions
    assert [action.text for action in own] == ["In the plan 8", "Call the schools"]


def test_a_lead_without_a_committee_is_led_to_one_and_a_member_is_not(steered: Steered, client: Client) -> None:
    elsewhere = person("Lead Elsewhere", Role.PROGRAM_LEAD, steered.tree.other_district)
    address = f'href="{reverse("committee_new")}"'
    assert [address in home_of(client, who) for who in (elsewhere, steered.stranger)] == [True, False]
