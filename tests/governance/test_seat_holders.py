"""A seat that holds a bare name becomes the person's once somebody says that it is them (FR2, BP3)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.governance.committee_builders import (
    FALL,
    Steered,
    build_steered,
    committee_at,
    decided,
    item_of,
    question_of,
    seat,
)
from waypost.common.models import AuditEntry
from waypost.governance.actions.action_items import give_action, tick_off
from waypost.governance.actions.closing import close
from waypost.governance.actions.committees import SeatIsTaken, add_seat, edit_seat, record_agreement, remove_seat
from waypost.governance.actions.meetings import take_attendance
from waypost.governance.actions.saving import HasEnded
from waypost.governance.actions.seat_holders import NotMeant, TermIsOver, say_who_holds, say_who_holds_and_let_in
from waypost.governance.models import ActionItem, CommitteeMember, Decision
from waypost.governance.queries.committee_pages import committee_page
from waypost.governance.queries.seat_holders import told_apart
from waypost.governance.rules.meetings import ActionFields
from waypost.people.actions.people import RoleNotYours, add_person, end_role, grant_role
from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered() -> Steered:
    return build_steered()


@pytest.fixture
def by_name(steered: Steered) -> CommitteeMember:
    """Ana Ruiz, whom the committee seated before anybody invited her."""
    return steered.committee.members.get(name="Ana Ruiz")


@pytest.fixture
def ana(steered: Steered) -> Person:
    return person("Ana Ruiz", Role.EDUCATOR, steered.tree.cedar)


def namesake(steered: Steered) -> Person:
    made = add_person(by=BUILDER, name="Ana Ruiz", email="ana.two@example.org", password="correct horse battery")
    grant_role(by=BUILDER, person=made, role=Role.COACH, organization=steered.tree.juniper)
    return made


def members_page(client: Client, who: Person, steered: Steered) -> str:
    client.force_login(who)
    return client.get(reverse("committee", args=[steered.committee.uid])).content.decode()


def stands(found: CommitteeMember) -> tuple[Person | None, str, int]:
    found.refresh_from_db()
    return found.person, found.name, found.version


def test_a_lead_is_told_and_says_by_one_button_that_it_is_them(
    steered: Steered, by_name: CommitteeMember, ana: Person, client: Client
) -> None:
    address = reverse("committee_seat_holder", args=[by_name.uid])
    page = members_page(client, steered.lead, steered)
    assert "Ana Ruiz sits here by name, and somebody of that name has an account" in page
    assert f'href="{address}">It is Ana Ruiz</a>' in page
    asked = client.get(address).content.decode()
    assert "Ana Ruiz (ana.ruiz@example.org): Educator at Cedar Elementary" in asked
    assert stands(by_name) == (None, "Ana Ruiz", 1)
    response = client.post(address, {"person": ana.uid, "let_in": "on", "version": "1"})
    assert (response.status_code, stands(by_name)) == (302, (ana, "", 2))
    assert "sits here by name" not in members_page(client, steered.lead, steered)
    assert "Open questions" in members_page(client, ana, steered)
    row = AuditEntry.objects.get(subject_uid=by_name.uid, verb="say who holds seat")
    assert (row.before, row.after) == ({"person_id": None, "name": "Ana Ruiz"}, {"person_id": ana.pk, "name": ""})


def test_without_the_tick_the_seat_is_theirs_and_the_role_is_left_to_later(
    steered: Steered, by_name: CommitteeMember, ana: Person, client: Client
) -> None:
    client.force_login(steered.lead)
    client.post(reverse("committee_seat_holder", args=[by_name.uid]), {"person": ana.uid, "version": "1"})
    assert stands(by_name)[0] == ana
    assert "Ana Ruiz cannot read or write here without a role." in members_page(client, steered.lead, steered)


def test_a_teammate_neither_sees_it_nor_says_it_and_a_stranger_finds_nothing(
    steered: Steered, by_name: CommitteeMember, ana: Person, client: Client
) -> None:
    address = reverse("committee_seat_holder", args=[by_name.uid])
    assert "by name" not in members_page(client, steered.member, steered)
    others = person("Other Lead", Role.PROGRAM_LEAD, steered.tree.other_district)
    for who, status in ((steered.member, 404), (ana, 404), (steered.stranger, 404), (others, 404)):
        client.force_login(who)
        answers = {client.get(address).status_code, client.post(address, {"person": ana.uid}).status_code}
        assert answers == {status}, who
    assert stands(by_name) == (None, "Ana Ruiz", 1)
    assert len(current_roles(ana)) == 1


def test_of_two_people_of_one_name_the_lead_chooses_one(
    steered: Steered, by_name: CommitteeMember, ana: Person, client: Client
) -> None:
    two = namesake(steered)
    address = reverse("committee_seat_holder", args=[by_name.uid])
    assert f'href="{address}">Say which Ana Ruiz it is</a>' in members_page(client, steered.lead, steered)
    asked = client.get(address).content.decode()
    assert "checked" not in asked.partition('name="let_in"')[0]
    assert "ana.two@example.org" in asked
    assert client.post(address, {"version": "1"}).status_code == 422
    assert stands(by_name) == (None, "Ana Ruiz", 1)
    client.post(address, {"person": two.uid, "version": "1"})
    assert stands(by_name) == (two, "", 2)


def test_somebody_of_another_branch_or_who_left_is_never_offered(
    steered: Steered, by_name: CommitteeMember, client: Client
) -> None:
    far = person("Ana Ruiz", Role.EDUCATOR, steered.tree.other_school)
    gone = namesake(steered)
    end_role(by=BUILDER, assignment=current_roles(gone).get(), why="Moved away")
    assert committee_page(steered.lead, steered.committee).by_name == ()
    client.force_login(steered.lead)
    address = reverse("committee_seat_holder", args=[by_name.uid])
    assert client.get(address).status_code == 302
    assert client.post(address, {"person": far.uid, "version": "1"}).status_code == 302
    for who in (far, gone):
        with pytest.raises(NotMeant):
            say_who_holds(by=steered.lead, seat=by_name, started_from=1, person=who)
    assert stands(by_name) == (None, "Ana Ruiz", 1)


def test_somebody_of_another_name_is_refused(steered: Steered, by_name: CommitteeMember, ana: Person) -> None:
    with pytest.raises(NotMeant):
        say_who_holds(by=steered.lead, seat=by_name, started_from=1, person=steered.member)
    assert stands(by_name) == (None, "Ana Ruiz", 1)


def test_a_name_in_another_case_and_an_address_in_place_of_the_name_are_known_too(
    steered: Steered, by_name: CommitteeMember, ana: Person
) -> None:
    for typed in ("ANA RUIZ", "Ana.Ruiz@example.org"):
        CommitteeMember.objects.filter(pk=by_name.pk).update(name=typed)
        (line,) = committee_page(steered.lead, steered.committee).by_name
        assert line.may_be == (ana,)


def test_what_they_came_to_and_agreed_to_stays_and_open_work_is_theirs(
    steered: Steered, by_name: CommitteeMember, ana: Person
) -> None:
    item = item_of(steered.committee)
    take_attendance(by=BUILDER, meeting=item.meeting, started_from=1, offered=[by_name], members=[by_name], guests="")
    record_agreement(by=BUILDER, charter=steered.committee.charters.get(), members=[by_name])
    fields = ActionFields("Ask the association", "Sam Stone")
    left, done = (give_action(by=BUILDER, committee=steered.committee, item=item, fields=fields) for _ in range(2))
    tick_off(by=BUILDER, action=done, done_on=FALL)
    asked, answered = question_of(steered.committee), decided(steered.committee)
    for model, rows in ((ActionItem, (left, done)), (Decision, (asked, answered))):
        model.objects.filter(pk__in=[row.pk for row in rows]).update(name="Ana Ruiz", person=None)
    say_who_holds(by=steered.lead, seat=by_name, started_from=1, person=ana)
    assert by_name.attendances.count() == by_name.agreements.count() == 1
    for row, whose in ((left, ana), (done, None), (asked, ana), (answered, None)):
        row.refresh_from_db()
        assert (row.person, row.said) == (whose, "Ana Ruiz")


def test_open_work_stays_by_name_where_two_seats_hold_that_name(
    steered: Steered, by_name: CommitteeMember, ana: Person
) -> None:
    other = add_seat(by=BUILDER, committee=steered.committee, fields=seat("Somebody Else"))
    CommitteeMember.objects.filter(pk=other.pk).update(name="Ana Ruiz")
    asked = question_of(steered.committee)
    Decision.objects.filter(pk=asked.pk).update(name="Ana Ruiz", person=None)
    say_who_holds(by=steered.lead, seat=by_name, started_from=1, person=ana)
    asked.refresh_from_db()
    assert (asked.person, asked.name) == (None, "Ana Ruiz")


def under_that_name(steered: Steered) -> Decision:
    asked = question_of(steered.committee)
    Decision.objects.filter(pk=asked.pk).update(name="Ana Ruiz", person=None)
    return asked


def second_seat(steered: Steered) -> CommitteeMember:
    """Of another Ana Ruiz, who sits by name too."""
    other = add_seat(by=BUILDER, committee=steered.committee, fields=seat("Somebody Else"))
    CommitteeMember.objects.filter(pk=other.pk).update(name="Ana Ruiz")
    other.refresh_from_db()
    return other


@pytest.mark.parametrize("meanwhile", ["sits", "was named anew", "left the committee"])
def test_of_two_seats_of_two_people_of_one_name_neither_gets_what_may_be_the_others(
    steered: Steered, by_name: CommitteeMember, ana: Person, client: Client, meanwhile: str
) -> None:
    two, other, asked = namesake(steered), second_seat(steered), under_that_name(steered)
    say_who_holds(by=steered.lead, seat=by_name, started_from=1, person=ana)
    asked.refresh_from_db()
    assert (asked.person, asked.name) == (None, "Ana Ruiz")
    if meanwhile == "was named anew":
        Person.objects.filter(pk=ana.pk).update(name="Ana Bell", email="ana.bell@example.org")
    if meanwhile == "left the committee":
        remove_seat(by=steered.lead, seat=by_name)
    client.force_login(steered.lead)
    page = client.get(reverse("committee_seat_holder", args=[other.uid])).content.decode()
    assert "open actions and questions under it stay as they are" in page
    say_who_holds(by=steered.lead, seat=other, started_from=1, person=two)
    asked.refresh_from_db()
    assert (stands(other)[0], asked.person, asked.name) == (two, None, "Ana Ruiz")


def test_who_was_seated_by_an_account_of_that_name_keeps_what_is_open_from_the_other(
    steered: Steered, by_name: CommitteeMember, ana: Person
) -> None:
    two, asked = namesake(steered), under_that_name(steered)
    add_seat(by=BUILDER, committee=steered.committee, fields=seat(ana.email, ends_on=FALL))
    say_who_holds(by=steered.lead, seat=by_name, started_from=1, person=two)
    asked.refresh_from_db()
    assert asked.person is None


def test_another_seat_of_the_same_person_holds_nothing_back(
    steered: Steered, by_name: CommitteeMember, ana: Person, client: Client
) -> None:
    asked = under_that_name(steered)
    add_seat(by=BUILDER, committee=steered.committee, fields=seat(ana.email, ends_on=FALL))
    client.force_login(steered.lead)
    page = client.get(reverse("committee_seat_holder", args=[by_name.uid])).content.decode()
    assert "open actions and questions under this name become theirs" in page
    say_who_holds(by=steered.lead, seat=by_name, started_from=1, person=ana)
    asked.refresh_from_db()
    assert asked.person == ana


def test_roles_elsewhere_and_whole_addresses_of_people_one_cannot_find_stay_unsaid(
    steered: Steered, by_name: CommitteeMember, ana: Person
) -> None:
    above = person("Sue State", Role.STATE_STAFF, steered.tree.state)
    grant_role(by=BUILDER, person=ana, role=Role.COACH, organization=steered.tree.other_school)
    known, hidden = (words for _, words in told_apart(steered.lead, steered.tree.district, [ana, above]))
    assert known == "Ana Ruiz (ana.ruiz@example.org): Educator at Cedar Elementary"
    assert hidden.startswith("Sue State (s…@example.org): State staff at ")
    # A teammate in the committee and a lead elsewhere find her on no page of people.
    others = person("Other Lead", Role.PROGRAM_LEAD, steered.tree.other_district)
    for who, address in ((steered.member, "a…@example.org"), (steered.stranger, "a…@example.org")):
        ((_, words),) = told_apart(who, steered.tree.district, [ana])
        assert address in words
    ((_, words),) = told_apart(others, steered.tree.district, [ana])  # her coaching there is theirs to see
    assert words == known


def test_a_seat_has_one_holder_also_where_two_leads_say_so_at_once(
    steered: Steered, by_name: CommitteeMember, ana: Person, client: Client
) -> None:
    two = namesake(steered)
    say_who_holds(by=steered.lead, seat=by_name, started_from=1, person=two)
    with pytest.raises(SeatIsTaken):
        say_who_holds(by=steered.lead, seat=by_name, started_from=2, person=ana)
    client.force_login(steered.lead)
    late = client.post(reverse("committee_seat_holder", args=[by_name.uid]), {"person": ana.uid, "version": "1"})
    assert (late.status_code, stands(by_name)) == (302, (two, "", 2))


def test_letting_in_and_saying_who_it_is_happen_together_or_not_at_all(
    steered: Steered, by_name: CommitteeMember, ana: Person
) -> None:
    with pytest.raises(RoleNotYours):
        say_who_holds_and_let_in(by=steered.member, seat=by_name, started_from=1, person=ana)
    assert stands(by_name) == (None, "Ana Ruiz", 1)
    assert len(current_roles(ana)) == 1


def test_the_page_of_a_term_that_ended_opens_and_saves_nothing(
    steered: Steered, by_name: CommitteeMember, ana: Person, client: Client
) -> None:
    CommitteeMember.objects.filter(pk=by_name.pk).update(ends_on=FALL)
    address = reverse("committee_seat_holder", args=[by_name.uid])
    client.force_login(steered.lead)
    for response in (
        client.get(address, follow=True),
        client.post(address, {"person": ana.uid, "version": "1"}, follow=True),
    ):
        assert "The term of Ana Ruiz has ended: what they did keeps their name." in response.content.decode()
        assert "Sits by name" not in response.content.decode()
    by_name.refresh_from_db()
    with pytest.raises(TermIsOver):
        say_who_holds(by=steered.lead, seat=by_name, started_from=1, person=ana)
    assert stands(by_name) == (None, "Ana Ruiz", 1)


def test_nothing_is_asked_of_a_term_or_a_committee_that_ended(
    steered: Steered, by_name: CommitteeMember, ana: Person
) -> None:
    CommitteeMember.objects.filter(pk=by_name.pk).update(ends_on=FALL)
    assert committee_page(steered.lead, steered.committee).by_name == ()
    CommitteeMember.objects.filter(pk=by_name.pk).update(ends_on=None)
    close(by=steered.lead, thing=steered.committee, why="It is done")
    steered.committee.refresh_from_db()
    assert committee_page(steered.lead, steered.committee).by_name == ()
    with pytest.raises(HasEnded):
        say_who_holds(by=steered.lead, seat=by_name, started_from=1, person=ana)
    assert stands(by_name) == (None, "Ana Ruiz", 1)


@pytest.mark.parametrize("how_many", [1, 2])
def test_changing_a_term_never_gives_a_seat_to_whoever_has_that_name(
    steered: Steered, by_name: CommitteeMember, ana: Person, client: Client, how_many: int
) -> None:
    for _ in range(how_many - 1):
        namesake(steered)
    edit_seat(by=steered.lead, seat=by_name, started_from=1, fields=seat("Ana Ruiz", part="Chair"))
    assert stands(by_name) == (None, "Ana Ruiz", 2)
    client.force_login(steered.lead)
    typed = {"part": "", "voice": "principal", "level": "school", "phases": ["plan"], "starts_on": str(FALL)}
    address = reverse("committee_seat_edit", args=[by_name.uid])
    assert client.post(address, {**typed, "version": "2"}).status_code == 302
    assert stands(by_name) == (None, "Ana Ruiz", 3)


def test_the_question_is_asked_on_the_page_of_a_school_too(steered: Steered, ana: Person) -> None:
    below = committee_at(steered.tree.juniper, seat("Maya Unknown"), name="Taskforce")
    CommitteeMember.objects.filter(committee=below).update(name="Ana Ruiz")
    assert committee_page(steered.lead, below).by_name == ()  # she works at the other school
    CommitteeMember.objects.filter(committee=below).update(name="Maya Okafor")
    (line,) = committee_page(steered.lead, below).by_name
    assert line.may_be == (steered.lead,)
