"""Committees: who sits in them, whose voices are missing, what they agreed to, who owns what (FR2, BP3, BP5)."""

from datetime import date
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.governance.committee_builders import FALL, Steered, build_steered, committee_at, question_of, seat
from tests.plans.builders import plan_at
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.governance.actions.action_items import give_action
from waypost.governance.actions.committees import (
    NameTaken,
    SeatIsTaken,
    TermEndsFirst,
    add_seat,
    edit_seat,
    record_agreement,
    rename_committee,
    set_up_committee,
    write_charter,
)
from waypost.governance.actions.owners import OwnershipFields, OwnsNothing, change_owner, name_owner
from waypost.governance.actions.saving import UnclearPerson
from waypost.governance.models import Committee, CommitteeMember, Ownership
from waypost.governance.queries.committee_pages import committee_page, owner_lines
from waypost.governance.queries.committees import committees
from waypost.governance.rules.committees import CharterFields, CommitteeKind, SeatState, VoiceKind
from waypost.governance.rules.meetings import ActionFields
from waypost.people.actions.people import end_role
from waypost.people.queries import current_roles
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered() -> Steered:
    return build_steered()


def page_of(client: Client, steered: Steered) -> str:
    client.force_login(steered.lead)
    response = client.get(reverse("committee", args=[steered.committee.uid]))
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_committee_begins_with_charter_and_members(steered: Steered) -> None:
    page = committee_page(steered.lead, steered.committee)
    assert [(line.facts.name, line.member.person) for line in page.seats] == [
        ("Ana Ruiz", None),
        ("Luis Ferrer", steered.member),
    ]
    assert page.charter is not None
    assert (page.charter.number, page.charter.deciding) == (1, "By consensus.")
    assert AuditEntry.objects.filter(verb="add seat").count() == 2


def test_a_name_stands_once_in_an_organization(steered: Steered) -> None:
    with pytest.raises(NameTaken, match="called steering COMMITTEE already"):
        set_up_committee(
            by=steered.lead,
            organization=steered.tree.district,
            kind=CommitteeKind.TASKFORCE,
            name="steering COMMITTEE",
        )
    assert Committee.objects.count() == 1
    committee_at(steered.tree.cedar)


def test_a_committee_is_renamed_once(steered: Steered) -> None:
    rename = partial(rename_committee, by=steered.lead, committee=steered.committee, kind=CommitteeKind.TASKFORCE)
    rename(started_from=1, name="Spring taskforce")
    with pytest.raises(EditConflict):
        rename(started_from=1, name="Another name")
    assert Committee.objects.get().name == "Spring taskforce"


def test_the_page_points_out_missing_educators_and_open_seats(steered: Steered, client: Client) -> None:
    CommitteeMember.objects.filter(name="Ana Ruiz").update(phases=["prepare"])
    add_seat(by=steered.lead, committee=steered.committee, fields=seat("", VoiceKind.ASSOCIATION))
    page = page_of(client, steered)
    assert "No classroom educator has a voice in planning, the launch, running and supporting it and sustaining" in page
    assert page.count("Open seat") == 2


def test_who_holds_a_seat_stays_and_an_open_seat_is_filled(steered: Steered) -> None:
    ana = steered.committee.members.get(name="Ana Ruiz")
    with pytest.raises(SeatIsTaken, match="End this term"):
        edit_seat(by=steered.lead, seat=ana, started_from=1, fields=seat("Tom Becker"))
    edit_seat(by=steered.lead, seat=ana, started_from=1, fields=seat("Ana Ruiz", ends_on=date(2027, 1, 13)))
    still_open = add_seat(by=steered.lead, committee=steered.committee, fields=seat())
    edit_seat(by=steered.lead, seat=still_open, started_from=1, fields=seat("luis.ferrer@example.org"))
    states = {line.facts.name: line.facts.state for line in committee_page(steered.lead, steered.committee).seats}
    assert states == {"Ana Ruiz": SeatState.ENDED, "Luis Ferrer": SeatState.SITS}
    assert CommitteeMember.objects.get(pk=still_open.pk).person == steered.member


def test_terms_and_addresses_must_make_sense(steered: Steered) -> None:
    with pytest.raises(TermEndsFirst):
        add_seat(by=steered.lead, committee=steered.committee, fields=seat("Bo", ends_on=date(2026, 8, 1)))
    with pytest.raises(UnclearPerson, match="check it, or write the name"):
        add_seat(by=steered.lead, committee=steered.committee, fields=seat("nobody@example.org"))
    assert steered.committee.members.count() == 2


def test_a_member_who_leaves_is_said_and_what_they_took_on_asks_for_an_owner(steered: Steered, client: Client) -> None:
    question_of(steered.committee, "Which schools first?", who="Luis Ferrer")
    give_action(by=steered.lead, committee=steered.committee, fields=ActionFields("Call schools", "Luis Ferrer"))
    assert "Needs a new owner" not in page_of(client, steered)
    end_role(by=BUILDER, assignment=current_roles(steered.member).get(), why="Moved away")
    page = page_of(client, steered)
    assert "Luis Ferrer does not work here any more." in page
    assert page.count("Needs a new owner") == 2
    assert page.count("Luis Ferrer") >= 4


def test_a_term_that_ended_asks_for_an_owner_too(steered: Steered, client: Client) -> None:
    give_action(by=steered.lead, committee=steered.committee, fields=ActionFields("Call schools", "Ana Ruiz"))
    CommitteeMember.objects.filter(name="Ana Ruiz").update(ends_on=date(2027, 1, 13))
    page = page_of(client, steered)
    assert "Ana Ruiz: the term ended on January 13, 2027." in page
    assert page.count("Needs a new owner") == 1


def test_a_charter_is_written_in_versions_and_agreed_by_name(steered: Steered, client: Client) -> None:
    newest = steered.committee.charters.get()
    ana, luis = steered.committee.members.all()
    record_agreement(by=steered.lead, charter=newest, members=[ana])
    record_agreement(by=steered.lead, charter=newest, members=[ana, luis])
    assert AuditEntry.objects.filter(verb="agree to charter").latest("pk").after == {"members": ["Luis Ferrer"]}
    fields = CharterFields("Choose and look at the numbers.", "By two thirds.")
    write_charter(by=steered.lead, committee=steered.committee, started_from=1, fields=fields)
    assert [line.facts.name for line in committee_page(steered.lead, steered.committee).still_to_agree] == [
        "Ana Ruiz",
        "Luis Ferrer",
    ]
    client.force_login(steered.member)
    page = client.get(reverse("committee_charter", args=[steered.committee.uid])).content.decode()
    assert "By two thirds." in page
    assert "By consensus." in page
    assert "Ana Ruiz, Luis Ferrer" in page


def test_two_who_write_a_charter_lose_nothing(steered: Steered, client: Client) -> None:
    client.force_login(steered.lead)
    address = reverse("committee_charter_edit", args=[steered.committee.uid])
    client.post(address, {"purpose": "Mine", "deciding": "", "meeting": "", "version": "1"})
    response = client.post(address, {"purpose": "Yours", "deciding": "", "meeting": "", "version": "1"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Mine" in page
    assert "Yours" in page
    assert steered.committee.charters.count() == 2


def test_owners_in_departments_own_goals_and_processes(steered: Steered, client: Client) -> None:
    plan = plan_at(steered.tree.district)
    hr = person("Ana Whitfield", Role.HUMAN_RESOURCES, steered.tree.district)
    fields = OwnershipFields("Human Resources", "Ana Whitfield", goal=plan.goal, process="Awards reach the record.")
    made = name_owner(by=steered.lead, organization=steered.tree.district, fields=fields)
    assert (made.person, made.goal) == (hr, plan.goal)
    end_role(by=BUILDER, assignment=current_roles(hr).get(), why="Retired")
    client.force_login(steered.lead)
    page = client.get(reverse("committees")).content.decode()
    assert "Needs a new owner" in page
    assert plan.goal.text in page
    ended = OwnershipFields("Human Resources", "Ana Whitfield", process="Awards.", ended_on=date(2027, 1, 10))
    change_owner(by=steered.lead, ownership=made, started_from=1, fields=ended)
    (line,) = owner_lines(steered.lead)
    assert (line.has_ended, line.ownership.said) == (True, "Ana Whitfield")


def test_an_owner_owns_something(steered: Steered) -> None:
    with pytest.raises(OwnsNothing, match="Choose the goal or objective"):
        name_owner(by=steered.lead, organization=steered.tree.district, fields=OwnershipFields("HR", "Ana"))
    assert Ownership.objects.count() == 0


def test_nobody_of_another_district_reads_a_committee(steered: Steered) -> None:
    assert list(committees(steered.stranger)) == []
    school_lead = person("School Lead", Role.PROGRAM_LEAD, steered.tree.cedar)
    assert list(committees(school_lead)) == []
    assert list(committees(steered.member)) == [steered.committee]


def test_a_newcomer_sets_up_a_committee_in_the_browser(steered: Steered, client: Client) -> None:
    client.force_login(steered.lead)
    place = steered.tree.district.uid
    typed = {"organization": place, "name": "Taskforce", "kind": "taskforce", "purpose": "Write the privacy notice."}
    response = client.post(reverse("committee_new"), typed, follow=True)
    made = Committee.objects.get(name="Taskforce")
    assert response.redirect_chain == [(reverse("committee", args=[made.uid]), 302)]
    assert made.charters.get().purpose == "Write the privacy notice."
    member = {
        "who": "Ana Ruiz",
        "part": "Chair",
        "voice": "classroom educator",
        "level": "school",
        "phases": ["prepare", "plan"],
        "starts_on": str(FALL),
    }
    client.post(reverse("committee_seat_add", args=[made.uid]), member)
    assert (made.members.get().name, made.members.get().phases) == ("Ana Ruiz", ["prepare", "plan"])


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("committee_new", {"name": "x" * 50_000, "kind": "taskforce"}, "at most 200 characters"),
        ("committee_new", {"name": "Steering committee", "kind": "taskforce"}, "called Steering committee already"),
    ],
)
def test_what_does_not_fit_gives_one_sentence_and_keeps_what_was_typed(
    steered: Steered, client: Client, name: str, typed: dict[str, str], sentence: str
) -> None:
    client.force_login(steered.lead)
    response = client.post(reverse(name), {**typed, "organization": steered.tree.district.uid, "purpose": "Kept"})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Kept" in response.content.decode()
    assert Committee.objects.count() == 1
