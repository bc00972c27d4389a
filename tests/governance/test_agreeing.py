"""Members agree to the charter of their committee by themselves (FR2)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.governance.committee_builders import FALL, Steered, build_steered, committee_at, seat
from waypost.common.models import AuditEntry
from waypost.governance.actions.agreeing import CharterChanged, NotSeated, agree
from waypost.governance.actions.closing import close
from waypost.governance.actions.committees import write_charter
from waypost.governance.actions.saving import HasEnded
from waypost.governance.models import CommitteeMember
from waypost.governance.queries.agreeing import charters_to_agree
from waypost.governance.rules.committees import CharterFields
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db
WAITS = "waits for your agreement"


@pytest.fixture
def steered() -> Steered:
    return build_steered()


def page(client: Client, who: Person, address: str) -> str:
    client.force_login(who)
    return str(client.get(address).content.decode())


def places(steered: Steered) -> list[str]:
    """First page and committee."""
    return [reverse("home"), reverse("committee", args=[steered.committee.uid])]


def agreed(steered: Steered) -> list[str]:
    newest = steered.committee.charters.first()
    assert newest is not None
    return [found.member.said for found in newest.agreements.all()]


def renewed(steered: Steered) -> None:
    fields = CharterFields("Choose, and look at the numbers.")
    write_charter(by=steered.lead, committee=steered.committee, started_from=1, fields=fields)


def test_a_member_is_told_on_their_first_page_and_agrees_by_one_button(steered: Steered, client: Client) -> None:
    charter = reverse("committee_charter", args=[steered.committee.uid])
    address = reverse("committee_charter_agree_oneself", args=[steered.committee.uid])
    for place in places(steered):
        shown = page(client, steered.member, place)
        assert WAITS in shown
        assert f'href="{charter}">Read it and agree' in shown
    shown = page(client, steered.member, charter)
    assert f'action="{address}"' in shown
    assert ">I agree<" in shown
    said = client.post(address, {"number": "1"}, follow=True).content.decode()
    assert "Noted: you agree to charter 1." in said
    assert (agreed(steered), ">I agree<" in said) == (["Luis Ferrer"], False)
    assert [WAITS in page(client, steered.member, place) for place in places(steered)] == [False, False]
    row = AuditEntry.objects.get(verb="agree to charter")
    assert (row.actor, row.after) == (steered.member.audit_id, {"members": ["Luis Ferrer"]})
    client.post(address, {"number": "1"})
    assert agreed(steered) == ["Luis Ferrer"]


def test_a_new_version_asks_anew_and_nobody_agrees_to_what_they_did_not_read(steered: Steered, client: Client) -> None:
    agree(by=steered.member, committee=steered.committee, number=1)
    renewed(steered)
    assert charters_to_agree(steered.member) == [steered.committee]
    with pytest.raises(CharterChanged):
        agree(by=steered.member, committee=steered.committee, number=1)
    client.force_login(steered.member)
    address = reverse("committee_charter_agree_oneself", args=[steered.committee.uid])
    for number in ("1", "", "x"):
        said = client.post(address, {"number": number}, follow=True).content.decode()
        assert "A newer charter stands here by now: read it, then agree to it." in said
    assert agreed(steered) == []


def test_only_who_sits_there_agrees(steered: Steered, client: Client) -> None:
    teammate = person("Dana Lee", Role.COMMITTEE_MEMBER, steered.tree.district)
    with pytest.raises(NotSeated):
        agree(by=teammate, committee=steered.committee, number=1)
    address = reverse("committee_charter_agree_oneself", args=[steered.committee.uid])
    seated = person("Sam Seated", Role.EDUCATOR, steered.tree.cedar)
    CommitteeMember.objects.filter(name="Ana Ruiz").update(person=seated, name="")  # sits, and no page opens
    for who, status in ((teammate, 302), (steered.lead, 302), (seated, 404), (steered.stranger, 404)):
        client.force_login(who)
        assert client.post(address, {"number": "1"}).status_code == status, who
        assert client.get(address).status_code in (404, 405), who
    assert agreed(steered) == []
    for who in (teammate, steered.lead):
        assert ">I agree<" not in page(client, who, reverse("committee_charter", args=[steered.committee.uid]))
        assert [WAITS in page(client, who, place) for place in places(steered)] == [False, False]


def test_nothing_waits_before_and_after_a_term_nor_where_the_committee_ended(steered: Steered) -> None:
    mine = CommitteeMember.objects.filter(person=steered.member)
    for term in ({"ends_on": FALL}, {"starts_on": "2027-02-01", "ends_on": None}):
        mine.update(**term)
        assert charters_to_agree(steered.member) == []
    mine.update(starts_on=FALL)
    assert charters_to_agree(steered.member) == [steered.committee]
    close(by=BUILDER, thing=steered.committee, why="It is done")
    assert charters_to_agree(steered.member) == []
    with pytest.raises(HasEnded):
        agree(by=steered.member, committee=steered.committee, number=1)


def test_each_charter_that_waits_is_named_once(steered: Steered, client: Client) -> None:
    email = steered.member.email
    committee_at(steered.tree.district, seat(email), seat(email), name="Taskforce")
    assert [found.name for found in charters_to_agree(steered.member)] == ["Steering committee", "Taskforce"]
    shown = page(client, steered.member, reverse("home"))
    assert shown.count(WAITS) == 2
    assert "The charter of the Taskforce waits for your agreement." in shown
